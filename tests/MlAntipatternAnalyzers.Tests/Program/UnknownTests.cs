using System.Linq;
using System.Text;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>What is not known stays unknown: a question mark, or a name of which nothing more is said.</summary>
public sealed class UnknownTests
{
    [Fact]
    public void Parameter_of_a_public_library_method() => ModelText.Is(
        """
        flow Service.Train(MLContext, IDataView, IEstimator<ITransformer>, string)
          m1 = fit [? > Sdca(?; Features)] on v1
        """,
        """
        public class Service
        {
            public ITransformer Train(MLContext context, IDataView view, IEstimator<ITransformer> pipeline, string label) =>
                pipeline.Append(context.Regression.Trainers.Sdca(label)).Fit(view);
        }
        """);

    [Fact]
    public void Result_of_a_call_that_is_not_in_the_compilation() => ModelText.Is(
        """
        flow Flow.Main()
          m1 = fit ? on v1
        """,
        ModelText.Main("""
            var holder = (Lazy<IDataView>)AppContext.GetData("trips");
            var view = holder.Value;
            var pipeline = (IEstimator<ITransformer>)Activator.CreateInstance(Type.GetType("Pipeline"));
            pipeline.Fit(view);
            """));

    [Fact]
    public void Columns_from_the_schema_at_run_time() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [Concatenate(Features <- ?)] on v1
          m2 = fit [NormalizeMinMax(?)] on v1
          m3 = fit [Concatenate(Features <- ?)] on v1
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var names = trips.Schema.Select(column => column.Name).Where(name => name != Console.ReadLine()).ToArray();
            mlContext.Transforms.Concatenate("Features", names).Fit(trips);
            mlContext.Transforms.NormalizeMinMax(trips.Schema[0].Name).Fit(trips);
            mlContext.Transforms.Concatenate("Features", File.ReadAllLines("columns.txt")).Fit(trips);
            """));

    [Fact]
    public void Delegate_from_outside() => ModelText.Is(
        """
        flow Service.Train(Func<IDataView>)
          m1 = fit [NormalizeMinMax(TripTime)] on v1
          m2 = fit [NormalizeMinMax(TripTime)] on v2
        """,
        """
        public class Service
        {
            private readonly MLContext context = new();

            public event Func<IDataView> Source;

            public void Train(Func<IDataView> load)
            {
                context.Transforms.NormalizeMinMax("TripTime").Fit(load());
                context.Transforms.NormalizeMinMax("TripTime").Fit(Source());
            }
        }
        """);

    [Fact]
    public void Recursion() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit ([NormalizeMinMax(TripTime)] | [? > NormalizeMinMax(TripDistance)]) on v1
        """,
        ModelText.Members("""
            private static void Main()
            {
                var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
                Deeper(trips, 3).Fit(trips);
            }

            private static IEstimator<ITransformer> Deeper(IDataView view, int level) =>
                level == 0 ? mlContext.Transforms.NormalizeMinMax("TripTime") : Deeper(view, level - 1).Append(mlContext.Transforms.NormalizeMinMax("TripDistance"));
            """));

    [Fact]
    public void Pipelines_by_a_key() => ModelText.Is(
        """
        flow Flow.Main(string[])
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit ([NormalizeMinMax(TripTime)] | [NormalizeBinning(TripTime)]) on v1
          m2 = fit ([NormalizeMinMax(TripTime)] | [NormalizeBinning(TripTime)]) on v1
        """,
        ModelText.Members("""
            private static void Main(string[] args)
            {
                var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
                var pipelines = new Dictionary<string, IEstimator<ITransformer>>
                {
                    ["minmax"] = mlContext.Transforms.NormalizeMinMax("TripTime"),
                    ["binning"] = mlContext.Transforms.NormalizeBinning("TripTime"),
                };
                pipelines[args[0]].Fit(trips);
                if (pipelines.TryGetValue(args[0], out var found))
                    found.Fit(trips);
            }
            """));

    [Fact]
    public void Reflection_and_dynamic() => ModelText.Is(
        """
        flow Flow.Main()
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit ? on v1
        """,
        ModelText.Main("""
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
            var method = typeof(TransformExtensionsCatalog).GetMethod("CopyColumns");
            var pipeline = (IEstimator<ITransformer>)method.Invoke(null, [mlContext.Transforms]);
            pipeline.Fit(trips);
            dynamic loose = mlContext.Transforms.NormalizeMinMax("TripTime");
            loose.Fit(trips);
            """));

    [Fact]
    public void Join_that_disagrees() => ModelText.Is(
        """
        flow Flow.Main(string[])
          v1 = load LoadFromTextFile<Trip> "trips.csv"
          m1 = fit [NormalizeMinMax(?)] on v1
          m2 = fit [Concatenate(Features <- TripTime, ?)] on v1
        """,
        ModelText.Members("""
            private static void Main(string[] args)
            {
                var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
                var name = args.Length > 0 ? "TripTime" : "TripDistance";
                mlContext.Transforms.NormalizeMinMax(name).Fit(trips);
                var columns = args.Length > 1 ? new[] { "TripTime", "RateCode" } : new[] { "TripTime", "TripDistance" };
                mlContext.Transforms.Concatenate("Features", columns).Fit(trips);
            }
            """));

    [Fact]
    public void More_alternatives_than_are_kept_apart() => ModelText.Is(
        """
        flow Flow.Main(string[])
          v1 = load LoadFromTextFile<Trip> "0.csv"
          v2 = load LoadFromTextFile<Trip> "1.csv"
          v3 = load LoadFromTextFile<Trip> "2.csv"
          v4 = load LoadFromTextFile<Trip> "3.csv"
          v5 = load LoadFromTextFile<Trip> "4.csv"
          v6 = load LoadFromTextFile<Trip> "5.csv"
          v7 = load LoadFromTextFile<Trip> "6.csv"
          v8 = load LoadFromTextFile<Trip> "7.csv"
          v9 = load LoadFromTextFile<Trip> "8.csv"
          s1 = split ?
        """,
        ModelText.Members($$"""
            private static void Main(string[] args)
            {
                var trips = args.Length switch
                {
            {{string.Concat(Enumerable.Range(0, 9).Select(i => $"        {i} => mlContext.Data.LoadFromTextFile<Trip>(\"{i}.csv\"),\n"))}}
                    _ => null,
                };
                mlContext.Data.TrainTestSplit(trips);
            }
            """));

    [Fact]
    public void Calls_deeper_than_the_budget()
    {
        var methods = new StringBuilder("private static void Main() => mlContext.Data.TrainTestSplit(Level0(\"trips.csv\"));\n");
        for (var i = 0; i < 40; i++)
            methods.Append($"private static IDataView Level{i}(string path) => Level{i + 1}(path);\n");
        methods.Append("private static IDataView Level40(string path) => mlContext.Data.LoadFromTextFile<Trip>(path);\n");

        ModelText.Is(
            """
            flow Flow.Main()
              s1 = split v1
            flow Flow.Level24(string)
              v2 = load LoadFromTextFile<Trip> data
            """,
            ModelText.Members(methods.ToString()));
    }

    [Fact]
    public void Method_longer_than_the_budget()
    {
        var statements = new StringBuilder("var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\");\nvar sum = 0;\n");
        for (var i = 0; i < 12_000; i++)
            statements.Append("sum = sum + args.Length;\n");
        statements.Append("mlContext.Data.TrainTestSplit(trips);\n");

        ModelText.Is(
            """
            flow Flow.Main(string[])
              v1 = load LoadFromTextFile<Trip> "trips.csv"
            """,
            ModelText.Members("private static void Main(string[] args)\n{\n" + statements + "}"));
    }

    [Fact]
    public void Code_that_does_not_compile_is_read_as_far_as_it_goes()
    {
        var text = ModelText.Members("private static void Main() { var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\"); /**/ }");
        var compilation = ModelText.Compile(text);
        var tree = compilation.SyntaxTrees[0];
        var broken = tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(text.Replace("/**/", "var x = mlContext.Data.TrainTestSplit(trips, ; missing.Fit(x.TrainSet")));

        ModelText.AreEqual(
            """
            flow Flow.Main()
              v1 = load LoadFromTextFile<Trip> "trips.csv"
              s1 = split v1
            """,
            ModelText.ModelOf(compilation.ReplaceSyntaxTree(tree, broken)).ToText());
    }
}
