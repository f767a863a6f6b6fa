namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>Values through code that is stored and run later.</summary>
public sealed class DelegateTests
{
    [Fact]
    public void Local_functions() => ModelText.Is(
        """
        flow top-level statements
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime)] on v1
        """,
        """
        var context = new MLContext();
        var trips = Load("trips.csv");
        Train(trips);

        IDataView Load(string path) => context.Data.LoadFromTextFile<Trip>(path);

        void Train(IDataView view)
        {
            Fit(Normalizer());

            IEstimator<ITransformer> Normalizer() => context.Transforms.NormalizeMinMax("TripTime");

            void Fit(IEstimator<ITransformer> estimator) => estimator.Fit(view);
        }
        """);

    [Fact]
    public void Lambdas_and_delegates_in_locals_and_parameters() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime)] on v1
          v2 = load LoadFromTextFile<Trip> "more.csv"
          m2 = fit [NormalizeBinning(TripTime)] on v2
        """,
        ModelText.Members("""
            private static void Main()
            {
                Func<string, IDataView> load = path => mlContext.Data.LoadFromTextFile<Trip>(path);
                var trips = load("trips.csv");
                Fit(trips, () => mlContext.Transforms.NormalizeMinMax("TripTime"));
                Fit(load.Invoke("more.csv"), Binning);
            }

            private static IEstimator<ITransformer> Binning() => mlContext.Transforms.NormalizeBinning("TripTime");

            private static void Fit(IDataView view, Func<IEstimator<ITransformer>> build) => build().Fit(view);
            """));

    [Fact]
    public void Delegate_in_a_field() => ModelText.Is(
        """
        flow Job.Run()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime)] on v1
        """,
        """
        public class Job
        {
            private readonly MLContext context = new();
            private readonly Func<IDataView> load;

            public Job() => load = () => context.Data.LoadFromTextFile<Trip>("trips.csv");

            public void Run() => context.Transforms.NormalizeMinMax("TripTime").Fit(load());
        }
        """);

    [Fact]
    public void Delegates_in_a_list_and_in_a_dictionary() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime)] on v1 (again and again)
          m2 = fit [NormalizeBinning(TripTime)] on v1 (again and again)
          s1 = split v1
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var builders = new List<Func<IEstimator<ITransformer>>>
            {
                () => mlContext.Transforms.NormalizeMinMax("TripTime"),
                () => mlContext.Transforms.NormalizeBinning("TripTime"),
            };
            foreach (var build in builders)
                build().Fit(trips);

            var actions = new Dictionary<string, Action<IDataView>> { ["split"] = view => mlContext.Data.TrainTestSplit(view) };
            actions["split"](trips);
            """));

    [Fact]
    public void Lazy_engine() => ModelText.Is(
        """
        flow Serving.Predict(Trip)
          m1 = load model "fare.zip"
          e1 = engine<Trip, TripPrediction> of m1
          predict ? by e1
        """,
        """
        public static class Serving
        {
            private static readonly MLContext Context = new();
            private static readonly Lazy<PredictionEngine<Trip, TripPrediction>> Engine = new(Create, true);

            public static TripPrediction Predict(Trip trip) => Engine.Value.Predict(trip);

            private static PredictionEngine<Trip, TripPrediction> Create()
            {
                var model = Context.Model.Load("fare.zip", out _);
                return Context.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
            }
        }
        """);

    [Fact]
    public void Lambda_sees_and_changes_what_is_around_it() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          s1 = split v1
        """,
        ModelText.Main("""
            IDataView view = null;
            Action load = () => view = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            load();
            mlContext.Data.TrainTestSplit(view);
            """));
}
