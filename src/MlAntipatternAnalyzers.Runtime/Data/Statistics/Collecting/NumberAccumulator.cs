using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Takes in numbers, and adds them up a block at a time. The blocks are always of the same numbers, however the numbers come, so that rounding and sketches do not depend on it.
/// </summary>
internal sealed class NumberAccumulator(bool weighted)
{
    private readonly double[] _values = new double[RowBlock.MostRows];
    private readonly double[]? _weights = weighted ? new double[RowBlock.MostRows] : null;
    private readonly NumericTally _tally = new();
    private readonly QuantileSketch _sketch = new();
    private readonly QuantileSketch? _weightedSketch = weighted ? new() : null;
    private Moments _weightedMoments;
    private ExactSum _weightedZeros;
    private double _zeroSquares;
    private long _zeros;
    private int _count;

    /// <summary>What was counted; after <see cref="Flush"/> of all numbers.</summary>
    public NumericTally Tally => _tally;

    /// <summary>Where the next numbers go; never empty. <see cref="Added"/> says how many there are.</summary>
    public Span<double> Room => _values.AsSpan(_count);

    /// <summary>Where their weights go; empty when there are none.</summary>
    public Span<double> WeightRoom => _weights is null ? default : _weights.AsSpan(_count);

    public void Added(int count)
    {
        _count += count;
        if (_count == _values.Length)
            Flush();
    }

    /// <summary>Adds zeros of one row: what a sparse vector does not hold.</summary>
    public void AddZeros(int count, double weight)
    {
        _zeros += count;
        if (_weights is null)
            return;
        _weightedZeros += count * weight;
        _zeroSquares += count * weight * weight;
    }

    public void Flush()
    {
        var values = _values.AsSpan(0, _count);
        _count = 0;
        _tally.Add(values);
        _sketch.Add(values);
        if (_weights is null)
            return;
        for (var i = 0; i < values.Length; i++)
        {
            _weightedSketch!.Add(values[i], _weights[i]);
            if (double.IsFinite(values[i]))
                _weightedMoments = _weightedMoments.With(values[i], _weights[i]);
        }
    }

    public NumericStatistics Finish(StatisticsShape shape)
    {
        Flush();
        if (_zeros > 0)
        {
            _tally.AddZeros(_zeros);
            _sketch.Add(0, _zeros, _zeros);
        }
        if (_weightedSketch is not null && _zeros > 0)
        {
            _weightedMoments += new Moments(_weightedZeros, default, default);
            _weightedSketch.Add(0, _weightedZeros.Value, _zeroSquares);
        }
        return new(_tally, _sketch, shape)
        {
            Weighted = _weightedSketch is null ? null : new(_weightedMoments, _weightedSketch, shape),
        };
    }
}
