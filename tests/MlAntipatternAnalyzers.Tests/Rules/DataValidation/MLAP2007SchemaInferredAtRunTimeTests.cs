using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tests.Testing;
using Verify = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.DataValidation.MLAP2007SchemaInferredAtRunTimeAnalyzer>;
using VerifyFix = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<
    MlAntipatternAnalyzers.Rules.DataValidation.MLAP2007SchemaInferredAtRunTimeAnalyzer,
    MlAntipatternAnalyzers.CodeFixes.DataValidation.MLAP2007SchemaInferredAtRunTimeCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2007SchemaInferredAtRunTimeTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using Microsoft.Data.Analysis;
        using Microsoft.ML;
        using Microsoft.ML.AutoML;
        using Microsoft.ML.Data;

        var ml = new MLContext(seed: 1);

        """;

    [Fact]
    public Task An_experiment_on_inferred_columns() => Verify.Program(Usings + """
        const string Path = "houses.csv";
        var inference = ml.Auto().[|InferColumns|](Path, labelColumnName: "Price", separatorChar: ',');
        var loader = ml.Data.CreateTextLoader(inference.TextLoaderOptions);
        var split = ml.Data.TrainTestSplit(loader.Load(Path));
        var result = ml.Auto().CreateRegressionExperiment(60).Execute(split.TrainSet, labelColumnName: "Price");
        """,
        new Setup
        {
            With = With.Stubs,
            Messages =
            [
                "InferColumns guesses the columns of 'houses.csv' from its content in every run: a file with other rows or columns has other types, and an AutoML experiment learns from them without a word; "
                + "write the columns down, as a row class",
            ],
        });

    [Fact]
    public Task A_chain_and_a_helper() => Verify.Program("""
        using Microsoft.ML;
        using Microsoft.ML.AutoML;
        using Microsoft.ML.Data;

        public static class Program
        {
            private static readonly MLContext ml = new MLContext(seed: 1);

            public static void Main(string[] args)
            {
                var inferred = Infer(args[0]);
                var rows = ml.Data.LoadFromTextFile(args[0], inferred.TextLoaderOptions);
                ml.Regression.Trainers.Sdca("Price").Fit(rows);
            }

            private static ColumnInferenceResults Infer(string path) => ml.Auto().[|InferColumns|](path: path, labelColumnIndex: 3u);
        }
        """, With.Stubs);

    [Theory]
    [InlineData("DataFrame.[|LoadCsv|](\"houses.csv\", separator: ';')")]
    [InlineData("DataFrame.[|LoadCsv|](\"houses.csv\", columnNames: new[] { \"Area\", \"Price\" }, guessRows: 3)")]
    [InlineData("DataFrame.[|LoadCsvFromString|](args[0])")]
    [InlineData("DataFrame.LoadCsv(\"houses.csv\", dataTypes: new[] { typeof(float), typeof(float) })")]
    public Task Data_frames(string load) => Verify.Program(Usings + $"IDataView frame = {load};\nml.Transforms.Concatenate(\"Features\", \"Area\").Append(ml.Regression.Trainers.Sdca(\"Price\")).Fit(frame);", With.Stubs);

    [Theory]
    [InlineData("var inference = ml.Auto().InferColumns(\"a.csv\", \"Price\"); Console.WriteLine(inference.TextLoaderOptions.Columns.Length);")]
    [InlineData("var frame = DataFrame.LoadCsv(\"a.csv\"); Console.WriteLine(frame.Rows.Count);")]
    public Task What_is_only_looked_at(string code) => Verify.Program(Usings + code, With.Stubs);

    [Fact]
    public Task What_is_inferred_beside_a_row_class() => Verify.Program(Usings + """
        Console.WriteLine(ml.Auto().InferColumns("houses.csv", "Price").TextLoaderOptions.Columns.Length);
        ml.Auto().CreateRegressionExperiment(60).Execute(ml.Data.LoadFromTextFile<House>("houses.csv", ','), labelColumnName: "Price");

        class House
        {
            [LoadColumn(0)] public float Area { get; set; }
            [LoadColumn(1)] public float Price { get; set; }
        }
        """, With.Stubs);

    [Fact]
    public Task Test_projects() => Verify.Program(Usings + """
        var inference = ml.Auto().InferColumns("a.csv", "Price");
        ml.Auto().CreateRegressionExperiment(60).Execute(ml.Data.CreateTextLoader(inference.TextLoaderOptions).Load("a.csv"), labelColumnName: "Price");
        """, With.Stubs | With.XunitFramework);

    [Fact]
    public Task Without_ML_NET() => Verify.Program("""
        var frame = Microsoft.Data.Analysis.DataFrame.LoadCsv("a.csv");
        """, With.NoMlNet);

    private const string Inferring = """
        // what it looks like
        var inference = ml.Auto().[|InferColumns|](path, labelColumnName: "house price", groupColumns: false);

        var rows = ml.Data.CreateTextLoader(inference.TextLoaderOptions).Load(path);
        ml.Auto().CreateRegressionExperiment(60).Execute(rows, inference.ColumnInformation.LabelColumnName);
        ml.Auto().CreateRegressionExperiment(60).Execute(rows, inference.ColumnInformation);

        """;

    [Fact]
    public Task The_row_class_is_written_where_the_file_is_at_hand() => VerifyFix.Program(
        Usings + "var path = \"data/houses-2024.csv\";\n" + Inferring,
        Usings + """
        var path = "data/houses-2024.csv";
        // what it looks like

        var rows = ml.Data.CreateTextLoader<Houses2024Row>(separatorChar: ';', hasHeader: true).Load(path);
        ml.Auto().CreateRegressionExperiment(60).Execute(rows, "house price");
        ml.Auto().CreateRegressionExperiment(60).Execute(rows, new ColumnInformation { LabelColumnName = "house price" });

        public class Houses2024Row
        {
            [LoadColumn(0)]
            public string Town { get; set; }

            [LoadColumn(1), ColumnName("living_area")]
            public float LivingArea { get; set; }

            [LoadColumn(2), ColumnName("new?")]
            public bool New { get; set; }

            [LoadColumn(3), ColumnName("2nd")]
            public string Column3 { get; set; }

            [LoadColumn(4), ColumnName("house price")]
            public float HousePrice { get; set; }
        }

        """,
        new Setup
        {
            With = With.Stubs,
            AdditionalFiles = [("/0/data/houses-2024.csv", "Town;living_area;new?;2nd;house price\nUlm;70.5;true;;1e5\nBonn;;False;;90\n")],
        });

    [Theory]
    [InlineData("/0/houses.csv", "Town;Area;house price\nUlm;70;1\nBonn;90\n")]
    [InlineData("/0/houses.csv", "Town;Area;Price\nUlm;70;1\n")]
    [InlineData("/0/houses.csv", "Ulm;70;1\nBonn;60;2\n")]
    [InlineData("/0/houses.csv", "Town;Town;house price\nUlm;70;1\n")]
    [InlineData("/0/houses.csv", "")]
    [InlineData("/0/others.csv", "Town;Area;house price\nUlm;70;1\n")]
    public Task No_class_is_written_of_a_file_that_does_not_tell(string name, string content) => VerifyFix.NotOfferedInProgram(
        Usings + "var path = \"houses.csv\";\n" + Inferring,
        new Setup { With = With.Stubs, AdditionalFiles = [(name, content)] });

    [Theory]
    [InlineData("groupColumns: false", "groupColumns: true")]
    [InlineData("inference.ColumnInformation)", "inference.ColumnInformation); System.Console.WriteLine(inference)")]
    [InlineData("labelColumnName: \"house price\"", "labelColumnName: args[0]")]
    public Task Nor_where_more_is_made_of_what_is_inferred(string part, string other) => VerifyFix.NotOfferedInProgram(
        Usings + "var path = \"houses.csv\";\n" + Inferring.Replace(part, other),
        new Setup { With = With.Stubs, AdditionalFiles = [("/0/houses.csv", "Town;Area;house price\nUlm;70;1\n")] });
}
