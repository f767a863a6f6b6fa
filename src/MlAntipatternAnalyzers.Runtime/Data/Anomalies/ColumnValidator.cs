using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Holds the rows of one column against its expectation.</summary>
internal sealed class ColumnValidator : ColumnVisitor
{
    private readonly ColumnExpectation _expected;
    private readonly ItemRules _rules;
    private readonly bool _single;
    private readonly ColumnEvidence _evidence;
    private readonly bool _suggestTimeFormats;
    private TimeFormatFinder _times = new();
    private readonly PassedTexts _passed = new();
    private string _lastText = "";

    /// <param name="expected">What is expected.</param>
    /// <param name="suggestTimeFormats">Whether texts of which nothing is expected are looked at for times.</param>
    public ColumnValidator(ColumnExpectation expected, bool suggestTimeFormats = false)
    {
        _expected = expected;
        _rules = new(expected);
        _single = expected.Type.Kind == ColumnKind.Single;
        _evidence = new(expected) { Distinct = expected.Unique is not null && (expected.Type.IsKey || expected.Type.Kind is ColumnKind.Text or ColumnKind.Boolean) ? new() : null };
        _suggestTimeFormats = suggestTimeFormats && TimeFormats.MayBeSuggested(expected);
    }

    public override bool ReadsBooleans => _evidence.Distinct is not null;

    public override bool Passes(double min, double max) => _rules.Accept(min, max) && _expected.MinValues is null or <= 1 && _expected.MaxValues is null or >= 1;

    public override void Number(double value, int times)
    {
        switch (_rules.Judge(value))
        {
            case Offence.None:
                if (double.IsNaN(value))
                    _evidence.NanItems += times;
                break;
            case Offence.NaN:
                _evidence.NanItems += times;
                _evidence.Nan.Add(Row, value, _single, times);
                break;
            case Offence.Infinite:
                _evidence.Infinite.Add(Row, value, _single, times);
                break;
            case Offence.NotInFormat:
                _evidence.NotInFormat.Add(Row, value, _single, times);
                break;
            case Offence.NotATime:
                _evidence.NotATime.Add(Row, value, _single, times);
                break;
            case Offence.TooSmall:
                _evidence.TooSmall.Add(Row, value, _single, times);
                _evidence.Lowest = Math.Min(_evidence.Lowest, value);
                break;
            default:
                _evidence.TooBig.Add(Row, value, _single, times);
                _evidence.Highest = Math.Max(_evidence.Highest, value);
                break;
        }
    }

    public override void Text(ReadOnlySpan<char> value)
    {
        if (_passed.Contains(value))
            return;
        _evidence.Distinct?.Add(ValueHash.Of(value));
        if (_suggestTimeFormats)
            _times.Add(value);
        switch (_rules.Judge(value))
        {
            case Offence.None:
                _passed.Add(value);
                break;
            case Offence.Damaged:
                _evidence.Damaged.Add(Row, value);
                break;
            case Offence.OutsideDomain:
                _evidence.OutsideDomain.Add(Row, value);
                AddUnknown(value);
                break;
            case Offence.NotATime:
                _evidence.NotATime.Add(Row, value);
                break;
            case Offence.TooSmall when TextFormats.TryReal(value, out var number):
                _evidence.TooSmall.Add(Row, value);
                _evidence.Lowest = Math.Min(_evidence.Lowest, number);
                break;
            case Offence.TooBig when TextFormats.TryReal(value, out var number):
                _evidence.TooBig.Add(Row, value);
                _evidence.Highest = Math.Max(_evidence.Highest, number);
                break;
            default:
                _evidence.NotInFormat.Add(Row, value);
                _evidence.OnlyReals = _evidence.OnlyReals && TextFormats.TryReal(value, out _);
                if (_expected.BooleanTokens is not null)
                    AddUnknown(value);
                break;
        }
    }

    public override void Key(ulong value, int times) => _evidence.Distinct?.Add(ValueHash.Of((long)value));

    /// <summary>What was found, after the pass.</summary>
    public ColumnEvidence Evidence()
    {
        (_evidence.Rows, _evidence.Present, _evidence.Items) = (Rows, Present, Items);
        _evidence.TimeFormat = _suggestTimeFormats ? _times.Result?.Format : null;
        return _evidence;
    }

    /// <summary>Adds what was found in other rows.</summary>
    public void Merge(ColumnValidator other)
    {
        AddCounts(other);
        _evidence.Merge(other._evidence);
        _times.Merge(other._times);
    }

    protected override void RowEnded(int length, bool present)
    {
        if (!present)
        {
            _evidence.Missing.Add(Row);
        }
        else if (length < _expected.MinValues)
        {
            _evidence.TooFew.Add(Row, length, single: false);
            _evidence.Shortest = Math.Min(_evidence.Shortest, length);
        }
        else if (length > _expected.MaxValues)
        {
            _evidence.TooMany.Add(Row, length, single: false);
            _evidence.Longest = Math.Max(_evidence.Longest, length);
        }
    }

    // The same unknown text often comes many rows in a row.
    private void AddUnknown(ReadOnlySpan<char> value)
    {
        if (!_evidence.Unknown.IsComplete || value.SequenceEqual(_lastText))
            return;
        _evidence.Unknown.Add(value);
        _lastText = value.Length < 256 ? value.ToString() : "";
    }
}
