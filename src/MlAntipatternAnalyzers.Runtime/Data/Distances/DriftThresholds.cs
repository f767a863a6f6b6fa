using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How far a column may be from that of other data. What is null is measured, and does not alarm. A distance equal to its limit is allowed.</summary>
public sealed record DriftThresholds
{
    /// <summary>The largest difference of the shares of rows without a value, 0 … 1.</summary>
    public double? MissingShare { get; init; }

    /// <summary>The largest difference that a value's share may have, 0 … 1.</summary>
    public double? LInfinity { get; init; }

    /// <summary>The largest difference of a value's counts over the sum of all counts, 0 … 1; for data of about the same size.</summary>
    public double? NormalizedAbsoluteDifference { get; init; }

    /// <summary>The largest Jensen–Shannon divergence, 0 … 1.</summary>
    public double? JensenShannon { get; init; }

    /// <summary>The largest difference of cumulative shares, 0 … 1.</summary>
    public double? KolmogorovSmirnov { get; init; }

    /// <summary>The largest population stability index, from 0 on; 0.1 and 0.25 are common.</summary>
    public double? PopulationStability { get; init; }

    /// <summary>The largest Wasserstein distance, in the column's unit, from 0 on.</summary>
    public double? Wasserstein { get; init; }

    /// <summary>
    /// The level of the tests of significance (chi-squared of texts, keys and Booleans; Kolmogorov–Smirnov of numbers), 0 … 1: the probability that data in which nothing changed raises any alarm of
    /// a test. It is divided by the number of columns that are tested (Bonferroni). Of many rows, differences too small to matter are significant: the distances say how large they are.
    /// </summary>
    public double? SignificanceLevel { get; init; }

    /// <summary>From which histogram of a column of numbers the Jensen–Shannon divergence is computed.</summary>
    public HistogramKind Histogram { get; init; }

    /// <summary>The limits that a schema's comparator gives.</summary>
    public static DriftThresholds From(DistributionComparator comparator)
    {
        ArgumentNullException.ThrowIfNull(comparator);
        return new()
        {
            LInfinity = comparator.LInfinity,
            NormalizedAbsoluteDifference = comparator.NormalizedAbsoluteDifference,
            JensenShannon = comparator.JensenShannon,
            Histogram = comparator.Histogram,
        };
    }

    /// <summary>The limit of a measure; null for none.</summary>
    public double? Of(DriftMeasure measure) => measure switch
    {
        DriftMeasure.MissingShare => MissingShare,
        DriftMeasure.LInfinity => LInfinity,
        DriftMeasure.NormalizedAbsoluteDifference => NormalizedAbsoluteDifference,
        DriftMeasure.JensenShannon => JensenShannon,
        DriftMeasure.KolmogorovSmirnov => KolmogorovSmirnov,
        DriftMeasure.PopulationStability => PopulationStability,
        DriftMeasure.Wasserstein => Wasserstein,
        _ => null,
    };

    internal bool IsEmpty => SignificanceLevel is null && Array.TrueForAll(Enum.GetValues<DriftMeasure>(), measure => Of(measure) is null);

    /// <summary>Whether a measure's p-value is that of its test: one test for a column, so that the level is not spent twice.</summary>
    internal static bool IsTest(DriftMeasure measure) => measure is DriftMeasure.ChiSquared or DriftMeasure.KolmogorovSmirnov;

    internal string? Problem()
    {
        foreach (var measure in Enum.GetValues<DriftMeasure>())
        {
            var most = measure is DriftMeasure.PopulationStability or DriftMeasure.Wasserstein ? double.MaxValue : 1;
            if (Of(measure) is { } limit && !(limit >= 0 && limit <= most))
                return most == 1 ? $"{measure} is a distance of 0 to 1, and its limit is {limit}" : $"{measure} is a distance from 0 on, and its limit is {limit}";
        }
        return SignificanceLevel is { } level && !(level > 0 && level < 1) ? $"a level of significance is between 0 and 1, and it is {level}" : null;
    }
}
