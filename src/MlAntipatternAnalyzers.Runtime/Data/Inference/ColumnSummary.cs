using System;
using System.Collections.Generic;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What one pass over a column finds out.</summary>
internal sealed class ColumnSummary(DataViewSchema.Column column, DataSchemaInferenceOptions options) : ColumnVisitor
{
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private string _lastText = "";
    private bool _tooManyValues;
    private bool _allBoolean = true;
    private bool _allInteger = true;
    private bool _invalidText;
    private long _nan;
    private long _infinite;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;
    private int _shortest = int.MaxValue;
    private int _longest;

    public DataViewSchema.Column Column { get; } = column;

    public ColumnType Type { get; } = ColumnType.From(column.Type);

    public override void Number(double value, int times)
    {
        if (double.IsNaN(value))
        {
            _nan += times;
        }
        else if (double.IsInfinity(value))
        {
            _infinite += times;
        }
        else
        {
            _min = Math.Min(_min, value);
            _max = Math.Max(_max, value);
        }
    }

    public override void Text(ReadOnlySpan<char> value)
    {
        _allBoolean = _allBoolean && TextFormats.IsBoolean(value);
        _allInteger = _allInteger && TextFormats.TryInteger(value, out _);
        _invalidText = _invalidText || TextFormats.IsDamaged(value);
        if (_tooManyValues || value.SequenceEqual(_lastText))
            return;
        _lastText = value.ToString();
        if (_values.Add(_lastText) && _values.Count > Math.Max(options.MaxDomainSize, 2))
        {
            _tooManyValues = true;
            _values.Clear();
        }
    }

    protected override void RowEnded(int length, bool present)
    {
        if (!present)
            return;
        _shortest = Math.Min(_shortest, length);
        _longest = Math.Max(_longest, length);
    }

    public ColumnFacts ToFacts() => new(Column.Name, Type, Rows, Present)
    {
        NaN = _nan,
        Infinite = _infinite,
        Min = _min,
        Max = _max,
        Shortest = _shortest,
        Longest = _longest,
        AllBoolean = _allBoolean,
        AllInteger = _allInteger,
        HasInvalidText = _invalidText,
        Values = _tooManyValues ? null : _values,
    };
}
