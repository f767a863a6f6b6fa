using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What is wrong with one item.</summary>
internal enum Offence
{
    None,
    NaN,
    Infinite,
    NotInFormat,
    NotATime,
    TooSmall,
    TooBig,
    OutsideDomain,
    Damaged,
}

/// <summary>Judges the items of a column one by one: without state, for whole data sets and for single rows alike.</summary>
internal sealed class ItemRules
{
    private readonly ColumnExpectation _expected;
    private readonly bool _nanOffends;
    private readonly bool _boolean;
    private readonly bool _real;
    private readonly double _min;
    private readonly double _max;

    public ItemRules(ColumnExpectation expected)
    {
        _expected = expected;
        _boolean = expected.Format == ValueFormat.Boolean;
        _real = expected.Type.IsReal;
        _nanOffends = !expected.AllowNaN && (expected.Type.IsVector || expected.MinFraction is null);
        // 0.1 in the file means the float nearest to it: that is what the loader made of the 0.1 in the data.
        var single = expected.Type.Kind == ColumnKind.Single;
        _min = expected.Min is not { } min ? double.NegativeInfinity : single ? (float)min : min;
        _max = expected.Max is not { } max ? double.PositiveInfinity : single ? (float)max : max;
    }

    public Offence Judge(double value)
    {
        if (double.IsNaN(value))
            return _nanOffends ? Offence.NaN : Offence.None;
        if (double.IsInfinity(value) && !_expected.AllowInfinity)
            return Offence.Infinite;
        if (_boolean)
            return _real ? (value is 0 or 1 ? Offence.None : Offence.NotInFormat) : value < 0 ? Offence.TooSmall : value > 1 ? Offence.TooBig : Offence.None;
        if (_expected.TimeFormat is { } format && !TimeFormats.IsTime(value, format))
            return Offence.NotATime;
        return value < _min ? Offence.TooSmall : value > _max ? Offence.TooBig : Offence.None;
    }

    /// <summary>Whether nothing is wrong with any number between two, which is told by these two: except for Booleans in reals, what is allowed is always a range.</summary>
    public bool Accept(double min, double max) => !(_boolean && _real) && Judge(min) == Offence.None && Judge(max) == Offence.None;

    /// <param name="value">Not empty: that is a missing value.</param>
    public Offence Judge(ReadOnlySpan<char> value)
    {
        // What cannot be read is judged for that alone.
        if (TextFormats.IsDamaged(value))
            return _expected.AllowInvalidUtf8 ? Offence.None : Offence.Damaged;
        if (_expected.Domain is { } domain)
            return domain.Contains(value) ? Offence.None : Offence.OutsideDomain;
        if (_expected.TimeFormat is { } format)
            return TimeFormats.IsTime(value, format) ? Offence.None : Offence.NotATime;
        double number;
        switch (_expected.Format)
        {
            case ValueFormat.Boolean:
                return (_expected.BooleanTokens is { } tokens ? tokens.Contains(value) : TextFormats.IsBoolean(value)) ? Offence.None : Offence.NotInFormat;
            case ValueFormat.Integer when TextFormats.TryInteger(value, out var whole):
                number = whole;
                break;
            case ValueFormat.Real when TextFormats.TryReal(value, out number):
                break;
            case ValueFormat.Any:
                return Offence.None;
            default:
                return Offence.NotInFormat;
        }
        return number < _min ? Offence.TooSmall : number > _max ? Offence.TooBig : Offence.None;
    }
}
