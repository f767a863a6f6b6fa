using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Counts what offends one expectation, and keeps the first few values and rows of it: constant memory.</summary>
/// <param name="keepValues">Whether values may be shown: not those of personal data.</param>
internal sealed class Tally(bool keepValues = true)
{
    private const int MostRows = 5;
    private const int MostExamples = 3;

    private readonly List<long> _rows = [];
    private readonly List<string> _examples = [];
    private long _lastRow;
    private bool _isUncounted;

    /// <summary>How many values offend; 0 also where statistics do not tell how many.</summary>
    public long Count { get; private set; }

    /// <summary>Whether there are any.</summary>
    public bool Any => Count > 0 || _isUncounted;

    /// <summary>The first rows, each once, in order.</summary>
    public IReadOnlyList<long> Rows => _rows;

    /// <summary>The first different values, as messages show them.</summary>
    public IReadOnlyList<string> Examples => _examples;

    public void Add(long row, double value, bool single, int times = 1)
    {
        Register(row, times);
        if (_examples.Count < MostExamples)
            Keep(Written(value, single));
    }

    public void Add(long row, ReadOnlySpan<char> value)
    {
        Register(row, 1);
        if (_examples.Count < MostExamples)
            Keep(TextFormats.Quote(value));
    }

    /// <summary>For an offence without a value, such as a value that is missing.</summary>
    public void Add(long row) => Register(row, 1);

    /// <summary>What statistics tell: values without rows.</summary>
    /// <param name="count">How many there are; null where that is not known.</param>
    /// <param name="examples">Some of them, as messages show them.</param>
    public void AddKnown(long? count, params string[] examples)
    {
        Count += count ?? 0;
        _isUncounted |= count is null;
        foreach (var example in examples)
        {
            if (_examples.Count < MostExamples)
                Keep(example);
        }
    }

    /// <summary>Adds what was found in other rows.</summary>
    public void Merge(Tally other)
    {
        Count += other.Count;
        _isUncounted |= other._isUncounted;
        var rows = _rows.Union(other._rows).Order().Take(MostRows).ToList();
        _rows.Clear();
        _rows.AddRange(rows);
        _lastRow = Math.Max(_lastRow, other._lastRow);
        foreach (var example in other._examples.Where(_ => _examples.Count < MostExamples))
            Keep(example);
    }

    /// <summary>"3 of 120 values (2.5%), such as 'x', 'y' (rows 4, 17, 99) are", or of a row alone "The value 'x' (row 4) is".</summary>
    /// <param name="total">How many there are in all.</param>
    /// <param name="unit">What is counted, in the singular.</param>
    /// <param name="verb">What they do, in the plural: are or have.</param>
    public string Describe(long total, string unit, string verb = "are")
    {
        if (_isUncounted)
            return string.Create(CultureInfo.InvariantCulture, $"Some of {total} {unit}s{ExampleList()} {verb}");
        if (total > 1 || Count > 1)
            return string.Create(CultureInfo.InvariantCulture, $"{Count} of {total} {unit}s ({TextFormats.Percent(Share(total))}){ExampleList()}{RowList()} {verb}");
        // Of a row the example is its number of items.
        var example = unit == "value" && _examples.Count > 0 ? " " + _examples[0] : "";
        return $"The {unit}{example}{RowList()} {(verb == "are" ? "is" : "has")}";
    }

    public double Share(long total) => total == 0 ? 0 : (double)Count / total;

    public static string Written(double value, bool single) =>
        single ? ((float)value).ToString("R", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);

    private string ExampleList() => _examples.Count == 0 ? "" : ", such as " + string.Join(", ", _examples);

    private string RowList() => _rows.Count == 0
        ? ""
        : (_rows.Count == 1 ? " (row " : " (rows ") + string.Join(", ", _rows.Select(r => r.ToString(CultureInfo.InvariantCulture))) + (_rows[^1] < _lastRow ? " …)" : ")");

    private void Register(long row, int times)
    {
        Count += times;
        // A row without a number is one of a reading that does not know its place.
        if (row > 0 && _lastRow != row && _rows.Count < MostRows)
            _rows.Add(row);
        _lastRow = row;
    }

    private void Keep(string example)
    {
        if (keepValues && !_examples.Contains(example))
            _examples.Add(example);
    }
}
