using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <content>Distances that are tests of counts.</content>
public static partial class DataDistance
{
    // Where a count of 0 would make the logarithm infinite: the share that practice puts in its place.
    private const double SmallestShare = 1e-4;

    // Cochran's rule: below it the statistic does not follow the chi-squared distribution.
    private const double SmallestExpected = 5;

    /// <summary>
    /// Pearson's chi-squared statistic of the test whether both sides have the same shares: Σ (√(B/A)·x − √(A/B)·y)² / (x + y), x and y being a value's counts and A and B their totals: 0 … +∞.
    /// </summary>
    /// <returns>
    /// With the p-value, where all counts are exact, and the value that contributes most. Values of which less than 5 would be expected on a side are counted together. Weighted counts are first
    /// scaled to the effective number of values on their side.
    /// </returns>
    public static DistanceResult ChiSquared(ValueCounts a, ValueCounts b)
    {
        Check(a, b);
        if (a.Total == 0 || b.Total == 0)
            return new(a.Total == b.Total ? 0 : double.PositiveInfinity) { Error = 0 };
        var (scaleA, scaleB) = (a.EffectiveCount / a.Total, b.EffectiveCount / b.Total);
        var (totalA, totalB) = (a.EffectiveCount, b.EffectiveCount);
        var (restA, restB) = (a.Other * scaleA, b.Other * scaleB);
        var (sum, largest, categories) = (0.0, 0.0, 0);
        string? offending = null;
        foreach (var (value, countA, countB) in Pairs(a, b))
        {
            var (x, y) = (countA * scaleA, countB * scaleB);
            if (Expected(x, y) < SmallestExpected)
            {
                (restA, restB) = (restA + x, restB + y);
                continue;
            }
            var part = Part(x, y);
            (sum, categories) = (sum + part, categories + 1);
            if (part > largest || (part == largest && part > 0 && string.CompareOrdinal(value, offending) > 0))
                (largest, offending) = (part, value);
        }
        if (restA + restB > 0)
            (sum, categories) = (sum + Part(restA, restB), categories + 1);
        var isExact = a.IsExact && b.IsExact;
        return new(sum)
        {
            OffendingValue = offending,
            PValue = isExact ? ChiSquaredTail(sum, categories - 1) : null,
            Error = isExact ? 0 : null,
        };

        // The smaller one of the two sides.
        double Expected(double x, double y) => (x + y) * Math.Min(totalA, totalB) / (totalA + totalB);

        double Part(double x, double y)
        {
            var difference = (Math.Sqrt(totalB / totalA) * x) - (Math.Sqrt(totalA / totalB) * y);
            return difference / (x + y) * difference;
        }
    }

    /// <summary>Population stability index, Σ (p − q) ln (p / q), p and q being a value's share of each side: 0 … about 9.2 per value. Below 0.1 is commonly taken for stable, above 0.25 for a shift.</summary>
    /// <returns>
    /// A share below 0.0001 counts as that, so that a new value does not make it infinite. The value that contributes most is named. The p-value, where all counts are exact, is that of
    /// PSI / (1/n + 1/m) under chi-squared with one degree of freedom less than there are values (Yurdakul, <i>Statistical Properties of Population Stability Index</i>, 2018).
    /// </returns>
    public static DistanceResult PopulationStability(ValueCounts a, ValueCounts b)
    {
        Check(a, b);
        var (scaleA, scaleB) = (Reciprocal(a.Total), Reciprocal(b.Total));
        var shares = Pairs(a, b).Select(pair => (pair.Value, pair.A * scaleA, pair.B * scaleB)).ToList();
        if (a.Other + b.Other > 0)
            shares.Add(("", a.Other * scaleA, b.Other * scaleB));
        return PopulationStability(shares, a.EffectiveCount, b.EffectiveCount, a.IsExact && b.IsExact && a.Total > 0 && b.Total > 0);
    }

    private static DistanceResult PopulationStability(IReadOnlyList<(string Value, double A, double B)> shares, double countA, double countB, bool isTest)
    {
        var (sum, largest) = (0.0, 0.0);
        string? offending = null;
        foreach (var (value, a, b) in shares)
        {
            var (p, q) = (Math.Max(a, SmallestShare), Math.Max(b, SmallestShare));
            var part = (p - q) * Math.Log(p / q);
            sum += part;
            if (part > largest)
                (largest, offending) = (part, value);
        }
        return new(sum)
        {
            OffendingValue = string.IsNullOrEmpty(offending) ? null : offending,
            PValue = isTest ? ChiSquaredTail(sum / ((1 / countA) + (1 / countB)), shares.Count - 1) : null,
            Error = isTest ? 0 : null,
        };
    }

    // With one category there is nothing that could differ.
    private static double ChiSquaredTail(double statistic, int degreesOfFreedom) => degreesOfFreedom < 1 || statistic <= 0
        ? 1
        // Below the smallest double, and beyond what the series converges for.
        : statistic > 1e4 * (1.0 + degreesOfFreedom) ? 0
        : Math.Clamp(MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, statistic / 2), 0, 1);
}
