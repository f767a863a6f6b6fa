using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How two models differ on one slice of the rows, or on all of them.</summary>
public sealed class SliceComparison
{
    internal SliceComparison(IReadOnlyList<SliceKeyPart> key, long rows, double weightedRows, IReadOnlyDictionary<string, MetricValue> changes, MetricValue difference, IReadOnlyList<ClassFlips> flips)
    {
        Key = key;
        Name = SliceEvaluation.NameOf(key);
        Rows = rows;
        WeightedRows = weightedRows;
        Changes = changes;
        MeanAbsoluteDifference = difference;
        Flips = flips;
    }

    /// <summary>As <see cref="SliceEvaluation.Name"/>.</summary>
    public string Name { get; }

    /// <summary>What makes the slice, a part for each of its columns; empty for the slice of all rows.</summary>
    public IReadOnlyList<SliceKeyPart> Key { get; }

    /// <summary>The rows that both models could be measured on.</summary>
    public long Rows { get; }

    /// <summary>The sum of their weights.</summary>
    public double WeightedRows { get; }

    /// <summary>
    /// Of each metric, in its unit: candidate − baseline, with the interval of that difference. Both models are measured on the same bootstrap samples, so what makes a sample
    /// hard for both falls out: the interval is narrower than those of the two models apart.
    /// </summary>
    public IReadOnlyDictionary<string, MetricValue> Changes { get; }

    /// <summary>
    /// The mean of |candidate's prediction − baseline's|: of probabilities where both binary models give them, else of scores; of a multiclass model's
    /// scores, half of the sum over the classes (the total variation distance, 0 … 1 for probabilities). How much users will notice, whatever the metrics say. Its interval draws rows, in a ranking too.
    /// </summary>
    public MetricValue MeanAbsoluteDifference { get; }

    /// <summary>For each class of a binary or multiclass model, which rows the candidate gains and loses; empty for other tasks.</summary>
    public IReadOnlyList<ClassFlips> Flips { get; }
}
