using System;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// The quantiles of a stream of numbers, weighted or not: exact up to twice <see cref="Size"/> numbers, above it an estimate whose error <see cref="RankError"/> bounds. Sketches of
/// parts merge to a sketch of the whole, in any order. The same numbers in the same order give the same sketch.
/// </summary>
/// <remarks>
/// <para>
/// Numbers are collected, sorted when there are 2·<see cref="Size"/> of them, and thinned to <see cref="Size"/> of equal weight by systematic sampling from a random start; two such samples are
/// thinned to one again, as one counts in binary (the compactors of KLL: Karnin, Lang and Liberty, <i>Optimal quantile approximation in streams</i>, FOCS 2016, with equal sizes and real weights).
/// A thinning to weight c moves any rank by less than c, up or down with expectation 0, so by Hoeffding's inequality the errors together are sub-Gaussian with the variance Σ c²/4, which is
/// kept along. That is where <see cref="RankError"/> comes from: about 3.8 / <see cref="Size"/> (0.19 %) for a stream of numbers of equal weight, whatever its order and length.
/// </para>
/// <para>Memory: 8·<see cref="Size"/> bytes for each doubling of the count, 320 KB after 10⁹ numbers.</para>
/// <para>NaN and the infinities are counted apart. Not safe for several threads: give each its own, and merge.</para>
/// </remarks>
public sealed partial class QuantileSketch
{
    /// <summary>The size where none is given.</summary>
    public const int DefaultSize = 2048;

    // Of the bound: for any one rank it fails in one of a million sketches.
    private const double Confidence = 1e-6;
    private static readonly double Deviations = Math.Sqrt(2 * Math.Log(2 / Confidence));

    private readonly List<Sample?> _levels = [];
    private double[] _raw = [];
    // Only where a weight is not 1.
    private double[]? _rawWeights;
    private int _rawCount;
    private bool _isRawSorted;
    // Of what was thinned; the ends of the sorted raw numbers are the others.
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;
    // The sum of the weights' squares.
    private double _squares;
    private ulong _random;
    // Of the rank's error: how far it is off at most, and the root of its variance's bound.
    private double _farthest;
    private double _deviation;
    private SortedWeights? _sorted;

    /// <summary>An empty sketch.</summary>
    /// <param name="size">How many numbers a sample keeps, 8 … 65,536: the error is in inverse proportion to it.</param>
    public QuantileSketch(int size = DefaultSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 8);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 65_536);
        Size = size;
    }

    /// <summary>How many numbers a sample keeps.</summary>
    public int Size { get; }

    /// <summary>The weight of all finite numbers; without weights, how many there are.</summary>
    public double Count { get; private set; }

    /// <summary>
    /// How many finite numbers of equal weight tell as much as these do: (Σ w)² / Σ w² (Kish, <i>Survey Sampling</i>, 1965). Without weights it is <see cref="Count"/>. Tests of significance
    /// reckon with it.
    /// </summary>
    public double EffectiveCount => KishCount.Of(Count, _squares);

    /// <summary>The weight of NaN.</summary>
    public double NaN { get; private set; }

    /// <summary>The weight of +∞.</summary>
    public double PositiveInfinity { get; private set; }

    /// <summary>The weight of −∞.</summary>
    public double NegativeInfinity { get; private set; }

    /// <summary>The smallest finite number, exactly; NaN where there is none.</summary>
    public double Min => Count > 0 ? Extremes().Min : double.NaN;

    /// <summary>The largest finite number, exactly; NaN where there is none.</summary>
    public double Max => Count > 0 ? Extremes().Max : double.NaN;

    /// <summary>Whether nothing was thinned yet, so that every quantile is exact.</summary>
    public bool IsExact => _farthest == 0;

    /// <summary>
    /// How far the rank of any one quantile, as a share of <see cref="Count"/>, is off at most: <c>Quantile(p)</c> is an exact quantile of some share within <c>p ± RankError</c>, with a
    /// probability of at least 1 − 10⁻⁶. 0 when exact.
    /// </summary>
    public double RankError => Count > 0 ? Math.Min(_farthest, Deviations * _deviation) / Count : 0;

    /// <summary>Adds a number.</summary>
    /// <param name="value">Any number; NaN and the infinities are counted apart.</param>
    /// <param name="weight">How often it counts, finite and not negative; with 0 it is as if it were not there.</param>
    public void Add(double value, double weight = 1)
    {
        if (!(weight >= 0 && weight < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight is a finite number that is not negative.");
        if (weight > 0)
            AddPositive(value, weight, weight * weight);
    }

    /// <summary>Adds a number of many rows at once.</summary>
    /// <param name="value">The number.</param>
    /// <param name="weight">The weight of the rows together.</param>
    /// <param name="squares">The sum of the squares of their weights.</param>
    internal void Add(double value, double weight, double squares)
    {
        if (weight > 0)
            AddPositive(value, weight, squares);
    }

    /// <summary>Adds numbers of weight 1, faster than one by one.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        while (!values.IsEmpty)
        {
            var part = values[..Math.Min(values.Length, Room())];
            var count = _rawCount;
            if (NumberRange.TryOf(part, out _, out _))
            {
                part.CopyTo(_raw.AsSpan(count));
                count += part.Length;
            }
            else
            {
                foreach (var value in part)
                {
                    if (double.IsFinite(value))
                        _raw[count++] = value;
                    else
                        AddSpecial(value, 1);
                }
            }
            _rawWeights?.AsSpan(_rawCount, count - _rawCount).Fill(1);
            Added(count, count - _rawCount, count - _rawCount);
            values = values[part.Length..];
        }
    }

    /// <inheritdoc cref="Add(ReadOnlySpan{double})"/>
    public void Add(ReadOnlySpan<float> values)
    {
        while (!values.IsEmpty)
        {
            var part = values[..Math.Min(values.Length, Room())];
            var count = _rawCount;
            foreach (var value in part)
            {
                if (float.IsFinite(value))
                    _raw[count++] = value;
                else
                    AddSpecial(value, 1);
            }
            _rawWeights?.AsSpan(_rawCount, count - _rawCount).Fill(1);
            Added(count, count - _rawCount, count - _rawCount);
            values = values[part.Length..];
        }
    }

    /// <summary>Adds all that another sketch has seen. The other one does not change.</summary>
    /// <exception cref="ArgumentException">The other has another <see cref="Size"/>.</exception>
    public void Merge(QuantileSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Size != Size)
            throw new ArgumentException($"Only sketches of one size merge; this one has the size {Size}, the other {other.Size}.", nameof(other));
        NaN += other.NaN;
        PositiveInfinity += other.PositiveInfinity;
        NegativeInfinity += other.NegativeInfinity;
        if (other.Count == 0)
            return;

        // What the other has raw goes in by copy first: it may be this same sketch.
        var (raw, weights) = (other._raw.AsSpan(0, other._rawCount).ToArray(), other._rawWeights?.AsSpan(0, other._rawCount).ToArray());
        var levels = other._levels.ToArray();
        var ((min, max), squares) = (other.Extremes(), _squares + other._squares);
        // Both may have made the same random choices, so their errors need not even out.
        _deviation += other._deviation;
        _farthest += other._farthest;
        _random = GroupKey.Mix(_random ^ GroupKey.Mix(other._random));
        if (weights is null)
            Add(raw);
        else
            for (var i = 0; i < raw.Length; i++)
                AddPositive(raw[i], weights[i], 0);
        for (var level = 0; level < levels.Length; level++)
        {
            if (levels[level] is not { } sample)
                continue;
            Count += sample.Total;
            Carry(sample, level);
        }
        Saw(min, max);
        _squares = squares;
    }

    /// <summary>The smallest number at which the cumulative weight reaches a share of the whole: the discontinuous quantile (SQL's <c>percentile_disc</c>), always one of the numbers.</summary>
    /// <param name="share">0 … 1; 0 gives the smallest number, 1 the largest.</param>
    /// <returns>NaN where there is no finite number.</returns>
    public double Quantile(double share)
    {
        if (!(share >= 0 && share <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share of a quantile is between 0 and 1.");
        return Count == 0 ? double.NaN : share == 0 ? Min : share == 1 ? Max : Sorted().Quantile(share);
    }

    /// <summary>The weight of the finite numbers that are not above a value, within <see cref="RankError"/>·<see cref="Count"/>.</summary>
    public double WeightAtMost(double value) => Count == 0 || double.IsNaN(value) || value < Min ? 0 : value >= Max ? Count : Sorted().AtMost(value);

    /// <summary>All numbers that are kept, with their weights; the weights' sum is <see cref="Count"/> but for rounding.</summary>
    internal SortedWeights Sorted()
    {
        if (_sorted is not null)
            return _sorted;
        SortRaw();
        var kept = _rawCount;
        foreach (var level in _levels)
            kept += level?.Values.Length ?? 0;
        var (values, weights) = (new double[kept], new double[kept]);
        var count = _rawCount;
        _raw.AsSpan(0, count).CopyTo(values);
        if (_rawWeights is null)
            weights.AsSpan(0, count).Fill(1);
        else
            _rawWeights.AsSpan(0, count).CopyTo(weights);
        foreach (var level in _levels)
        {
            if (level is null)
                continue;
            level.Values.CopyTo(values, count);
            weights.AsSpan(count, level.Values.Length).Fill(level.Weight);
            count += level.Values.Length;
        }
        if (count > _rawCount)
            values.AsSpan().Sort(weights.AsSpan());
        return _sorted = SortedWeights.Of(values, weights);
    }

    private void AddPositive(double value, double weight, double squares)
    {
        if (!double.IsFinite(value))
        {
            AddSpecial(value, weight);
            return;
        }
        Room();
        if (weight != 1 && _rawWeights is null)
        {
            _rawWeights = new double[_raw.Length];
            _rawWeights.AsSpan(0, _rawCount).Fill(1);
        }
        _raw[_rawCount] = value;
        if (_rawWeights is not null)
            _rawWeights[_rawCount] = weight;
        Added(_rawCount + 1, weight, squares);
    }

    private void AddSpecial(double value, double weight)
    {
        if (double.IsNaN(value))
            NaN += weight;
        else if (value > 0)
            PositiveInfinity += weight;
        else
            NegativeInfinity += weight;
    }

    /// <summary>Makes room for at least one more number.</summary>
    /// <returns>For how many there is room now.</returns>
    private int Room()
    {
        if (_rawCount == _raw.Length)
        {
            var length = Math.Min(Math.Max(16, _raw.Length * 2), 2 * Size);
            Array.Resize(ref _raw, length);
            if (_rawWeights is not null)
                Array.Resize(ref _rawWeights, length);
        }
        return _raw.Length - _rawCount;
    }

    private void Added(int rawCount, double weight, double squares)
    {
        var added = rawCount - _rawCount;
        if (added == 0)
            return;
        _sorted = null;
        Count += weight;
        _squares += squares;
        _isRawSorted = false;
        _rawCount = rawCount;
        if (_rawCount == 2 * Size)
            ThinRaw();
    }

    private void Saw(double min, double max)
    {
        _sorted = null;
        _min = Math.Min(_min, min);
        _max = Math.Max(_max, max);
    }
}
