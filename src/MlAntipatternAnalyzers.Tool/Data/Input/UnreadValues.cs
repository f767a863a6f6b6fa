using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>The fields of one column that are not what the column is: ML.NET's text loader makes NaN of them, or throws.</summary>
internal sealed class UnreadValues
{
    private const int MostRows = 1000;
    private const int FewRows = 5;
    private const int MostExamples = 3;
    private const int LongestExample = 40;

    private readonly List<long> _rows = [];
    private readonly List<string> _examples = [];
    private long _last;

    /// <summary>How many rows have one.</summary>
    public long Count { get; private set; }

    /// <summary>The first thousand rows, from 1.</summary>
    public IReadOnlyList<long> Rows => _rows;

    /// <summary>The first rows, for a message.</summary>
    public IEnumerable<long> FirstRows => _rows.Take(FewRows);

    public IReadOnlyList<string> Examples => _examples;

    /// <summary>A row that is read twice counts once.</summary>
    public void Add(long row, ReadOnlySpan<char> field)
    {
        if (row == _last)
            return;
        _last = row;
        Count++;
        if (_rows.Count < MostRows)
            _rows.Add(row);
        if (_examples.Count >= MostExamples)
            return;
        var example = field.Length > LongestExample ? $"{field[..LongestExample]}…" : field.ToString();
        if (!_examples.Contains(example))
            _examples.Add(example);
    }
}
