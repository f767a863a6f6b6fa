namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How far the distribution of a column may be from that of other data. What is null is not compared.</summary>
/// <remarks>All three distances are between 0 (the same) and 1. A distance equal to its limit is allowed.</remarks>
public sealed record DistributionComparator
{
    /// <summary>The largest difference that a value's share may have: the L∞ distance; for texts, keys and truth values.</summary>
    public double? LInfinity { get; init; }

    /// <summary>The largest Jensen–Shannon divergence, to base 2; for numbers, texts, keys and truth values.</summary>
    public double? JensenShannon { get; init; }

    /// <summary>The largest difference of a value's counts over the sum of all counts; for data of about the same size, of texts, keys and truth values.</summary>
    public double? NormalizedAbsoluteDifference { get; init; }

    /// <summary>From which histogram of a column of numbers the Jensen–Shannon divergence is computed.</summary>
    public HistogramKind Histogram { get; init; }

    internal bool IsEmpty => (LInfinity ?? JensenShannon ?? NormalizedAbsoluteDifference) is null;
}

/// <summary>A kind of histogram of numbers.</summary>
public enum HistogramKind
{
    /// <summary>Buckets of equal width.</summary>
    EqualWidth,

    /// <summary>Buckets of equal count: outliers matter less.</summary>
    Quantiles,
}
