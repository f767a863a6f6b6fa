using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// The areas under a binary model's curves, which depend on the order of all scores: no sum of the rows gives them exactly, so each row's score, label and
/// slices are kept. That is 9 bytes a row, 4 more for each slice that it belongs to, 8 more where rows are weighed, and 8 more while they are sorted. One sort and
/// one sweep serve all slices and all bootstrap replicates.
/// </summary>
internal sealed class RankedRows(BootstrapWeights weights, int slicesPerRow, bool weighted)
{
    // The sums' first quantity is the true positives.
    private const int FalsePositives = 1;
    private const int Roc = 2;
    private const int PrecisionRecall = 3;

    // The score's order, descending, in the upper half; the row's number in the lower.
    private readonly List<ulong> _keys = [];
    private readonly List<bool> _positive = [];
    private readonly List<double> _weights = [];
    private readonly List<int> _slices = [];
    private readonly SliceSums _sums = new(4, weights.Lanes);

    public void Add(float score, bool positive, double weight, ReadOnlySpan<int> slices)
    {
        _keys.Add(((ulong)Descending(score) << 32) | (uint)_keys.Count);
        _positive.Add(positive);
        if (weighted)
            _weights.Add(weight);
        _slices.AddRange(slices);
    }

    /// <summary>The probability that a positive row has a higher score than a negative one, ties counting half (the Mann–Whitney statistic), as ML.NET computes it.</summary>
    public double AreaUnderRocCurve(int slice, int lane, double positives, double negatives) => _sums.At(slice, Roc, lane) / (positives * negatives);

    /// <summary>
    /// By the lower trapezoid (Boyd, Eng, Page: "Area Under the Precision-Recall Curve", 2013), as ML.NET computes it; rows of one score count in the order in which they came.
    /// ML.NET takes a random 100,000 of the rows where there are more; here all count.
    /// </summary>
    public double AreaUnderPrecisionRecallCurve(int slice, int lane, double positives) => _sums.At(slice, PrecisionRecall, lane) / positives;

    public void Sweep()
    {
        var sorted = Sorted();
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] >> 32 == sorted[start] >> 32; end++)
            {
            }
            if (end == start + 1)
            {
                Count((int)(uint)sorted[start], roc: 1);
                continue;
            }
            // Of a tie each negative row is half above and half below the positive ones: half counts before them, half after them.
            for (var i = start; i < end; i++)
                CountNegative((int)(uint)sorted[i]);
            for (var i = start; i < end; i++)
                Count((int)(uint)sorted[i], roc: 0);
            for (var i = start; i < end; i++)
                CountNegative((int)(uint)sorted[i]);
        }
    }

    private void Count(int row, double roc)
    {
        var lanes = SliceSums.Vectors(WeightsOf(row));
        foreach (var slice in SlicesOf(row))
        {
            var sums = SliceSums.Vectors(_sums.Of(slice).AsSpan());
            var truePositives = sums[..lanes.Length];
            var falsePositives = sums.Slice(FalsePositives * lanes.Length, lanes.Length);
            if (_positive[row])
                CountPositive(lanes, truePositives, falsePositives, sums.Slice(PrecisionRecall * lanes.Length, lanes.Length));
            else
                CountNegative(lanes, truePositives, falsePositives, sums.Slice(Roc * lanes.Length, lanes.Length), roc);
        }
    }

    private static void CountPositive(ReadOnlySpan<Vector<double>> weights, Span<Vector<double>> truePositives, Span<Vector<double>> falsePositives, Span<Vector<double>> area)
    {
        var half = new Vector<double>(0.5);
        for (var i = 0; i < weights.Length; i++)
        {
            var before = Precision(truePositives[i], falsePositives[i]);
            truePositives[i] += weights[i];
            area[i] += weights[i] * half * (before + Precision(truePositives[i], falsePositives[i]));
        }
    }

    private static void CountNegative(
        ReadOnlySpan<Vector<double>> weights, ReadOnlySpan<Vector<double>> truePositives, Span<Vector<double>> falsePositives, Span<Vector<double>> area, double share)
    {
        var factor = new Vector<double>(share);
        for (var i = 0; i < weights.Length; i++)
        {
            area[i] += weights[i] * factor * truePositives[i];
            falsePositives[i] += weights[i];
        }
    }

    private void CountNegative(int row)
    {
        if (_positive[row])
            return;
        var lanes = SliceSums.Vectors(WeightsOf(row));
        var half = new Vector<double>(0.5);
        foreach (var slice in SlicesOf(row))
        {
            var sums = SliceSums.Vectors(_sums.Of(slice).AsSpan());
            var area = sums.Slice(Roc * lanes.Length, lanes.Length);
            for (var i = 0; i < lanes.Length; i++)
                area[i] += lanes[i] * half * sums[i];
        }
    }

    // 1 before the first row, as a curve starts at.
    private static Vector<double> Precision(Vector<double> truePositives, Vector<double> falsePositives)
    {
        var all = truePositives + falsePositives;
        return Vector.ConditionalSelect(Vector.GreaterThan(all, Vector<double>.Zero), truePositives / all, Vector<double>.One);
    }

    private ReadOnlySpan<double> WeightsOf(int row) => weights.Of(row, weighted ? _weights[row] : 1);

    private ReadOnlySpan<int> SlicesOf(int row) => CollectionsMarshal.AsSpan(_slices).Slice(row * slicesPerRow, slicesPerRow);

    // A float's bits order as its values once the sign is taken care of; −0 and 0 are one score.
    private static uint Descending(float score)
    {
        var bits = BitConverter.SingleToUInt32Bits(score + 0f);
        return (bits & 0x80000000) == 0 ? ~bits & 0x7FFFFFFF : bits;
    }

    // By radix, the lower digits first: a sort in a fixed number of passes that keeps the order of equal scores.
    private ReadOnlySpan<ulong> Sorted()
    {
        const int Bits = 11;
        var from = CollectionsMarshal.AsSpan(_keys);
        Span<ulong> to = new ulong[from.Length];
        Span<int> starts = new int[1 << Bits];
        for (var shift = 32; shift < 64; shift += Bits)
        {
            starts.Clear();
            foreach (var key in from)
                starts[Digit(key, shift)]++;
            var start = 0;
            foreach (ref var count in starts)
                (count, start) = (start, start + count);
            foreach (var key in from)
                to[starts[Digit(key, shift)]++] = key;
            var swap = from;
            from = to;
            to = swap;
        }
        return from;

        static int Digit(ulong key, int shift) => (int)(key >> shift) & ((1 << Bits) - 1);
    }
}
