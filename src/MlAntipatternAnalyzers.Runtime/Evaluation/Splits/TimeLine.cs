using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The times of a view's rows, in order: what it takes to choose where to cut it, and to count the rows of each side.</summary>
/// <remarks>Of each row its time is kept, eight bytes: where a share of the rows ends can be told only from all of their times. The rows themselves are not kept.</remarks>
internal sealed class TimeLine
{
    private const int ShownRows = 3;

    private readonly List<long> _times;

    private TimeLine(TimeAxis axis, List<long> times)
    {
        Axis = axis;
        _times = times;
    }

    public TimeAxis Axis { get; }

    public long Rows => _times.Count;

    public long First => _times[0];

    public long Last => _times[^1];

    /// <exception cref="DataSplitException">There are no rows, or rows without a time.</exception>
    public static TimeLine Read(IDataView data, TimeAxis axis)
    {
        var times = new List<long>();
        ForEach(data, axis, times.Add);
        times.Sort();
        return new(axis, times);
    }

    /// <summary>Hands each row's time on, and checks that each has one.</summary>
    /// <exception cref="DataSplitException">There are no rows, or rows without a time.</exception>
    public static void ForEach(IDataView data, TimeAxis axis, Action<long> visit)
    {
        long rows = 0, bad = 0;
        var shown = new List<(long Row, string Value)>();
        using (var cursor = data.GetRowCursor([axis.Column!.Value]))
        {
            var key = axis.Bind(cursor);
            var text = axis.BindText(cursor);
            while (cursor.MoveNext())
            {
                rows++;
                if (key(out var time))
                    visit(time);
                else if (++bad <= ShownRows)
                    shown.Add((rows, text()));
            }
        }
        if (rows == 0)
            throw new DataSplitException(DataSplitProblem.EmptySide, "The data has no rows; there is nothing to split. Look at where it was loaded from and at the filters before the split.");
        if (bad > 0)
        {
            var examples = string.Join(", ", shown.Select(s => $"row {s.Row} ({(s.Value.Length == 0 ? "missing" : TextFormats.Quote(s.Value))})"));
            throw new DataSplitException(
                DataSplitProblem.UnreadableTime,
                $"{RowCount.Of(bad)} of {rows} {(bad == 1 ? "has" : "have")} no time in '{axis.Name}': {examples}{(bad > ShownRows ? ", …" : "")}. Expected is {axis.Expected}. "
                + "Correct the data at its source, or take these rows out before the split.")
            { Row = shown[0].Row, Value = shown[0].Value };
        }
    }

    /// <summary>How many rows are older than this.</summary>
    public long RowsBefore(long? time)
    {
        if (time is not { } end)
            return Rows;
        int low = 0, high = _times.Count;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (_times[middle] < end)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>The time of a row, counted in order of time from 0.</summary>
    public long TimeOf(long row) => _times[(int)row];

    /// <summary>The times that come nearest to leaving the newest shares of the rows after them; rows of one instant stay together.</summary>
    /// <param name="shares">From the largest to the smallest, each of all rows.</param>
    /// <exception cref="DataSplitException">There are fewer instants than parts.</exception>
    public long[] CutRows(IReadOnlyList<double> shares)
    {
        var starts = new List<long> { 0 };
        for (var i = 1; i < _times.Count; i++)
        {
            if (_times[i] != _times[i - 1])
                starts.Add(i);
        }
        var cuts = BlockCuts.Choose(starts, Rows, shares)
            ?? throw new DataSplitException(
                DataSplitProblem.EmptySide,
                $"{RowCount.Of(Rows)} with {(starts.Count == 1 ? $"only one value of '{Axis.Name}' ({Axis.Format(First)})" : $"{starts.Count} different values of '{Axis.Name}'")} "
                + $"cannot be cut into {shares.Count + 1} parts: rows of one instant stay on one side. Split by a finer time, into fewer parts, or use more data.");
        return Array.ConvertAll(cuts, cut => TimeOf(starts[cut]));
    }

    /// <summary>The times that leave the newest shares of the time line after them.</summary>
    public long[] CutTime(IReadOnlyList<double> shares) => [.. shares.Select(share => Axis.Before(Last, First, share))];
}
