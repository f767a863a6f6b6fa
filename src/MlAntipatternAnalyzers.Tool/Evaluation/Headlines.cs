using System;
using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>The metrics that a reader looks at first, for each task.</summary>
internal static class Headlines
{
    /// <summary>All metrics of an evaluation, those that a reader looks at first in front.</summary>
    /// <param name="first">How many these are.</param>
    public static IReadOnlyList<string> Ordered(SlicedEvaluation evaluation, out int first)
    {
        var all = evaluation.Slices.SelectMany(slice => slice.Metrics.Keys).Distinct().ToList();
        string[] known = evaluation.Task switch
        {
            EvaluationTask.Binary => ["AreaUnderRocCurve", "F1Score", "LogLoss"],
            EvaluationTask.Multiclass => ["MicroAccuracy", "MacroAccuracy", "LogLoss"],
            EvaluationTask.Regression => ["RootMeanSquaredError", "MeanAbsoluteError", "RSquared"],
            _ => [.. all.Where(metric => metric.StartsWith("NDCG@", StringComparison.Ordinal)).TakeLast(2)],
        };
        var headlines = known.Where(all.Contains).ToList();
        first = headlines.Count;
        return [.. headlines, .. all.Except(headlines)];
    }

    public static string DirectionOf(string metric) => MetricDirections.Of(metric) switch
    {
        MetricDirection.HigherIsBetter => "higher is better",
        MetricDirection.LowerIsBetter => "lower is better",
        _ => "",
    };

    /// <summary>Whether a change of a metric is for the better; null where it has no better side, or nothing changed.</summary>
    public static bool? IsBetter(string metric, double change) => change == 0 || double.IsNaN(change) ? null : MetricDirections.Of(metric) switch
    {
        MetricDirection.HigherIsBetter => change > 0,
        MetricDirection.LowerIsBetter => change < 0,
        _ => null,
    };

    /// <summary>Whether a change is for the better, where its whole interval says so; null too where it has none.</summary>
    public static bool? IsBetter(string metric, MetricValue change) =>
        change.Lower > 0 ? IsBetter(metric, 1) : change.Upper < 0 ? IsBetter(metric, -1) : null;
}
