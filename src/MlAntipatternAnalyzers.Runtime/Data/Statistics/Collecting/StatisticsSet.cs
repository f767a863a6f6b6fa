using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What is collected: of all rows, and the same of each slice.</summary>
internal sealed record StatisticsPlan
{
    public required IReadOnlyList<CollectedColumn> Columns { get; init; }

    /// <summary>The columns that cannot be looked at (images): of these it is only known that they are there.</summary>
    public required IReadOnlyList<(string Name, ColumnType Type)> UnreadColumns { get; init; }

    /// <summary>The columns in the order of the view, read or not.</summary>
    public required IReadOnlyList<string> Order { get; init; }

    public required IReadOnlyList<(string Name, ScalarSource Source)> CorrelatedColumns { get; init; }

    /// <summary>The label and the columns that are compared with it; none without a label.</summary>
    public required IReadOnlyList<(string Name, ScalarSource Source)> SampledColumns { get; init; }

    public required int SampleSize { get; init; }

    public required StatisticsShape Shape { get; init; }

    public required string? WeightColumn { get; init; }

    public required string? LabelColumn { get; init; }

    public bool IsWeighted => WeightColumn is not null;
}

/// <summary>Collects the statistics of some of the rows.</summary>
internal sealed class StatisticsSet
{
    private readonly StatisticsPlan _plan;
    private readonly ColumnCollector[] _columns;
    private readonly CorrelationCollector? _correlations;
    private readonly SampleCollector? _sample;

    public StatisticsSet(StatisticsPlan plan)
    {
        _plan = plan;
        _columns = [.. plan.Columns.Select(ColumnCollector.Create)];
        _correlations = plan.CorrelatedColumns.Count > 1 ? new(plan.CorrelatedColumns, plan.IsWeighted) : null;
        _sample = plan.SampledColumns.Count > 0 ? new(plan.SampledColumns, plan.SampleSize, plan.IsWeighted) : null;
        // What takes longest first.
        Collectors = [.. new RowCollector?[] { _correlations }.OfType<RowCollector>(), .. _columns, .. new RowCollector?[] { _sample }.OfType<RowCollector>()];
    }

    /// <summary>Each can be worked by another thread.</summary>
    public IReadOnlyList<RowCollector> Collectors { get; }

    public DataStatistics Finish(long rows, double weightedRows, IReadOnlyList<SliceStatistics> slices, IReadOnlyList<IReadOnlyList<string>> sliceColumns)
    {
        var sample = _sample?.Finish();
        var columns = _columns.Select(collector => collector.Finish(_plan.Shape))
            .Concat(_plan.UnreadColumns.Select(column => Unread(column.Name, column.Type, rows, weightedRows)))
            .ToDictionary(column => column.Name);
        return new(rows, weightedRows, LabelInformation.Add(_plan.Order.Select(name => columns[name]), sample, _plan.LabelColumn))
        {
            Shape = _plan.Shape,
            WeightColumn = _plan.WeightColumn,
            LabelColumn = _plan.LabelColumn,
            CorrelationState = _correlations?.Finish(),
            SampleState = sample,
            Slices = slices,
            SliceColumns = sliceColumns,
        };
    }

    private static ColumnStatistics Unread(string name, ColumnType type, long rows, double weightedRows) => new(name, type)
    {
        Present = rows,
        WeightedPresent = weightedRows,
        // How long vectors of such items are is not known without reading them.
        ValuesPerRow = rows == 0 || type.IsVector ? null : ValuesPerRow.OfScalars(rows),
    };
}
