using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What one pass over a column finds out, and the expectation that follows from it.</summary>
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
        if (_values.Add(_lastText) && _values.Count > options.MaxDomainSize)
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

    public ColumnExpectation ToExpectation()
    {
        // The count of a key that was learned from data is a fact of that data, and changes with it.
        var expectation = new ColumnExpectation(Column.Name, Type.WithoutKeyCount())
        {
            MinCount = Present > 0 ? 1 : 0,
            MinFraction = Present > 0 && Present == Rows ? 1 : null,
        };
        if (Present == 0)
            return expectation;

        if (Type.IsReal)
            expectation = expectation with { AllowNaN = _nan > 0, AllowInfinity = _infinite > 0 };
        if ((Type.IsReal || Type.IsInteger) && options.InferRanges && _min <= _max)
            expectation = expectation with { Min = Readable(_min), Max = Readable(_max) };
        if (Type is { IsVector: true, VectorSize: null })
            expectation = expectation with { MinValues = _shortest, MaxValues = _longest };
        if (Type.Kind != ColumnKind.Text)
            return expectation;

        return _allBoolean ? expectation with { Format = ValueFormat.Boolean }
            : _allInteger ? expectation with { Format = ValueFormat.Integer }
            : !_tooManyValues && !_invalidText ? expectation with { Domain = new TextDomain(_values) }
            : expectation;
    }

    // 0.1f is 0.10000000149… as a double; the file says 0.1, and the check rounds it back.
    private double Readable(double value) => Type.Kind == ColumnKind.Single
        ? double.Parse(((float)value).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : value;
}
