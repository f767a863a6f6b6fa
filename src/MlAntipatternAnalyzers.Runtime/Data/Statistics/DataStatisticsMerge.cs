using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The statistics of two parts together.</summary>
internal static class DataStatisticsMerge
{
    public static DataStatistics Merge(DataStatistics a, DataStatistics b)
    {
        Check(a, b);
        var sample = a.SampleState is null || b.SampleState is null ? null : RowSample.Merge(a.SampleState, b.SampleState);
        var correlations = a.CorrelationState is null || b.CorrelationState is null ? null : CorrelationSums.Merge(a.CorrelationState, b.CorrelationState);
        return new DataStatistics(a.Rows + b.Rows, a.WeightedRows + b.WeightedRows, LabelInformation.Add(a.Columns.Select(column => Merge(column, b.FindColumn(column.Name)!, a.Shape)), sample, a.LabelColumn))
        {
            Shape = a.Shape,
            WeightColumn = a.WeightColumn,
            LabelColumn = a.LabelColumn,
            SliceColumns = a.SliceColumns,
            CorrelationState = correlations,
            SampleState = sample,
            Slices = Slices(a, b),
        };
    }

    private static ColumnStatistics Merge(ColumnStatistics a, ColumnStatistics b, StatisticsShape shape)
    {
        var text = Merge(a.Text, b.Text, shape);
        return new(a.Name, a.Type)
        {
            Present = a.Present + b.Present,
            Missing = a.Missing + b.Missing,
            WeightedPresent = a.WeightedPresent + b.WeightedPresent,
            WeightedMissing = a.WeightedMissing + b.WeightedMissing,
            ValuesPerRow = Merge(a.ValuesPerRow, b.ValuesPerRow),
            Numeric = Merge(a.Numeric, b.Numeric, shape),
            Text = text,
            Time = text is not null && a.Type.Kind == ColumnKind.Text ? text.Tally.Times.Result : Merge(a.Time, b.Time),
            PossibleMissing = a.PossibleMissing.Concat(b.PossibleMissing).GroupBy(pair => pair.Key, StringComparer.Ordinal).ToSentinels(group => group.Key, group => group.Sum(pair => pair.Value)),
        };
    }

    private static ValuesPerRow? Merge(ValuesPerRow? a, ValuesPerRow? b) =>
        a is null ? b : b is null ? a : new(Sum(a.Sketch, b.Sketch), a.Rows + b.Rows, a.Items + b.Items);

    private static NumericStatistics? Merge(NumericStatistics? a, NumericStatistics? b, StatisticsShape shape) => a is null || b is null ? null : new(a.Tally + b.Tally, Sum(a.Sketch, b.Sketch), shape)
    {
        Weighted = a.Weighted is null || b.Weighted is null ? null : new(a.Weighted.Moments + b.Weighted.Moments, Sum(a.Weighted.Sketch, b.Weighted.Sketch), shape),
    };

    private static TextStatistics? Merge(TextStatistics? a, TextStatistics? b, StatisticsShape shape)
    {
        if (a is null || b is null)
            return null;
        var distinct = DistinctCounter.Of(a.Distinct.HashName);
        distinct.Merge(a.Distinct);
        distinct.Merge(b.Distinct);
        return new(a.Tally + b.Tally, distinct, Sum(a.Values, b.Values), shape)
        {
            Weighted = a.Weighted is null || b.Weighted is null ? null : new(Sum(a.Weighted.Values, b.Weighted.Values), shape),
        };
    }

    private static TimeStatistics? Merge(TimeStatistics? a, TimeStatistics? b) =>
        a is null ? b : b is null ? a : a with { MinTicks = Math.Min(a.MinTicks, b.MinTicks), MaxTicks = Math.Max(a.MaxTicks, b.MaxTicks) };

    private static QuantileSketch Sum(QuantileSketch a, QuantileSketch b)
    {
        var sum = new QuantileSketch(a.Size);
        sum.Merge(a);
        sum.Merge(b);
        return sum;
    }

    private static TopValues Sum(TopValues a, TopValues b)
    {
        var sum = new TopValues(a.Limit);
        sum.Merge(a);
        sum.Merge(b);
        return sum;
    }

    private static List<SliceStatistics> Slices(DataStatistics a, DataStatistics b)
    {
        var inB = b.Slices.ToDictionary(slice => slice.Name, StringComparer.Ordinal);
        var merged = a.Slices.Select(slice => inB.Remove(slice.Name, out var other) ? slice with { Statistics = Merge(slice.Statistics, other.Statistics) } : slice);
        return SliceOrder.Sort([.. merged, .. inB.Values], a.SliceColumns);
    }

    private static void Check(DataStatistics a, DataStatistics b)
    {
        if (a.WeightColumn != b.WeightColumn)
            throw Differ("weights", Named(a.WeightColumn), Named(b.WeightColumn));
        if (a.LabelColumn != b.LabelColumn)
            throw Differ("labels", Named(a.LabelColumn), Named(b.LabelColumn));
        if (a.Shape != b.Shape)
            throw Differ("numbers of buckets and top values", a.Shape, b.Shape);
        if (SliceOrder.Text(a.SliceColumns) != SliceOrder.Text(b.SliceColumns))
            throw Differ("slices", SliceOrder.Text(a.SliceColumns), SliceOrder.Text(b.SliceColumns));
        foreach (var column in a.Columns)
        {
            var other = b.FindColumn(column.Name) ?? throw new ArgumentException($"Only statistics of the same columns merge, and only one part has the column '{column.Name}'.");
            if (other.Type.WithoutKeyCount() != column.Type.WithoutKeyCount())
                throw new ArgumentException($"Only statistics of the same types merge, and column '{column.Name}' is {column.Type} in one part and {other.Type} in the other.");
        }
        if (b.Columns.FirstOrDefault(column => a.FindColumn(column.Name) is null) is { } unknown)
            throw new ArgumentException($"Only statistics of the same columns merge, and only one part has the column '{unknown.Name}'.");
        if (a.SampleState is { } x && b.SampleState is { } y && x.Limit != y.Limit)
            throw Differ("sample sizes", x.Limit.ToString(CultureInfo.InvariantCulture), y.Limit.ToString(CultureInfo.InvariantCulture));
        if (a.CorrelationState is { } one && b.CorrelationState is { } two && !one.Names.SequenceEqual(two.Names))
            throw Differ("columns whose correlation was computed", string.Join(", ", one.Names), string.Join(", ", two.Names));
    }

    private static string Named(string? column) => column is null ? "no column" : $"'{column}'";

    private static ArgumentException Differ(string what, object a, object b) => new($"Only statistics with the same {what} merge, and those of one part are {a}, those of the other {b}.");
}
