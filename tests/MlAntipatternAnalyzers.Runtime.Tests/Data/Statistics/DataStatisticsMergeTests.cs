using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data.Statistics;

public sealed class DataStatisticsMergeTests
{
    private static readonly DataStatisticsOptions Full = new() { LabelColumnName = "Label", Slices = [["City"], ["City", "Flag"]] };

    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(0, 700)]
    [InlineData(700, 0)]
    [InlineData(1, 699)]
    [InlineData(300, 400)]
    [InlineData(600, 700)]
    public void The_statistics_of_parts_merge_to_those_of_the_whole(int first, int second)
    {
        var rows = AnyRow.Make(first + second);

        var merged = DataStatistics.Merge(Compute(rows[..first], Full), Compute(rows[first..], Full));

        Same(Compute(rows, Full), merged);
    }

    [Fact]
    public void Weighted_parts_merge_too()
    {
        var rows = AnyRow.Make(900);
        var options = new DataStatisticsOptions { WeightColumnName = "Weight", LabelColumnName = "Label" };

        var merged = DataStatistics.Merge([Compute(rows[..100], options), Compute(rows[100..500], options), Compute(rows[500..], options)]);

        Same(Compute(rows, options), merged);
    }

    [Fact]
    public void Statistics_that_were_loaded_merge_as_those_that_were_computed()
    {
        using var directory = new TemporaryDirectory();
        var rows = AnyRow.Make(1500);
        var (a, b) = (Compute(rows[..600], Full), Compute(rows[600..], Full));
        a.Save(directory["a.mlstats.json"]);
        b.Save(directory["b.mlstats.json"]);

        var merged = DataStatistics.Merge(DataStatistics.Load(directory["a.mlstats.json"]), DataStatistics.Load(directory["b.mlstats.json"]));

        Same(Compute(rows, Full), merged);
    }

    [Fact]
    public void Where_sketches_are_no_longer_exact_the_merged_ones_hold_their_bound()
    {
        var random = new Random(3);
        List<Number> rows = [.. Enumerable.Range(0, 50_000).Select(_ => new Number { X = Math.Exp(random.NextDouble() * 5) })];

        var merged = DataStatistics.Merge(rows.Chunk(9_000).Select(part => _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(part))));

        Expected.Numbers(merged.FindColumn("X")!, rows.Select(row => row.X));
    }

    [Fact]
    public void A_large_part_and_a_small_one_share_the_sample_as_they_share_the_rows()
    {
        List<Labelled> rows = [.. Enumerable.Range(0, 6_000).Select(i => new Labelled { X = i % 100, Label = i % 100 < 50 })];
        var options = new DataStatisticsOptions { LabelColumnName = "Label", SampleSize = 500 };

        var merged = DataStatistics.Merge(Labels(rows[..5000], options), Labels(rows[5000..], options));

        Assert.Equal(6_000, merged.Rows);
        Assert.InRange(merged.FindColumn("X")!.LabelEntropy!.Value, 0.98, 1);
        Assert.InRange(merged.FindColumn("X")!.MutualInformation!.Value, 0.9, 1);

        DataStatistics Labels(List<Labelled> part, DataStatisticsOptions options) => _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(part), options);
    }

    [Fact]
    public void Statistics_of_different_things_do_not_merge()
    {
        var rows = AnyRow.Make(10);
        var plain = Compute(rows, new());

        AssertRefused(Compute(rows, new() { WeightColumnName = "Weight" }), "weights");
        AssertRefused(Compute(rows, new() { LabelColumnName = "Label" }), "labels");
        AssertRefused(Compute(rows, new() { HistogramBuckets = 3 }), "buckets");
        AssertRefused(Compute(rows, new() { Slices = [["City"]] }), "slices");
        AssertRefused(Compute(rows, new() { Columns = ["Text"] }), "only one part has the column");
        AssertRefused(_ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(new[] { new Number() }), new() { MaxCorrelationColumns = 0 }), "only one part has the column");

        void AssertRefused(DataStatistics other, string reason) => Assert.Contains(reason, Assert.Throws<ArgumentException>(() => DataStatistics.Merge(plain, other)).Message);
    }

    /// <summary>Equal, but for the last digits of sums that were added in another order.</summary>
    private static void Same(DataStatistics expected, DataStatistics actual)
    {
        Assert.Equal((expected.Rows, expected.WeightColumn, expected.LabelColumn), (actual.Rows, actual.WeightColumn, actual.LabelColumn));
        Near(expected.WeightedRows, actual.WeightedRows);
        Assert.Equal(expected.Columns.Select(column => column.Name), actual.Columns.Select(column => column.Name));
        foreach (var (x, y) in expected.Columns.Zip(actual.Columns))
        {
            Assert.Equal((x.Type, x.Present, x.Missing, x.Time), (y.Type, y.Present, y.Missing, y.Time));
            Assert.Equal(x.PossibleMissing, y.PossibleMissing);
            Near(x.WeightedPresent, y.WeightedPresent);
            Near(x.MutualInformation ?? -1, y.MutualInformation ?? -1, 1e-9);
            Near(x.LabelEntropy ?? -1, y.LabelEntropy ?? -1, 1e-9);
            Assert.Equal((x.ValuesPerRow?.Min, x.ValuesPerRow?.Mean, x.ValuesPerRow?.Max), (y.ValuesPerRow?.Min, y.ValuesPerRow?.Mean, y.ValuesPerRow?.Max));
            if (x.Numeric is { } n)
            {
                var m = y.Numeric!;
                Assert.Equal((n.Count, n.Zeros, n.Ones, n.NaN, n.PositiveInfinity, n.NegativeInfinity, n.Min, n.Median, n.Max), (m.Count, m.Zeros, m.Ones, m.NaN, m.PositiveInfinity, m.NegativeInfinity, m.Min, m.Median, m.Max));
                Near(n.Mean, m.Mean);
                Near(n.StandardDeviation, m.StandardDeviation);
                Assert.Equal(n.Histogram.Buckets, m.Histogram.Buckets);
                Assert.Equal(n.QuantileHistogram.Buckets, m.QuantileHistogram.Buckets);
                Near(n.Weighted?.Mean ?? 0, m.Weighted?.Mean ?? 0);
                Near(n.Weighted?.StandardDeviation ?? 0, m.Weighted?.StandardDeviation ?? 0);
                Assert.Equal(n.Weighted?.Median ?? 0, m.Weighted?.Median ?? 0);
            }
            if (x.Text is { } t)
            {
                Assert.Equal((t.Count, t.Unique, t.MeanLength, t.InvalidUtf8, t.Booleans, t.Integers, t.Reals, t.MinNumber, t.MaxNumber), (y.Text!.Count, y.Text.Unique, y.Text.MeanLength, y.Text.InvalidUtf8, y.Text.Booleans, y.Text.Integers, y.Text.Reals, y.Text.MinNumber, y.Text.MaxNumber));
                Assert.Equal(Readable(t.ValueCounts.Values), Readable(y.Text.ValueCounts.Values));
            }
        }
        Assert.Equal(expected.Correlations.Select(pair => (pair.First, pair.Second, pair.Rows)), actual.Correlations.Select(pair => (pair.First, pair.Second, pair.Rows)));
        foreach (var (x, y) in expected.Correlations.Zip(actual.Correlations))
            Assert.Equal(x.Pearson, y.Pearson, 9);
        Assert.Equal(expected.Slices.Select(slice => slice.Name), actual.Slices.Select(slice => slice.Name));
        foreach (var (x, y) in expected.Slices.Zip(actual.Slices))
            Same(x.Statistics, y.Statistics);
    }

    // Half a character is saved as what stands for damage.
    private static IEnumerable<ValueCount> Readable(IEnumerable<ValueCount> values) =>
        values.Select(value => value with { Value = value.Value.Replace("\ud83d", "\uFFFD").Replace("\uFFFD\ude95", "\ud83d\ude95") }).OrderBy(value => value.Value, StringComparer.Ordinal);

    private static void Near(double expected, double actual, double relative = 1e-12)
    {
        if (double.IsNaN(expected))
            Assert.Equal(double.NaN, actual);
        else
            Expected.Near(expected, actual, relative);
    }

    private DataStatistics Compute(List<AnyRow> rows, DataStatisticsOptions options) => _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(rows), options);

    private sealed class Number
    {
        public double X { get; set; }
    }

    private sealed class Labelled
    {
        public float X { get; set; }

        public bool Label { get; set; }
    }
}
