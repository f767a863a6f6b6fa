using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Sorts the full buffers of a sketch: several times as fast as comparing, because random numbers make comparisons unpredictable.</summary>
internal static class RadixSort
{
    // Below it the passes over the counts cost more than comparing.
    private const int Fewest = 512;
    private const int Bits = 11;
    private const int Buckets = 1 << Bits;

    [ThreadStatic]
    private static Scratch? _scratch;

    /// <summary>Ascending. There is no NaN among the values.</summary>
    public static void Sort(Span<double> values)
    {
        if (values.Length < Fewest)
        {
            values.Sort();
            return;
        }
        var scratch = _scratch ??= new();
        // Single columns, counts, years: half the bits tell all.
        if (AreSingles(values))
            SortSingles(values, scratch);
        else
            SortDoubles(values, scratch);
    }

    private static bool AreSingles(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if ((float)value != value)
                return false;
        }
        return true;
    }

    private static void SortSingles(Span<double> values, Scratch scratch)
    {
        var keys = scratch.First(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits((float)values[i]);
            // Negative numbers grow downwards: all their bits are turned round, of the others the sign.
            keys[i] = bits ^ (uint)((int)bits >> 31 | int.MinValue);
        }
        keys = Sorted(keys, scratch.Second(values.Length), 32, scratch.Counts);
        for (var i = 0; i < values.Length; i++)
        {
            var key = (uint)keys[i];
            values[i] = BitConverter.UInt32BitsToSingle(key ^ ((key >> 31) - 1 | 0x8000_0000));
        }
    }

    private static void SortDoubles(Span<double> values, Scratch scratch)
    {
        var keys = scratch.First(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitConverter.DoubleToUInt64Bits(values[i]);
            keys[i] = bits ^ (ulong)((long)bits >> 63 | long.MinValue);
        }
        keys = Sorted(keys, scratch.Second(values.Length), 64, scratch.Counts);
        for (var i = 0; i < values.Length; i++)
            values[i] = BitConverter.UInt64BitsToDouble(keys[i] ^ ((keys[i] >> 63) - 1 | 0x8000_0000_0000_0000));
    }

    // The result is one of the two spans.
    private static Span<ulong> Sorted(Span<ulong> from, Span<ulong> to, int width, int[] counts)
    {
        for (var shift = 0; shift < width; shift += Bits)
        {
            Array.Clear(counts);
            foreach (var key in from)
                counts[(int)(key >> shift) & (Buckets - 1)]++;
            // All the same here (an exponent, the low bits of whole numbers): nothing to order.
            if (counts[(int)(from[0] >> shift) & (Buckets - 1)] == from.Length)
                continue;
            var start = 0;
            for (var bucket = 0; bucket < Buckets; bucket++)
                (counts[bucket], start) = (start, start + counts[bucket]);
            foreach (var key in from)
                to[counts[(int)(key >> shift) & (Buckets - 1)]++] = key;
            var sorted = to;
            to = from;
            from = sorted;
        }
        return from;
    }

    private sealed class Scratch
    {
        private ulong[] _first = [];
        private ulong[] _second = [];

        public int[] Counts { get; } = new int[Buckets];

        public Span<ulong> First(int length) => Keys(ref _first, length);

        public Span<ulong> Second(int length) => Keys(ref _second, length);

        private static Span<ulong> Keys(ref ulong[] keys, int length)
        {
            if (keys.Length < length)
                keys = new ulong[length];
            return keys.AsSpan(0, length);
        }
    }
}
