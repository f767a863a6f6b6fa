using System;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

/// <summary>How many rows a count stands for decides what is significant: values that come many times are many rows, however they are taken in.</summary>
public sealed class EffectiveCountTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Without_weights_it_is_the_count_and_with_weights_Kish_s()
    {
        double[] weights = [1, 2, 3, 0.5, 0];
        var (sketch, top, plain, plainTop) = (new QuantileSketch(), new TopValues(), new QuantileSketch(), new TopValues());
        foreach (var weight in weights)
        {
            sketch.Add(7, weight);
            top.Add("x", weight);
            plain.Add(7);
            plainTop.Add("x");
        }
        // (1 + 2 + 3 + 1/2)² / (1 + 4 + 9 + 1/4)
        Assert.Equal(42.25 / 14.25, sketch.EffectiveCount, 1e-12);
        Assert.Equal(42.25 / 14.25, top.EffectiveCount, 1e-12);
        Assert.Equal((5, 5), (plain.EffectiveCount, plainTop.EffectiveCount));
        Assert.Equal((0, 0), (new QuantileSketch().EffectiveCount, new TopValues().EffectiveCount));

        sketch.Merge(plain);
        top.Merge(plainTop);
        Assert.Equal(11.5 * 11.5 / 19.25, sketch.EffectiveCount, 1e-12);
        Assert.Equal(11.5 * 11.5 / 19.25, top.EffectiveCount, 1e-12);
        Assert.Equal(sketch.EffectiveCount, SketchState.Read(SketchState.Write(sketch.WriteTo), QuantileSketch.Read).EffectiveCount, 1e-12);
        Assert.Equal(top.EffectiveCount, SketchState.Read(SketchState.Write(top.WriteTo), TopValues.Read).EffectiveCount, 1e-12);
    }

    [Theory]
    [InlineData(1e-200)]
    [InlineData(1e-20)]
    [InlineData(1e20)]
    [InlineData(1e200)]
    public void Weights_whose_squares_no_double_holds_do_not_make_it_0_or_infinite(double weight)
    {
        var (a, b, textsA, textsB) = (new QuantileSketch(), new QuantileSketch(), new TopValues(), new TopValues());
        for (var i = 0; i < 100; i++)
        {
            a.Add(i, weight);
            b.Add(i + 1, weight);
            textsA.Add($"{i % 2}", weight);
            textsB.Add($"{i % 3}", weight);
        }
        Assert.True(a.EffectiveCount > 0 && double.IsFinite(a.EffectiveCount));
        Assert.All(
            (DistanceResult[])[
                DataDistance.KolmogorovSmirnov(a, b), DataDistance.PopulationStability(a, b), DataDistance.Wasserstein(a, b),
                DataDistance.ChiSquared(textsA.ToValueCounts(), textsB.ToValueCounts()), DataDistance.PopulationStability(textsA.ToValueCounts(), textsB.ToValueCounts())],
            distance => Assert.False(double.IsNaN(distance.Value) || double.IsNaN(distance.PValue ?? 0)));
    }

    [Fact]
    public void A_saved_sum_of_squares_that_cannot_be_does_no_harm()
    {
        var sketch = SketchState.Read("""{"size":8,"squares":0,"values":[1,2]}""", QuantileSketch.Read);
        var top = SketchState.Read("""{"limit":9,"total":2,"squares":0,"values":["a"],"counts":[2]}""", TopValues.Read);
        Assert.Equal((2, 2), (sketch.EffectiveCount, top.EffectiveCount));
        Assert.Equal(1, DataDistance.ChiSquared(top.ToValueCounts(), top.ToValueCounts()).PValue);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Statistics_know_it_of_every_type(bool weighted)
    {
        var rows = Enumerable.Range(0, 3000).Select(i => new Row
        {
            Few = $"{i % 3}",
            Long = new string((char)('a' + (i % 5)), 200),
            Many = $"{i}",
            Truth = i % 2 == 0,
            Weight = 1 + (i % 4),
        });
        var data = _ml.Data.LoadFromEnumerable(rows);
        // Of the encoded vectors only the ones are held.
        var view = _ml.Transforms.Conversion.MapValueToKey("Key", "Few").Append(_ml.Transforms.Categorical.OneHotEncoding("Sparse", "Few")).Fit(data).Transform(data);
        var statistics = _ml.Data.ComputeStatistics(view, new() { WeightColumnName = weighted ? "Weight" : null });
        // Weights of 1, 2, 3 and 4, as many of each.
        var expected = weighted ? 3000 * (2.5 * 2.5) / 7.5 : 3000;
        foreach (var name in new[] { "Few", "Long", "Many", "Truth", "Key" })
        {
            var text = statistics.FindColumn(name)!.Text!;
            Assert.Equal(expected, (weighted ? text.Weighted!.ValueCounts : text.ValueCounts).EffectiveCount, 1e-6);
        }
        var sparse = statistics.FindColumn("Sparse")!.Numeric!;
        Assert.Equal(3 * expected, (weighted ? sparse.Weighted!.Sketch : sparse.Sketch).EffectiveCount, 1e-6);
    }

    private sealed class Row
    {
        public string Few { get; set; } = "";

        public string Long { get; set; } = "";

        public string Many { get; set; } = "";

        public bool Truth { get; set; }

        public float Weight { get; set; }
    }
}
