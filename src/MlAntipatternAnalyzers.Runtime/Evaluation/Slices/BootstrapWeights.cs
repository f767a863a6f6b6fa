using System;
using System.Numerics;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// A row's weights in the sample as it is (lane 0) and in each bootstrap replicate (lanes 1 … n): its own weight times a draw from the Poisson
/// distribution of mean 1, which stands for how often the row would be drawn. The draws are a function of the seed and the row's number and nothing else, so they
/// are the same in every slice and for two models that are compared, and nothing has to be kept to draw them again.
/// </summary>
internal sealed class BootstrapWeights
{
    // 16 bits a draw: probabilities are within 1/65536 of the distribution's.
    private static readonly byte[] s_draws = Draws();

    private readonly double[] _lanes;
    private readonly int _replicates;
    private readonly ulong _seed;
    private long _row = -1;
    private double _weight;

    public BootstrapWeights(int replicates, int seed)
    {
        _replicates = replicates;
        _seed = Mix((ulong)(uint)seed + 1);
        var width = Vector<double>.Count;
        _lanes = new double[(1 + replicates + width - 1) / width * width];
    }

    /// <summary>The sample and its replicates, without what fills up the last vector.</summary>
    public int Used => 1 + _replicates;

    /// <summary>The lanes of every sum: a whole number of vectors.</summary>
    public int Lanes => _lanes.Length;

    /// <returns>The weights, good until the next call.</returns>
    public ReadOnlySpan<double> Of(long row, double weight)
    {
        if (row == _row && weight == _weight)
            return _lanes;
        (_row, _weight) = (row, weight);
        _lanes[0] = weight;
        var start = _seed + ((ulong)row * 0x9E3779B97F4A7C15UL);
        for (var first = 1; first <= _replicates; first += 4)
        {
            var bits = Mix(start + ((ulong)first * 0xD1B54A32D192ED03UL));
            for (var lane = first; lane < first + 4 && lane <= _replicates; lane++, bits >>= 16)
                _lanes[lane] = weight * s_draws[(ushort)bits];
        }
        return _lanes;
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    private static byte[] Draws()
    {
        var draws = new byte[1 << 16];
        var (k, probability) = (0, Math.Exp(-1));
        var cumulated = probability;
        for (var i = 0; i < draws.Length; i++)
        {
            while ((i + 0.5) / draws.Length > cumulated)
                cumulated += probability /= ++k;
            draws[i] = (byte)k;
        }
        return draws;
    }
}
