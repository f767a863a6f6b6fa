namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How far two columns are apart, by one measure.</summary>
/// <param name="Value">The distance, never NaN; 0 when nothing differs. +∞ is possible where the measure has no bound.</param>
public readonly record struct DistanceResult(double Value)
{
    /// <summary>How probable a distance of at least this is when both sides are samples of the same; null where the measure has no test, or counts that are not exact would feign one.</summary>
    public double? PValue { get; init; }

    /// <summary>The value that differs most; null where the measure has none, or nothing differs.</summary>
    public string? OffendingValue { get; init; }

    /// <summary>How far <see cref="Value"/> may be off because a side was sketched: 0 when both are exact; null where no bound is known.</summary>
    public double? Error { get; init; }
}
