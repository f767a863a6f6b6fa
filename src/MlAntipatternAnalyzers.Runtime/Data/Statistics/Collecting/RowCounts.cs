using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Counts the rows that have a value in a column and those that have none.</summary>
internal sealed class RowCounts
{
    // Of vectors only: how many items the rows have that have one.
    private readonly QuantileSketch? _lengths;
    private readonly double[]? _buffer;
    private readonly bool _weighted;
    private int _buffered;
    private long _items;
    private ExactSum _weightedPresent;
    private ExactSum _weightedMissing;

    public RowCounts(bool weighted, bool vectors)
    {
        _weighted = weighted;
        if (!vectors)
            return;
        _lengths = new();
        _buffer = new double[RowBlock.MostRows];
    }

    public long Present { get; private set; }

    public long Missing { get; private set; }

    /// <summary>Adds scalars.</summary>
    public void Add(long present, long missing)
    {
        Present += present;
        Missing += missing;
    }

    /// <summary>Adds the weight of a row.</summary>
    public void AddWeight(bool isPresent, double weight)
    {
        if (isPresent)
            _weightedPresent += weight;
        else
            _weightedMissing += weight;
    }

    /// <summary>Adds a vector.</summary>
    public void Add(int length, bool isPresent, double weight)
    {
        if (_weighted)
            AddWeight(isPresent, weight);
        if (!isPresent)
        {
            Missing++;
            return;
        }
        Present++;
        _items += length;
        _buffer![_buffered++] = length;
        if (_buffered == _buffer.Length)
            Flush();
    }

    /// <summary>The column's statistics so far.</summary>
    public ColumnStatistics ToStatistics(string name, ColumnType type, NumericStatistics? numeric = null, TextStatistics? text = null, TimeStatistics? time = null, params (string Sentinel, long Count)[] possibleMissing)
    {
        Flush();
        return new(name, type)
        {
            Present = Present,
            Missing = Missing,
            WeightedPresent = _weighted ? _weightedPresent.Value : Present,
            WeightedMissing = _weighted ? _weightedMissing.Value : Missing,
            ValuesPerRow = Present == 0 ? null : _lengths is null ? ValuesPerRow.OfScalars(Present) : new(_lengths, Present, _items),
            Numeric = numeric,
            Text = text,
            Time = time,
            PossibleMissing = possibleMissing.ToSentinels(pair => pair.Sentinel, pair => pair.Count),
        };
    }

    private void Flush()
    {
        _lengths?.Add(_buffer!.AsSpan(0, _buffered));
        _buffered = 0;
    }
}
