using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.Skew;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4004RowTypesDivergeFixTests
{
    private static string Program(string serve, string row, string usings = "using Microsoft.ML.Data;") => $$"""
        using Microsoft.ML;
        {{usings}}

        public static class Job
        {
            public static void Run(MLContext context)
            {
                var rides = context.Data.LoadFromTextFile<Ride>("rides.csv", ',');
                var model = context.Transforms.Categorical.OneHotHashEncoding("Zone").Append(context.Transforms.Concatenate("Features", "Zone", "Distance", "Times")).Append(context.Regression.Trainers.Sdca("Fare")).Fit(rides);
                context.Model.Save(model, rides.Schema, "rides.zip");
            }
        }

        public sealed class Service
        {
            private readonly MLContext context = new MLContext();

            public float Serve(int zone, float distance)
            {
                {{serve}}
            }
        }

        public class Ride
        {
            [Microsoft.ML.Data.LoadColumn(0)] public float Zone { get; set; }
            [Microsoft.ML.Data.LoadColumn(1)] public float Distance { get; set; }
            [Microsoft.ML.Data.LoadColumn(2, 4), Microsoft.ML.Data.VectorType(3)] public float[] Times { get; set; }
            [Microsoft.ML.Data.LoadColumn(5)] public float Fare { get; set; }
        }

        public class Price { public float Score { get; set; } }

        {{row}}
        """;

    private const string Serve = """
        var engine = context.Model.[|CreatePredictionEngine<Request, Price>|](context.Model.Load("rides.zip", out _));
                return engine.Predict(new Request { Zone = zone, Distance = distance, Times = new float[3] }).Score; // in dollars
        """;

    private static readonly string Quiet = Serve.Replace("[|", "").Replace("|]", "");

    private static Task Alike(string before, string after) =>
        VerifyFix<MLAP4004RowTypesDivergeAnalyzer, MLAP4004RowTypesDivergeCodeFix>.Program(before, after, new Setup { Action = MLAP4004RowTypesDivergeCodeFix.MakeAlike });

    private static Task Shared(string before, string after) =>
        VerifyFix<MLAP4004RowTypesDivergeAnalyzer, MLAP4004RowTypesDivergeShareCodeFix>.Program(before, after, new Setup { Action = MLAP4004RowTypesDivergeShareCodeFix.ShareClass });

    [Fact]
    public Task Types_and_sizes_become_those_of_the_training() => Alike(
        Program(Serve, """
            public class Request
            {
                public int Zone { get; set; } // of the city
                public float Distance;
                [VectorType(4)] public float[] Times { get; set; }
            }
            """),
        Program(Quiet, """
            public class Request
            {
                public float Zone { get; set; } // of the city
                public float Distance;
                [VectorType(3)] public float[] Times { get; set; }
            }
            """));

    [Fact]
    public Task A_size_and_its_using_are_added() => Alike(
        Program(Serve, "public class Request { public float Zone; public float Distance; public float[] Times; }", "using Microsoft.ML.Runtime;"),
        Program(Quiet, "public class Request { public float Zone; public float Distance; [VectorType(3)] public float[] Times; }", "using Microsoft.ML.Data;\nusing Microsoft.ML.Runtime;"));

    [Fact]
    public Task Names_of_columns_become_those_of_the_training() => Alike(
        Program(Serve, """public class Request { [ColumnName("Distance")] public float Zone; [ColumnName("Zone")] public float Distance; [ColumnName("times"), VectorType(3)] public float[] Times; }"""),
        Program(Quiet, """public class Request { [ColumnName("Zone")] public float Zone; [ColumnName("Distance")] public float Distance; [ColumnName("Times"), VectorType(3)] public float[] Times; }"""));

    [Fact]
    public Task Columns_that_are_missing_are_added() => Alike(
        Program("""return context.Model.[|CreatePredictionEngine<Request, Price>|](context.Model.Load("rides.zip", out _)).Predict(new Request { Distance = distance }).Score;""", """
            public class Request
            {
                // In kilometres.
                public float Distance { get; set; }

                public override string ToString() => "a request";
            }
            """),
        Program("""return context.Model.CreatePredictionEngine<Request, Price>(context.Model.Load("rides.zip", out _)).Predict(new Request { Distance = distance }).Score;""", """
            public class Request
            {
                // In kilometres.
                public float Distance { get; set; }
                public float Zone { get; set; }
                [VectorType(3)] public float[] Times { get; set; }

                public override string ToString() => "a request";
            }
            """));

    [Fact]
    public Task The_class_of_the_training_serves() => Shared(
        Program(Serve, "public class Request { public int Zone { get; set; } public float Distance { get; set; } public float[] Times { get; set; } }"),
        Program(Quiet.Replace("Request", "Ride"), "public class Request { public int Zone { get; set; } public float Distance { get; set; } public float[] Times { get; set; } }"));

    [Fact]
    public Task The_class_of_the_training_does_not_serve_where_the_members_do_not_fit()
    {
        var program = Program(Serve.Replace("Zone = zone", "Zone = zone.ToString()"), "public class Request { public string Zone; public float Distance; [VectorType(3)] public float[] Times; }");
        return Shared(program, program);
    }

    [Fact]
    public Task Two_engines_of_one_class_and_line_ends()
    {
        var two = """
            var first = context.Model.[|CreatePredictionEngine<Request, Price>|](context.Model.Load("rides.zip", out _));
                    var second = context.Model.[|CreatePredictionEngine<Request, Price>|](context.Model.Load("rides.zip", out _));
                    return first.Predict(new Request { Zone = zone }).Score + second.Predict(new Request { Zone = zone }).Score;
            """;
        const string Row = "public class Request { public int Zone; public float Distance; [VectorType(3)] public float[] Times; }";
        return Alike(Program(two, Row), Program(two.Replace("[|", "").Replace("|]", ""), Row.Replace("int Zone", "float Zone")));
    }

    [Fact]
    public async Task The_score_for_the_same_ride_differs_until_both_sides_have_one_row_class()
    {
        var program = Sources.Normalize(
            """
            using System;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var context = new MLContext(seed: 1);
            var rides = Enumerable.Range(0, 200).Select(i => new Ride { Zone = i % 4, Fare = 10 * (i % 4 + 1) }).ToList();
            var data = context.Data.LoadFromEnumerable(rides);
            var model = context.Transforms.Categorical.OneHotHashEncoding("Zone").Append(context.Regression.Trainers.FastTree("Fare", "Zone", minimumExampleCountPerLeaf: 1)).Fit(data);
            context.Model.Save(model, data.Schema, "rides.zip");

            var differs = Enumerable.Range(0, 4).Count(zone => Math.Abs(model.Transform(data).GetColumn<float>("Score").ElementAt(zone) - Service.Price(zone)) > 1);
            Console.WriteLine(differs == 0 ? "equal" : "differs");

            public static class Service
            {
                public static float Price(int zone)
                {
                    var context = new MLContext();
                    var engine = context.Model.CreatePredictionEngine<Request, Price>(context.Model.Load("rides.zip", out _));
                    return engine.Predict(new Request { Zone = zone }).Score;
                }
            }

            public class Request { public int Zone { get; set; } }

            public class Ride
            {
                public float Zone { get; set; }
                public float Fare { get; set; }
            }

            public class Price { public float Score { get; set; } }
            """);
        var shared = await FixRunner.FixAsync<MLAP4004RowTypesDivergeAnalyzer, MLAP4004RowTypesDivergeShareCodeFix>(program);
        var alike = await FixRunner.FixAsync<MLAP4004RowTypesDivergeAnalyzer, MLAP4004RowTypesDivergeCodeFix>(program);

        Assert.Equal("differs\n", (await ProgramRunner.RunAsync(program)).OutputOrThrow());
        Assert.Equal("equal\n", (await ProgramRunner.RunAsync(shared)).OutputOrThrow());
        Assert.Equal("equal\n", (await ProgramRunner.RunAsync(alike)).OutputOrThrow());
    }
}
