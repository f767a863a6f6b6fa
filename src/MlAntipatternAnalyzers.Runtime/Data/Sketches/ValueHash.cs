using System;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Hashes values to 64 bits for <see cref="DistinctCounter"/> and <see cref="TopValues"/>: the same in every process and release, because saved statistics hold hashes.
/// </summary>
/// <remarks>
/// Texts: XXH3 of the UTF-16 code units. Numbers: the finaliser of SplitMix64, which maps different bits to different hashes, so numbers never collide. Two different texts among n collide
/// with a probability of about n² / 2⁶⁵: 3·10⁻⁸ for a million texts.
/// </remarks>
public static class ValueHash
{
    /// <summary>The hash of a text.</summary>
    public static ulong Of(ReadOnlySpan<char> text) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text));

    /// <summary>The hash of a number: equal numbers have equal hashes, so 0 and −0 have one; so have all NaN.</summary>
    public static ulong Of(double number) =>
        GroupKey.Mix(BitConverter.DoubleToUInt64Bits(double.IsNaN(number) ? double.NaN : number + 0.0));

    /// <summary>The hash of a whole number; not that of the same number as <see cref="double"/>.</summary>
    public static ulong Of(long number) => GroupKey.Mix((ulong)number);
}
