using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class TopValuesTests
{
    [Fact]
    public void Up_to_the_limit_all_counts_are_exact() => Gen.Select(Gen.String[Gen.Char['a', 'e'], 0, 3], Gen.Double[0.1, 5]).Array.Sample(pairs =>
    {
        var top = new TopValues(1000);
        foreach (var (value, weight) in pairs)
            top.Add(value, weight);
        var expected = pairs.GroupBy(pair => pair.Item1, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Item2), StringComparer.Ordinal);
        var counts = top.ToValueCounts();
        return top.IsExact && counts.IsExact && counts.Other == 0 && top.Kept == expected.Count
            && expected.All(pair => Math.Abs(counts.CountOf(pair.Key) - pair.Value) < 1e-9);
    });

    [Theory]
    [InlineData("zipf")]
    [InlineData("sorted")]
    [InlineData("reversed")]
    [InlineData("unique, then heavy")]
    [InlineData("heavy, then unique")]
    [InlineData("alternating")]
    [InlineData("all unique")]
    [InlineData("constant")]
    public void No_order_of_the_stream_exceeds_the_bound(string order)
    {
        const int Count = 60_000;
        Func<int, int> stream = order switch
        {
            "zipf" => i => (int)Math.Min(1 / (1 - Uniform(i)), 1e9),
            "sorted" => i => (int)Math.Sqrt(i) * 100 / (1 + (i % 3)),
            "reversed" => i => (int)Math.Sqrt(Count - i),
            "unique, then heavy" => i => i < Count * 9 / 10 ? i : -1 - (i % 7),
            "heavy, then unique" => i => i < Count / 10 ? -1 - (i % 7) : i,
            "alternating" => i => i % 2 == 0 ? i : -1 - (i % 3),
            "all unique" => i => i,
            _ => _ => 5,
        };
        foreach (var limit in new[] { 16, 256 })
        {
            var top = new TopValues(limit);
            var parts = Enumerable.Range(0, 9).Select(_ => new TopValues(limit)).ToArray();
            var exact = new Dictionary<string, double>(StringComparer.Ordinal);
            for (var i = 0; i < Count; i++)
            {
                var value = $"v{stream(i)}";
                top.Add(value);
                parts[i * 9L / Count].Add(value);
                exact[value] = exact.GetValueOrDefault(value) + 1;
            }
            AssertWithinBound(top, exact, Count);
            // A tree of no regular shape.
            parts[1].Merge(parts[0]);
            parts[3].Merge(parts[2]);
            parts[3].Merge(parts[1]);
            foreach (var part in parts[4..])
                parts[3].Merge(part);
            AssertWithinBound(parts[3], exact, Count);
        }
    }

    [Fact]
    public void A_value_above_the_error_is_always_kept_and_first()
    {
        var top = new TopValues(64);
        for (var i = 0; i < 100_000; i++)
            top.Add(i % 10 == 0 ? "heavy" : $"other {i}");
        Assert.False(top.IsExact);
        Assert.Equal("heavy", top.Top(1)[0].Value);
        Assert.InRange(top.Top(1)[0].Count, 10_000 - top.CountError, 10_000);
    }

    [Fact]
    public void Looking_up_a_text_allocates_nothing()
    {
        var top = new TopValues();
        var texts = Enumerable.Range(0, 100).Select(i => $"text {i}").ToArray();
        foreach (var text in texts)
            top.Add(text);
        top.Top(5);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++)
            top.Add(texts[i % 100].AsSpan());
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Top_values_of_one_count_come_in_ordinal_order_and_none_too_many()
    {
        var top = new TopValues();
        foreach (var value in new[] { "b", "a", "c", "", "b", "é", "日本" })
            top.Add(value);
        Assert.Equal(["b", "", "a"], top.Top(3).Select(value => value.Value));
        Assert.Equal(6, top.Top(100).Count);
        Assert.Empty(top.Top(0));
    }

    [Fact]
    public void Long_texts_are_kept_short_and_apart()
    {
        var top = new TopValues();
        var text = new string('x', 1_000_000);
        top.Add(text);
        top.Add(text);
        top.Add(text[..^1] + "y");
        var values = top.Top(3);
        Assert.Equal(2, values.Count);
        Assert.Equal((2, TopValues.Shorten(text)), (values[0].Count, values[0].Value));
        Assert.StartsWith("xxx", values[0].Value, StringComparison.Ordinal);
        Assert.Contains("… (1000000 characters, XXH3 ", values[0].Value, StringComparison.Ordinal);
        Assert.All(values, value => Assert.InRange(value.Value.Length, 1, TopValues.LongestText));

        var pairs = string.Concat(Enumerable.Repeat("x😀", 100));
        Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(TopValues.Shorten(pairs))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(5000)]
    public void Saved_counts_go_on(int distinct)
    {
        var top = new TopValues(100);
        for (var i = 0; i < distinct * 3; i++)
            top.Add($"\"v{i % Math.Max(distinct, 1)}\"", 1 + (i % 7 == 0 ? 0.25 : 0));
        var loaded = SketchState.Read(SketchState.Write(top.WriteTo), TopValues.Read);
        Assert.Equal((top.Total, top.CountError, top.Limit), (loaded.Total, loaded.CountError, loaded.Limit));
        Assert.Equal(top.Top(1000), loaded.Top(1000));
        foreach (var counts in new[] { top, loaded })
        {
            for (var i = 0; i < 1000; i++)
                counts.Add($"\"v{i % 150}\"");
        }
        Assert.Equal((top.Total, top.CountError), (loaded.Total, loaded.CountError));
        Assert.Equal(top.Top(1000), loaded.Top(1000));
    }

    [Theory]
    [InlineData("[]", "expected counts of values")]
    [InlineData("""{"limit":9,"total":1,"values":["a"]}""", "have 'counts'")]
    [InlineData("""{"limit":9,"total":1,"values":["a"],"counts":[1,2]}""", "as many counts as values")]
    [InlineData("""{"limit":2,"total":3,"values":["a","b","c"],"counts":[1,1,1]}""", "at most 2 values")]
    [InlineData("""{"limit":9,"total":1,"values":["a"],"counts":[2]}""", "add up to")]
    [InlineData("""{"limit":9,"total":5,"values":["a"],"counts":[2]}""", "add up to")]
    [InlineData("""{"limit":9,"total":1,"values":["a"],"counts":[0]}""", "above 0")]
    [InlineData("""{"limit":9,"total":1,"error":-1,"values":["a"],"counts":[1]}""", "from 0 on for 'error'")]
    [InlineData("""{"limit":1e12,"total":1}""", "for 'limit'")]
    [InlineData("""{"limit":9,"total":1,"values":[7]}""", "a text in 'values'")]
    public void A_state_that_cannot_be_is_refused(string state, string expected) =>
        Assert.Contains(expected, SketchState.Refusal(state, TopValues.Read), StringComparison.Ordinal);

    [Fact]
    public void A_text_longer_than_any_that_is_kept_is_refused()
    {
        var state = $$"""{"limit":9,"total":1,"values":["{{new string('x', 129)}}"],"counts":[1]}""";
        Assert.Contains("at most 128 characters", SketchState.Refusal(state, TopValues.Read), StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TopValues().Add("a", -1));
        Assert.Throws<ArgumentException>(() => new TopValues(8).Merge(new TopValues(9)));
        Assert.Throws<ArgumentException>(() => new ValueCounts([new("a", 1), new("a", 1)]));
        Assert.Throws<ArgumentException>(() => new ValueCounts([new("a", double.NaN)]));
        Assert.Throws<ArgumentException>(() => new ValueCounts([new("a", 3)], total: 2));
        var counts = new ValueCounts([new("a", 3), new("b", 4)], total: 10, countError: 2);
        Assert.Equal((10, 3, false, 3, 0), (counts.Total, counts.Other, counts.IsExact, counts.CountOf("a"), counts.CountOf("c")));
        Assert.Equal("b", counts.Values[0].Value);
    }

    private static void AssertWithinBound(TopValues top, Dictionary<string, double> exact, double total)
    {
        Assert.Equal(total, top.Total);
        Assert.InRange(top.CountError, 0, total / (top.Limit / 2));
        Assert.Equal(exact.Count <= top.Limit, top.IsExact);
        var counts = top.ToValueCounts();
        Assert.All(exact, pair => Assert.InRange(counts.CountOf(pair.Key), pair.Value - top.CountError, pair.Value));
        Assert.Equal(total, counts.Values.Sum(value => value.Count) + counts.Other, 1e-6);
    }

    private static double Uniform(int i) => (GroupKey.Mix((ulong)i) >> 11) * (1.0 / (1UL << 53));
}
