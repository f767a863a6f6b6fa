using System;
using System.Numerics;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Sorts the full buffers of a sketch: several times as fast as comparing, because random numbers make comparisons unpredictable.</summary>
internal static class RadixSort
{
    // Below it the passes over the counts cost more than comparing.
    private const int Fewest = 512;
    private const int Bits = 11;
    private const int Buckets = 1 << Bits;

    [ThreadStatic]
    private static Scratch<uint>? _singles;

    [ThreadStatic]
    private static Scratch<ulong>? _doubles;

    /// <summary>Ascending. There is no NaN among the values.</summary>
    public static void Sort(Span<double> values)
    {
        if (values.Length < Fewest)
            values.Sort();
        // Single columns, counts, years: half the bits tell all.
        else if (AreSingles(values))
            SortSingles(values, _singles ??= new(32));
        else
            SortDoubles(values, _doubles ??= new(64));
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

    private static void SortSingles(Span<double> values, Scratch<uint> scratch)
    {
        var keys = scratch.Keys(values.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits((float)values[i]);
            // Negative numbers grow downwards: all their bits are turned round, of the others the sign.
            keys[i] = bits ^ (uint)((int)bits >> 31 | int.MinValue);
        }
        keys = scratch.Sort(keys.Length);
        for (var i = 0; i < keys.Length; i++)
            values[i] = BitConverter.UInt32BitsToSingle(keys[i] ^ ((keys[i] >> 31) - 1 | 0x8000_0000));
    }

    private static void SortDoubles(Span<double> values, Scratch<ulong> scratch)
    {
        var keys = scratch.Keys(values.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            var bits = BitConverter.DoubleToUInt64Bits(values[i]);
            keys[i] = bits ^ (ulong)((long)bits >> 63 | long.MinValue);
        }
        keys = scratch.Sort(keys.Length);
        for (var i = 0; i < keys.Length; i++)
            values[i] = BitConverter.UInt64BitsToDouble(keys[i] ^ ((keys[i] >> 63) - 1 | 0x8000_0000_0000_0000));
    }

    /// <summary>Keys, room for as many, and how many of them have each value of each digit.</summary>
    private sealed class Scratch<T>(int width)
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly int[] _counts = new int[(width + Bits - 1) / Bits * Buckets];
        private T[] _first = [];
        private T[] _second = [];

        /// <summary>To be filled, and then sorted.</summary>
        public Span<T> Keys(int length)
        {
            if (_first.Length < length)
                (_first, _second) = (new T[length], new T[length]);
            return _first.AsSpan(0, length);
        }

        public Span<T> Sort(int length)
        {
            var (from, to) = (_first, _second);
            // The digits of a key do not change by its moving: all are counted at once.
            Array.Clear(_counts);
            foreach (var key in from.AsSpan(0, length))
            {
                for (var digit = 0; digit * Bits < width; digit++)
                    _counts[(digit * Buckets) + Digit(key, digit)]++;
            }
            for (var digit = 0; digit * Bits < width; digit++)
            {
                var counts = _counts.AsSpan(digit * Buckets, Buckets);
                // All the same here (an exponent, the low bits of whole numbers): nothing to order.
                if (counts[Digit(from[0], digit)] == length)
                    continue;
                var start = 0;
                foreach (ref var count in counts)
                    (count, start) = (start, start + count);
                foreach (var key in from.AsSpan(0, length))
                    to[counts[Digit(key, digit)]++] = key;
                (from, to) = (to, from);
            }
            return from.AsSpan(0, length);
        }

        private static int Digit(T key, int digit) => int.CreateTruncating(key >> (digit * Bits)) & (Buckets - 1);
    }
}
