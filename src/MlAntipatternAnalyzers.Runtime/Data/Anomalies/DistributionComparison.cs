using System.Globalization;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How far a column's distribution is from that of other data, and how far it may be.</summary>
/// <param name="Column">The column.</param>
/// <param name="Comparator"><c>drift</c> against the previous span, or <c>skew</c> between training and serving.</param>
/// <param name="Distance"><c>lInfinity</c>, <c>jensenShannon</c> or <c>normalizedAbsoluteDifference</c>: the property of <see cref="DistributionComparator"/>.</param>
/// <param name="Value">The distance.</param>
/// <param name="Threshold">The largest distance that is allowed.</param>
public sealed record DistributionComparison(string Column, string Comparator, string Distance, double Value, double Threshold)
{
    /// <summary>Whether it is too far.</summary>
    public bool IsAlarm => Value > Threshold;

    /// <summary>The value whose share or count differs most; null where there is none, and for personal data.</summary>
    public string? OffendingValue { get; init; }

    /// <summary>One line: "'Payment' drift lInfinity 0.12 > 0.1".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{TextFormats.QuoteName(Column)} {Comparator} {Distance} {Value:0.######} {(IsAlarm ? ">" : "≤")} {Threshold}");
}
