using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A row as bytes that are the same for the same values: a buffer that grows and is used again.</summary>
internal sealed class SkewWriter
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>The next bytes, to be written to.</summary>
    public Span<byte> Take(int count)
    {
        if (count > _bytes.Length - Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(Length + count)));
        var taken = _bytes.AsSpan(Length, count);
        Length += count;
        return taken;
    }

    public void Byte(byte value) => Take(1)[0] = value;

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    /// <summary>A number from 0 on, in as few bytes as it needs: seven bits each.</summary>
    public void Count(int value)
    {
        for (var rest = (uint)value; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                Byte((byte)rest);
                return;
            }
            Byte((byte)(rest | 0x80));
        }
    }

    /// <summary>Bytes, and before them how many.</summary>
    public void Block(ReadOnlySpan<byte> value)
    {
        Count(value.Length);
        Bytes(value);
    }

    public void Text(ReadOnlySpan<char> value) => Block(MemoryMarshal.AsBytes(value));
}

/// <summary>Reads what <see cref="SkewWriter"/> wrote.</summary>
internal ref struct SkewReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position == _bytes.Length;

    public ReadOnlySpan<byte> Bytes(int count)
    {
        var read = _bytes.Slice(Position, count);
        Position += count;
        return read;
    }

    public byte Byte() => Bytes(1)[0];

    public int Count()
    {
        var value = 0u;
        for (var shift = 0; ; shift += 7)
        {
            var part = Byte();
            value |= (uint)(part & 0x7F) << shift;
            if (part < 0x80)
                return (int)value;
        }
    }

    public ReadOnlySpan<byte> Block() => Bytes(Count());
}

internal static class SkewHash
{
    /// <summary>FNV-1a, and over it SplitMix64's finaliser, so that the first bits are as good as the last. The same in every process, so that the same rows give the same sample.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in bytes)
            hash = (hash ^ value) * 1099511628211UL;
        return GroupKey.Mix(hash);
    }
}
