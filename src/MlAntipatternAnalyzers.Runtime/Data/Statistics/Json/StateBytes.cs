using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Many numbers as bytes, in the same order on every machine.</summary>
internal static class StateBytes
{
    public static byte[] OfDoubles(IEnumerable<double> values) => Of(values.Select(BitConverter.DoubleToUInt64Bits).ToArray());

    public static byte[] Of(ulong[] values)
    {
        var bytes = new byte[values.Length * sizeof(ulong)];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), values[i]);
        return bytes;
    }

    public static ulong[] ToNumbers(byte[] bytes)
    {
        var values = new ulong[bytes.Length / sizeof(ulong)];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)));
        return values;
    }

    public static double[] ToDoubles(byte[] bytes) => Array.ConvertAll(ToNumbers(bytes), BitConverter.UInt64BitsToDouble);
}
