using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>ML.NET's metrics under the names that an evaluation by slices has for them, on the one slice that they are of.</summary>
internal static class MLNetMetrics
{
    public static SlicedEvaluation Of(BinaryClassificationMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var values = new Values
        {
            [nameof(metrics.Accuracy)] = metrics.Accuracy,
            [nameof(metrics.AreaUnderRocCurve)] = metrics.AreaUnderRocCurve,
            [nameof(metrics.AreaUnderPrecisionRecallCurve)] = metrics.AreaUnderPrecisionRecallCurve,
            [nameof(metrics.F1Score)] = metrics.F1Score,
            [nameof(metrics.PositivePrecision)] = metrics.PositivePrecision,
            [nameof(metrics.PositiveRecall)] = metrics.PositiveRecall,
            [nameof(metrics.NegativePrecision)] = metrics.NegativePrecision,
            [nameof(metrics.NegativeRecall)] = metrics.NegativeRecall,
        };
        if (metrics is CalibratedBinaryClassificationMetrics calibrated)
        {
            values[nameof(calibrated.LogLoss)] = calibrated.LogLoss;
            values[nameof(calibrated.LogLossReduction)] = calibrated.LogLossReduction;
            values[nameof(calibrated.Entropy)] = calibrated.Entropy;
        }
        return values.Of(EvaluationTask.Binary);
    }

    public static SlicedEvaluation Of(MulticlassClassificationMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var values = new Values
        {
            [nameof(metrics.MicroAccuracy)] = metrics.MicroAccuracy,
            [nameof(metrics.MacroAccuracy)] = metrics.MacroAccuracy,
            [nameof(metrics.LogLoss)] = metrics.LogLoss,
            [nameof(metrics.LogLossReduction)] = metrics.LogLossReduction,
        };
        // 0 when no k was asked for; else all of them up to it are there.
        if (metrics.TopKPredictionCount > 0)
            values.AddRanks(nameof(metrics.TopKAccuracy), metrics.TopKAccuracyForAllK);
        return values.Of(EvaluationTask.Multiclass);
    }

    public static SlicedEvaluation Of(RegressionMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return new Values
        {
            [nameof(metrics.MeanAbsoluteError)] = metrics.MeanAbsoluteError,
            [nameof(metrics.MeanSquaredError)] = metrics.MeanSquaredError,
            [nameof(metrics.RootMeanSquaredError)] = metrics.RootMeanSquaredError,
            [nameof(metrics.LossFunction)] = metrics.LossFunction,
            [nameof(metrics.RSquared)] = metrics.RSquared,
        }.Of(EvaluationTask.Regression);
    }

    public static SlicedEvaluation Of(RankingMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var values = new Values();
        values.AddRanks("NDCG", metrics.NormalizedDiscountedCumulativeGains);
        values.AddRanks("DCG", metrics.DiscountedCumulativeGains);
        return values.Of(EvaluationTask.Ranking);
    }

    private sealed class Values
    {
        private readonly Dictionary<string, MetricValue> _metrics = new(StringComparer.Ordinal);

        public double this[string name]
        {
            set => _metrics[name] = new MetricValue(value);
        }

        public void AddRanks(string name, IReadOnlyList<double> byRank)
        {
            for (var i = 0; i < byRank.Count; i++)
                this[string.Create(CultureInfo.InvariantCulture, $"{name}@{i + 1}")] = byRank[i];
        }

        // ML.NET does not tell the number of rows, and a gate does not ask for it.
        public SlicedEvaluation Of(EvaluationTask task) => new(task, [new SliceEvaluation([], 0, 0, _metrics)]);
    }
}
