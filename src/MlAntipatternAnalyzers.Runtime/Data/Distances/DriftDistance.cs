using System.Globalization;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>One distance of a column, and its limits.</summary>
/// <param name="Measure">How it is measured.</param>
/// <param name="Value">The distance, never NaN; +∞ where it has no bound and one side has no value.</param>
public sealed record DriftDistance(DriftMeasure Measure, double Value)
{
    /// <inheritdoc cref="DistanceResult.PValue"/>
    public double? PValue { get; init; }

    /// <summary>The value that differs most; null where the measure has none, nothing differs, or the schema says that the column holds personal data.</summary>
    public string? OffendingValue { get; init; }

    /// <inheritdoc cref="DistanceResult.Error"/>
    public double? Error { get; init; }

    /// <summary>The largest distance that is allowed; null for no limit.</summary>
    public double? Threshold { get; init; }

    /// <summary>The smallest p-value that is allowed: the level of significance over the number of tests; null where there is no such test.</summary>
    public double? SmallestPValue { get; init; }

    /// <summary>Whether the distance is above its limit, or the p-value below its own.</summary>
    public bool IsAlarm => Value > Threshold || PValue < SmallestPValue;

    /// <summary>One line: "JensenShannon 0.12 &gt; 0.1".</summary>
    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Measure} {Value:0.######}");
        if (Threshold is { } threshold)
            text += string.Create(CultureInfo.InvariantCulture, $" {(Value > threshold ? ">" : "≤")} {threshold:0.######}");
        if (PValue is { } p)
            text += string.Create(CultureInfo.InvariantCulture, $", p = {p:G3}");
        if (SmallestPValue is { } smallest)
            text += string.Create(CultureInfo.InvariantCulture, $" {(PValue < smallest ? "<" : "≥")} {smallest:G3}");
        return text;
    }
}
