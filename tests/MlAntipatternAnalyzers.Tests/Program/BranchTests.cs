namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>Joins of what branches leave behind.</summary>
public sealed class BranchTests
{
    [Fact]
    public void Ternary_and_switch_expression() => ModelText.Is(
        """
        flow Flow.Main(string[])
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit ([FastTree(FareAmount; Features)] | [Sdca(FareAmount; Features)]) on (some rows of v1 | v1)
        """,
        ModelText.Members("""
            private static void Main(string[] args)
            {
                var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
                var view = args.Length > 0 ? mlContext.Data.TakeRows(trips, 100) : trips;
                IEstimator<ITransformer> trainer = args[0] switch
                {
                    "tree" => mlContext.Regression.Trainers.FastTree("FareAmount"),
                    "linear" => mlContext.Regression.Trainers.Sdca("FareAmount"),
                    _ => throw new ArgumentException(args[0]),
                };
                trainer.Fit(view);
            }
            """));

    [Fact]
    public void Joins_of_if_and_switch_statements() => ModelText.Is(
        """
        flow Flow.Main(string[])
          v1 = load LoadFromTextFile<Trip> "a.csv"
          v2 = load LoadFromTextFile<Trip> "b.csv"
          m1 = fit ([NormalizeMinMax(TripTime) > NormalizeMinMax(TripDistance)] | [NormalizeMinMax(TripTime)]) on (v1 | v2)
        """,
        ModelText.Members("""
            private static void Main(string[] args)
            {
                IDataView trips;
                if (args.Length > 0)
                {
                    trips = mlContext.Data.LoadFromTextFile<Trip>("a.csv");
                }
                else
                {
                    trips = mlContext.Data.LoadFromTextFile<Trip>("b.csv");
                }

                IEstimator<ITransformer> pipeline = mlContext.Transforms.NormalizeMinMax("TripTime");
                switch (args[0])
                {
                    case "long":
                        pipeline = pipeline.Append(mlContext.Transforms.NormalizeMinMax("TripDistance"));
                        break;
                    case "none":
                        return;
                }

                pipeline.Fit(trips);
            }
            """));

    [Fact]
    public void Early_returns() => ModelText.Is(
        """
        flow Flow.Main(string[])
          v1 = load LoadFromTextFile<Trip> "a.csv"
          v2 = load LoadFromTextFile<Trip> "b.csv"
          s1 = split (v1 | v2)
        """,
        ModelText.Members("""
            private static void Main(string[] args)
            {
                var trips = Load(args.Length);
                mlContext.Data.TrainTestSplit(trips);
            }

            private static IDataView Load(int count)
            {
                if (count == 0)
                    return mlContext.Data.LoadFromTextFile<Trip>("a.csv");
                if (count < 0)
                    throw new ArgumentException("count");
                return mlContext.Data.LoadFromTextFile<Trip>("b.csv");
            }
            """));

    [Fact]
    public void Try_catch_and_finally() => ModelText.Is(
        """
        flow Flow.Main()
          m1 = load model "fare.zip"
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m2 = fit [NormalizeMinMax(TripTime)] on v1
          v2 = load LoadFromTextFile<Trip> "log.csv"
          e1 = engine<Trip, TripPrediction> of (m1 | m2)
        """,
        ModelText.Main("""
            ITransformer model;
            try
            {
                model = mlContext.Model.Load("fare.zip", out _);
            }
            catch (IOException)
            {
                var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
                model = mlContext.Transforms.NormalizeMinMax("TripTime").Fit(trips);
            }
            finally
            {
                mlContext.Data.LoadFromTextFile<Trip>("log.csv");
            }

            mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
            """));

    [Fact]
    public void Code_after_a_throw_does_not_run() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          s1 = split v1
        """,
        ModelText.Members("""
            private static void Main()
            {
                Load("trips.csv");
            }

            private static IDataView Load(string path)
            {
                IDataView view = null;
                if (!File.Exists(path))
                    throw new FileNotFoundException(path);
                else
                    view = mlContext.Data.LoadFromTextFile<Trip>(path);
                mlContext.Data.TrainTestSplit(view);
                return view;
            }
            """));

    [Fact]
    public void Loaded_or_trained() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = load model "fare.zip"
          m2 = fit [Sdca(FareAmount; Features)] on v1
          v2 = transform v1 by (m1 | m2)
          evaluate v2 as Regression
        """,
        ModelText.Members("""
            private static void Main()
            {
                var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
                ITransformer model = null;
                if (File.Exists("fare.zip"))
                    model = mlContext.Model.Load("fare.zip", out _);
                model ??= Train(trips);
                var scored = model?.Transform(trips);
                mlContext.Regression.Evaluate(scored, "FareAmount");
            }

            private static ITransformer Train(IDataView view) => mlContext.Regression.Trainers.Sdca("FareAmount").Fit(view);
            """));
}
