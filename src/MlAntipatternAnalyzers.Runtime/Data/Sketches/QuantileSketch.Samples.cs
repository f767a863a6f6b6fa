using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <content>Thinning.</content>
public sealed partial class QuantileSketch
{
    [ThreadStatic]
    private static double[]? _merged;

    /// <summary>Ascending numbers, each of which stands for the same weight.</summary>
    private sealed record Sample(double[] Values, double Weight)
    {
        public double Total => Values.Length * Weight;
    }

    private void SortRaw()
    {
        if (_isRawSorted)
            return;
        if (_rawWeights is null)
            RadixSort.Sort(_raw.AsSpan(0, _rawCount));
        else
            _raw.AsSpan(0, _rawCount).Sort(_rawWeights.AsSpan(0, _rawCount));
        _isRawSorted = true;
    }

    private (double Min, double Max) Extremes()
    {
        if (_rawCount == 0)
            return (_min, _max);
        SortRaw();
        return (Math.Min(_min, _raw[0]), Math.Max(_max, _raw[_rawCount - 1]));
    }

    private void ThinRaw()
    {
        (_min, _max) = Extremes();
        Sample sample;
        if (_rawWeights is null)
        {
            var start = (int)(NextRandom() >> 63);
            var values = new double[Size];
            for (var i = 0; i < values.Length; i++)
                values[i] = _raw[(2 * i) + start];
            sample = new(values, 2);
        }
        else
        {
            sample = Systematic(_raw, _rawWeights);
        }
        Thinned(sample.Weight);
        _rawCount = 0;
        _rawWeights = null;
        Carry(sample, 0);
    }

    // As one adds 1 to a binary number: a sample that meets another of its level goes up with it.
    private void Carry(Sample sample, int level)
    {
        _sorted = null;
        for (; ; level++)
        {
            while (_levels.Count <= level)
                _levels.Add(null);
            if (_levels[level] is not { } other)
            {
                _levels[level] = sample;
                return;
            }
            _levels[level] = null;
            sample = Thin(other, sample);
            Thinned(sample.Weight);
        }
    }

    private Sample Thin(Sample a, Sample b)
    {
        if (a.Weight == b.Weight)
            return new(EverySecond(a.Values, b.Values, (int)(NextRandom() >> 63)), 2 * a.Weight);
        var (values, weights) = (new double[2 * Size], new double[2 * Size]);
        a.Values.CopyTo(values, 0);
        b.Values.CopyTo(values, Size);
        weights.AsSpan(0, Size).Fill(a.Weight);
        weights.AsSpan(Size).Fill(b.Weight);
        values.AsSpan().Sort(weights.AsSpan());
        return Systematic(values, weights);
    }

    /// <summary>Every second number of the two together.</summary>
    private static double[] EverySecond(double[] a, double[] b, int start)
    {
        // The one and the other, and after each an infinity: a side that is at its end is never chosen again, and need not be asked.
        var length = a.Length;
        if (_merged is not { } both || both.Length < 2 * (length + 1))
            _merged = both = new double[2 * (length + 1)];
        a.CopyTo(both, 0);
        both[length] = double.PositiveInfinity;
        b.CopyTo(both, length + 1);
        both[(2 * length) + 1] = double.PositiveInfinity;

        var values = new double[length];
        var (i, j) = (0, length + 1);
        for (var at = 0; at < values.Length; at++)
        {
            // Whose turn it is cannot be foreseen, so there is no branch on it.
            var isFirst = both[i] <= both[j] ? 1 : 0;
            var one = j + (isFirst * (i - j));
            i += isFirst;
            j += 1 - isFirst;
            isFirst = both[i] <= both[j] ? 1 : 0;
            var other = j + (isFirst * (i - j));
            i += isFirst;
            j += 1 - isFirst;
            values[at] = both[one + (start * (other - one))];
        }
        return values;
    }

    /// <summary>As many numbers as <see cref="Size"/>, at equal steps of the cumulative weight from a random start: what is heavier than a step comes several times.</summary>
    private Sample Systematic(ReadOnlySpan<double> sorted, ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
            total += weight;
        var step = total / Size;
        var start = (NextRandom() >> 11) * (1.0 / (1UL << 53));
        var values = new double[Size];
        var (at, cumulative) = (0, weights[0]);
        for (var i = 0; i < values.Length; i++)
        {
            var target = (i + start) * step;
            while (cumulative <= target && at < sorted.Length - 1)
                cumulative += weights[++at];
            values[i] = sorted[at];
        }
        return new(values, step);
    }

    private void Thinned(double weight)
    {
        _farthest += weight;
        _deviation = Math.Sqrt((_deviation * _deviation) + (weight * weight / 4));
    }

    private ulong NextRandom()
    {
        _random = unchecked(_random + 0x9E3779B97F4A7C15UL);
        return GroupKey.Mix(_random);
    }
}
