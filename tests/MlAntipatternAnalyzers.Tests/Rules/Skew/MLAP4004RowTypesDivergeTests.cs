using System.Threading.Tasks;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4004RowTypesDivergeTests
{
    private const string Chain = """context.Transforms.Categorical.OneHotHashEncoding("Zone").Append(context.Transforms.Concatenate("Features", "Zone", "Distance", "Times"))""";

    private static string Two(string served, string engine, string chain = Chain, string file = "Path.Combine(AppContext.BaseDirectory, \"rides.zip\")") => $$"""
        using System;
        using System.IO;
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public static class Job
        {
            public static void Run(string folder)
            {
                var context = new MLContext(1);
                var rides = context.Data.LoadFromTextFile<Ride>("rides.csv", ',');
                var model = {{chain}}.Append(context.Regression.Trainers.Sdca("Fare")).Fit(rides);
                context.Model.Save(model, rides.Schema, folder + "/rides.zip");
            }
        }

        public sealed class Service
        {
            private readonly MLContext context = new MLContext();

            public void Serve()
            {
                var model = context.Model.Load({{file}}, out _);
                {{engine}}
            }
        }

        public class Ride
        {
            [LoadColumn(0)] public float Zone { get; set; }
            [LoadColumn(1)] public float Distance { get; set; }
            [LoadColumn(2, 4), VectorType(3)] public float[] Times { get; set; }
            [LoadColumn(5)] public float Fare { get; set; }
            [LoadColumn(6)] public string Note { get; set; }
        }

        public class Price { public float Score { get; set; } }

        {{served}}
        """;

    private const string Engine = "var engine = context.Model.[|CreatePredictionEngine<Request, Price>|](model);";

    private const string Silent = "var engine = context.Model.CreatePredictionEngine<Request, Price>(model);";

    private static Task Program(string text, params string[] messages) => Verify<MLAP4004RowTypesDivergeAnalyzer>.Program(text, new Setup { Messages = messages, With = With.AspNetCore | With.Stubs });

    [Fact]
    public Task A_column_is_missing() => Program(
        Two("public class Request { public float Zone; [VectorType(3)] public float[] Times; public string Distanz; }", Engine),
        "'Request' is not like the rows that the model learned from, 'Ride': it has no column 'Distance'; ML.NET throws where the model is used; give both sides one row class, or add the column");

    [Fact]
    public Task A_column_has_another_type() => Program(
        Two("public class Request { public int Zone; public float Distance; [VectorType(3)] public float[] Times; }", Engine),
        "'Request' is not like the rows that the model learned from, 'Ride': it has 'Zone' as Int32 where training had Single; ML.NET throws, or the features of the same row are others; give both sides one row class, or make the columns alike");

    [Theory]
    [InlineData("[VectorType(4)] public float[] Times;")]
    [InlineData("public float[] Times;")]
    [InlineData("public float Times;")]
    [InlineData("[VectorType(3)] public double[] Times;")]
    public Task A_column_has_another_size_or_items(string times) => Program(Two($"public class Request {{ public float Zone; public float Distance; {times} }}", Engine));

    [Fact]
    public Task A_column_has_another_name() => Program(
        Two("""public class Request { public float Zone; [ColumnName("distance")] public float Distance; [VectorType(3)] public float[] Times; }""", Engine),
        "'Request' is not like the rows that the model learned from, 'Ride': it has 'Distance' as column 'distance' where training had it as 'Distance'; ML.NET throws where the model is used; give both sides one row class, or make the columns alike");

    [Fact]
    public Task Two_members_have_changed_places() => Program(
        Two("""public class Request { [ColumnName("Distance")] public float Zone; [ColumnName("Zone")] public float Distance; [VectorType(3)] public float[] Times; }""", Engine),
        "'Request' is not like the rows that the model learned from, 'Ride': it has column 'Zone' in 'Distance' where training had it in 'Zone' and has column 'Distance' in 'Zone' where training had it in 'Distance'; the features of the same row are others; give both sides one row class, or make the columns alike");

    [Fact]
    public Task Rows_that_are_transformed() => Program(Two(
        "public class Request { public float Zone; public float Distance; [VectorType(2)] public float[] Times; }",
        "var prices = context.Data.CreateEnumerable<Price>(model.[|Transform|](context.Data.LoadFromEnumerable(Enumerable.Empty<Request>())), false).ToList();"));

    [Fact]
    public Task In_one_flow_what_MLNet_does_not_throw_about() => Verify<MLAP4004RowTypesDivergeAnalyzer>.Program("""
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var context = new MLContext(1);
        var rides = context.Data.LoadFromTextFile<Ride>("rides.csv", ',');
        var model = context.Transforms.Categorical.OneHotHashEncoding("Zone").Append(context.Regression.Trainers.Sdca("Fare", "Zone")).Fit(rides);
        var hashed = context.Model.[|CreatePredictionEngine<Request, Price>|](model);
        var lacking = context.Model.CreatePredictionEngine<Nothing, Price>(model);

        public class Ride
        {
            [LoadColumn(0)] public string Zone { get; set; }
            [LoadColumn(1)] public float Fare { get; set; }
        }

        public class Request { public int Zone { get; set; } }
        public class Nothing { public int Other { get; set; } }
        public class Price { public float Score { get; set; } }
        """);

    [Fact]
    public Task A_class_of_the_same_name_in_another_namespace_and_no_file_that_tells() => Program("""
        using Microsoft.Extensions.ML;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        namespace Training
        {
            public static class Job
            {
                public static ITransformer Run(MLContext context) =>
                    context.Transforms.Concatenate("Features", "Zone", "Distance").Append(context.Regression.Trainers.Sdca("Fare")).Fit(context.Data.LoadFromTextFile<Ride>("rides.csv", ','));
            }

            public class Ride
            {
                [LoadColumn(0)] public float Zone { get; set; }
                [LoadColumn(1)] public float Distance { get; set; }
                [LoadColumn(2)] public float Fare { get; set; }
            }
        }

        namespace Serving
        {
            public sealed class Service
            {
                private readonly PredictionEnginePool<Ride, Price> pool;

                public Service(PredictionEnginePool<Ride, Price> pool) => this.pool = pool;

                public float Price(Ride ride) => pool.[|Predict|](ride).Score;
            }

            public class Ride
            {
                public float Zone { get; set; }
                public float Fare { get; set; }
            }

            public class Price { public float Score { get; set; } }
        }
        """,
        "'Serving.Ride' is not like the rows that the model learned from, 'Training.Ride': it has no column 'Distance'; ML.NET throws where the model is used; give both sides one row class, or add the column");

    [Theory]
    [InlineData("public class Request { public float Zone; public float Distance; [VectorType(3)] public float[] Times; }")]
    [InlineData("public class Request { public float Zone { get; init; } public float Distance { get; set; } [VectorType(3)] public VBuffer<float> Times { get; set; } public float Fare { get; set; } public string Note { get; set; } }")]
    [InlineData("public class Request { public float Zone; public float Distance; [VectorType(3)] public float[] Times; public string Fare; public int Note; public string More; }")]
    [InlineData("""public class Request : Base { [ColumnName("Zone")] public float Area; } public class Base { public float Distance; [VectorType(3)] public float[] Times; }""")]
    [InlineData("public class Request { public decimal Zone; }")]
    public Task Classes_with_the_same_columns_where_features_are_made_of_them(string served) => Program(Two(served, Silent));

    [Fact]
    public Task A_conversion_that_makes_the_same_of_both() => Program(Two(
        "public class Request { public int Zone; public float Distance; [VectorType(3)] public float[] Times; }",
        Silent,
        """context.Transforms.Conversion.ConvertType("Zone", outputKind: DataKind.Single).Append(context.Transforms.Concatenate("Features", "Zone", "Distance", "Times"))"""));

    [Fact]
    public Task Words_of_which_there_may_be_any_number() => Verify<MLAP4004RowTypesDivergeAnalyzer>.Program("""
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var context = new MLContext(1);
        context.Model.Save(context.Transforms.Text.ProduceWordBags("Features", "Words").Append(context.Regression.Trainers.Sdca("Fare")).Fit(context.Data.LoadFromEnumerable(new Ride[3])), null, "m.zip");
        var engine = context.Model.CreatePredictionEngine<Request, Price>(context.Model.Load("m.zip", out _));

        public class Ride { [VectorType(3)] public string[] Words; public float Fare; }
        public class Request { public string[] Words; }
        public class Price { public float Score; }
        """);

    [Theory]
    [InlineData("\"other.zip\"")]
    [InlineData("args[0]")]
    public Task A_model_of_another_file_or_of_one_that_is_not_known(string file) =>
        Program(Two("public class Request { public string Zone; }", Silent, file: file).Replace("public void Serve()", "public void Serve(params string[] args)"));

    [Fact]
    public Task A_chain_of_which_not_all_is_known() => Program(
        Two("public class Request { public string Zone; }", Silent, "given.Append(" + Chain + ")").Replace("Run(string folder)", "Run(string folder, IEstimator<ITransformer> given)"));

    [Fact]
    public Task Not_in_test_projects() => Verify<MLAP4004RowTypesDivergeAnalyzer>.Program(Two("public class Request { public float Zone; }", Silent), With.XunitFramework);

    [Fact]
    public Task Nothing_without_MLNet() => Verify<MLAP4004RowTypesDivergeAnalyzer>.Program("class Request { float Zone; }", With.NoMlNet);
}
