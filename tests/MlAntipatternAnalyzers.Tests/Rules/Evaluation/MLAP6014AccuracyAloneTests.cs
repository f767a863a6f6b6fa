using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6014AccuracyAloneAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6014AccuracyAloneAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6014AccuracyAloneCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6014AccuracyAloneTests
{
    [Fact]
    public Task What_accuracy_hides_is_printed_too_for_both_tasks_at_once() => F.Members(
        """
        private static void Reviews(ITransformer model, IDataView rows)
        {
            var metrics = mlContext.BinaryClassification.[|Evaluate|](model.Transform(rows));
            Console.WriteLine($"Accuracy: {metrics.Accuracy:P2}"); // on test rows
        }

        private static void Tickets(ITransformer model, IDataView rows)
        {
            var quality = mlContext.MulticlassClassification.[|Evaluate|](data: model.Transform(rows), labelColumnName: "Area");
            Console.WriteLine(quality.MicroAccuracy);
        }
        """,
        """
        private static void Reviews(ITransformer model, IDataView rows)
        {
            var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(rows));
            Console.WriteLine($"Accuracy: {metrics.Accuracy:P2}"); // on test rows
            Console.WriteLine($"Area under the ROC curve: {metrics.AreaUnderRocCurve:0.###}, F1: {metrics.F1Score:0.###}");
        }

        private static void Tickets(ITransformer model, IDataView rows)
        {
            var quality = mlContext.MulticlassClassification.Evaluate(data: model.Transform(rows), labelColumnName: "Area");
            Console.WriteLine(quality.MicroAccuracy);
            Console.WriteLine($"Macro accuracy: {quality.MacroAccuracy:0.###}, log-loss: {quality.LogLoss:0.###}");
        }
        """,
        new Setup
        {
            Messages =
            [
                "'Accuracy' is all that is read of this evaluation: where one class is rare, a model that never predicts it has a high accuracy; read AreaUnderRocCurve and F1Score too",
                "'MicroAccuracy' is all that is read of this evaluation: where one class is rare, a model that never predicts it has a high accuracy; read MacroAccuracy and LogLoss too",
            ],
        });

    [Fact]
    public Task Through_a_helper_a_gate_and_folds() => V.Members(
        """
        private static void Run(ITransformer model, IDataView rows)
        {
            var metrics = Judge(model, rows);
            if (metrics.Accuracy < 0.9)
                throw new InvalidOperationException("too bad");
            var pipeline = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression());
            Console.WriteLine(mlContext.BinaryClassification.[|CrossValidate|](rows, pipeline).Average(fold => fold.Metrics.Accuracy));
        }

        private static CalibratedBinaryClassificationMetrics Judge(ITransformer model, IDataView rows) => mlContext.BinaryClassification.[|Evaluate|](model.Transform(rows));
        """);

    [Fact]
    public Task More_than_accuracy_and_what_others_may_read_is_silent() => V.Members(
        """
        public static BinaryClassificationMetrics Returned(ITransformer model, IDataView rows)
        {
            var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(rows));
            Console.WriteLine(metrics.Accuracy);
            return metrics;
        }

        public static void Both(ITransformer model, IDataView rows)
        {
            var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(rows));
            Console.WriteLine(metrics.Accuracy);
            Console.WriteLine(metrics.F1Score);
        }

        public static void Table(ITransformer model, IDataView rows)
        {
            var metrics = mlContext.MulticlassClassification.Evaluate(model.Transform(rows));
            Console.WriteLine(metrics.MicroAccuracy);
            Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());
        }

        public static void Macro(ITransformer model, IDataView rows) => Console.WriteLine(mlContext.MulticlassClassification.Evaluate(model.Transform(rows)).MacroAccuracy);

        public static void Nothing(ITransformer model, IDataView rows) => mlContext.MulticlassClassification.Evaluate(model.Transform(rows));

        public static void Other(ITransformer model, IDataView rows) => Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(rows)).RSquared);

        public static void Twice()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Review>("reviews.tsv"));
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(split.TrainSet);
            Console.WriteLine(mlContext.BinaryClassification.Evaluate(model.Transform(split.TrainSet)).Accuracy);
            var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(split.TestSet));
            Console.WriteLine($"{metrics.Accuracy} {metrics.AreaUnderRocCurve}");
        }
        """);

    [Fact]
    public Task Where_it_is_not_printed_to_the_console_there_is_no_fix() => F.NotOffered(
        """
        var rows = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
        var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(rows);
        if (mlContext.BinaryClassification.[|Evaluate|](model.Transform(rows)).Accuracy < 0.5)
            throw new InvalidOperationException("too bad");
        """);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body = """
            var rows = mlContext.Data.LoadFromTextFile<Review>("reviews.tsv");
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(rows);
            Console.WriteLine(mlContext.BinaryClassification.Evaluate(model.Transform(rows)).Accuracy);
            """;
        return Task.WhenAll(V.Body(Body, With.XunitFramework), V.Body(Body, With.NoMlNet));
    }
}
