using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

/// <summary>Every metric equals what ML.NET's own Evaluate gives for the whole and for the rows of each slice alone.</summary>
public sealed class SlicedEvaluationAgainstMlNetTests
{
    private static readonly string[] s_columns = ["City", "Day", "Vip", "Age", "Shop"];

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Binary()
    {
        var rows = Predictions.OfBinary(3000);
        var names = new Dictionary<string, string>
        {
            ["Accuracy"] = "Accuracy", ["AreaUnderRocCurve"] = "AUC", ["AreaUnderPrecisionRecallCurve"] = "AUPRC", ["F1Score"] = "F1 Score",
            ["PositivePrecision"] = "Positive precision", ["PositiveRecall"] = "Positive recall", ["NegativePrecision"] = "Negative precision", ["NegativeRecall"] = "Negative recall",
            ["LogLoss"] = "Log-loss", ["LogLossReduction"] = "Log-loss reduction", ["Entropy"] = "Test-set entropy (prior Log-Loss/instance)",
        };

        Check(
            rows,
            (view, options) => _ml.BinaryClassification.EvaluateSliced(view, s_columns, options: options),
            view =>
            {
                var metrics = _ml.BinaryClassification.Evaluate(view);
                return names.Keys.ToDictionary(name => name, name => Property(metrics, name));
            },
            view => Renamed(MlNetEvaluator.Weighted(_ml, EvaluationTask.Binary, view), names));
    }

    [Fact]
    public void Multiclass()
    {
        var rows = Predictions.OfMulticlass(2000);
        // A label that the model does not know.
        rows[7].Label = 4;
        var names = new Dictionary<string, string>
        {
            ["MicroAccuracy"] = "Accuracy(micro-avg)", ["MacroAccuracy"] = "Accuracy(macro-avg)", ["LogLoss"] = "Log-loss", ["LogLossReduction"] = "Log-loss reduction",
        };

        Check(
            rows,
            (view, options) => _ml.MulticlassClassification.EvaluateSliced(view, s_columns, options: options),
            view =>
            {
                var metrics = _ml.MulticlassClassification.Evaluate(view, topKPredictionCount: 3);
                var values = names.Keys.ToDictionary(name => name, name => Property(metrics, name));
                values["TopKAccuracy@1"] = metrics.TopKAccuracyForAllK[0];
                values["TopKAccuracy@3"] = metrics.TopKAccuracyForAllK[2];
                return values;
            },
            view => Renamed(MlNetEvaluator.Weighted(_ml, EvaluationTask.Multiclass, view), names));
    }

    [Fact]
    public void Regression()
    {
        var names = new Dictionary<string, string>
        {
            ["MeanAbsoluteError"] = "L1(avg)", ["MeanSquaredError"] = "L2(avg)", ["RootMeanSquaredError"] = "RMS(avg)", ["RSquared"] = "R Squared",
        };

        Check(
            Predictions.OfRegression(2000),
            (view, options) => _ml.Regression.EvaluateSliced(view, s_columns, options: options),
            view =>
            {
                var metrics = _ml.Regression.Evaluate(view);
                return names.Keys.ToDictionary(name => name, name => Property(metrics, name));
            },
            view => Renamed(MlNetEvaluator.Weighted(_ml, EvaluationTask.Regression, view), names));
    }

    [Fact]
    public void Ranking()
    {
        int[] levels = [1, 3, 5, 10];
        var names = levels.SelectMany(level => (string[])[$"NDCG@{level}", $"DCG@{level}"]).ToDictionary(name => name);

        Check(
            Predictions.OfRanking(300),
            (view, options) => _ml.Ranking.EvaluateSliced(view, s_columns, options: options),
            view =>
            {
                var metrics = _ml.Ranking.Evaluate(view);
                return levels.SelectMany(level => (KeyValuePair<string, double>[])[
                    new($"NDCG@{level}", metrics.NormalizedDiscountedCumulativeGains[level - 1]),
                    new($"DCG@{level}", metrics.DiscountedCumulativeGains[level - 1])]).ToDictionary();
            },
            view => Renamed(MlNetEvaluator.Weighted(_ml, EvaluationTask.Ranking, view), names));
    }

    [Fact]
    public void Confusion_tables_too()
    {
        var binary = Predictions.OfBinary(500);
        var multiclass = Predictions.OfMulticlass(500);

        var (two, four) = (_ml.BinaryClassification.EvaluateSliced(_ml.View(binary)).Overall.Confusion!, _ml.MulticlassClassification.EvaluateSliced(_ml.View(multiclass)).Overall.Confusion!);

        Assert.Equal(_ml.BinaryClassification.Evaluate(_ml.View(binary)).ConfusionMatrix.Counts, two.Counts);
        var expected = _ml.MulticlassClassification.Evaluate(_ml.View(multiclass)).ConfusionMatrix;
        Assert.Equal(expected.Counts, four.Counts);
        Assert.Equal(["0", "1", "2", "3"], four.Classes);
        Assert.Equal(expected.PerClassPrecision, Enumerable.Range(0, 4).Select(four.Precision));
        Assert.Equal(expected.PerClassRecall, Enumerable.Range(0, 4).Select(four.Recall));
    }

    private void Check<T>(
        T[] rows,
        Func<IDataView, SlicedEvaluationOptions, SlicedEvaluation> evaluate,
        Func<IDataView, Dictionary<string, double>> evaluateByMlNet,
        Func<IDataView, Dictionary<string, double>> evaluateWeightedByMlNet)
        where T : Predictions.Row
    {
        var options = new SlicedEvaluationOptions
        {
            Crosses = [["City", "Vip"]],
            Buckets = new Dictionary<string, IReadOnlyList<double>> { ["Age"] = [30, 50] },
            TopK = [1, 3],
        };
        var weighted = new SlicedEvaluationOptions { Crosses = options.Crosses, Buckets = options.Buckets, WeightColumnName = "Weight" };

        Check(rows, evaluate(_ml.View(rows), options), evaluateByMlNet, row => 1);
        Check(rows, evaluate(_ml.View(rows), weighted), evaluateWeightedByMlNet, row => row.Weight);
    }

    private void Check<T>(T[] rows, SlicedEvaluation evaluation, Func<IDataView, Dictionary<string, double>> evaluateByMlNet, Func<T, double> weightOf)
        where T : Predictions.Row
    {
        // 1 + 3 cities + 7 days + 2 + 3 buckets + 3 shops (one is missing) + 3 · 2
        Assert.Equal(25, evaluation.Slices.Count);
        Assert.Empty(evaluation.LeftOut);
        foreach (var slice in evaluation.Slices)
        {
            var filtered = rows.Where(row => slice.Key.All(part => IsIn(row, part))).ToArray();
            Assert.True(filtered.Length == slice.Rows, $"{slice.Name}: {filtered.Length} rows, and {slice.Rows} were measured");
            Assert.Equal(filtered.Sum(weightOf), slice.WeightedRows, 6);
            foreach (var (name, expected) in evaluateByMlNet(_ml.View(filtered)))
            {
                var metric = slice.Metrics[name];
                Assert.True(Math.Abs(metric.Value - expected) <= 2e-6 * Math.Max(1, Math.Abs(expected)), $"{slice.Name} {name}: ML.NET {expected:R}, here {metric.Value:R}");
                Assert.InRange(metric.Value, metric.Lower!.Value, metric.Upper!.Value);
            }
        }
    }

    private static bool IsIn(Predictions.Row row, SliceKeyPart part) => part.Column switch
    {
        "City" => row.City == part.Value,
        "Day" => row.Day.ToString(CultureInfo.InvariantCulture) == part.Value,
        "Vip" => row.Vip.ToString() == part.Value,
        "Shop" => (row.Shop == 9 ? "(missing)" : row.Shop.ToString(CultureInfo.InvariantCulture)) == part.Value,
        _ => (row.Age < 30 ? "(-inf, 30)" : row.Age < 50 ? "[30, 50)" : "[50, inf)") == part.Value,
    };

    private static double Property(object metrics, string name) => (double)metrics.GetType().GetProperty(name)!.GetValue(metrics)!;

    private static Dictionary<string, double> Renamed(Dictionary<string, double> metrics, Dictionary<string, string> names) =>
        names.ToDictionary(pair => pair.Key, pair => metrics[pair.Value]);
}
