using System;
using System.Linq;
using CsCheck;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class HistogramTests
{
    [Fact]
    public void Equal_widths_by_hand()
    {
        var histogram = Histogram.EqualWidth(Sketch(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, double.NaN, double.PositiveInfinity), 5);
        Assert.Equal([new(0, 2, 2), new(2, 4, 2), new(4, 6, 2), new(6, 8, 2), new(8, 10, 2)], histogram.Buckets);
        Assert.Equal((10, 12, 1, 1, 0), (histogram.Count, histogram.Total, histogram.NaN, histogram.PositiveInfinity, histogram.NegativeInfinity));
    }

    [Fact]
    public void Quantiles_by_hand()
    {
        var histogram = Histogram.Quantiles(Sketch(1, 1, 1, 1, 5, 6, 7, 8), 4);
        Assert.Equal([new(1, 1, 2), new(1, 1, 2), new(1, 6, 2), new(6, 8, 2)], histogram.Buckets);
    }

    [Fact]
    public void One_number_makes_one_bucket_and_none_makes_none()
    {
        Assert.Equal([new(3, 3, 2)], Histogram.EqualWidth(Sketch(3, 3)).Buckets);
        Assert.Empty(Histogram.EqualWidth(Sketch(double.NaN)).Buckets);
        Assert.Empty(Histogram.Quantiles(new()).Buckets);
        Assert.Equal(1, Histogram.Quantiles(Sketch(double.NaN)).NaN);
    }

    [Fact]
    public void The_widest_range_that_there_is_has_finite_buckets()
    {
        var histogram = Histogram.EqualWidth(Sketch(double.MinValue, 0, double.MaxValue), 4);
        Assert.Equal([1, 0, 1, 1], histogram.Buckets.Select(bucket => bucket.Count));
        Assert.Equal((double.MinValue, double.MaxValue), (histogram.Buckets[0].Low, histogram.Buckets[^1].High));
    }

    [Fact]
    public void Every_number_is_in_its_bucket_and_none_is_lost() => Gen.Select(Gen.Double[-1e3, 1e3].Array[1, 200], Gen.Int[1, 20]).Sample((values, buckets) =>
    {
        var sketch = Sketch(values);
        var histogram = Histogram.EqualWidth(sketch, buckets);
        var last = histogram.Buckets.Count - 1;
        return histogram.Buckets.Select((bucket, i) =>
                bucket.Count == values.Count(value => value >= bucket.Low && (i == last ? value <= bucket.High : value < bucket.High))).All(right => right)
            && histogram.Count == values.Length
            && Math.Abs(Histogram.Quantiles(sketch, buckets).Count - values.Length) < 1e-9;
    });

    [Fact]
    public void Of_a_sketch_that_is_not_exact_counts_are_within_the_bound()
    {
        var sketch = new QuantileSketch();
        for (var i = 0; i < 100_000; i++)
            sketch.Add(i * 7919L % 100_000);
        var histogram = Histogram.EqualWidth(sketch);
        Assert.Equal(100_000, histogram.Count, 1e-6);
        Assert.All(histogram.Buckets, bucket => Assert.InRange(bucket.Count, 10_000 - (2 * sketch.RankError * 100_000), 10_000 + (2 * sketch.RankError * 100_000) + 1));
    }

    [Fact]
    public void Buckets_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Histogram([new(1, 0, 1)]));
        Assert.Throws<ArgumentException>(() => new Histogram([new(0, 2, 1), new(1, 3, 1)]));
        Assert.Throws<ArgumentException>(() => new Histogram([new(0, double.PositiveInfinity, 1)]));
        Assert.Throws<ArgumentException>(() => new Histogram([new(0, 1, double.NaN)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Histogram([], nan: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Histogram.EqualWidth(new(), 0));
    }

    private static QuantileSketch Sketch(params double[] values)
    {
        var sketch = new QuantileSketch();
        sketch.Add(values);
        return sketch;
    }
}
