using System;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What was measured on one slice of the rows, or on all of them.</summary>
public sealed class SliceEvaluation
{
    /// <summary>The name of the slice that holds all rows.</summary>
    public const string OverallName = "Overall";

    /// <summary>Makes a slice of what was measured.</summary>
    /// <param name="key">What makes the slice, a part for each of its columns; empty for all rows.</param>
    /// <param name="rows">Its rows that were measured.</param>
    /// <param name="weightedRows">The sum of their weights; as many as rows where there are no weights.</param>
    /// <param name="metrics">The metrics by name.</param>
    public SliceEvaluation(IReadOnlyList<SliceKeyPart> key, long rows, double weightedRows, IReadOnlyDictionary<string, MetricValue> metrics)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Key = key;
        Name = NameOf(key);
        Rows = rows;
        WeightedRows = weightedRows;
        Metrics = metrics;
    }

    /// <summary><c>Overall</c>, <c>City=Rome</c>, or of a cross <c>City=Rome, Day=1</c>, in the order in which the cross names its columns.</summary>
    public string Name { get; }

    /// <summary>What makes the slice, a part for each of its columns; empty for the slice of all rows.</summary>
    public IReadOnlyList<SliceKeyPart> Key { get; }

    /// <summary>The rows that were measured. Those that the metrics leave out are counted in <see cref="IgnoredRows"/>.</summary>
    public long Rows { get; }

    /// <summary>The sum of their weights; <see cref="Rows"/> where there is no weight column.</summary>
    public double WeightedRows { get; }

    /// <summary>Rows of the slice that no metric counts, because their label, their score or their weight is missing (ML.NET leaves them out too).</summary>
    public long IgnoredRows { get; init; }

    /// <summary>
    /// The metrics by name, in the order in which they are shown. The names are those of ML.NET's metrics properties (<c>Accuracy</c>, <c>LogLoss</c>,
    /// <c>RSquared</c>), with the rank where there is one (<c>TopKAccuracy@3</c>, <c>NDCG@3</c>, <c>DCG@3</c>), and <c>MeanLabel</c>, <c>MeanPrediction</c>,
    /// and <c>PredictionBias</c>, the mean prediction less the mean label.
    /// </summary>
    public IReadOnlyDictionary<string, MetricValue> Metrics { get; }

    /// <summary>A binary model's probabilities against what came true, in ten buckets of equal width; empty for other tasks and for models without probabilities.</summary>
    public IReadOnlyList<CalibrationBucket> Calibration { get; init; } = [];

    /// <summary>A binary or multiclass model's confusion table; null for other tasks.</summary>
    public ConfusionTable? Confusion { get; init; }

    internal static string NameOf(IReadOnlyList<SliceKeyPart> key) => key.Count == 0 ? OverallName : string.Join(", ", key);
}
