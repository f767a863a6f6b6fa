using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Distances between two columns, or one column at two times: of values that are counted (texts, keys, truth values) and of numbers. All but <see cref="PopulationStability(QuantileSketch, QuantileSketch, int)"/>,
/// whose bins come from its first side, are symmetric.
/// </summary>
/// <remarks>
/// <para>
/// <see cref="LInfinity"/>, <see cref="NormalizedAbsoluteDifference"/> and both <c>JensenShannon</c> are those of TensorFlow Data Validation (<c>anomalies/metrics.cc</c>): the same counts and
/// histograms give the same numbers.
/// </para>
/// <para>
/// Missing values are no values: they are in none of these. Two sides without a value are at distance 0. When only one side has values, they are as far apart as the measure allows: 1, or +∞ for
/// chi-squared and Wasserstein, without a p-value; <see cref="LInfinity"/> and <see cref="NormalizedAbsoluteDifference"/> take the shares of the empty side as 0. Weighted counts
/// are taken as they are; tests of significance reckon with the effective number of values.
/// </para>
/// </remarks>
public static partial class DataDistance
{
    /// <summary>max |p − q| over all values, p and q being a value's share of each side: 0 … 1.</summary>
    /// <returns>The value with the largest difference is named; of several, the last in ordinal order.</returns>
    public static DistanceResult LInfinity(ValueCounts a, ValueCounts b)
    {
        Check(a, b);
        return Largest(a, b, Reciprocal(a.Total), Reciprocal(b.Total));
    }

    /// <summary>max |x − y| / Σ (x + y) over all values, x and y being a value's count on each side: 0 … 1. Unlike the shares, it grows when a side has more rows.</summary>
    /// <returns>The value with the largest difference is named; of several, the last in ordinal order.</returns>
    public static DistanceResult NormalizedAbsoluteDifference(ValueCounts a, ValueCounts b)
    {
        Check(a, b);
        var scale = Reciprocal(a.Total + b.Total);
        return Largest(a, b, scale, scale);
    }

    /// <summary>Jensen–Shannon divergence with base-2 logarithms, (D(P‖M) + D(Q‖M)) / 2 with M = (P + Q) / 2, of the values' shares: 0 … 1.</summary>
    /// <remarks>What was not kept is one value, the same on both sides.</remarks>
    public static DistanceResult JensenShannon(ValueCounts a, ValueCounts b)
    {
        Check(a, b);
        return JensenShannon(Pairs(a, b).Select(pair => (pair.A, pair.B)).Append((a.Other, b.Other)), a.IsExact && b.IsExact);
    }

    /// <summary>Jensen–Shannon divergence with base-2 logarithms of two histograms over the same buckets: 0 … 1.</summary>
    /// <remarks>
    /// The buckets of both are cut at the bounds of both, as if the numbers in each were spread evenly; a bucket from a number to itself stands for that number and stays whole. As in TensorFlow Data
    /// Validation, NaN and infinities are buckets of their own that have no counterpart: what one side has of them differs from all that the other has, NaN on both sides included.
    /// </remarks>
    public static DistanceResult JensenShannon(Histogram a, Histogram b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return JensenShannon(
            [
                .. AlignedBuckets.Of(a, b),
                (a.PositiveInfinity + a.NegativeInfinity, 0),
                (0, b.PositiveInfinity + b.NegativeInfinity),
                (a.NaN, 0),
                (0, b.NaN),
            ],
            isExact: false);
    }

    private static DistanceResult JensenShannon(IEnumerable<(double A, double B)> counts, bool isExact)
    {
        var pairs = counts.ToList();
        var (totalA, totalB) = (pairs.Sum(pair => pair.A), pairs.Sum(pair => pair.B));
        double? error = isExact ? 0 : null;
        if (totalA == 0 || totalB == 0)
            return new(totalA == totalB ? 0 : 1) { Error = error };
        var sum = 0.0;
        foreach (var (a, b) in pairs)
        {
            var (p, q) = (a / totalA, b / totalB);
            var middle = (p + q) / 2;
            sum += Part(p, middle) + Part(q, middle);
        }
        // Rounding leads a little beyond the bounds.
        return new(Math.Clamp(sum / 2, 0, 1)) { Error = error };

        static double Part(double share, double middle) => share > 0 ? share * Math.Log2(share / middle) : 0;
    }

    private static DistanceResult Largest(ValueCounts a, ValueCounts b, double scaleA, double scaleB)
    {
        var (largest, offending) = (0.0, (string?)null);
        foreach (var (value, countA, countB) in Pairs(a, b))
        {
            var difference = Math.Abs((countA * scaleA) - (countB * scaleB));
            if (difference > largest || (difference == largest && difference > 0 && string.CompareOrdinal(value, offending) > 0))
                (largest, offending) = (difference, value);
        }
        return new(Math.Min(largest, 1)) { OffendingValue = offending, Error = (a.CountError * scaleA) + (b.CountError * scaleB) };
    }

    /// <summary>Every value that either side has, with its counts.</summary>
    private static IEnumerable<(string Value, double A, double B)> Pairs(ValueCounts a, ValueCounts b) =>
        a.Values.Select(value => (value.Value, value.Count, b.CountOf(value.Value)))
            .Concat(b.Values.Where(value => !a.Contains(value.Value)).Select(value => (value.Value, 0.0, value.Count)));

    private static double Reciprocal(double total) => total > 0 ? 1 / total : 0;

    private static void Check(ValueCounts a, ValueCounts b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
    }
}
