using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How numbers are spread: finite ones in buckets, NaN and the infinities apart. Immutable.</summary>
public sealed class Histogram
{
    /// <summary>How many buckets there are where no number is given.</summary>
    public const int DefaultBuckets = 10;

    /// <summary>Takes buckets.</summary>
    /// <param name="buckets">In ascending order, none overlapping the one before; with finite bounds and counts that are finite and not negative.</param>
    /// <param name="nan">The weight of NaN.</param>
    /// <param name="positiveInfinity">The weight of +∞.</param>
    /// <param name="negativeInfinity">The weight of −∞.</param>
    /// <exception cref="ArgumentException">A bucket is not as it should be.</exception>
    public Histogram(IEnumerable<HistogramBucket> buckets, double nan = 0, double positiveInfinity = 0, double negativeInfinity = 0)
    {
        ArgumentNullException.ThrowIfNull(buckets);
        Buckets = [.. buckets];
        for (var i = 0; i < Buckets.Count; i++)
        {
            var (low, high, count) = Buckets[i];
            if (!(low <= high) || !double.IsFinite(low) || !double.IsFinite(high))
                throw new ArgumentException($"Bucket {i} goes from {low} to {high}; its bounds are finite and ascend.", nameof(buckets));
            if (i > 0 && low < Buckets[i - 1].High)
                throw new ArgumentException($"Bucket {i} begins at {low}, before the end of the one before it, {Buckets[i - 1].High}.", nameof(buckets));
            if (!IsWeight(count))
                throw new ArgumentException($"Bucket {i} holds {count}; a count is a finite number that is not negative.", nameof(buckets));
        }
        foreach (var (name, weight) in new[] { (nameof(nan), nan), (nameof(positiveInfinity), positiveInfinity), (nameof(negativeInfinity), negativeInfinity) })
        {
            if (!IsWeight(weight))
                throw new ArgumentOutOfRangeException(name, weight, "A count is a finite number that is not negative.");
        }
        NaN = nan;
        PositiveInfinity = positiveInfinity;
        NegativeInfinity = negativeInfinity;
        Count = Buckets.Sum(bucket => bucket.Count);
    }

    /// <summary>The buckets of the finite numbers, in ascending order; none where there are no such numbers.</summary>
    public IReadOnlyList<HistogramBucket> Buckets { get; }

    /// <summary>The weight of NaN.</summary>
    public double NaN { get; }

    /// <summary>The weight of +∞.</summary>
    public double PositiveInfinity { get; }

    /// <summary>The weight of −∞.</summary>
    public double NegativeInfinity { get; }

    /// <summary>The weight of the finite numbers.</summary>
    public double Count { get; }

    /// <summary>The weight of all numbers.</summary>
    public double Total => Count + NaN + PositiveInfinity + NegativeInfinity;

    /// <summary>Buckets of one width from the smallest to the largest finite number; one bucket where these are the same.</summary>
    /// <param name="sketch">The numbers. When it is exact, so are the counts; else each is off by 2·<see cref="QuantileSketch.RankError"/>·<see cref="QuantileSketch.Count"/> at most.</param>
    /// <param name="buckets">How many, at least 1.</param>
    public static Histogram EqualWidth(QuantileSketch sketch, int buckets = DefaultBuckets)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        return Of(sketch, sketch.Count > 0 ? Between(sketch, EqualWidthBounds(sketch.Min, sketch.Max, buckets)) : []);
    }

    /// <summary>Buckets of one weight each, between the quantiles. A number that holds several shares alone makes several buckets from itself to itself.</summary>
    /// <param name="sketch">The numbers; each bound is off by <see cref="QuantileSketch.RankError"/> in rank at most.</param>
    /// <param name="buckets">How many, at least 1.</param>
    public static Histogram Quantiles(QuantileSketch sketch, int buckets = DefaultBuckets)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        return Of(sketch, sketch.Count == 0 ? [] : Enumerable.Range(0, buckets).Select(i => new HistogramBucket(
            sketch.Quantile((double)i / buckets), sketch.Quantile((double)(i + 1) / buckets), sketch.Count / buckets)));
    }

    /// <summary>The bounds of buckets of one width, one more than there are buckets; a single pair where the numbers are all the same.</summary>
    internal static double[] EqualWidthBounds(double min, double max, int buckets)
    {
        if (min == max)
            return [min, max];
        // Halves: the width of all doubles is itself none.
        var halfWidth = (max / 2) - (min / 2);
        var bounds = new double[buckets + 1];
        bounds[0] = min;
        for (var i = 1; i < buckets; i++)
            bounds[i] = Math.Clamp(min + (halfWidth * (2.0 * i / buckets)), bounds[i - 1], max);
        bounds[buckets] = max;
        return bounds;
    }

    private static IEnumerable<HistogramBucket> Between(QuantileSketch sketch, double[] bounds)
    {
        var sorted = sketch.Sorted();
        var below = 0.0;
        for (var i = 0; i < bounds.Length - 1; i++)
        {
            var atEnd = i == bounds.Length - 2 ? sketch.Count : sorted.Below(bounds[i + 1]);
            yield return new(bounds[i], bounds[i + 1], Math.Max(atEnd - below, 0));
            below = atEnd;
        }
    }

    private static Histogram Of(QuantileSketch sketch, IEnumerable<HistogramBucket> buckets) =>
        new(buckets, sketch.NaN, sketch.PositiveInfinity, sketch.NegativeInfinity);

    private static bool IsWeight(double value) => value >= 0 && value < double.PositiveInfinity;
}
