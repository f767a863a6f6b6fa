using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads an encoded value, item by item: a scalar is one, at slot 0; of a vector those that are not the default.</summary>
internal ref struct SkewValue
{
    private SkewReader _reader;

    /// <param name="bytes">What <see cref="SkewEncoder"/> wrote for one value.</param>
    public SkewValue(ReadOnlySpan<byte> bytes)
    {
        _reader = new(bytes);
        IsVector = _reader.Byte() == SkewEncoder.Vector;
        Kind = (SkewKind)_reader.Byte();
        Length = IsVector ? _reader.Count() : 1;
        Slot = -1;
    }

    public bool IsVector { get; }

    public SkewKind Kind { get; }

    /// <summary>The vector's length; 1 for a scalar.</summary>
    public int Length { get; }

    /// <summary>The current item's place; after the last item, the largest number.</summary>
    public int Slot { get; private set; }

    /// <summary>The current item.</summary>
    public ReadOnlySpan<byte> Item { get; private set; }

    public void MoveNext()
    {
        if (_reader.AtEnd)
        {
            Slot = int.MaxValue;
            return;
        }
        Slot = IsVector ? Slot + _reader.Count() : 0;
        Item = Kind switch
        {
            SkewKind.Single => _reader.Bytes(sizeof(float)),
            SkewKind.Boolean => _reader.Bytes(1),
            SkewKind.Whole => _reader.Bytes(1 + sizeof(long)),
            SkewKind.RowId => _reader.Bytes(2 * sizeof(long)),
            SkewKind.Text => _reader.Block(),
            _ => _reader.Bytes(sizeof(long)),
        };
    }

    /// <param name="kind">A kind of number.</param>
    /// <param name="item">An item; empty for the default.</param>
    public static double Number(SkewKind kind, ReadOnlySpan<byte> item) =>
        item.IsEmpty ? 0
        : kind == SkewKind.Single ? BinaryPrimitives.ReadSingleLittleEndian(item)
        : kind == SkewKind.Double ? BinaryPrimitives.ReadDoubleLittleEndian(item)
        : item[0] == 1 ? Whole(item[1..]) : (double)(ulong)Whole(item[1..]);

    /// <param name="kind">The kind.</param>
    /// <param name="item">An item; empty for the default, and for the empty text.</param>
    public static string Show(SkewKind kind, ReadOnlySpan<byte> item) => kind switch
    {
        SkewKind.Text => TextFormats.Quote(MemoryMarshal.Cast<byte, char>(item)),
        SkewKind.Single => ((float)Number(kind, item)).ToString("R", CultureInfo.InvariantCulture),
        SkewKind.Double => Number(kind, item).ToString("R", CultureInfo.InvariantCulture),
        SkewKind.Boolean => !item.IsEmpty && item[0] == 1 ? "true" : "false",
        SkewKind.Whole => item.IsEmpty ? "0" : item[0] == 1 ? Whole(item[1..]).ToString(CultureInfo.InvariantCulture) : ((ulong)Whole(item[1..])).ToString(CultureInfo.InvariantCulture),
        SkewKind.Key => $"key {(item.IsEmpty ? 0 : Whole(item)).ToString(CultureInfo.InvariantCulture)}",
        SkewKind.DateTime => new DateTime(item.IsEmpty ? 0 : Whole(item)).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        SkewKind.DateTimeOffset => new DateTime(item.IsEmpty ? 0 : Whole(item), DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        SkewKind.TimeSpan => new TimeSpan(item.IsEmpty ? 0 : Whole(item)).ToString("c", CultureInfo.InvariantCulture),
        _ => item.IsEmpty ? "0" : new UInt128((ulong)Whole(item), (ulong)Whole(item[sizeof(long)..])).ToString("x", CultureInfo.InvariantCulture),
    };

    private static long Whole(ReadOnlySpan<byte> item) => BinaryPrimitives.ReadInt64LittleEndian(item);
}
