using System;
using System.Collections.Frozen;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Which way a metric moves when the model gets better.</summary>
public enum MetricDirection
{
    /// <summary>More is better, as of an accuracy.</summary>
    HigherIsBetter,

    /// <summary>Less is better, as of an error or a loss.</summary>
    LowerIsBetter,
}

/// <summary>The directions of the metrics that ML.NET and this library compute.</summary>
public static class MetricDirections
{
    private static readonly FrozenDictionary<string, MetricDirection> s_known = new Dictionary<string, MetricDirection>(StringComparer.Ordinal)
    {
        ["Accuracy"] = MetricDirection.HigherIsBetter,
        ["AreaUnderRocCurve"] = MetricDirection.HigherIsBetter,
        ["AreaUnderPrecisionRecallCurve"] = MetricDirection.HigherIsBetter,
        ["F1Score"] = MetricDirection.HigherIsBetter,
        ["PositivePrecision"] = MetricDirection.HigherIsBetter,
        ["PositiveRecall"] = MetricDirection.HigherIsBetter,
        ["NegativePrecision"] = MetricDirection.HigherIsBetter,
        ["NegativeRecall"] = MetricDirection.HigherIsBetter,
        ["LogLoss"] = MetricDirection.LowerIsBetter,
        ["LogLossReduction"] = MetricDirection.HigherIsBetter,
        ["MicroAccuracy"] = MetricDirection.HigherIsBetter,
        ["MacroAccuracy"] = MetricDirection.HigherIsBetter,
        ["TopKAccuracy"] = MetricDirection.HigherIsBetter,
        ["MeanAbsoluteError"] = MetricDirection.LowerIsBetter,
        ["MeanSquaredError"] = MetricDirection.LowerIsBetter,
        ["RootMeanSquaredError"] = MetricDirection.LowerIsBetter,
        ["LossFunction"] = MetricDirection.LowerIsBetter,
        ["RSquared"] = MetricDirection.HigherIsBetter,
        ["NDCG"] = MetricDirection.HigherIsBetter,
        ["DCG"] = MetricDirection.HigherIsBetter,
        ["NormalizedDiscountedCumulativeGains"] = MetricDirection.HigherIsBetter,
        ["DiscountedCumulativeGains"] = MetricDirection.HigherIsBetter,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The known metrics by name; those that are computed at a rank (<c>NDCG@3</c>) without the rank.</summary>
    public static IReadOnlyDictionary<string, MetricDirection> Known => s_known;

    /// <summary>The direction of a metric.</summary>
    /// <param name="metric">Its name, as in <see cref="SliceEvaluation.Metrics"/>; case matters. What follows an <c>@</c> (<c>NDCG@3</c>) is left out of account.</param>
    /// <returns>
    /// Null for a name that is not known, and for what has no better side: <c>Entropy</c>, <c>MeanLabel</c>, <c>MeanPrediction</c>, and
    /// <c>PredictionBias</c>, which is best at 0.
    /// </returns>
    public static MetricDirection? Of(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var at = metric.IndexOf('@', StringComparison.Ordinal);
        return s_known.TryGetValue(at < 0 ? metric : metric[..at], out var direction) ? direction : null;
    }
}
