using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <content>Distances of numbers.</content>
public static partial class DataDistance
{
    /// <summary>Kolmogorov–Smirnov: max |F(x) − G(x)|, F and G being each side's share of numbers up to x: 0 … 1. Infinities are the numbers at the ends; NaN is left out.</summary>
    /// <returns>
    /// With the p-value of the two-sided test (<see cref="KolmogorovDistribution"/>). Of sketches that are not exact it is that of the distance less <see cref="DistanceResult.Error"/>: what only
    /// the sketches may have caused is not significant. Where numbers repeat, the p-value is too large rather than too small.
    /// </returns>
    public static DistanceResult KolmogorovSmirnov(QuantileSketch a, QuantileSketch b)
    {
        Check(a, b);
        var (left, right) = (Cumulative.Of(a), Cumulative.Of(b));
        if (left.IsEmpty || right.IsEmpty)
            return new(left.IsEmpty == right.IsEmpty ? 0 : 1) { Error = 0 };
        var distance = Cumulative.Steps(left, right).Max(step => Math.Abs(step.A - step.B));
        var error = left.Error + right.Error;
        var effective = left.EffectiveCount / (left.EffectiveCount + right.EffectiveCount) * right.EffectiveCount;
        return new(Math.Min(distance, 1))
        {
            Error = error,
            PValue = KolmogorovDistribution.PValue(Math.Max(distance - error, 0), effective),
        };
    }

    /// <summary>Wasserstein distance of the first order (earth mover's), ∫ |F(x) − G(x)| dx, in the unit of the numbers: 0 … +∞. NaN is left out.</summary>
    /// <returns>+∞ when one side has a larger share of an infinity than the other. It has no p-value.</returns>
    public static DistanceResult Wasserstein(QuantileSketch a, QuantileSketch b)
    {
        Check(a, b);
        var (left, right) = (Cumulative.Of(a), Cumulative.Of(b));
        if (left.IsEmpty || right.IsEmpty)
            return new(left.IsEmpty == right.IsEmpty ? 0 : double.PositiveInfinity) { Error = 0 };
        if (Differ(left.Negative, right.Negative) || Differ(left.Positive, right.Positive))
            return new(double.PositiveInfinity) { Error = 0 };
        var (sum, before, height) = (0.0, double.NaN, 0.0);
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var (x, shareA, shareB) in Cumulative.Steps(left, right))
        {
            if (!double.IsFinite(x))
                continue;
            if (height > 0)
                sum += height * (x - before);
            (before, height) = (x, Math.Abs(shareA - shareB));
            (low, high) = (Math.Min(low, x), Math.Max(high, x));
        }
        var error = left.Error + right.Error;
        return new(sum) { Error = error == 0 ? 0 : error * (high - low) };

        // Shares of the same counts, but for rounding.
        static bool Differ(double p, double q) => Math.Abs(p - q) > 1e-12;
    }

    /// <summary>
    /// Population stability index, Σ (p − q) ln (p / q), over bins between the quantiles of the first side (each with its upper bound, the outer ones open): 0 … about 9.2 per bin. NaN is left out.
    /// </summary>
    /// <param name="reference">The side that gives the bins: training, or the previous span.</param>
    /// <param name="current">The side that is held against it.</param>
    /// <param name="bins">How many bins at most; a number that holds several shares alone makes one.</param>
    /// <returns>As for <see cref="PopulationStability(ValueCounts, ValueCounts)"/>.</returns>
    public static DistanceResult PopulationStability(QuantileSketch reference, QuantileSketch current, int bins = Histogram.DefaultBuckets)
    {
        Check(reference, current);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        var (left, right) = (Cumulative.Of(reference), Cumulative.Of(current));
        if (left.IsEmpty || right.IsEmpty)
            return PopulationStability([("", left.IsEmpty ? 0 : 1, right.IsEmpty ? 0 : 1)], 0, 0, isTest: false);
        var bounds = reference.Count > 0
            ? Enumerable.Range(1, bins - 1).Select(i => reference.Quantile((double)i / bins)).Distinct().ToList()
            : [];
        var shares = new List<(string, double, double)>();
        var (beforeA, beforeB) = (0.0, 0.0);
        foreach (var bound in bounds.Append(double.PositiveInfinity))
        {
            var (upToA, upToB) = (left.AtMost(bound), right.AtMost(bound));
            shares.Add((bound == double.PositiveInfinity ? $"> {Format(bounds)}" : $"<= {bound.ToString("G6", CultureInfo.InvariantCulture)}", upToA - beforeA, upToB - beforeB));
            (beforeA, beforeB) = (upToA, upToB);
        }
        return PopulationStability(shares, left.EffectiveCount, right.EffectiveCount, left.Error + right.Error == 0);

        static string Format(List<double> bounds) => bounds.Count > 0 ? bounds[^1].ToString("G6", CultureInfo.InvariantCulture) : "-Infinity";
    }

    private static void Check(QuantileSketch a, QuantileSketch b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
    }

    /// <summary>The share of a side's numbers up to a point.</summary>
    private sealed record Cumulative(SortedWeights Finite, double Total, double Negative, double Positive, double EffectiveCount, double Error)
    {
        public bool IsEmpty => Total == 0;

        public double AtMost(double x) => x == double.PositiveInfinity ? 1 : Negative + (Finite.AtMost(x) / Total);

        public static Cumulative Of(QuantileSketch sketch)
        {
            // Not Count: the kept weights add up to it only but for rounding, and the last share must be 1.
            var finite = sketch.Count > 0 ? sketch.Sorted() : SortedWeights.Of([], []);
            var total = finite.Total + sketch.NegativeInfinity + sketch.PositiveInfinity;
            return total == 0
                ? new(finite, 0, 0, 0, 0, 0)
                : new(finite, total, sketch.NegativeInfinity / total, sketch.PositiveInfinity / total, Effective(sketch, finite.Total, total), sketch.RankError * (finite.Total / total));
        }

        /// <summary>Both at every point at which one of them rises, −∞ included; the infinite end, where both are 1, is left out.</summary>
        public static IEnumerable<(double X, double A, double B)> Steps(Cumulative a, Cumulative b)
        {
            var (i, j) = (0, 0);
            var (shareA, shareB) = (a.Negative, b.Negative);
            yield return (double.NegativeInfinity, shareA, shareB);
            while (i < a.Finite.Values.Length || j < b.Finite.Values.Length)
            {
                var x = Math.Min(Next(a, i), Next(b, j));
                if (Next(a, i) == x)
                    shareA = a.Negative + (a.Finite.Cumulative[i++] / a.Total);
                if (Next(b, j) == x)
                    shareB = b.Negative + (b.Finite.Cumulative[j++] / b.Total);
                yield return (x, shareA, shareB);
            }

            static double Next(Cumulative side, int index) => index < side.Finite.Values.Length ? side.Finite.Values[index] : double.PositiveInfinity;
        }

        // Of infinities no squares of weights are kept: they count as the finite numbers do on average.
        private static double Effective(QuantileSketch sketch, double finite, double total) => finite > 0 ? sketch.EffectiveCount * (total / finite) : total;
    }
}
