using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class QuantileSketchTests
{
    private const int Long = 200_000;

    public static TheoryData<string> Orders => [.. Streams.Keys];

    private static readonly Dictionary<string, Func<int, double>> Streams = new()
    {
        ["sorted"] = i => i,
        ["reversed"] = i => -i,
        ["constant"] = _ => 3,
        ["alternating"] = i => i % 2 == 0 ? i : -i,
        ["zipf"] = i => Math.Floor(1 / (1 - Uniform(i))),
        ["random"] = Uniform,
        ["zoom in"] = i => (i % 2 == 0 ? 1 : -1) * (double)(Long - i),
        ["zoom out"] = i => (i % 2 == 0 ? 1 : -1) * (double)i,
        ["saw"] = i => i % 1000,
        ["huge and tiny"] = i => Math.Pow(10, (i % 600) - 300),
        ["period of the buffer"] = i => i % 4096 < 2048 ? i : -i,
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void No_order_of_the_stream_exceeds_the_bound(string order)
    {
        var values = Enumerable.Range(0, Long).Select(Streams[order]).ToArray();
        var sketch = new QuantileSketch();
        foreach (var value in values)
            sketch.Add(value);

        Assert.False(sketch.IsExact);
        Assert.Equal(Long, sketch.Count);
        Assert.InRange(sketch.RankError, 1e-5, 3.9 / QuantileSketch.DefaultSize);
        AssertWithinBound(sketch, values, Enumerable.Repeat(1.0, Long).ToArray());
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Weights_keep_the_bound(string order)
    {
        var values = Enumerable.Range(0, Long).Select(Streams[order]).ToArray();
        var weights = Enumerable.Range(0, Long).Select(i => i % 1000 == 0 ? 500 : Uniform(i + 7)).ToArray();
        var sketch = new QuantileSketch();
        for (var i = 0; i < values.Length; i++)
            sketch.Add(values[i], weights[i]);

        Assert.Equal(weights.Sum(), sketch.Count, sketch.Count * 1e-9);
        Assert.InRange(sketch.RankError, 1e-5, 0.01);
        AssertWithinBound(sketch, values, weights);
    }

    [Fact]
    public void Spans_of_both_types_give_the_same_sketch_as_single_numbers()
    {
        var values = Enumerable.Range(0, 30_000).Select(i => (float)Uniform(i)).ToArray();
        var (one, singles, doubles) = (new QuantileSketch(), new QuantileSketch(), new QuantileSketch());
        foreach (var value in values)
            one.Add(value);
        singles.Add(values.AsSpan(0, 1234));
        singles.Add(values.AsSpan(1234));
        doubles.Add(values.Select(value => (double)value).ToArray());

        var expected = SketchState.Write(one.WriteTo);
        Assert.Equal(expected, SketchState.Write(singles.WriteTo));
        Assert.Equal(expected, SketchState.Write(doubles.WriteTo));
    }

    [Fact]
    public void Exact_quantiles_are_those_of_the_definition() => Gen.Double[-1e6, 1e6].Array[1, 300].Select(Gen.Double[0, 1]).Sample((values, share) =>
    {
        var sketch = new QuantileSketch();
        sketch.Add(values);
        var sorted = values.Order().ToArray();
        // The smallest number that has at least the share of all at or below it.
        var expected = sorted[Math.Max((int)Math.Ceiling((share * sorted.Length) - 1e-9) - 1, 0)];
        return sketch.IsExact && sketch.RankError == 0 && sketch.Quantile(share) == expected && sketch.Min == sorted[0] && sketch.Max == sorted[^1];
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1000)]
    public void Merging_in_a_balanced_tree_in_a_chain_or_at_random_keeps_the_bound(int parts)
    {
        var values = Enumerable.Range(0, Long).Select(i => Uniform(i) + (i % 50 == 0 ? i : 0)).ToArray();
        var ones = Enumerable.Repeat(1.0, Long).ToArray();
        foreach (var tree in new[] { "balanced", "chain", "random" })
        {
            var sketches = values.Chunk((Long + parts - 1) / parts).Select(part =>
            {
                var sketch = new QuantileSketch();
                sketch.Add(part);
                return sketch;
            }).ToList();
            while (sketches.Count > 1)
            {
                var (a, b) = tree switch
                {
                    "balanced" => (sketches.Count - 2, sketches.Count - 1),
                    "chain" => (0, 1),
                    _ => ((int)(Uniform(sketches.Count) * (sketches.Count - 1)), sketches.Count - 1),
                };
                var merged = sketches[a];
                merged.Merge(sketches[b]);
                sketches.RemoveAt(b);
                if (tree == "balanced")
                {
                    sketches.RemoveAt(a);
                    sketches.Insert(0, merged);
                }
            }
            var whole = sketches[0];
            Assert.Equal(Long, whole.Count);
            Assert.InRange(whole.RankError, 1e-5, 0.01);
            AssertWithinBound(whole, values, ones);
        }
    }

    [Fact]
    public void The_same_part_many_times_over_keeps_the_bound()
    {
        // Equal parts make equal errors, which do not even out.
        var values = Enumerable.Range(0, 10_000).Select(Uniform).ToArray();
        var whole = new QuantileSketch();
        for (var i = 0; i < 64; i++)
        {
            var part = new QuantileSketch();
            part.Add(values);
            whole.Merge(part);
        }
        Assert.Equal(640_000, whole.Count);
        AssertWithinBound(whole, values, Enumerable.Repeat(64.0, values.Length).ToArray());
    }

    [Fact]
    public void A_sketch_merges_with_itself()
    {
        foreach (var count in new[] { 100, 50_000 })
        {
            var values = Enumerable.Range(0, count).Select(Uniform).ToArray();
            var sketch = new QuantileSketch();
            sketch.Add(values);
            sketch.Merge(sketch);
            Assert.Equal(2 * count, sketch.Count);
            AssertWithinBound(sketch, values, Enumerable.Repeat(2.0, count).ToArray());
        }
    }

    [Fact]
    public void A_heavy_number_holds_its_quantiles()
    {
        var sketch = new QuantileSketch();
        for (var i = 0; i < 20_000; i++)
            sketch.Add(i, i == 7_000 ? 1e9 : 1e-3);
        Assert.Equal(7_000, sketch.Quantile(0.01));
        Assert.Equal(7_000, sketch.Quantile(0.99));
        Assert.Equal(0, sketch.Min);
        Assert.Equal(19_999, sketch.Max);
    }

    [Fact]
    public void What_is_no_finite_number_is_counted_apart()
    {
        var sketch = new QuantileSketch();
        sketch.Add(new[] { 1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.NaN });
        sketch.Add(double.NaN, 0.5);
        sketch.Add(2, 0);
        Assert.Equal((1, 2.5, 1, 1), (sketch.Count, sketch.NaN, sketch.PositiveInfinity, sketch.NegativeInfinity));
        Assert.Equal((1, 1), (sketch.Quantile(0), sketch.Quantile(1)));
    }

    [Fact]
    public void Tiny_weights_are_not_lost()
    {
        var sketch = new QuantileSketch();
        sketch.Add(1, 1e-20);
        sketch.Add(2, 3e-20);
        Assert.Equal(4e-20, sketch.Count, 1e-30);
        Assert.Equal(1, sketch.Quantile(0.25));
        Assert.Equal(2, sketch.Quantile(0.26));
    }

    [Fact]
    public void An_empty_sketch_has_no_quantiles()
    {
        var sketch = new QuantileSketch();
        sketch.Merge(new());
        Assert.True(double.IsNaN(sketch.Quantile(0.5)) && double.IsNaN(sketch.Min) && double.IsNaN(sketch.Max));
        Assert.Equal((0, 0, 0), (sketch.Count, sketch.RankError, sketch.WeightAtMost(0)));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var sketch = new QuantileSketch();
        Assert.Throws<ArgumentOutOfRangeException>(() => new QuantileSketch(7));
        Assert.Throws<ArgumentOutOfRangeException>(() => sketch.Add(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => sketch.Add(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => sketch.Quantile(1.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => sketch.Quantile(double.NaN));
        Assert.Throws<ArgumentException>(() => sketch.Merge(new(16)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(4095)]
    [InlineData(100_000)]
    public void A_saved_sketch_goes_on_and_merges(int count)
    {
        var values = Enumerable.Range(0, count).Select(i => Math.Round(Uniform(i), 4)).ToArray();
        var sketch = new QuantileSketch();
        sketch.Add(values);
        sketch.Add(double.PositiveInfinity, 2);
        var loaded = SketchState.Read(SketchState.Write(sketch.WriteTo), QuantileSketch.Read);
        Assert.Equal((sketch.IsExact, sketch.Min, sketch.Max, sketch.PositiveInfinity), (loaded.IsExact, loaded.Min, loaded.Max, loaded.PositiveInfinity));
        Assert.Equal(sketch.Count, loaded.Count, 1e-6);
        Assert.InRange(loaded.RankError, sketch.RankError, sketch.RankError + 0.003);

        var more = Enumerable.Range(count, Long).Select(Uniform).ToArray();
        var other = new QuantileSketch();
        other.Add(more);
        loaded.Merge(other);
        Assert.InRange(loaded.RankError, 1e-5, 0.005);
        AssertWithinBound(loaded, [.. values, .. more], Enumerable.Repeat(1.0, count + Long).ToArray());
    }

    [Theory]
    [InlineData("[]", "expected a quantile sketch")]
    [InlineData("{}", "have a 'size'")]
    [InlineData("""{"size":4}""", "a whole number of 8 to 65536 for 'size'")]
    [InlineData("""{"size":8}""", "'values' or a 'sample'")]
    [InlineData("""{"size":8,"values":[2,1]}""", "ascending")]
    [InlineData("""{"size":8,"values":[1,2],"weights":[1]}""", "as many weights as values")]
    [InlineData("""{"size":8,"values":[1,2],"weights":[1,-1]}""", "above 0")]
    [InlineData("""{"size":8,"values":[1,"x"]}""", "found the text")]
    [InlineData("""{"size":8,"values":[1,1e999]}""", "found the number 1e999")]
    [InlineData("""{"size":8,"values":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}""", "fewer than 16 values")]
    [InlineData("""{"size":8,"nan":-1,"values":[]}""", "from 0 on for 'nan'")]
    [InlineData("""{"size":8,"sample":[1,2,3,4,5,6,7,8]}""", "have a 'count'")]
    [InlineData("""{"size":8,"count":99,"min":1,"max":8,"level":2000000000,"farthest":1,"deviation":1,"sample":[1,2,3,4,5,6,7,8]}""", "for 'level'")]
    [InlineData("""{"size":8,"count":99,"min":2,"max":8,"level":2,"farthest":1,"deviation":1,"sample":[1,2,3,4,5,6,7,8]}""", "between 'min' and 'max'")]
    [InlineData("""{"size":8,"count":99,"min":1,"max":8,"level":2,"farthest":1,"deviation":1,"sample":[1,2,3]}""", "a sample of 8 numbers")]
    [InlineData("""{"size":8,"colour":1}""", "found 'colour'")]
    [InlineData("""{"size":8,"values":[1,2""", "cut off")]
    public void A_state_that_cannot_be_is_refused(string state, string expected) =>
        Assert.Contains(expected, SketchState.Refusal(state, QuantileSketch.Read), StringComparison.Ordinal);

    private static void AssertWithinBound(QuantileSketch sketch, double[] values, double[] weights)
    {
        var (sorted, cumulative) = (values.ToArray(), weights.ToArray());
        Array.Sort(sorted, cumulative);
        for (var i = 1; i < cumulative.Length; i++)
            cumulative[i] += cumulative[i - 1];
        var total = cumulative[^1];
        var allowed = (sketch.RankError + 1e-9) * total;
        for (var percent = 0; percent <= 100; percent++)
        {
            var quantile = sketch.Quantile(percent / 100.0);
            var target = percent / 100.0 * total;
            // All of the ranks that equal numbers take are right.
            Assert.True(Below(quantile) - allowed <= target && target <= AtMost(quantile) + allowed, $"{percent} %: {quantile} has the ranks {Below(quantile)} to {AtMost(quantile)}, expected {target} ± {allowed}");
            Assert.InRange(sketch.WeightAtMost(quantile), AtMost(quantile) - allowed, AtMost(quantile) + allowed);
        }

        double AtMost(double value) => Last(x => x <= value);

        double Below(double value) => Last(x => x < value);

        double Last(Func<double, bool> isIn)
        {
            var (low, high) = (0, sorted.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = isIn(sorted[middle]) ? (middle + 1, high) : (low, middle);
            }
            return low == 0 ? 0 : cumulative[low - 1];
        }
    }

    private static double Uniform(int i) => (GroupKey.Mix((ulong)i) >> 11) * (1.0 / (1UL << 53));
}
