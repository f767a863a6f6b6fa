using System.Globalization;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How much a column, or the order of rows, tells about the label: measured whether it is a leak or not.</summary>
/// <param name="Kind">What was tested.</param>
/// <param name="Column">The column; empty for the order of the rows in the data.</param>
/// <param name="Share">
/// 0 … 1. Of a column and of an order, the share of the label's entropy that it tells, less what chance alone would give; of neighbours, the square of the correlation of their labels (of classes, of Cohen's
/// kappa).
/// </param>
/// <param name="PValue">How probable this is, or more, where there is no relation.</param>
/// <param name="Rows">How many rows it was computed from.</param>
public sealed record LabelRelation(DataLeakKind Kind, string Column, double Share, double PValue, long Rows)
{
    /// <summary>The mutual information with the label in bits, as it was counted; NaN of neighbours, which have none.</summary>
    public double MutualInformation { get; init; } = double.NaN;

    /// <summary>The label's entropy in bits; NaN of neighbours.</summary>
    public double LabelEntropy { get; init; } = double.NaN;

    /// <summary>From which share on it is a leak.</summary>
    public double Threshold { get; init; }

    /// <summary>Below which p-value it is a leak: the level over the number of tests.</summary>
    public double SmallestPValue { get; init; }

    /// <summary>Whether it is a leak: the share reached, and significantly so.</summary>
    public bool IsLeak => Share >= Threshold && PValue < SmallestPValue;

    /// <summary>One line with all numbers.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind} {(Column.Length == 0 ? "row order" : $"'{Column}'")}: share {Share:0.####} {(Share >= Threshold ? "≥" : "<")} {Threshold}, p {PValue:G3} {(PValue < SmallestPValue ? "<" : "≥")} {SmallestPValue:G3}, {Rows} rows");
}
