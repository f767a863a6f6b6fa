using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>Values through methods: parameters and returns, virtual ones, generic ones, extensions, interfaces.</summary>
public sealed class CallTests
{
    [Fact]
    public void Parameters_and_returns_through_several_methods() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "train.csv"
          m1 = fit [Concatenate(Features <- TripTime) > FastTree(FareAmount; Features)] on v1
          v2 = load LoadFromTextFile<Trip> "test.csv"
          v3 = transform v2 by m1
          evaluate v3 as Regression
        """,
        ModelText.Members("""
            private static void Main()
            {
                var trips = LoadTrips("train.csv");
                var model = Train(trips, BuildPipeline("FareAmount"));
                Score(LoadTrips("test.csv"), model);
            }

            private static IDataView LoadTrips(string path) => Read(path, ',');

            private static IDataView Read(string path, char separator) => mlContext.Data.LoadFromTextFile<Trip>(path, separator);

            private static IEstimator<ITransformer> BuildPipeline(string label) =>
                mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree(labelColumnName: label));

            private static ITransformer Train(IDataView view, IEstimator<ITransformer> pipeline) => pipeline.Fit(view);

            private static void Score(IDataView view, ITransformer model) => mlContext.Regression.Evaluate(model.Transform(view), "FareAmount");
            """));

    [Fact]
    public void Base_class_with_a_virtual_pipeline_and_derived_trainers() => ModelText.Is(
        """
        flow TrainerBase.Fit(string) on TreeTrainer
          v1 = load LoadFromTextFile<Trip> data
          m1 = fit [Concatenate(Features <- TripTime) > FastTree(FareAmount; Features)] on v1
        flow TrainerBase.Fit(string) on LinearTrainer
          v1 = load LoadFromTextFile<Trip> data
          m1 = fit [Concatenate(Features <- TripTime) > NormalizeMinMax(Features) > Sdca(FareAmount; Features)] on v1
        """,
        """
        public abstract class TrainerBase
        {
            protected readonly MLContext Context = new();

            protected abstract IEstimator<ITransformer> Trainer { get; }

            protected virtual IEstimator<ITransformer> Features() => Context.Transforms.Concatenate("Features", "TripTime");

            public void Fit(string path)
            {
                var view = Context.Data.LoadFromTextFile<Trip>(path);
                Features().Append(Trainer).Fit(view);
            }
        }

        public sealed class TreeTrainer : TrainerBase
        {
            protected override IEstimator<ITransformer> Trainer => Context.Regression.Trainers.FastTree("FareAmount");
        }

        public sealed class LinearTrainer : TrainerBase
        {
            protected override IEstimator<ITransformer> Trainer => Context.Regression.Trainers.Sdca("FareAmount");

            protected override IEstimator<ITransformer> Features() => base.Features().Append(Context.Transforms.NormalizeMinMax("Features"));
        }
        """);

    [Fact]
    public void Constructor_of_a_base_class_runs_though_nobody_calls_it() => ModelText.Is(
        """
        flow top-level statements
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [FastTree(FareAmount; Features)] on v1
        """,
        """
        new TreeTrainer().Run();

        internal abstract class TrainerBase
        {
            protected readonly MLContext Context;
            protected IDataView Trips;

            protected TrainerBase()
            {
                Context = new MLContext();
                Trips = Context.Data.LoadFromTextFile<Trip>("trips.csv");
            }
        }

        internal class TreeTrainer : TrainerBase
        {
            public void Run() => Context.Regression.Trainers.FastTree("FareAmount").Fit(Trips);
        }
        """);

    [Fact]
    public void Generic_method_and_class_carry_the_row_type() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          v2 = load LoadFromTextFile<Review> "reviews.csv"
          m1 = load model "fare.zip"
          e1 = engine<Trip, TripPrediction> of m1
        """,
        ModelText.Members("""
            private static void Main()
            {
                Load<Trip>("trips.csv");
                new Loader<Review>().Load("reviews.csv");
                Engine<Trip, TripPrediction>("fare.zip");
            }

            private static IDataView Load<T>(string path) where T : class => Inner<T>(path);

            private static IDataView Inner<TRow>(string path) where TRow : class => mlContext.Data.LoadFromTextFile<TRow>(path);

            private static void Engine<TIn, TOut>(string path) where TIn : class where TOut : class, new() =>
                mlContext.Model.CreatePredictionEngine<TIn, TOut>(mlContext.Model.Load(path, out _));

            private class Loader<T> where T : class
            {
                public IDataView Load(string path) => mlContext.Data.LoadFromTextFile<T>(path);
            }
            """));

    [Fact]
    public void Extension_methods_that_wrap_those_of_ML_NET() => ModelText.Is(
        """
        flow top-level statements
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [Concatenate(Features <- TripTime) > LightGbm(FareAmount; Features)] on v1
          v2 = load LoadFromTextFile<Trip> "more.csv"
        """,
        """
        var context = new MLContext();
        var trips = context.LoadTrips("trips.csv");
        var model = context.Transforms.Concatenate("Features", "TripTime").AppendTrainer(context).Fit(trips);
        Extensions.LoadTrips(context, "more.csv");

        internal static class Extensions
        {
            public static IDataView LoadTrips(this MLContext context, string path) => context.Data.LoadFromTextFile<Trip>(path);

            public static IEstimator<ITransformer> AppendTrainer(this IEstimator<ITransformer> estimator, MLContext context) =>
                estimator.Append(context.Regression.Trainers.LightGbm("FareAmount"));
        }
        """);

    [Fact]
    public void Interface_with_one_implementation_injected() => ModelText.Is(
        """
        flow Job.Run()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime)] on v1
        """,
        """
        public interface ITripSource
        {
            IDataView Trips();
        }

        public class FileTripSource : ITripSource
        {
            private readonly MLContext context;

            public FileTripSource(MLContext context) => this.context = context;

            public IDataView Trips() => context.Data.LoadFromTextFile<Trip>("trips.csv");
        }

        public class Job
        {
            private readonly MLContext context;
            private readonly ITripSource source;

            public Job(MLContext context, ITripSource source) => (this.context, this.source) = (context, source);

            public ITransformer Run() => context.Transforms.NormalizeMinMax("TripTime").Fit(source.Trips());
        }
        """);

    [Fact]
    public void Partial_class_over_several_files() => ModelText.Is(
        """
        flow Job.Run()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime)] on v1
        """,
        """
        public partial class Job
        {
            private readonly MLContext context = new();
            private IDataView trips;

            public partial IDataView Load();

            public void Run()
            {
                trips = Load();
                Train();
            }
        }
        """,
        more: """
        public partial class Job
        {
            public partial IDataView Load() => context.Data.LoadFromTextFile<Trip>("trips.csv");

            private void Train() => context.Transforms.NormalizeMinMax("TripTime").Fit(trips);
        }
        """);

    [Fact]
    public void Records_and_primary_constructors() => ModelText.Is(
        """
        flow top-level statements
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime)] on v1
          m2 = fit [NormalizeMinMax(TripTime)] on v1
          m3 = fit [NormalizeMinMax(TripDistance)] on v1
        """,
        """
        var context = new MLContext();
        var job = new Job(context, context.Data.LoadFromTextFile<Trip>("trips.csv"));
        job.Run();
        var pair = new Pair(job.Trips, "TripTime");
        context.Transforms.NormalizeMinMax(pair.Column).Fit(pair.View);
        var other = pair with { Column = "TripDistance" };
        context.Transforms.NormalizeMinMax(other.Column).Fit(other.View);

        internal class Job(MLContext context, IDataView trips)
        {
            public IDataView Trips => trips;

            public ITransformer Run() => context.Transforms.NormalizeMinMax("TripTime").Fit(trips);
        }

        internal record Pair(IDataView View, string Column);
        """);

    [Fact]
    public void Default_and_named_arguments() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [Sdca(FareAmount; Inputs)] on v1
          m2 = fit [Sdca(TripTime; Inputs)] on v1
        """,
        ModelText.Members("""
            private static void Main()
            {
                var view = mlContext.Data.LoadFromTextFile<Trip>(separatorChar: ',', path: "trips.csv");
                Train(view);
                Train(label: "TripTime", view: view);
            }

            private static void Train(IDataView view, string label = "FareAmount") =>
                mlContext.Regression.Trainers.Sdca(featureColumnName: "Inputs", labelColumnName: label).Fit(view);
            """));

    [Fact]
    public void Public_method_of_a_library_is_a_root_of_its_own_even_where_it_is_called() => ModelText.Is(
        """
        flow Service.Nightly()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime)] on v1
        flow Service.Train(IDataView)
          m2 = fit [NormalizeMinMax(TripTime)] on v2
        flow Service.Weekly()
          v3 = load LoadFromTextFile<Trip> "week.csv"
          m3 = fit [NormalizeMinMax(TripDistance)] on v3
        """,
        """
        public class Service
        {
            private readonly MLContext context = new();

            public void Nightly() => Train(context.Data.LoadFromTextFile<Trip>("trips.csv"));

            public ITransformer Train(IDataView view) => context.Transforms.NormalizeMinMax("TripTime").Fit(view);

            internal void Weekly() => Helper(context.Data.LoadFromTextFile<Trip>("week.csv"));

            internal void Helper(IDataView view) => context.Transforms.NormalizeMinMax("TripDistance").Fit(view);
        }
        """);

    [Fact]
    public void Method_of_an_executable_is_known_by_its_calls() => ModelText.Is(
        """
        flow top-level statements
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(TripTime)] on v1
        """,
        """
        new Service().Nightly();

        public class Service
        {
            private readonly MLContext context = new();

            public void Nightly() => Train(context.Data.LoadFromTextFile<Trip>("trips.csv"));

            public ITransformer Train(IDataView view) => context.Transforms.NormalizeMinMax("TripTime").Fit(view);
        }
        """);

    [Fact]
    public void Static_method_without_interesting_parameters_begins_a_flow_of_its_own() => ModelText.Is(
        """
        flow Training.Run(int)
          v1 = load LoadFromTextFile<Trip> "trips.csv"
        """,
        """
        Training.Run(3);
        Training.Run(4);

        internal static class Training
        {
            internal static void Run(int count)
            {
                var context = new MLContext();
                context.Data.LoadFromTextFile<Trip>("trips.csv");
            }
        }
        """);

    [Fact]
    public void Generic_interface_in_generic_code() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromEnumerable<Trip> rows
          m1 = fit [Concatenate(Features <- TripTime) > Sdca(FareAmount; Features)] on v1
        """,
        ModelText.Members("""
            private static void Main() => new Runner<Trip>().Run(new TripJob(), new List<Trip>());

            private interface IJob<TRow> { string Label { get; } IEstimator<ITransformer> Pipeline(); }

            private sealed class TripJob : IJob<Trip>
            {
                public string Label => "FareAmount";
                public IEstimator<ITransformer> Pipeline() => mlContext.Transforms.Concatenate("Features", "TripTime");
            }

            private sealed class Runner<TRow> where TRow : class
            {
                public void Run(IJob<TRow> job, IEnumerable<TRow> rows) => job.Pipeline().Append(mlContext.Regression.Trainers.Sdca(job.Label)).Fit(mlContext.Data.LoadFromEnumerable(rows));
            }
            """));

    [Fact]
    public void Generic_interface_that_a_class_has_twice_is_not_known() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromEnumerable<Trip> rows
          m1 = fit [?] on v1
        """,
        ModelText.Members("""
            private static void Main() => new Runner<Trip>().Run(new Job(), new List<Trip>());

            private interface IJob<TRow> { IEstimator<ITransformer> Pipeline(); }

            private sealed class Job : IJob<Trip>, IJob<Impression>
            {
                IEstimator<ITransformer> IJob<Trip>.Pipeline() => mlContext.Transforms.Concatenate("Features", "TripTime");
                IEstimator<ITransformer> IJob<Impression>.Pipeline() => mlContext.Transforms.Concatenate("Features", "Price");
            }

            private sealed class Runner<TRow> where TRow : class
            {
                public void Run(IJob<TRow> job, IEnumerable<TRow> rows) => job.Pipeline().Fit(mlContext.Data.LoadFromEnumerable(rows));
            }
            """));
}
