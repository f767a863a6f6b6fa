using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Two histograms over the same buckets.</summary>
internal static class AlignedBuckets
{
    /// <summary>The finite mass of both: first of the ranges between all bounds, then of the single numbers that have a bucket of their own.</summary>
    public static IEnumerable<(double A, double B)> Of(Histogram a, Histogram b)
    {
        var bounds = a.Buckets.Concat(b.Buckets).Where(bucket => !IsPoint(bucket)).SelectMany(bucket => (double[])[bucket.Low, bucket.High]).Distinct().Order().ToArray();
        if (bounds.Length > 0)
        {
            foreach (var pair in Spread(a, bounds).Zip(Spread(b, bounds)))
                yield return pair;
        }

        var (pointsA, pointsB) = (Points(a), Points(b));
        foreach (var number in pointsA.Keys.Union(pointsB.Keys).Order())
            yield return (pointsA.GetValueOrDefault(number), pointsB.GetValueOrDefault(number));
    }

    private static bool IsPoint(HistogramBucket bucket) => bucket.Low == bucket.High;

    // Each bucket begins and ends at a bound, so a range is in it or outside, never half.
    private static double[] Spread(Histogram histogram, double[] bounds)
    {
        var mass = new double[bounds.Length - 1];
        var at = 0;
        foreach (var (low, high, count) in histogram.Buckets.Where(bucket => !IsPoint(bucket)))
        {
            while (bounds[at] < low)
                at++;
            // Halves: the width of all doubles is itself none.
            for (; at < mass.Length && bounds[at] < high; at++)
                mass[at] += count * (((bounds[at + 1] / 2) - (bounds[at] / 2)) / ((high / 2) - (low / 2)));
        }
        return mass;
    }

    private static Dictionary<double, double> Points(Histogram histogram) =>
        histogram.Buckets.Where(IsPoint).GroupBy(bucket => bucket.Low).ToDictionary(point => point.Key, point => point.Sum(bucket => bucket.Count));
}
