using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6011WrongEvaluatorAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6011WrongEvaluatorAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6011WrongEvaluatorCodeFix>;
using Missing = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1001ColumnNotFoundAnalyzer>;
using Mismatch = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP1002ColumnTypeMismatchAnalyzer>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6011WrongEvaluatorTests
{
    [Fact]
    public Task Probabilities_that_are_not_there_and_those_that_are_left_out_fixed_together() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
        var features = mlContext.Transforms.Text.FeaturizeText("Features", "Text");
        var plain = features.Append(mlContext.BinaryClassification.Trainers.AveragedPerceptron()).Fit(data);
        CalibratedBinaryClassificationMetrics metrics = mlContext.BinaryClassification.[|Evaluate|](plain.Transform(data), "Label", "Score", "Probability", "PredictedLabel"); // once
        var calibrated = features.Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(data);
        BinaryClassificationMetrics others = mlContext.BinaryClassification.[|EvaluateNonCalibrated|](data: calibrated.Transform(data), predictedLabelColumnName: "PredictedLabel");
        Console.WriteLine(metrics.Accuracy + others.Accuracy);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
        var features = mlContext.Transforms.Text.FeaturizeText("Features", "Text");
        var plain = features.Append(mlContext.BinaryClassification.Trainers.AveragedPerceptron()).Fit(data);
        BinaryClassificationMetrics metrics = mlContext.BinaryClassification.EvaluateNonCalibrated(plain.Transform(data), "Label", "Score", "PredictedLabel"); // once
        var calibrated = features.Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(data);
        CalibratedBinaryClassificationMetrics others = mlContext.BinaryClassification.Evaluate(data: calibrated.Transform(data), predictedLabelColumnName: "PredictedLabel");
        Console.WriteLine(metrics.Accuracy + others.Accuracy);
        """,
        new Setup
        {
            Messages =
            [
                "'Evaluate' reads the column 'Probability', which the model of AveragedPerceptron does not write, and ML.NET throws; use 'EvaluateNonCalibrated', or append a calibrator to the trainer",
                "'EvaluateNonCalibrated' leaves out what can be said of probabilities (LogLoss), which the model of SdcaLogisticRegression gives; use 'Evaluate'",
            ],
        });

    [Fact]
    public Task Another_task() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area")
            .Append(mlContext.Transforms.Text.FeaturizeText("Features", "Title"))
            .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy())
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var metrics = mlContext.BinaryClassification.[|Evaluate|](pipeline.Fit(data).Transform(data), labelColumnName: "Label", probabilityColumnName: "Probability");
        Console.WriteLine(metrics);
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv");
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area")
            .Append(mlContext.Transforms.Text.FeaturizeText("Features", "Title"))
            .Append(mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy())
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var metrics = mlContext.MulticlassClassification.Evaluate(pipeline.Fit(data).Transform(data), labelColumnName: "Label");
        Console.WriteLine(metrics);
        """);

    [Fact]
    public Task In_a_helper_and_not_fixed_where_metrics_of_probabilities_are_read() => F.Members(
        """
        private static void Train()
        {
            var data = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
            Show(mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.LinearSvm()).Fit(data), data);
        }

        private static void Show(ITransformer model, IDataView test)
        {
            var predictions = model.Transform(test);
            var metrics = mlContext.BinaryClassification.[|Evaluate|](mlContext.Data.Cache(predictions));
            Console.WriteLine(metrics.LogLoss);
        }
        """,
        """
        private static void Train()
        {
            var data = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
            Show(mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.LinearSvm()).Fit(data), data);
        }

        private static void Show(ITransformer model, IDataView test)
        {
            var predictions = model.Transform(test);
            var metrics = mlContext.BinaryClassification.[|Evaluate|](mlContext.Data.Cache(predictions));
            Console.WriteLine(metrics.LogLoss);
        }
        """);

    [Fact]
    public Task Calibrated_or_written_by_a_later_step_is_silent() => V.Members(
        """
        private static void Train()
        {
            var data = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
            var features = mlContext.Transforms.Text.FeaturizeText("Features", "Text");
            var trained = features.Append(mlContext.BinaryClassification.Trainers.AveragedPerceptron());
            mlContext.BinaryClassification.Evaluate(trained.Append(mlContext.BinaryClassification.Calibrators.Platt()).Fit(data).Transform(data));
            var scored = trained.Fit(data).Transform(data);
            mlContext.BinaryClassification.EvaluateNonCalibrated(scored);
            mlContext.BinaryClassification.Evaluate(mlContext.BinaryClassification.Calibrators.Isotonic().Fit(scored).Transform(scored));
            mlContext.BinaryClassification.Evaluate(mlContext.Transforms.CopyColumns("Probability", "Score").Fit(scored).Transform(scored));
            mlContext.BinaryClassification.Evaluate(mlContext.Transforms.CopyColumns("Chance", "Score").Fit(scored).Transform(scored), probabilityColumnName: "Chance");
            mlContext.BinaryClassification.Evaluate(features.Append(mlContext.BinaryClassification.Trainers.FastTree()).Fit(data).Transform(data));
        }
        """);

    [Fact]
    public Task Where_it_is_not_known_or_not_always_so_it_is_silent() => V.Members(
        """
        private static void Train(bool fast, ITransformer given)
        {
            var data = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
            var features = mlContext.Transforms.Text.FeaturizeText("Features", "Text");
            IEstimator<ITransformer> trainer = fast ? mlContext.BinaryClassification.Trainers.AveragedPerceptron() : mlContext.BinaryClassification.Trainers.FastTree();
            mlContext.BinaryClassification.Evaluate(features.Append(trainer).Fit(data).Transform(data));
            mlContext.BinaryClassification.Evaluate(given.Transform(data));
            foreach (var each in new ITransformer[] { features.Append(mlContext.BinaryClassification.Trainers.LinearSvm()).Fit(data), features.Append(mlContext.BinaryClassification.Trainers.FastTree()).Fit(data) })
                Show(each.Transform(data));
        }

        private static void Show(IDataView scored) => mlContext.BinaryClassification.EvaluateNonCalibrated(scored);
        """);

    [Fact]
    public Task Scores_that_may_be_judged_otherwise_are_silent() => V.Body(
        """
        var ratings = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var keys = mlContext.Transforms.Conversion.MapValueToKey("User", "VendorId").Append(mlContext.Transforms.Conversion.MapValueToKey("Item", "PaymentType"));
        mlContext.Regression.Evaluate(keys.Append(mlContext.Recommendation().Trainers.MatrixFactorization("FareAmount", "User", "Item")).Fit(ratings).Transform(ratings), "FareAmount");
        var features = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance");
        mlContext.Clustering.Evaluate(features.Append(mlContext.Clustering.Trainers.KMeans()).Fit(ratings).Transform(ratings));
        mlContext.AnomalyDetection.Evaluate(features.Append(mlContext.AnomalyDetection.Trainers.RandomizedPca()).Fit(ratings).Transform(ratings), "RateCode");
        """,
        With.Stubs);

    [Fact]
    public async Task The_rules_about_columns_leave_it_to_this_one()
    {
        const string Body = """
            var data = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
            var scored = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.SgdNonCalibrated()).Fit(data).Transform(data);
            mlContext.BinaryClassification.Evaluate(scored);
            mlContext.MulticlassClassification.Evaluate(scored);
            """;
        await Missing.Body(Body);
        await Mismatch.Body(Body);
        await V.Body(Body.Replace("Evaluate(", "[|Evaluate|](", System.StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_throws_before_and_runs_after()
    {
        var program = Sources.Normalize(
            """
            using System;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext(seed: 1);
            var data = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(i => new Row { X = i, Label = i % 10 > 4 }));
            var pipeline = mlContext.Transforms.Concatenate("Features", "X").Append(mlContext.BinaryClassification.Trainers.AveragedPerceptron());
            var model = pipeline.Fit(data);
            var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(data));
            Console.WriteLine(metrics.Accuracy > 0 ? "judged" : "");

            public class Row
            {
                public float X { get; set; }
                public bool Label { get; set; }
            }
            """);

        var before = await ProgramRunner.RunAsync(program);
        var repaired = await FixRunner.FixAsync<MLAP6011WrongEvaluatorAnalyzer, MLAP6011WrongEvaluatorCodeFix>(program);
        var after = await ProgramRunner.RunAsync(repaired);

        Assert.Contains("Probability", before.ExceptionMessage, System.StringComparison.Ordinal);
        Assert.Equal("judged\n", after.OutputOrThrow());
    }
}
