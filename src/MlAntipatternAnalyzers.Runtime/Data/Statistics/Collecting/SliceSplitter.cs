using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The rows of a block by slice, for one of the ways to slice.</summary>
internal sealed class SlicedRows
{
    private readonly List<(int Start, int Count, int Slice)> _groups = [];

    /// <summary>The rows of the block; within each of its parts, those of a slice are together.</summary>
    public int[] Order { get; } = new int[RowBlock.MostRows];

    public void Clear() => _groups.Clear();

    public void Add(int start, int count, int slice) => _groups.Add((start, count, slice));

    /// <summary>The slices of a part that begins at a row, with their rows.</summary>
    public IEnumerable<(int Slice, RowList Rows)> Of(int start, int count)
    {
        foreach (var group in _groups)
        {
            if (group.Start >= start && group.Start < start + count)
                yield return (group.Slice, new RowList(Order, group.Start, group.Count));
        }
    }
}

/// <summary>Finds out to which slice each row belongs, for one way to slice, and has the statistics of each slice collected.</summary>
/// <param name="number">Which of the ways it is.</param>
/// <param name="names">The columns that are sliced by.</param>
/// <param name="columns">Their values.</param>
/// <param name="plan">What is collected of each slice.</param>
/// <param name="maxSlices">How many slices there may be.</param>
internal sealed class SliceSplitter(int number, IReadOnlyList<string> names, SliceValues[] columns, StatisticsPlan plan, int maxSlices) : BlockVisitor
{
    private readonly Dictionary<long, int> _byValues = [];
    private readonly List<Slice> _slices = [];
    private readonly int[] _sliceOf = new int[RowBlock.MostRows];
    private int[] _counts = new int[16];

    public IReadOnlyList<Slice> Slices => _slices;

    public override void Visit(RowBlock block, int start, int count, long firstRow)
    {
        for (var row = start; row < start + count; row++)
        {
            var slice = SliceOf(block, row);
            _sliceOf[row] = slice;
            _counts[slice]++;
            _slices[slice].Add(block.Weights?[row] ?? 1);
        }

        // Rows of one slice together, in their order.
        var rows = block.Sliced(number);
        var at = start;
        for (var slice = 0; slice < _slices.Count; slice++)
        {
            if (_counts[slice] == 0)
                continue;
            rows.Add(at, _counts[slice], slice);
            (at, _counts[slice]) = (at + _counts[slice], at);
        }
        for (var row = start; row < start + count; row++)
            rows.Order[_counts[_sliceOf[row]]++] = row;
        Array.Clear(_counts);
    }

    /// <summary>The slices that have enough rows.</summary>
    public IEnumerable<SliceStatistics> Finish(long minRows) =>
        from slice in _slices
        where slice.Rows >= minRows
        select new SliceStatistics(
            [.. slice.Values.Select((value, i) => new SliceKeyPart(names[i], columns[i].NameOf(value)))],
            slice.Set.Finish(slice.Rows, slice.WeightedRows, [], []));

    private int SliceOf(RowBlock block, int row)
    {
        long key = 0;
        foreach (var column in columns)
        {
            var value = column.NumberOf(block, row);
            if (value < 0)
                throw TooMany();
            key = (key << 32) | (uint)value;
        }
        if (_byValues.TryGetValue(key, out var slice))
            return slice;
        if (_slices.Count == maxSlices)
            throw TooMany();
        _byValues.Add(key, slice = _slices.Count);
        _slices.Add(new(new(plan), columns.Length == 1 ? [(int)key] : [(int)(key >> 32), (int)key]));
        if (_slices.Count > _counts.Length)
            Array.Resize(ref _counts, _counts.Length * 2);
        return slice;
    }

    private DataStatisticsException TooMany() => new(
        $"{(names.Count == 1 ? "Column" : "The pair of")} {string.Join(" and ", names.Select(name => $"'{name}'"))} makes more than {maxSlices} slices. Slice by something coarser (buckets, a group of values), or raise MaxSlices: each slice holds the statistics of every column.");

    /// <summary>A slice that was seen.</summary>
    public sealed class Slice(StatisticsSet set, int[] values)
    {
        private ExactSum _weight;

        public StatisticsSet Set { get; } = set;

        public int[] Values { get; } = values;

        public long Rows { get; private set; }

        public double WeightedRows => _weight.Value;

        public void Add(double weight)
        {
            Rows++;
            _weight += weight;
        }
    }
}
