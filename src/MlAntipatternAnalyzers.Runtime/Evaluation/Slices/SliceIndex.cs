using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Which slices a row belongs to, and how many rows each has. Slice 0 is the one of all rows; every column and cross puts a row in exactly one more.</summary>
internal sealed class SliceIndex
{
    private readonly SliceColumn[] _columns;
    private readonly Definition[] _definitions;
    private readonly int[] _values;
    private readonly int[] _current;
    private readonly List<Slice> _slices = [new(-1, [])];
    private readonly int _maxSlices;

    /// <param name="find">Makes the reader of a column.</param>
    /// <param name="columns">The columns to slice by.</param>
    /// <param name="options">The crosses, and how many slices there may be.</param>
    public SliceIndex(Func<string, SliceColumn> find, IEnumerable<string> columns, SlicedEvaluationOptions options)
    {
        string[][] definitions = [.. columns.Distinct(StringComparer.Ordinal).Select(column => (string[])[column]), .. options.Crosses.Select(cross => cross.ToArray())];
        var names = definitions.SelectMany(definition => definition).Distinct(StringComparer.Ordinal).ToList();
        if (options.Buckets.Keys.FirstOrDefault(column => !names.Contains(column)) is { } unused)
            throw new EvaluationException($"There are buckets for '{unused}', and no slice is made by it. Add it to the slice columns or to a cross, or leave its buckets out.");
        _columns = [.. names.Select(find)];
        _definitions = [.. definitions.Select(definition => new Definition([.. definition.Select(name => names.IndexOf(name))]))];
        _values = new int[_columns.Length];
        _current = new int[_definitions.Length + 1];
        _maxSlices = options.MaxSlices;
    }

    public IEnumerable<SliceColumn> Columns => _columns;

    /// <summary>How many slices a row belongs to, the one of all rows included.</summary>
    public int PerRow => _current.Length;

    // Not by an interface: it is asked for every row.
    public List<Slice> Slices => _slices;

    /// <summary>Reads the current row's values.</summary>
    /// <returns>The row's slices, slice 0 first; good until the next call.</returns>
    public ReadOnlySpan<int> Read()
    {
        for (var column = 0; column < _columns.Length; column++)
            _values[column] = _columns[column].Read();
        for (var d = 0; d < _definitions.Length; d++)
            _current[d + 1] = SliceOf(d, _definitions[d]);
        return _current;
    }

    /// <summary>The slices in the order in which they are shown: that of all rows, then by definition, of each the largest first.</summary>
    public IEnumerable<int> Ordered() => Enumerable.Range(0, _slices.Count)
        .OrderBy(slice => _slices[slice].Definition)
        .ThenByDescending(slice => _slices[slice].Rows)
        .ThenBy(slice => SliceEvaluation.NameOf(KeyOf(slice)), StringComparer.Ordinal);

    public IReadOnlyList<SliceKeyPart> KeyOf(int slice) =>
        _slices[slice] is { Definition: >= 0 } made
            ? [.. _definitions[made.Definition].Columns.Select((column, part) => new SliceKeyPart(_columns[column].Column.Name, _columns[column].ValueOf(made.Values[part])))]
            : [];

    private int SliceOf(int number, Definition definition)
    {
        var combination = _values[definition.Columns[0]];
        for (var part = 1; part < definition.Columns.Length; part++)
        {
            var pair = ((long)combination << 32) | (uint)_values[definition.Columns[part]];
            var known = definition.Combinations[part - 1];
            if (!known.TryGetValue(pair, out combination))
                known.Add(pair, combination = known.Count);
        }
        var slices = definition.Slices;
        while (slices.Count <= combination)
            slices.Add(0);
        return slices[combination] > 0 ? slices[combination] : slices[combination] = New(number, definition);
    }

    private int New(int number, Definition definition)
    {
        if (++definition.Count > _maxSlices)
        {
            var columns = definition.Columns.Select(column => $"'{_columns[column].Column.Name}'").ToArray();
            throw new EvaluationException(
                $"{(columns.Length == 1 ? "Column" : "The cross of")} {string.Join(" and ", columns)} makes more than {_maxSlices} slices. Slice by something coarser (buckets, a group of values), or raise MaxSlices.");
        }
        _slices.Add(new(number, [.. definition.Columns.Select(column => _values[column])]));
        return _slices.Count - 1;
    }

    /// <summary>A slice that was seen.</summary>
    public sealed class Slice(int definition, int[] values)
    {
        public int Definition { get; } = definition;

        public int[] Values { get; } = values;

        public long Rows { get; set; }

        public long IgnoredRows { get; set; }

        public double WeightedRows { get; set; }
    }

    private sealed class Definition(int[] columns)
    {
        public int[] Columns { get; } = columns;

        // The numbers of a cross's values are paired from the left, each pair of numbers getting one number.
        public Dictionary<long, int>[] Combinations { get; } = [.. columns.Skip(1).Select(_ => new Dictionary<long, int>())];

        // By the number of the combination: its slice, 0 where there is none yet.
        public List<int> Slices { get; } = [];

        public int Count { get; set; }
    }
}
