using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.DataValidation;
using MlAntipatternAnalyzers.Rules.DataValidation;
using MlAntipatternAnalyzers.Tests.Testing;
using Verify = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.DataValidation.MLAP2004MissingValuesReachTrainerAnalyzer>;
using VerifyFix = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<
    MlAntipatternAnalyzers.Rules.DataValidation.MLAP2004MissingValuesReachTrainerAnalyzer,
    MlAntipatternAnalyzers.CodeFixes.DataValidation.MLAP2004MissingValuesReachTrainerCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2004MissingValuesReachTrainerTests
{
    private const string Load = "var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.tsv\", new TextLoader.Options { MissingRealsAsNaNs = true });\n";

    private const string Concatenate = "mlContext.Transforms.Concatenate(\"Features\", \"TripTime\", \"TripDistance\")";

    [Fact]
    public Task Trees_of_FastTree_do_not_take_NaN() => Verify.Body(
        Load + Concatenate + ".Append(mlContext.Regression.Trainers.[|FastTree|](\"FareAmount\")).Fit(trips);",
        new Setup
        {
            Messages =
            [
                "One of 'TripTime', 'TripDistance' may be missing, which is NaN here, and FastTree learns nothing from a row with NaN and scores it as if some value stood there; "
                + "replace what is missing first (ReplaceMissingValues), or choose LightGbm, which learns from it",
            ],
        });

    [Fact]
    public Task Linear_models_score_NaN() => Verify.Body(
        Load + "mlContext.Transforms.NormalizeMinMax(\"Features\", \"TripTime\").Append(mlContext.Regression.Trainers.[|Sdca|](\"FareAmount\")).Fit(trips);",
        new Setup
        {
            Messages =
            [
                "'TripTime' may be missing, which is NaN here, and Sdca learns nothing from a row with NaN and scores it NaN; "
                + "replace what is missing first (ReplaceMissingValues), or choose LightGbm, which learns from it",
            ],
        });

    [Theory]
    [InlineData("MulticlassClassification.Trainers.OneVersusAll(mlContext.BinaryClassification.Trainers.AveragedPerceptron(), labelColumnName: \"VendorId\")", "OneVersusAll")]
    [InlineData("Clustering.Trainers.KMeans(featureColumnName: \"Features\", numberOfClusters: 3)", "KMeans")]
    public Task Other_trainers(string trainer, string name) =>
        Verify.Body(Load + Concatenate + $".Append(mlContext.Transforms.Conversion.MapValueToKey(\"VendorId\")).Append(mlContext.{trainer.Replace(name + "(", "[|" + name + "|](")}).Fit(trips);");

    [Fact]
    public Task A_loader_in_a_field_and_named_arguments() => Verify.Members("""
        private readonly TextLoader loader = mlContext.Data.CreateTextLoader<Trip>(options: new TextLoader.Options { MissingRealsAsNaNs = true });

        public ITransformer Train(string path)
        {
            var all = loader.Load(path);
            var split = mlContext.Data.TrainTestSplit(all);
            return mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.[|Gam|](labelColumnName: "FareAmount")).Fit(split.TrainSet);
        }
        """);

    [Fact]
    public Task Rows_that_are_filled_with_NaN() => Verify.Members("""
        public void Train(IEnumerable<string> lines)
        {
            var trips = lines.Select(line => new Trip { TripTime = float.TryParse(line, out var time) ? time : float.NaN, TripDistance = float.Parse(line), FareAmount = line.Length }).ToList();
            mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance").Append(mlContext.Regression.Trainers.[|FastTree|]("FareAmount")).Fit(mlContext.Data.LoadFromEnumerable(trips));
        }
        """,
        new Setup
        {
            Messages =
            [
                "'TripTime' may be missing, which is NaN here, and FastTree learns nothing from a row with NaN and scores it as if some value stood there; "
                + "replace what is missing first (ReplaceMissingValues), or choose LightGbm, which learns from it",
            ],
        });

    [Fact]
    public Task NaN_that_a_member_begins_with_and_does_not_keep() => Verify.Program("""
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var ml = new MLContext(seed: 1);
        var rows = args.Select(text => new Row { X = text.Length, Label = 1 }).ToList();
        ml.Transforms.Concatenate("Features", "X").Append(ml.Regression.Trainers.Sdca()).Fit(ml.Data.LoadFromEnumerable(rows));

        class Row
        {
            public float X { get; set; } = float.NaN;
            public float Label { get; set; }
        }
        """);

    [Theory]
    [InlineData("Regression.Trainers.LightGbm(\"FareAmount\")")]
    [InlineData("Regression.Trainers.LightGbm(new Microsoft.ML.Trainers.LightGbm.LightGbmRegressionTrainer.Options { LabelColumnName = \"FareAmount\" })")]
    [InlineData("MulticlassClassification.Trainers.OneVersusAll(mlContext.BinaryClassification.Trainers.LightGbm(), labelColumnName: \"VendorId\")")]
    public Task LightGBM_learns_from_NaN(string trainer) =>
        Verify.Body(Load + Concatenate + $".Append(mlContext.Transforms.Conversion.MapValueToKey(\"VendorId\")).Append(mlContext.{trainer}).Fit(trips);");

    [Theory]
    [InlineData("mlContext.Transforms.ReplaceMissingValues(\"TripTime\").Append(mlContext.Transforms.Concatenate(\"Features\", \"TripTime\"))")]
    [InlineData("mlContext.Transforms.Concatenate(\"Features\", \"TripTime\").Append(mlContext.Transforms.ReplaceMissingValues(\"Features\"))")]
    [InlineData("mlContext.Transforms.IndicateMissingValues(\"IsMissing\", \"TripTime\").Append(mlContext.Transforms.Conversion.ConvertType(\"IsMissing\", outputKind: DataKind.Single)).Append(mlContext.Transforms.Concatenate(\"Features\", \"TripTime\", \"IsMissing\"))")]
    [InlineData("mlContext.Transforms.Categorical.OneHotEncoding(\"Features\", \"RateCode\")")]
    [InlineData("mlContext.Transforms.Text.FeaturizeText(\"Features\", \"PaymentType\")")]
    public Task What_replaces_marks_or_categorizes(string steps) =>
        Verify.Body(Load + steps + ".Append(mlContext.Regression.Trainers.FastTree(\"FareAmount\")).Fit(trips);");

    [Theory]
    [InlineData("mlContext.Data.FilterRowsByMissingValues(trips, \"TripTime\", \"TripDistance\")")]
    [InlineData("mlContext.Data.FilterRowsByColumn(mlContext.Data.FilterRowsByMissingValues(trips, \"TripTime\"), \"TripDistance\", 0, 99)")]
    [InlineData("mlContext.Data.FilterByCustomPredicate<Trip>(trips, trip => float.IsNaN(trip.TripTime))")]
    public Task What_is_filtered_out(string view) =>
        Verify.Body(Load + Concatenate + $".Append(mlContext.Regression.Trainers.FastTree(\"FareAmount\")).Fit({view});");

    [Fact]
    public Task What_is_filtered_out_of_another_column() => Verify.Body(
        Load + Concatenate + ".Append(mlContext.Regression.Trainers.[|FastTree|](\"FareAmount\")).Fit(mlContext.Data.FilterRowsByMissingValues(trips, \"TripTime\"));",
        new Setup
        {
            Messages =
            [
                "'TripDistance' may be missing, which is NaN here, and FastTree learns nothing from a row with NaN and scores it as if some value stood there; "
                + "replace what is missing first (ReplaceMissingValues), or choose LightGbm, which learns from it",
            ],
        });

    [Theory]
    [InlineData("[|FastTree|]", "\"required\": true")]
    [InlineData("[|FastTree|]", "\"minFraction\": 0.9, \"allowNaN\": false")]
    [InlineData("FastTree", "\"minFraction\": 1")]
    [InlineData("FastTree", "\"allowNaN\": false, \"driftComparator\": { \"jensenShannon\": 0.1 }")]
    [InlineData("[|FastTree|]", "\"allowNaN\": false, \"lifecycle\": \"debugOnly\"")]
    public Task A_schema_that_requires_every_value_lets_none_that_is_missing_pass(string trainer, string expectation) => Verify.Body(
        "var trips = MlAntipatternAnalyzers.Runtime.DataValidationCatalog.Validate(mlContext.Data, mlContext.Data.LoadFromTextFile<Trip>(\"trips.tsv\", new TextLoader.Options { MissingRealsAsNaNs = true }), \"Trip.mlschema.json\");\n"
        + $"mlContext.Transforms.Concatenate(\"Features\", \"TripTime\").Append(mlContext.Regression.Trainers.{trainer}(\"FareAmount\")).Fit(trips);",
        new Setup
        {
            With = With.Runtime,
            AdditionalFiles = [("Trip.mlschema.json", $$"""{ "format": "mlschema", "version": 2, "columns": [ { "name": "TripTime", "type": "Single", {{expectation}} } ] }""")],
        });

    [Theory]
    [InlineData("var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.tsv\");")]
    [InlineData("var trips = mlContext.Data.LoadFromEnumerable(new[] { new Trip { TripTime = 3, TripDistance = 2, FareAmount = 1 } });")]
    public Task What_holds_no_NaN(string load) => Verify.Body(load + Concatenate + ".Append(mlContext.Regression.Trainers.FastTree(\"FareAmount\")).Fit(trips);");

    [Fact]
    public Task A_mapping_may_replace_it() => Verify.Members("""
        public void Train()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.tsv", new TextLoader.Options { MissingRealsAsNaNs = true });
            mlContext.Transforms.CustomMapping<Trip, Filled>((trip, filled) => filled.Time = float.IsNaN(trip.TripTime) ? 0 : trip.TripTime, null)
                .Append(mlContext.Transforms.Concatenate("Features", "Time")).Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(trips);
        }

        private class Filled { public float Time { get; set; } }
        """);

    [Fact]
    public Task An_experiment_replaces_by_itself() => Verify.Program("""
        using Microsoft.ML;
        using Microsoft.ML.AutoML;
        using Microsoft.ML.Data;

        var mlContext = new MLContext();
        var houses = mlContext.Data.LoadFromTextFile<House>("houses.tsv", new TextLoader.Options { MissingRealsAsNaNs = true });
        mlContext.Auto().CreateRegressionExperiment(60).Execute(houses, labelColumnName: "Price");

        class House
        {
            [LoadColumn(0)] public float Area;
            [LoadColumn(1)] public float Price;
        }
        """, With.Stubs);

    [Fact]
    public Task A_test_project() => Verify.Body(Load + Concatenate + ".Append(mlContext.Regression.Trainers.FastTree(\"FareAmount\")).Fit(trips);", With.XunitFramework);

    [Fact]
    public Task Without_ML_NET() => Verify.Body(Load + Concatenate + ".Append(mlContext.Regression.Trainers.FastTree(\"FareAmount\")).Fit(trips);", With.NoMlNet);

    [Fact]
    public Task Two_chains_at_once() => VerifyFix.Body(
        Load + """
        var first = mlContext.Transforms.Concatenate("Features", "TripTime") // by time
            .Append(mlContext.Regression.Trainers.[|FastTree|]("FareAmount"))
            .Fit(trips);
        var second = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance").Append(mlContext.Regression.Trainers.[|Sdca|]("FareAmount")).Fit(trips);
        """,
        Load + """
        var first = mlContext.Transforms.ReplaceMissingValues(nameof(Trip.TripTime), replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean)
            .Append(mlContext.Transforms.Concatenate("Features", "TripTime")) // by time
            .Append(mlContext.Regression.Trainers.FastTree("FareAmount"))
            .Fit(trips);
        var second = mlContext.Transforms.ReplaceMissingValues(new[] { new InputOutputColumnPair(nameof(Trip.TripDistance)), new InputOutputColumnPair(nameof(Trip.TripTime)) }, MissingValueReplacingEstimator.ReplacementMode.Mean).Append(mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance")).Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        """);

    /// <summary>What a model is learned from when a value is missing in two rows of three, and what it says of such a row, before the fix and after it.</summary>
    [Fact]
    public async Task A_model_learns_from_all_rows_and_scores_all_of_them()
    {
        const string Text = """
            using System;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var ml = new MLContext(seed: 1);
            System.IO.File.WriteAllLines("rows.tsv", Enumerable.Range(0, 90).Select(i => $"{(i % 3 == 0 ? "1" : "")}\t{i % 10}\t{(i % 3 == 0 ? 0 : i % 10)}"));
            var rows = ml.Data.LoadFromTextFile<Row>("rows.tsv", new TextLoader.Options { MissingRealsAsNaNs = true });
            var chain = ml.Transforms.Concatenate("Features", "A", "B").Append(ml.Regression.Trainers.Sdca());
            var scores = chain.Fit(rows).Transform(rows).GetColumn<float>("Score").ToArray();
            Console.WriteLine($"{scores.Count(float.IsNaN)} {scores.Where(score => !float.IsNaN(score)).DefaultIfEmpty().Max() > 3}");

            class Row
            {
                [LoadColumn(0)] public float A;
                [LoadColumn(1)] public float B;
                [LoadColumn(2)] public float Label;
            }
            """;

        Assert.Equal("60 False\n", (await ProgramRunner.RunAsync(Text)).OutputOrThrow());

        var after = await FixRunner.FixAsync<MLAP2004MissingValuesReachTrainerAnalyzer, MLAP2004MissingValuesReachTrainerCodeFix>(Text);
        Assert.Equal("0 True\n", (await ProgramRunner.RunAsync(after)).OutputOrThrow());
    }
}
