using System;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The distances between two columns by their statistics, weighted where both sides are.</summary>
internal static class ColumnDistances
{
    /// <summary>Whether both hold numbers, or both values that are counted; of other types only what is missing is compared.</summary>
    public static bool AreComparable(ColumnStatistics a, ColumnStatistics b) =>
        a.Numeric is not null ? b.Numeric is not null
        : a.Text is not null ? b.Text is not null
        : a.Type.WithoutKeyCount() == b.Type.WithoutKeyCount();

    /// <param name="current">The column of the data.</param>
    /// <param name="control">The one that it is compared with, from which bins come.</param>
    /// <param name="histogram">The histogram of the Jensen–Shannon divergence.</param>
    public static IEnumerable<(DriftMeasure Measure, DistanceResult Result)> Of(ColumnStatistics current, ColumnStatistics control, HistogramKind histogram)
    {
        yield return (DriftMeasure.MissingShare, new(Math.Abs(MissingShare(current) - MissingShare(control))) { Error = 0 });
        if (current.Text is not null && control.Text is not null)
        {
            var (a, b) = Counts(current.Text, control.Text);
            yield return (DriftMeasure.LInfinity, DataDistance.LInfinity(a, b));
            yield return (DriftMeasure.NormalizedAbsoluteDifference, DataDistance.NormalizedAbsoluteDifference(a, b));
            yield return (DriftMeasure.JensenShannon, DataDistance.JensenShannon(a, b));
            yield return (DriftMeasure.ChiSquared, DataDistance.ChiSquared(a, b));
            yield return (DriftMeasure.PopulationStability, DataDistance.PopulationStability(b, a));
        }
        else if (current.Numeric is not null && control.Numeric is not null)
        {
            var (a, b) = Numbers(current.Numeric, control.Numeric);
            yield return (DriftMeasure.JensenShannon, JensenShannon(current, control, histogram));
            yield return (DriftMeasure.KolmogorovSmirnov, DataDistance.KolmogorovSmirnov(a, b));
            yield return (DriftMeasure.PopulationStability, DataDistance.PopulationStability(b, a));
            yield return (DriftMeasure.Wasserstein, DataDistance.Wasserstein(a, b));
        }
    }

    /// <summary>
    /// The divergence of columns of one kind. NaN is left out: to ML.NET it is the missing value, and missing values are in no distance; as a bucket that has no counterpart, it would make a column
    /// with missing values drift from itself.
    /// </summary>
    public static DistanceResult JensenShannon(ColumnStatistics current, ColumnStatistics control, HistogramKind histogram)
    {
        if (current.Text is not null && control.Text is not null)
        {
            var (a, b) = Counts(current.Text, control.Text);
            return DataDistance.JensenShannon(a, b);
        }
        var (left, right) = current.Numeric!.Weighted is { } weighted && control.Numeric!.Weighted is { } other
            ? histogram == HistogramKind.Quantiles ? (weighted.QuantileHistogram, other.QuantileHistogram) : (weighted.Histogram, other.Histogram)
            : histogram == HistogramKind.Quantiles ? (current.Numeric.QuantileHistogram, control.Numeric!.QuantileHistogram) : (current.Numeric.Histogram, control.Numeric!.Histogram);
        return DataDistance.JensenShannon(WithoutNaN(left), WithoutNaN(right));
    }

    /// <summary>The share of rows without a value; 0 without rows.</summary>
    public static double MissingShare(ColumnStatistics column) =>
        column.WeightedPresent + column.WeightedMissing is var rows && rows > 0 ? column.WeightedMissing / rows : 0;

    /// <summary>The counts of both, weighted where both are.</summary>
    public static (ValueCounts Current, ValueCounts Control) Counts(TextStatistics current, TextStatistics control) =>
        current.Weighted is { } weighted && control.Weighted is { } other ? (weighted.ValueCounts, other.ValueCounts) : (current.ValueCounts, control.ValueCounts);

    private static Histogram WithoutNaN(Histogram histogram) =>
        histogram.NaN == 0 ? histogram : new(histogram.Buckets, 0, histogram.PositiveInfinity, histogram.NegativeInfinity);

    private static (QuantileSketch Current, QuantileSketch Control) Numbers(NumericStatistics current, NumericStatistics control) =>
        current.Weighted is { } weighted && control.Weighted is { } other ? (weighted.Sketch, other.Sketch) : (current.Sketch, control.Sketch);
}
