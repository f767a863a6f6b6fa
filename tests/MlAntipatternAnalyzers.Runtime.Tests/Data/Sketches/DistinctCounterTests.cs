using System;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class DistinctCounterTests
{
    private const string Base64Zero = "AAAAAAAAAAA=";

    [Fact]
    public void Up_to_the_limit_the_count_is_exact_whatever_repeats()
    {
        var counter = new DistinctCounter();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < DistinctCounter.ExactLimit; i++)
                counter.Add(ValueHash.Of(i));
        }
        Assert.Equal((DistinctCounter.ExactLimit, true, 0), (counter.Count, counter.IsExact, counter.RelativeError));

        counter.Add(ValueHash.Of(-1L));
        Assert.False(counter.IsExact);
        Assert.InRange(counter.RelativeError, 0.008, 0.0082);
    }

    [Theory]
    [InlineData(4_097)]
    [InlineData(10_000)]
    [InlineData(40_000)]
    [InlineData(80_000)]
    [InlineData(1_000_000)]
    public void Above_it_the_count_is_within_four_standard_errors(int count)
    {
        var (whole, text) = (new DistinctCounter(), new DistinctCounter());
        for (var i = 0; i < count; i++)
        {
            whole.Add(ValueHash.Of((double)i));
            if (count <= 80_000)
                text.Add(ValueHash.Of($"value {i}"));
        }
        var error = 4 * whole.RelativeError * count;
        Assert.InRange(whole.Count, count - error, count + error);
        if (count <= 80_000)
            Assert.InRange(text.Count, count - error, count + error);
    }

    [Fact]
    public void The_standard_error_is_the_documented_one()
    {
        // The mean square over many streams, not one lucky count.
        var squares = Enumerable.Range(0, 100).Average(stream =>
        {
            var counter = new DistinctCounter();
            for (var i = 0; i < 30_000; i++)
                counter.Add(ValueHash.Of(((long)stream << 32) + i));
            return Math.Pow((counter.Count / 30_000.0) - 1, 2);
        });
        Assert.InRange(Math.Sqrt(squares), 0.006, 0.0105);
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(3000, 3000)]
    [InlineData(100, 20_000)]
    [InlineData(20_000, 100)]
    [InlineData(20_000, 20_000)]
    public void Merging_gives_the_counter_of_the_whole(int first, int second)
    {
        var (a, b, whole) = (new DistinctCounter(), new DistinctCounter(), new DistinctCounter());
        for (var i = 0; i < first; i++)
            Add(a, i);
        // Half of the second part is in the first one too.
        for (var i = first / 2; i < (first / 2) + second; i++)
            Add(b, i);

        a.Merge(b);
        Assert.Equal((whole.Count, whole.IsExact), (a.Count, a.IsExact));
        a.Merge(a);
        Assert.Equal(SketchState.Write(whole.WriteTo), SketchState.Write(a.WriteTo));

        void Add(DistinctCounter part, int i)
        {
            // A hash of 0 is one like others.
            var hash = i == 0 ? 0 : ValueHash.Of(i);
            part.Add(hash);
            whole.Add(hash);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(50_000)]
    public void A_saved_counter_goes_on(int count)
    {
        var counter = new DistinctCounter();
        for (var i = 0; i < count; i++)
            counter.Add(ValueHash.Of(i));
        var loaded = SketchState.Read(SketchState.Write(counter.WriteTo), DistinctCounter.Read);
        Assert.Equal((counter.Count, counter.IsExact), (loaded.Count, loaded.IsExact));
        for (var i = count / 2; i < count + 5000; i++)
        {
            counter.Add(ValueHash.Of(i));
            loaded.Add(ValueHash.Of(i));
        }
        Assert.Equal(counter.Count, loaded.Count);
    }

    [Theory]
    [InlineData("{}", "'hashes' or 'registers', found neither")]
    [InlineData("1", "expected a distinct counter")]
    [InlineData("""{"hashes":"AAA="}""", "hashes of 8 bytes in base 64")]
    [InlineData("""{"hashes":"not base 64"}""", "hashes of 8 bytes in base 64")]
    [InlineData("""{"registers":"AAAA"}""", "16384 registers")]
    [InlineData("""{"hashes":"","registers":""}""", "one property")]
    [InlineData("""{"count":1}""", "found 'count'")]
    public void A_state_that_cannot_be_is_refused(string state, string expected) =>
        Assert.Contains(expected, SketchState.Refusal(state, DistinctCounter.Read), StringComparison.Ordinal);

    [Fact]
    public void Registers_that_no_hash_gives_and_too_many_hashes_are_refused()
    {
        var registers = new byte[1 << 14];
        registers[3] = 52;
        var state = $$"""{"registers":"{{Convert.ToBase64String(registers)}}"}""";
        Assert.Contains("found 52 in register 3", SketchState.Refusal(state, DistinctCounter.Read), StringComparison.Ordinal);

        state = $$"""{"hashes":"{{Convert.ToBase64String(new byte[8 * 4097])}}"}""";
        Assert.Contains("at most 4096 hashes", SketchState.Refusal(state, DistinctCounter.Read), StringComparison.Ordinal);
        Assert.Equal(1, SketchState.Read($$"""{"hashes":"{{Base64Zero}}"}""", DistinctCounter.Read).Count);
    }

    [Fact]
    public void Equal_values_have_equal_hashes_and_known_ones()
    {
        Assert.Equal(ValueHash.Of(0.0), ValueHash.Of(-0.0));
        Assert.Equal(ValueHash.Of(double.NaN), ValueHash.Of(BitConverter.Int64BitsToDouble(-1)));
        Assert.NotEqual(ValueHash.Of(1.0), ValueHash.Of(1L));
        // Saved statistics hold hashes: these never change.
        Assert.Equal(0x2D06800538D394C2UL, ValueHash.Of(""));
        Assert.Equal(GroupKey.Mix(5), ValueHash.Of(5L));
    }
}
