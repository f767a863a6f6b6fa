using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Takes in texts.</summary>
internal sealed class TextAccumulator
{
    // A column of few texts costs a look-up a text; above it the sketches are asked.
    private const int TableSize = 4096;

    private readonly TextTally _tally = new();
    private readonly DistinctCounter _distinct = new();
    private readonly TopValues _values = new();
    private readonly TopValues? _weightedValues;
    // Null when looking texts up is in vain.
    private TextTable? _table = new(TableSize);
    private long[] _counts = new long[16];
    private double[] _weights;
    // Of the weights in the table, the sum of their squares: which text they belong to does not matter.
    private double _squares;
    private long _found;
    private long _notFound;

    public TextAccumulator(bool weighted)
    {
        _weightedValues = weighted ? new() : null;
        _weights = weighted ? new double[16] : [];
    }

    /// <summary>Adds empty texts, which are missing.</summary>
    public void AddEmpty(long count) => _tally.Empty += count;

    /// <summary>Adds a text.</summary>
    /// <param name="text">Not empty.</param>
    /// <param name="weight">Its row's weight.</param>
    public void Add(ReadOnlySpan<char> text, double weight)
    {
        if (_table is not null && text.Length <= Runtime.TopValues.LongestText)
        {
            if (_table.NumberOf(text) is >= 0 and var number)
            {
                Count(number, weight);
                return;
            }
            _notFound++;
            // A column of names or identifiers: nearly every text is another one.
            if (_notFound > TableSize && _notFound > _found)
                EmptyTable();
        }
        Add(text, 1, weight, weight * weight);
    }

    /// <summary>Adds a text that comes many times.</summary>
    /// <param name="text">The text; the empty one is one like others here (the name of a key can be empty).</param>
    /// <param name="times">How often it comes.</param>
    /// <param name="weight">The weight of all these rows together.</param>
    /// <param name="squares">The sum of the squares of these rows' weights.</param>
    public void Add(ReadOnlySpan<char> text, long times, double weight, double squares)
    {
        if (text.Length > Runtime.TopValues.LongestText)
        {
            _values.Add(text, times, times);
            _weightedValues?.Add(text, weight, squares);
            _distinct.Add(ValueHash.Of(text));
        }
        else
        {
            var hash = ValueHash.Of(text);
            _values.Add(text, hash, times, times);
            _weightedValues?.Add(text, hash, weight, squares);
            _distinct.Add(hash);
        }
        _tally.Add(text, times);
    }

    public (TextStatistics Statistics, TextTally Tally) Finish(StatisticsShape shape)
    {
        EmptyTable();
        var statistics = new TextStatistics(_tally, _distinct, _values, shape)
        {
            Weighted = _weightedValues is null ? null : new(_weightedValues, shape),
        };
        return (statistics, _tally);
    }

    private void Count(int number, double weight)
    {
        if (number >= _counts.Length)
        {
            Array.Resize(ref _counts, _counts.Length * 2);
            if (_weights.Length > 0)
                Array.Resize(ref _weights, _counts.Length);
        }
        _found++;
        _counts[number]++;
        if (_weights.Length > 0)
        {
            _weights[number] += weight;
            _squares += weight * weight;
        }
    }

    private void EmptyTable()
    {
        for (var number = 0; number < _table?.Texts.Count; number++)
            Add(_table.Texts[number], _counts[number], _weights.Length > 0 ? _weights[number] : 0, number == 0 ? _squares : 0);
        _table = null;
    }
}
