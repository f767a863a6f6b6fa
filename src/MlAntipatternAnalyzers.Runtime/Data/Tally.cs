using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Counts what offends one expectation, and keeps the first few values and rows of it: constant memory.</summary>
internal sealed class Tally
{
    private const int MostRows = 5;
    private const int MostExamples = 3;

    private readonly List<long> _rows = [];
    private readonly List<string> _examples = [];
    private long _lastRow;

    /// <summary>How many values offend.</summary>
    public long Count { get; private set; }

    /// <summary>The first rows, each once, in order.</summary>
    public IReadOnlyList<long> Rows => _rows;

    public void Add(long row, double value, bool single, int times = 1)
    {
        Register(row, times);
        if (_examples.Count < MostExamples)
            Keep(single ? ((float)value).ToString("R", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture));
    }

    public void Add(long row, ReadOnlySpan<char> value)
    {
        Register(row, 1);
        if (_examples.Count < MostExamples)
            Keep(TextFormats.Quote(value));
    }

    /// <summary>For an offence without a value, such as a value that is missing.</summary>
    public void Add(long row) => Register(row, 1);

    /// <summary>"3 of 120 values (2.5%), such as 'x', 'y' (row 4, 17, 99)".</summary>
    /// <param name="total">How many there are in all.</param>
    /// <param name="unit">What is counted, in the plural.</param>
    public string Describe(long total, string unit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Count} of {total} {unit} ({TextFormats.Percent(Share(total))}){Examples()} ({RowList()})");

    public double Share(long total) => total == 0 ? 0 : (double)Count / total;

    private string Examples() => _examples.Count == 0 ? "" : ", such as " + string.Join(", ", _examples);

    private string RowList() =>
        (_rows.Count == 1 ? "row " : "rows ")
        + string.Join(", ", _rows.Select(r => r.ToString(CultureInfo.InvariantCulture)))
        + (_rows[^1] < _lastRow ? " …" : "");

    private void Register(long row, int times)
    {
        Count += times;
        if (_lastRow != row && _rows.Count < MostRows)
            _rows.Add(row);
        _lastRow = row;
    }

    private void Keep(string example)
    {
        if (!_examples.Contains(example))
            _examples.Add(example);
    }
}
