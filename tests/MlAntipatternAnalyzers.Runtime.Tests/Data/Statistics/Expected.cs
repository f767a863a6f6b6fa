using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data.Statistics;

/// <summary>Statistics as a textbook computes them: everything in memory, several times over the data.</summary>
internal static class Expected
{
    public static void Numbers(ColumnStatistics column, IEnumerable<double> all, IEnumerable<double>? weights = null)
    {
        double[] values = [.. all];
        double[] finite = [.. values.Where(double.IsFinite).Order()];
        var numeric = column.Numeric!;

        Assert.Equal(
            (finite.LongLength, values.LongCount(double.IsNaN), values.LongCount(double.IsPositiveInfinity), values.LongCount(double.IsNegativeInfinity)),
            (numeric.Count, numeric.NaN, numeric.PositiveInfinity, numeric.NegativeInfinity));
        Assert.Equal((finite.LongCount(v => v == 0), finite.LongCount(v => v == 1)), (numeric.Zeros, numeric.Ones));
        if (finite.Length == 0)
        {
            Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN, double.NaN], [numeric.Mean, numeric.StandardDeviation, numeric.Min, numeric.Median, numeric.Max]);
            Assert.Empty(numeric.Histogram.Buckets);
            return;
        }
        var exact = ExactMoments.Of(finite.Select(value => (value, 1.0)));
        Near(exact.Mean, numeric.Mean);
        Near(exact.Deviation, numeric.StandardDeviation);
        Assert.Equal((finite[0], finite[^1]), (numeric.Min, numeric.Max));
        if (numeric.Sketch.IsExact)
            Assert.Equal(finite[((finite.Length + 1) / 2) - 1], numeric.Median);
        else
            Assert.InRange(numeric.Median, finite[(int)(finite.Length * (0.5 - numeric.Sketch.RankError)) - 1], finite[(int)(finite.Length * (0.5 + numeric.Sketch.RankError)) + 1]);
        Assert.Equal(finite.Length, numeric.Histogram.Count, 6);
        Assert.Equal(finite.Length, numeric.QuantileHistogram.Count, 6);
        Histogram(numeric.Histogram, finite, 2 * numeric.Sketch.RankError * finite.Length);

        if (weights is null)
            return;
        var pairs = values.Zip(weights).Where(pair => double.IsFinite(pair.First)).ToArray();
        var weighted = numeric.Weighted!;
        var exactly = ExactMoments.Of(pairs);
        Near(exactly.Weight, weighted.Count);
        if (exactly.Weight == 0)
            return;
        Near(exactly.Mean, weighted.Mean);
        Near(exactly.Deviation, weighted.StandardDeviation);
        if (!weighted.Sketch.IsExact)
            return;
        var (reached, half) = (0.0, pairs.Sum(pair => pair.Second) / 2);
        foreach (var (value, weight) in pairs.OrderBy(pair => pair.First))
        {
            reached += weight;
            if (reached < half * (1 - 1e-12))
                continue;
            Assert.Equal(value, weighted.Median);
            break;
        }
    }

    public static void Texts(ColumnStatistics column, IEnumerable<string> all, IEnumerable<double>? weights = null)
    {
        string[] present = [.. all.Where(text => text.Length > 0)];
        var text = column.Text!;
        var counts = present.GroupBy(value => value, StringComparer.Ordinal).Select(group => new ValueCount(group.Key, group.Count()))
            .OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal).ToList();

        Assert.Equal((present.LongLength, (long)counts.Count, true), (text.Count, text.Unique, text.UniqueIsExact));
        Assert.Equal(counts.Take(20), text.TopValues);
        Assert.Equal(counts, text.ValueCounts.Values);
        Assert.Equal(present.Length == 0 ? double.NaN : present.Average(value => value.Length), text.MeanLength, 12);
        Assert.Equal(present.LongCount(value => value.Contains('\uFFFD') || !value.IsNormalizable()), text.InvalidUtf8);
        if (weights is null)
            return;
        var weighted = all.Zip(weights).Where(pair => pair.First.Length > 0 && pair.Second > 0).GroupBy(pair => pair.First, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Second));
        Assert.Equal(weighted.Keys.Order(StringComparer.Ordinal), text.Weighted!.ValueCounts.Values.Select(value => value.Value).Order(StringComparer.Ordinal));
        foreach (var (value, weight) in weighted)
            Assert.Equal(weight, text.Weighted.ValueCounts.CountOf(value), 6);
    }

    /// <summary>Equal but for the last digits.</summary>
    public static void Near(double expected, double actual, double relative = 1e-12) =>
        Assert.True(Math.Abs(expected - actual) <= relative * Math.Max(Math.Abs(expected), 1e-300), $"expected {expected:R}, found {actual:R}");

    private static bool IsNormalizable(this string text)
    {
        try
        {
            new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Histogram(Histogram histogram, double[] sorted, double error)
    {
        for (var i = 0; i < histogram.Buckets.Count; i++)
        {
            var (low, high, count) = histogram.Buckets[i];
            var inside = sorted.Count(value => value >= low && (value < high || (i == histogram.Buckets.Count - 1 && value <= high)));
            Assert.InRange(count, inside - error - 1e-6, inside + error + 1e-6);
        }
    }
}
