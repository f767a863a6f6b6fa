using System;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The length of a time or its distance from the first moment of the calendar, in ticks.</summary>
internal interface ITicks<T>
{
    static abstract long Of(T value);
}

internal readonly struct DateTimeTicks : ITicks<DateTime>
{
    public static long Of(DateTime value) => value.Ticks;
}

internal readonly struct DateTimeOffsetTicks : ITicks<DateTimeOffset>
{
    public static long Of(DateTimeOffset value) => value.UtcTicks;
}

internal readonly struct TimeSpanTicks : ITicks<TimeSpan>
{
    public static long Of(TimeSpan value) => value.Ticks;
}

/// <summary>Row identifiers are no times: only that they are there is counted.</summary>
internal readonly struct NoTicks : ITicks<DataViewRowId>
{
    public static long Of(DataViewRowId value) => 1;
}

/// <summary>Collects times or durations, of which none is ever missing.</summary>
internal sealed class TimeCollector<T, TTicks>(CollectedColumn column) : ColumnCollector
    where TTicks : ITicks<T>
{
    private readonly RowCounts _rows = new(column.IsWeighted, column.Type.IsVector);
    private long _min = long.MaxValue;
    private long _max = long.MinValue;
    private long _zeros;

    public override void Add(RowBlock block, RowRange rows) => AddRows(block, rows);

    public override void Add(RowBlock block, RowList rows) => AddRows(block, rows);

    public override ColumnStatistics Finish(StatisticsShape shape)
    {
        // A duration of 0 is one like others; the first moment of the calendar is what a field gets that nobody set.
        var unset = column.Type.Kind is ColumnKind.DateTime or ColumnKind.DateTimeOffset ? _zeros : 0;
        var time = column.Type.Kind != ColumnKind.RowId && _min <= _max ? new TimeStatistics(column.Type.Kind, null, _min, _max) : null;
        return _rows.ToStatistics(column.Name, column.Type, time: time, possibleMissing: [("0001-01-01", unset)]);
    }

    private void AddRows<TRows>(RowBlock block, TRows rows)
        where TRows : struct, IRowSet
    {
        if (column.Type.IsVector)
            AddVectors((VectorBlock<T>)block.Columns[column.Index], block.Weights, rows);
        else
            AddScalars(((ScalarBlock<T>)block.Columns[column.Index]).Values, block.Weights, rows);
    }

    private void AddScalars<TRows>(T[] values, double[]? weights, TRows rows)
        where TRows : struct, IRowSet
    {
        for (var i = 0; i < rows.Count; i++)
        {
            Add(TTicks.Of(values[rows[i]]), 1);
            if (weights is not null)
                _rows.AddWeight(true, weights[rows[i]]);
        }
        _rows.Add(rows.Count, 0);
    }

    private void AddVectors<TRows>(VectorBlock<T> vectors, double[]? weights, TRows rows)
        where TRows : struct, IRowSet
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var held = vectors.Held(row);
            var length = vectors.Length(row);
            foreach (var item in held)
                Add(TTicks.Of(item), 1);
            if (length > held.Length)
                Add(TTicks.Of(default!), length - held.Length);
            _rows.Add(length, length > 0, weights?[row] ?? 1);
        }
    }

    private void Add(long ticks, int times)
    {
        _min = Math.Min(_min, ticks);
        _max = Math.Max(_max, ticks);
        _zeros += ticks == 0 ? times : 0;
    }
}
