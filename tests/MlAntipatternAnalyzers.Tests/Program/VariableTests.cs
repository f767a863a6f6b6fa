namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>Values in locals, members, tuples and patterns.</summary>
public sealed class VariableTests
{
    [Fact]
    public void Local_and_its_reassignment() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [Concatenate(Features <- TripTime, TripDistance) > Sdca(FareAmount; Features)] on v1
          v2 = transform v1 by m1
          evaluate v2 as Regression
        """,
        ModelText.Main("""
            var view = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", separatorChar: ',');
            var again = view;
            IEstimator<ITransformer> pipeline = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance");
            pipeline = pipeline.Append(mlContext.Regression.Trainers.Sdca("FareAmount"));
            ITransformer model = pipeline.Fit(again);
            view = model.Transform(view);
            mlContext.Regression.Evaluate(view, "FareAmount");
            """));

    [Fact]
    public void Field_set_in_a_constructor_is_read_by_other_methods() => ModelText.Is(
        """
        flow FareModel.FareModel(string)
          v1 = load LoadFromTextFile<Trip> data
        flow FareModel.Train()
          m1 = fit [Concatenate(Features <- TripTime) > LbfgsPoissonRegression(FareAmount; Features)] on v1
        flow FareModel.Save()
          save m1 to "fare.zip"
        """,
        """
        public class FareModel
        {
            private readonly MLContext context;
            private readonly IDataView trips;
            private ITransformer model;

            public FareModel(string path)
            {
                context = new MLContext();
                trips = context.Data.LoadFromTextFile<Trip>(path);
            }

            public void Train() => model = context.Transforms.Concatenate("Features", nameof(Trip.TripTime))
                .Append(context.Regression.Trainers.LbfgsPoissonRegression("FareAmount")).Fit(trips);

            public void Save() => context.Model.Save(model, trips.Schema, "fare.zip");
        }
        """);

    [Fact]
    public void Auto_property_and_static_field_with_initializer() => ModelText.Is(
        """
        flow Store.Trips
          v1 = load LoadFromTextFile<Trip> "trips.csv"
        flow Store.Train()
          m1 = fit [NormalizeMinMax(Features <- TripTime)] on v1
        flow Store.Apply()
          v2 = transform v1 by m1
        """,
        """
        public static class Store
        {
            private static readonly MLContext Context = new(1);
            private static readonly IDataView Trips = Context.Data.LoadFromTextFile<Trip>("trips.csv");

            public static ITransformer Model { get; private set; }

            public static void Train() => Model = Context.Transforms.NormalizeMinMax("Features", "TripTime").Fit(Trips);

            public static void Apply() => Model.Transform(Trips);
        }
        """);

    [Fact]
    public void Split_kept_in_a_field() => ModelText.Is(
        """
        flow Experiment.Load()
          v1 = load LoadFromTextFile<Review> "reviews.tsv"
          s1 = split v1
        flow Experiment.Run()
          m1 = fit [FeaturizeText(Features <- Text) > SdcaLogisticRegression(Label; Features)] on s1.train
          v2 = transform s1.test by m1
          evaluate v2 as Binary
        """,
        """
        public class Experiment
        {
            private readonly MLContext context = new();
            private DataOperationsCatalog.TrainTestData parts;

            public void Load() => parts = context.Data.TrainTestSplit(context.Data.LoadFromTextFile<Review>("reviews.tsv"), 0.2);

            public void Run()
            {
                var model = context.Transforms.Text.FeaturizeText("Features", "Text").Append(context.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(parts.TrainSet);
                context.BinaryClassification.Evaluate(model.Transform(parts.TestSet));
            }
        }
        """);

    [Fact]
    public void Out_parameters_and_tuples() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "a.csv"
          s1 = split v1
          m1 = fit [NormalizeMinMax(TripTime)] on s1.train
          v2 = transform s1.test by m1
          v3 = transform s1.test by m1
          v4 = transform s1.train by m1
        """,
        ModelText.Members("""
            private static void Main()
            {
                Load("a.csv", out var trips);
                var (train, test) = Halves(trips);
                var both = Named(train, test);
                var model = mlContext.Transforms.NormalizeMinMax("TripTime").Fit(both.Train);
                model.Transform(both.Test);
                var (_, other) = both;
                model.Transform(other);
                model.Transform(both.Item1);
            }

            private static bool Load(string path, out IDataView view)
            {
                view = mlContext.Data.LoadFromTextFile<Trip>(path);
                return true;
            }

            private static (IDataView, IDataView) Halves(IDataView all)
            {
                var split = mlContext.Data.TrainTestSplit(all);
                return (split.TrainSet, split.TestSet);
            }

            private static (IDataView Train, IDataView Test) Named(IDataView train, IDataView test) => (train, test);
            """));

    [Fact]
    public void Null_coalescing_assignment() => ModelText.Is(
        """
        flow Cached.Predict(Trip)
          m1 = load model "fare.zip"
          e1 = engine<Trip, TripPrediction> of m1
          predict ? by e1
        """,
        """
        public class Cached
        {
            private readonly MLContext context = new();
            private ITransformer model;

            public float Predict(Trip trip)
            {
                model ??= context.Model.Load("fare.zip", out _);
                return context.Model.CreatePredictionEngine<Trip, TripPrediction>(model).Predict(trip).FareAmount;
            }
        }
        """);

    [Fact]
    public void Pattern_variables() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          s1 = split v1
          s2 = split v1
          s3 = split v1
          v2 = load LoadFromTextFile<Trip> "more.csv"
          s4 = split v2
        """,
        ModelText.Main("""
            object loaded = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            if (loaded is IDataView view)
                mlContext.Data.TrainTestSplit(view);
            if (loaded is IDataView { Schema: not null } other)
                mlContext.Data.TrainTestSplit(other);
            switch (loaded)
            {
                case IDataView third:
                    mlContext.Data.TrainTestSplit(third);
                    break;
            }
            if (mlContext.Data.LoadFromTextFile<Trip>("more.csv") is var fourth)
                mlContext.Data.TrainTestSplit(fourth);
            """));

    [Fact]
    public void Using_statement_and_declaration() => ModelText.Is(
        """
        flow Flow.Main()
          m1 = load model "fare.zip"
          e1 = engine<Trip, TripPrediction> of m1
          predict Trip by e1
          e2 = engine<Trip, TripPrediction> of m1
          predict Trip by e2
          save m1 to ?
        """,
        ModelText.Main("""
            var model = mlContext.Model.Load("fare.zip", out _);
            using (var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model))
                engine.Predict(new Trip());
            using var second = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
            second.Predict(new Trip());
            using (var stream = File.Create("copy.zip"))
            {
                mlContext.Model.Save(model, null, stream);
            }
            """));

    [Fact]
    public void Several_contexts() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime)] on v1
          save m1 to "fare.zip"
          m2 = load model "fare.zip"
          e1 = engine<Trip, TripPrediction> of m2
        """,
        ModelText.Main("""
            var first = new MLContext(1);
            var second = new MLContext(2);
            var view = first.Data.LoadFromTextFile<Trip>("trips.csv");
            var model = second.Transforms.NormalizeMinMax("TripTime").Fit(view);
            first.Model.Save(model, view.Schema, "fare.zip");
            second.Model.CreatePredictionEngine<Trip, TripPrediction>(first.Model.Load("fare.zip", out _));
            """));
}
