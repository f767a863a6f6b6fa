using System;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

/// <summary>Sketches that are made of what a database counted.</summary>
public sealed class CountedSketchTests
{
    [Fact]
    public void Counts_at_boundaries_are_quantiles_within_the_error_that_was_told()
    {
        // 10,000 numbers, of each 100 the last with the count of them all.
        var sketch = new QuantileSketch();
        sketch.AddCounts([.. Enumerable.Range(1, 100).Select(i => i * 100.0)], [.. Enumerable.Repeat(100.0, 100)], min: 1, squares: 10_000, rankError: 100);
        Assert.False(sketch.IsExact);
        Assert.Equal(0.01, sketch.RankError, 1e-12);
        Assert.Equal((1, 10_000, 10_000, 10_000), (sketch.Min, sketch.Max, sketch.Count, sketch.EffectiveCount));
        for (var share = 0.0; share <= 1; share += 0.001)
            Assert.InRange(sketch.Quantile(share), Math.Max(1, (10_000 * share) - 101), (10_000 * share) + 101);

        var saved = SketchState.Read(SketchState.Write(sketch.WriteTo), QuantileSketch.Read);
        Assert.Equal((1, 10_000, 10_000), (saved.Min, saved.Max, saved.Count));
        Assert.InRange(saved.RankError, 0.01, 0.012);
        var both = new QuantileSketch();
        both.Merge(saved);
        both.Merge(sketch);
        Assert.Equal(20_000, both.Count, 1e-6);
        Assert.InRange(both.Quantile(0.5), 4800, 5200);
    }

    [Fact]
    public void Counts_that_stand_for_themselves_are_exact()
    {
        var sketch = new QuantileSketch();
        sketch.AddCounts([1, 2, 3], [1000, 1, 1000], min: 1, squares: 2001, rankError: 0);
        sketch.AddSpecials(1, 2, 3);
        Assert.True(sketch.IsExact);
        Assert.Equal((2.0, 2001.0), (sketch.Quantile(0.5), sketch.EffectiveCount));
        Assert.Equal((1, 2, 3), (sketch.NaN, sketch.PositiveInfinity, sketch.NegativeInfinity));
    }

    [Fact]
    public void Registers_of_another_hash_estimate_the_same_and_merge_with_their_like_only()
    {
        var (whole, registers) = (new DistinctCounter(), DistinctCounter.Of("engine"));
        var shortest = new ulong[1 << 14];
        Array.Fill(shortest, ulong.MaxValue);
        for (long i = 0; i < 50_000; i++)
        {
            var hash = ValueHash.Of(i);
            whole.Add(hash);
            var register = hash >> 50;
            shortest[register] = Math.Min(shortest[register], hash);
        }
        registers.AddRegisters([.. shortest.Where(hash => hash != ulong.MaxValue)]);
        Assert.Equal(whole.Count, registers.Count);
        Assert.False(registers.IsExact);

        var again = DistinctCounter.Of("engine");
        again.Add(7);
        again.Merge(registers);
        Assert.InRange(again.Count, whole.Count, whole.Count + 3);
        Assert.Equal(("engine", registers.Count), (SketchState.Read(SketchState.Write(registers.WriteTo), DistinctCounter.Read).HashName, SketchState.Read(SketchState.Write(registers.WriteTo), DistinctCounter.Read).Count));
        var empty = new DistinctCounter();
        empty.Merge(registers);
        Assert.Equal("engine", empty.HashName);
        Assert.Contains("one hash", Assert.Throws<ArgumentException>(() => whole.Merge(registers)).Message);
    }

    [Fact]
    public void Texts_that_are_not_kept_are_in_the_total_and_in_the_error()
    {
        var top = new TopValues();
        top.Add("a", 10);
        top.AddUnkept(5, 2, 15);
        Assert.Equal((15, 2, 15), (top.Total, top.CountError, top.EffectiveCount));
        Assert.Equal(5, top.ToValueCounts().Other);
    }
}
