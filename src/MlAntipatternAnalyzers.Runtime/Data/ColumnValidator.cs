using System;
using System.Collections.Generic;
using System.Globalization;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Holds one column against its expectation.</summary>
internal sealed class ColumnValidator : ColumnVisitor
{
    private readonly ColumnExpectation _expected;
    private readonly bool _single;
    private readonly bool _nanOffends;
    private readonly double _min;
    private readonly double _max;
    private readonly Tally _missing = new();
    private readonly Tally _tooFew = new();
    private readonly Tally _tooMany = new();
    private readonly Tally _tooSmall = new();
    private readonly Tally _tooBig = new();
    private readonly Tally _nan = new();
    private readonly Tally _infinite = new();
    private readonly Tally _notInFormat = new();
    private readonly Tally _outsideDomain = new();
    private readonly Tally _damaged = new();
    private long _nanItems;

    public ColumnValidator(ColumnExpectation expected)
    {
        _expected = expected;
        _single = expected.Type.Kind == ColumnKind.Single;
        _nanOffends = !expected.AllowNaN && (expected.Type.IsVector || expected.MinFraction is null);
        // 0.1 in the file means the float nearest to it: that is what the loader made of the 0.1 in the data.
        _min = expected.Min is { } min ? Bound(min) : double.NegativeInfinity;
        _max = expected.Max is { } max ? Bound(max) : double.PositiveInfinity;
    }

    public override void Number(double value, int times)
    {
        if (double.IsNaN(value))
        {
            _nanItems += times;
            if (_nanOffends)
                _nan.Add(Row, value, _single, times);
            return;
        }
        if (double.IsInfinity(value) && !_expected.AllowInfinity)
        {
            _infinite.Add(Row, value, _single, times);
            return;
        }
        if (_expected.Format == ValueFormat.Boolean && _expected.Type.IsReal)
        {
            if (value is not (0 or 1))
                _notInFormat.Add(Row, value, _single, times);
            return;
        }
        var boolean = _expected.Format == ValueFormat.Boolean;
        if (value < (boolean ? 0 : _min))
            _tooSmall.Add(Row, value, _single, times);
        else if (value > (boolean ? 1 : _max))
            _tooBig.Add(Row, value, _single, times);
    }

    public override void Text(ReadOnlySpan<char> value)
    {
        if (TextFormats.IsDamaged(value))
            _damaged.Add(Row, value);
        if (_expected.Domain is { } domain)
        {
            if (!domain.Contains(value))
                _outsideDomain.Add(Row, value);
            return;
        }

        double number = 0;
        var reads = true;
        switch (_expected.Format)
        {
            case ValueFormat.Boolean:
                reads = TextFormats.IsBoolean(value);
                break;
            case ValueFormat.Integer:
                reads = TextFormats.TryInteger(value, out var whole);
                number = whole;
                break;
            case ValueFormat.Real:
                reads = TextFormats.TryReal(value, out number);
                break;
        }
        if (!reads)
            _notInFormat.Add(Row, value);
        else if (number < _min)
            _tooSmall.Add(Row, value);
        else if (number > _max)
            _tooBig.Add(Row, value);
    }

    protected override void RowEnded(int length, bool present)
    {
        if (!present)
            _missing.Add(Row);
        else if (length < _expected.MinValues)
            _tooFew.Add(Row, length, single: false);
        else if (length > _expected.MaxValues)
            _tooMany.Add(Row, length, single: false);
    }

    /// <summary>What was found, after the pass.</summary>
    /// <param name="presenceMatters">False where the view has no rows and that itself is reported.</param>
    public IEnumerable<(string Code, string Message, Tally Tally, long Total)> Findings(bool presenceMatters)
    {
        if (presenceMatters && Presence() is { } presence)
            yield return (presence.Code, presence.Message, _missing, Rows);
        if (_tooFew.Count > 0)
            yield return (DataAnomalyCode.FeatureTypeLowNumberValues, $"{_tooFew.Describe(Rows, "rows")} have fewer than {Number(_expected.MinValues)} items.", _tooFew, Rows);
        if (_tooMany.Count > 0)
            yield return (DataAnomalyCode.FeatureTypeHighNumberValues, $"{_tooMany.Describe(Rows, "rows")} have more than {Number(_expected.MaxValues)} items.", _tooMany, Rows);

        // NaN items are missing ones, which Items leaves out.
        var all = Items + _nanItems;
        if (_nan.Count > 0)
            yield return (DataAnomalyCode.FloatTypeHasNan, $"{_nan.Describe(all, "values")} are NaN, which the schema does not allow.", _nan, all);
        if (_infinite.Count > 0)
            yield return (DataAnomalyCode.FloatTypeHasInf, $"{_infinite.Describe(Items, "values")} are infinite, which the schema does not allow.", _infinite, Items);
        if (_notInFormat.Count > 0)
            yield return (NotInFormatCode, $"{_notInFormat.Describe(Items, "values")} are not {FormatName}.", _notInFormat, Items);
        if (_tooSmall.Count > 0)
            yield return (SmallCode, $"{_tooSmall.Describe(Items, "values")} are below {Number(Boolean ? 0 : _expected.Min)}.", _tooSmall, Items);
        if (_tooBig.Count > 0)
            yield return (BigCode, $"{_tooBig.Describe(Items, "values")} are above {Number(Boolean ? 1 : _expected.Max)}.", _tooBig, Items);
        if (_expected.Domain is { } domain && _outsideDomain.Count > 0 && 1 - _outsideDomain.Share(Items) < domain.MinShare)
        {
            yield return (
                DataAnomalyCode.EnumTypeUnexpectedStringValues,
                $"{_outsideDomain.Describe(Items, "values")} are outside the column's {domain.Values.Count} known value(s); at least {TextFormats.Percent(domain.MinShare)} must be inside.",
                _outsideDomain,
                Items);
        }
        if (_damaged.Count > 0)
            yield return (DataAnomalyCode.EnumTypeInvalidUtf8, $"{_damaged.Describe(Items, "values")} hold bytes that are no text in the encoding they were read with (U+FFFD).", _damaged, Items);
    }

    private bool Boolean => _expected.Format == ValueFormat.Boolean;

    private bool IsReal => _expected.Type.IsReal || _expected.Format == ValueFormat.Real;

    private string SmallCode => Boolean ? DataAnomalyCode.BoolTypeSmallInt : IsReal ? DataAnomalyCode.FloatTypeSmallFloat : DataAnomalyCode.IntTypeSmallInt;

    private string BigCode => Boolean ? DataAnomalyCode.BoolTypeBigInt : IsReal ? DataAnomalyCode.FloatTypeBigFloat : DataAnomalyCode.IntTypeBigInt;

    private string NotInFormatCode => _expected.Format switch
    {
        ValueFormat.Boolean => _expected.Type.IsReal ? DataAnomalyCode.BoolTypeUnexpectedFloat : DataAnomalyCode.BoolTypeUnexpectedString,
        ValueFormat.Integer => DataAnomalyCode.IntTypeNotIntString,
        _ => DataAnomalyCode.FloatTypeStringNotFloat,
    };

    private string FormatName => _expected.Format switch
    {
        ValueFormat.Boolean => _expected.Type.IsReal ? "0 or 1" : "true or false",
        ValueFormat.Integer => "whole numbers",
        _ => "numbers",
    };

    private (string Code, string Message)? Presence()
    {
        if (Present == 0 && (_expected.MinCount > 0 || _expected.MinFraction > 0))
            return (DataAnomalyCode.FeatureTypeNotPresent, Rows == 0 ? "There are no rows, and so no value." : $"No value is present in any of the {Number(Rows)} rows.");
        // Compared as counts: 0.9 of ten rows is nine, whatever the quotient rounds to.
        if (_expected.MinFraction is { } fraction && Present < (fraction * Rows) - 1e-9)
        {
            return (
                DataAnomalyCode.FeatureTypeLowFractionPresent,
                $"{_missing.Describe(Rows, "rows")} have no value; at least {TextFormats.Percent(fraction)} of the rows must have one.");
        }
        return Present < _expected.MinCount
            ? (DataAnomalyCode.FeatureTypeLowNumberPresent, $"{Number(Present)} row(s) have a value; at least {Number(_expected.MinCount)} must.")
            : null;
    }

    private double Bound(double value) => _single ? (float)value : value;

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
