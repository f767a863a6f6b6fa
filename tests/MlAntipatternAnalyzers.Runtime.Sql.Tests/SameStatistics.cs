using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime.Sql.Tests;

/// <summary>Holds statistics that a database computed against those of a view of the same rows: equal where both are exact, within their bounds where not.</summary>
internal static class SameStatistics
{
    // What rounding in another order may change.
    private const double Rounding = 1e-11;

    public static void Hold(DataStatistics expected, DataStatistics actual, string where = "")
    {
        Assert.Equal((expected.Rows, expected.WeightColumn, expected.LabelColumn), (actual.Rows, actual.WeightColumn, actual.LabelColumn));
        Close(expected.WeightedRows, actual.WeightedRows, where + "weighted rows");
        Assert.Equal(expected.Columns.Select(column => $"{column.Name}: {column.Type}"), actual.Columns.Select(column => $"{column.Name}: {column.Type}"));
        foreach (var (x, y) in expected.Columns.Zip(actual.Columns))
            Hold(x, y, $"{where}{x.Name}: ");

        Assert.Equal(expected.Correlations.Select(pair => (pair.First, pair.Second, pair.Rows)), actual.Correlations.Select(pair => (pair.First, pair.Second, pair.Rows)));
        foreach (var (x, y) in expected.Correlations.Zip(actual.Correlations))
            Within(x.Pearson, y.Pearson, 1e-9, $"{where}correlation of {x.First} and {x.Second}");

        Assert.Equal(expected.Slices.Select(slice => slice.Name), actual.Slices.Select(slice => slice.Name));
        foreach (var (x, y) in expected.Slices.Zip(actual.Slices))
            Hold(x.Statistics, y.Statistics, $"{where}{x.Name}: ");
    }

    private static void Hold(ColumnStatistics x, ColumnStatistics y, string where)
    {
        Same((x.Present, x.Missing), (y.Present, y.Missing), where + "present and missing");
        Close(x.WeightedPresent, y.WeightedPresent, where + "weighted present");
        Close(x.WeightedMissing, y.WeightedMissing, where + "weighted missing");
        Same(Text(x.PossibleMissing), Text(y.PossibleMissing), where + "possible missing");
        Same((x.Time?.Format, x.Time?.Min, x.Time?.Max), (y.Time?.Format, y.Time?.Min, y.Time?.Max), where + "time");
        Same((x.ValuesPerRow?.Min, x.ValuesPerRow?.Mean, x.ValuesPerRow?.Max), (y.ValuesPerRow?.Min, y.ValuesPerRow?.Mean, y.ValuesPerRow?.Max), where + "values a row");
        Hold(x.Numeric, y.Numeric, where);
        Hold(x.Text, y.Text, where);
        Assert.Equal((x.MutualInformation is null, x.LabelEntropy is null), (y.MutualInformation is null, y.LabelEntropy is null));
    }

    private static void Hold(NumericStatistics? x, NumericStatistics? y, string where)
    {
        Assert.Equal(x is null, y is null);
        if (x is null || y is null)
            return;
        Same((x.Count, x.Zeros, x.Ones, x.NaN, x.PositiveInfinity, x.NegativeInfinity), (y.Count, y.Zeros, y.Ones, y.NaN, y.PositiveInfinity, y.NegativeInfinity), where + "counts");
        Same((x.Min, x.Max), (y.Min, y.Max), where + "range");
        Close(x.Mean, y.Mean, where + "mean", Math.Max(Math.Abs(x.Min), Math.Abs(x.Max)));
        Close(x.StandardDeviation, y.StandardDeviation, where + "deviation", Math.Max(Math.Abs(x.Min), Math.Abs(x.Max)) * 1e-4);
        Hold(x.Sketch, y.Sketch, where);
        Hold(x.Histogram, y.Histogram, x.Sketch.RankError + y.Sketch.RankError, x.Count, where + "histogram");
        Assert.Equal(x.Weighted is null, y.Weighted is null);
        if (x.Weighted is null || y.Weighted is null)
            return;
        Close(x.Weighted.Count, y.Weighted.Count, where + "weight");
        Close(x.Weighted.Mean, y.Weighted.Mean, where + "weighted mean", Math.Max(Math.Abs(x.Min), Math.Abs(x.Max)));
        Close(x.Weighted.StandardDeviation, y.Weighted.StandardDeviation, where + "weighted deviation", Math.Max(Math.Abs(x.Min), Math.Abs(x.Max)) * 1e-4);
        Hold(x.Weighted.Sketch, y.Weighted.Sketch, where + "weighted ");
    }

    private static void Hold(QuantileSketch x, QuantileSketch y, string where)
    {
        Close(x.Count, y.Count, where + "count of quantiles");
        Close(x.NaN, y.NaN, where + "NaN of quantiles", x.Count);
        Close(x.PositiveInfinity, y.PositiveInfinity, where + "+∞ of quantiles");
        Close(x.NegativeInfinity, y.NegativeInfinity, where + "−∞ of quantiles");
        Same((x.Min, x.Max), (y.Min, y.Max), where + "range of quantiles");
        Close(x.EffectiveCount, y.EffectiveCount, where + "effective count");
        Assert.True(y.RankError <= 0.0025, $"{where}rank error {y.RankError}");
        var error = x.RankError + y.RankError + 1e-9;
        for (var share = 0.0; share <= 1 && x.Count > 0; share += 0.01)
        {
            var (low, value, high) = (x.Quantile(Math.Max(0, share - error)), y.Quantile(share), x.Quantile(Math.Min(1, share + error)));
            Assert.True(low <= value && value <= high, $"{where}quantile {share}: {value} is not in [{low}, {high}] (error {error})");
        }
    }

    private static void Hold(Histogram x, Histogram y, double error, double count, string where)
    {
        Assert.Equal(x.Buckets.Count, y.Buckets.Count);
        foreach (var (a, b) in x.Buckets.Zip(y.Buckets))
        {
            Same((a.Low, a.High), (b.Low, b.High), where);
            // Two boundaries, each within the error of either side.
            Assert.True(Math.Abs(a.Count - b.Count) <= (2 * error * count) + 1e-6, $"{where} bucket {a.Low}: {a.Count} and {b.Count}, error {error}");
        }
    }

    private static void Hold(TextStatistics? x, TextStatistics? y, string where)
    {
        Assert.Equal(x is null, y is null);
        if (x is null || y is null)
            return;
        Same(
            (x.Count, x.MinLength, x.MaxLength, x.MeanLength, x.InvalidUtf8, x.Booleans, x.Integers, x.Reals, x.MinNumber, x.MaxNumber),
            (y.Count, y.MinLength, y.MaxLength, y.MeanLength, y.InvalidUtf8, y.Booleans, y.Integers, y.Reals, y.MinNumber, y.MaxNumber), where + "texts");
        Within(x.Unique, y.Unique, 4 * (x.UniqueRelativeError + y.UniqueRelativeError) * x.Unique, where + "unique");
        Same(x.UniqueIsExact, y.UniqueIsExact, where + "unique is exact");
        Hold(x.ValueCounts, y.ValueCounts, where);
        if (x.ValueCounts.IsExact)
            Same(string.Join(", ", x.TopValues), string.Join(", ", y.TopValues), where + "top values");
        Assert.Equal(x.Weighted is null, y.Weighted is null);
        if (x.Weighted is not null)
            Hold(x.Weighted.ValueCounts, y.Weighted!.ValueCounts, where + "weighted ");
    }

    private static void Hold(ValueCounts x, ValueCounts y, string where)
    {
        Close(x.Total, y.Total, where + "total of texts");
        if (x.IsExact)
        {
            Same(x.Values.Count, y.Values.Count, where + "kept texts");
            Assert.True(y.IsExact, where + "exact");
        }
        foreach (var (value, count) in x.Values)
            Within(count, y.CountOf(value), x.CountError + y.CountError + (Rounding * x.Total), where + "count of " + value);
    }

    private static string Text(IReadOnlyDictionary<string, long> counts) => string.Join(", ", counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"'{pair.Key}' {pair.Value}"));

    private static void Same<T>(T x, T y, string what) => Assert.True(EqualityComparer<T>.Default.Equals(x, y), $"{what}: {x} and {y}");

    private static void Close(double x, double y, string what, double scale = 0) => Within(x, y, Rounding * Math.Max(Math.Abs(x), scale), what);

    private static void Within(double x, double y, double tolerance, string what) =>
        Assert.True(x.Equals(y) || Math.Abs(x - y) <= tolerance, $"{what}: {x} and {y}");
}
