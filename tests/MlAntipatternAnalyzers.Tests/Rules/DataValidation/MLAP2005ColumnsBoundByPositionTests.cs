using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.DataValidation;
using MlAntipatternAnalyzers.Rules.DataValidation;
using MlAntipatternAnalyzers.Tests.Testing;
using Verify = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.DataValidation.MLAP2005ColumnsBoundByPositionAnalyzer>;
using VerifyFix = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<
    MlAntipatternAnalyzers.Rules.DataValidation.MLAP2005ColumnsBoundByPositionAnalyzer,
    MlAntipatternAnalyzers.CodeFixes.DataValidation.MLAP2005ColumnsBoundByPositionCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2005ColumnsBoundByPositionTests
{
    private const string Fit = """
        mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance")
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
            .Fit(trips);
        """;

    private static readonly Setup WithRuntime = With.Runtime;

    [Fact]
    public Task A_header_that_is_skipped() => Verify.Body(
        "var trips = mlContext.Data.[|LoadFromTextFile<Trip>|](\"trips.csv\", ',', true);\n" + Fit,
        new Setup
        {
            Messages =
            [
                "'trips.csv' is loaded by position, and its header is skipped unread: of a file whose columns were reordered Sdca learns one column under the name of another, "
                + "without an error; compare the header first: mlContext.Data.VerifyHeader<Trip>(path, …)",
            ],
        });

    [Theory]
    [InlineData("mlContext.Data.[|LoadFromTextFile<Trip>|](path: Console.ReadLine(), hasHeader: true)")]
    [InlineData("mlContext.Data.[|LoadFromTextFile<Trip>|](\"t.csv\", new TextLoader.Options { HasHeader = true })")]
    [InlineData("mlContext.Data.CreateTextLoader<Trip>(hasHeader: true).[|Load|](\"t.csv\")")]
    [InlineData("mlContext.Data.[|LoadFromTextFile|](\"t.csv\", new[] { new TextLoader.Column(\"TripTime\", DataKind.Single, 1), new TextLoader.Column(\"FareAmount\", DataKind.Single, 0) }, hasHeader: true)")]
    public Task Each_way_to_load_a_text_file(string load) => Verify.Body($"var trips = {load};\n" + Fit);

    [Fact]
    public Task A_load_in_another_method_and_options_in_a_field() => Verify.Members("""
        private static readonly TextLoader.Options options = new() { HasHeader = true, Separators = new[] { ',' } };

        private IDataView Load(string path) => mlContext.Data.[|LoadFromTextFile<Trip>|](path, options);

        public void Train() => mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Gam("FareAmount")).Fit(mlContext.Data.TrainTestSplit(Load("t.csv")).TrainSet);
        """);

    [Theory]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"t.tsv\")")]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"t.tsv\", hasHeader: false)")]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"t.tsv\", hasHeader: Console.ReadLine() == \"y\")")]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"t.tsv\", new TextLoader.Options { HasHeader = false })")]
    [InlineData("mlContext.Data.LoadFromEnumerable(new List<Trip>())")]
    public Task What_has_no_header_or_may_have_none(string load) => Verify.Body($"var trips = {load};\n" + Fit);

    [Fact]
    public Task What_no_trainer_sees() => Verify.Body("var trips = mlContext.Data.LoadFromTextFile<Trip>(\"t.tsv\", hasHeader: true); mlContext.Model.Load(\"m.zip\", out _).Transform(trips);");

    [Fact]
    public Task A_file_of_which_the_first_field_is_read() => Verify.Program("""
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var ml = new MLContext(seed: 1);
        ml.Transforms.Text.FeaturizeText("Features", "Text").Append(ml.Clustering.Trainers.KMeans()).Fit(ml.Data.LoadFromTextFile<Line>("lines.txt", hasHeader: true));

        class Line
        {
            [LoadColumn(0)] public string Text { get; set; }
        }
        """);

    [Theory]
    [InlineData("var trips = mlContext.Data.LoadFromTextFile<Trip>(HeaderCheck.VerifyHeader<Trip>(mlContext.Data, \"t.csv\", ','), ',', true);")]
    [InlineData("var path = mlContext.Data.VerifyHeader<Trip>(Console.ReadLine()); var trips = mlContext.Data.LoadFromTextFile<Trip>(path, hasHeader: true);")]
    [InlineData("mlContext.Data.VerifyHeader<Trip>(\"t.tsv\"); var trips = mlContext.Data.LoadFromTextFile<Trip>(\"t.tsv\", hasHeader: true);")]
    [InlineData("var options = new TextLoader.Options { HasHeader = true }; mlContext.Data.VerifyHeader<Trip>(\"t.tsv\", options); var trips = mlContext.Data.LoadFromTextFile<Trip>(\"t.tsv\", options);")]
    [InlineData("var trips = mlContext.Data.Validate(mlContext.Data.LoadFromTextFile<Trip>(\"t.tsv\", hasHeader: true), \"Trip.mlschema.json\");")]
    public Task What_is_verified_or_validated(string load) => Verify.Program(Sources.Body(load + "\n" + Fit).Replace("using Microsoft.ML;\n", "using Microsoft.ML;\nusing MlAntipatternAnalyzers.Runtime;\n"), WithRuntime with { Sources = [("/0/Rows.cs", Sources.Rows)] });

    [Fact]
    public Task Another_file_that_is_verified() => Verify.Program(
        Sources.Body("mlContext.Data.VerifyHeader<Trip>(\"test.tsv\"); var trips = mlContext.Data.[|LoadFromTextFile<Trip>|](\"train.tsv\", hasHeader: true);\n" + Fit)
            .Replace("using Microsoft.ML;\n", "using Microsoft.ML;\nusing MlAntipatternAnalyzers.Runtime;\n"),
        WithRuntime with { Sources = [("/0/Rows.cs", Sources.Rows)] });

    [Fact]
    public Task A_method_of_ones_own() => Verify.Members("""
        [DataValidation]
        private static void RequireHeader(string path, params string[] names)
        {
        }

        public void Train(string path)
        {
            RequireHeader(path, "vendor");
            var trips = mlContext.Data.LoadFromTextFile<Trip>(path, hasHeader: true);
            mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        }

        private class DataValidationAttribute : Attribute { }
        """);

    [Fact]
    public Task A_test_project() => Verify.Body("var trips = mlContext.Data.LoadFromTextFile<Trip>(\"t.csv\", ',', true);\n" + Fit, With.XunitFramework);

    [Fact]
    public Task Without_ML_NET() => Verify.Body("var trips = mlContext.Data.LoadFromTextFile<Trip>(\"t.csv\", ',', true);\n" + Fit, With.NoMlNet);

    [Fact]
    public Task Without_the_library_no_fix_is_offered() => VerifyFix.NotOffered("var trips = mlContext.Data.[|LoadFromTextFile<Trip>|](\"t.csv\", ',', true);\n" + Fit);

    [Fact]
    public Task The_path_is_wrapped_whatever_it_is() => VerifyFix.Program(
        """
        using System.IO;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var ml = new MLContext(seed: 1);
        Train(ml.Data.[|LoadFromTextFile<Row>|](Path.Combine(args[0], "a.csv"), /* names */ hasHeader: true, separatorChar: ',')); // of May
        var options = new TextLoader.Options { HasHeader = true, AllowQuoting = true, Separators = new[] { ';', ',' } };
        Train(ml.Data.[|LoadFromTextFile<Row>|]("b.csv", options));
        Train(ml.Data.CreateTextLoader<Row>(separatorChar: '|', hasHeader: true, allowQuoting: true).[|Load|]("c.txt"));
        Train(ml.Data.[|LoadFromTextFile<Row>|]("d.tsv", new TextLoader.Options { HasHeader = true }));

        void Train(IDataView rows) => ml.Transforms.Concatenate("Features", "X").Append(ml.Regression.Trainers.Sdca()).Fit(rows);

        class Row
        {
            [LoadColumn(0)] public float X { get; set; }
            [LoadColumn(1)] public float Label { get; set; }
        }
        """,
        """
        using System.IO;
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using MlAntipatternAnalyzers.Runtime;

        var ml = new MLContext(seed: 1);
        Train(ml.Data.LoadFromTextFile<Row>(ml.Data.VerifyHeader<Row>(Path.Combine(args[0], "a.csv"), ','), /* names */ hasHeader: true, separatorChar: ',')); // of May
        var options = new TextLoader.Options { HasHeader = true, AllowQuoting = true, Separators = new[] { ';', ',' } };
        Train(ml.Data.LoadFromTextFile<Row>(ml.Data.VerifyHeader<Row>("b.csv", options), options));
        Train(ml.Data.CreateTextLoader<Row>(separatorChar: '|', hasHeader: true, allowQuoting: true).Load(ml.Data.VerifyHeader<Row>("c.txt", '|', allowQuoting: true)));
        Train(ml.Data.LoadFromTextFile<Row>(ml.Data.VerifyHeader<Row>("d.tsv"), new TextLoader.Options { HasHeader = true }));

        void Train(IDataView rows) => ml.Transforms.Concatenate("Features", "X").Append(ml.Regression.Trainers.Sdca()).Fit(rows);

        class Row
        {
            [LoadColumn(0)] public float X { get; set; }
            [LoadColumn(1)] public float Label { get; set; }
        }
        """,
        WithRuntime);

    /// <summary>A file whose columns changed places: the program learns from it before the fix, and says what is wrong after it.</summary>
    [Fact]
    public async Task A_reordered_file_is_told()
    {
        const string Text = """
            using System;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var ml = new MLContext(seed: 1);
            var rows = ml.Data.LoadFromTextFile<Row>("rows.csv", separatorChar: ',', hasHeader: true);
            var model = ml.Transforms.Concatenate("Features", "Weight").Append(ml.Regression.Trainers.Sdca()).Fit(rows);
            Console.WriteLine($"learned from weights of {ml.Data.CreateEnumerable<Row>(rows, false).Average(row => row.Weight):0}");

            class Row
            {
                [LoadColumn(0)] public float Weight { get; set; }
                [LoadColumn(1)] public float Height { get; set; }
                [LoadColumn(2)] public float Label { get; set; }
            }
            """;
        (string, string)[] Data(string header, string row) => [("rows.csv", header + "\n" + string.Concat(System.Linq.Enumerable.Repeat(row + "\n", 20)))];
        var good = Data("weight,height,label", "70,180,1");
        var reordered = Data("height,weight,label", "180,70,1");

        Assert.Equal("learned from weights of 70\n", (await ProgramRunner.RunAsync(Text, WithRuntime, good)).OutputOrThrow());
        Assert.Equal("learned from weights of 180\n", (await ProgramRunner.RunAsync(Text, WithRuntime, reordered)).OutputOrThrow());

        var after = await FixRunner.FixAsync<MLAP2005ColumnsBoundByPositionAnalyzer, MLAP2005ColumnsBoundByPositionCodeFix>(Text, WithRuntime);
        Assert.Equal("learned from weights of 70\n", (await ProgramRunner.RunAsync(after, WithRuntime, good)).OutputOrThrow());
        var told = await ProgramRunner.RunAsync(after, WithRuntime, reordered);
        Assert.Equal("MlAntipatternAnalyzers.Runtime.HeaderMismatchException", told.ExceptionType);
        Assert.Contains("position 0: expected 'Weight', found 'height' ('Weight' is at position 1)", told.ExceptionMessage);
    }
}
