using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Chooses rows at random: those of the smallest random numbers, which follow from the row's place alone (bottom-k sampling), so that the same rows give the same sample.
/// </summary>
internal sealed class SampleCollector(IReadOnlyList<(string Name, ScalarSource Source)> columns, int limit, bool weighted) : RowCollector
{
    private readonly ScalarSource[] _sources = [.. columns.Select(column => column.Source)];
    private readonly ulong[][] _codes = [.. columns.Select(_ => new ulong[64])];
    private ulong[] _priorities = new ulong[64];
    private double[] _weights = weighted ? new double[64] : [];
    private ulong _limit = ulong.MaxValue;
    private int _count;
    private long _rows;

    public override void Add(RowBlock block, RowRange rows) => AddRows(block, rows);

    public override void Add(RowBlock block, RowList rows) => AddRows(block, rows);

    public RowSample Finish()
    {
        Shrink();
        return new(
            limit,
            _rows,
            [.. columns.Select((column, i) => new SampledColumn(column.Name, column.Source.IsNumber, _codes[i][.._count]))],
            weighted ? _weights[.._count] : null);
    }

    private void AddRows<TRows>(RowBlock block, TRows rows)
        where TRows : struct, IRowSet
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var priority = GroupKey.Mix((ulong)_rows++ + 0x9E3779B97F4A7C15UL);
            if (priority < _limit)
                Take(block, rows[i], priority);
        }
    }

    private void Take(RowBlock block, int row, ulong priority)
    {
        if (_count == 2 * limit)
            Shrink();
        if (_count == _priorities.Length)
            Resize(Math.Min(_count * 2, 2 * limit));
        _priorities[_count] = priority;
        if (weighted)
            _weights[_count] = block.Weights![row];
        for (var i = 0; i < _sources.Length; i++)
            _codes[i][_count] = _sources[i].Code(block, row);
        _count++;
    }

    /// <summary>Sorts the rows by their random numbers, and keeps no more than may stay.</summary>
    private void Shrink()
    {
        var order = Enumerable.Range(0, _count).ToArray();
        var priorities = _priorities[.._count];
        priorities.AsSpan().Sort(order.AsSpan());
        _count = Math.Min(_count, limit);
        priorities.AsSpan(0, _count).CopyTo(_priorities);
        if (weighted)
            Pick(_weights);
        foreach (var codes in _codes)
            Pick(codes);
        if (_count == limit)
            _limit = _priorities[_count - 1];

        void Pick<T>(T[] values)
        {
            var picked = new T[_count];
            for (var i = 0; i < _count; i++)
                picked[i] = values[order[i]];
            picked.CopyTo(values, 0);
        }
    }

    private void Resize(int size)
    {
        Array.Resize(ref _priorities, size);
        if (weighted)
            Array.Resize(ref _weights, size);
        for (var i = 0; i < _codes.Length; i++)
            Array.Resize(ref _codes[i], size);
    }
}
