using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6021SamplingKeyIsLabelAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6021SamplingKeyIsLabelCodeFix>;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6021SamplingKeyIsLabelAnalyzer>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6021SamplingKeyIsLabelTests
{
    [Fact]
    public Task The_label_as_the_key_of_a_split() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
        var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.2, [|samplingKeyColumnName: "Label"|], seed: 3); // stratified
        var pipeline = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression());
        pipeline.Fit(split.TrainSet);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
        var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.2, seed: 3); // stratified
        var pipeline = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression());
        pipeline.Fit(split.TrainSet);
        """,
        new Setup { Messages = ["'Label' is the label, and TrainTestSplit keeps rows of one sampling key together: all rows of a label land on one side, so that the model is tested on what it never saw; a sampling key does not stratify, leave it out"] });

    [Fact]
    public Task By_place_by_the_labels_own_name_and_in_cross_validation_fixed_together() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Key", "Area")
            .Append(mlContext.Transforms.Text.FeaturizeText("Features", "Title"))
            .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy("Key"));
        var split = mlContext.Data.TrainTestSplit(data, 0.2, [|nameof(Ticket.Area)|], 42);
        pipeline.Fit(split.TrainSet);
        mlContext.MulticlassClassification.CrossValidate(data, pipeline, 5, "Key", [|"Area"|]);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Key", "Area")
            .Append(mlContext.Transforms.Text.FeaturizeText("Features", "Title"))
            .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy("Key"));
        var split = mlContext.Data.TrainTestSplit(data, 0.2, seed: 42);
        pipeline.Fit(split.TrainSet);
        mlContext.MulticlassClassification.CrossValidate(data, pipeline, 5, "Key");
        """);

    [Fact]
    public Task A_comment_on_the_argument_is_not_lost() => F.NotOffered(
        """
        var data = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
        var split = mlContext.Data.TrainTestSplit(data, 0.2, /* both kinds */ [|"Label"|]);
        mlContext.BinaryClassification.Trainers.FastTree().Fit(split.TrainSet);
        """);

    [Fact]
    public Task The_default_name_where_no_trainer_is_seen() => V.Members(
        """
        public static (IDataView, IDataView) Prepare(string path)
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Review>(path), [|samplingKeyColumnName: "Label"|]);
            return (split.TrainSet, split.TestSet);
        }
        """);

    [Fact]
    public Task Silent_where_the_key_is_another_column() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Impression>("impressions.tsv");
        var split = mlContext.Data.TrainTestSplit(data, samplingKeyColumnName: "QueryId");
        mlContext.Transforms.Concatenate("Features", "Price").Append(mlContext.Ranking.Trainers.FastTree("Clicked", rowGroupColumnName: "QueryId")).Fit(split.TrainSet);
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var byVendor = mlContext.Data.TrainTestSplit(trips, samplingKeyColumnName: "VendorId", seed: 1);
        mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(byVendor.TrainSet);
        var plain = mlContext.Data.TrainTestSplit(trips, 0.2, null, 4);
        mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(plain.TrainSet);
        """);

    [Fact]
    public Task Silent_where_another_column_is_the_label_or_there_is_none() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
        var split = mlContext.Data.TrainTestSplit(data, samplingKeyColumnName: "Label");
        mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.Clustering.Trainers.KMeans()).Fit(split.TrainSet);
        """);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body =
            """
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Review>("reviews.tsv"), samplingKeyColumnName: "Label");
            mlContext.BinaryClassification.Trainers.FastTree().Fit(split.TrainSet);
            """;
        return Task.WhenAll(V.Body(Body, With.XunitFramework), V.Body(Body, With.NoMlNet));
    }

    [Fact]
    public async Task A_model_that_is_always_right_looks_always_wrong_until_the_key_is_gone()
    {
        // The kind is in the features: an honest test finds no error, one on kinds that were never seen finds nothing else.
        var program = Sources.Normalize(
            """
            using System;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var context = new MLContext(seed: 1);
            var rows = Enumerable.Range(0, 400).Select(i => new Row { Kind = "kind " + i % 8, Features = Enumerable.Range(0, 8).Select(slot => slot == i % 8 ? 1f : 0f).ToArray() });
            IDataView data = context.Data.LoadFromEnumerable(rows.ToList());
            data = context.Transforms.Conversion.MapValueToKey("Label", "Kind").Fit(data).Transform(data);
            var split = context.Data.TrainTestSplit(data, 0.5, samplingKeyColumnName: "Label");
            var model = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit(split.TrainSet);
            var metrics = context.MulticlassClassification.Evaluate(model.Transform(split.TestSet));
            Console.WriteLine(metrics.MicroAccuracy == 0 ? "always wrong" : metrics.MicroAccuracy == 1 ? "always right" : $"{metrics.MicroAccuracy}");

            internal sealed class Row
            {
                public string Kind { get; set; }
                [VectorType(8)] public float[] Features { get; set; }
            }
            """);
        var fixedProgram = await FixRunner.FixAsync<MLAP6021SamplingKeyIsLabelAnalyzer, MLAP6021SamplingKeyIsLabelCodeFix>(program);

        Assert.Equal("always wrong\n", (await ProgramRunner.RunAsync(program)).OutputOrThrow());
        Assert.Equal("always right\n", (await ProgramRunner.RunAsync(fixedProgram)).OutputOrThrow());
    }
}
