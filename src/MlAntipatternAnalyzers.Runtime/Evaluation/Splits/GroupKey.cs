using System;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// A row's place in a random order that is the same on every machine and each time: a hash of its group's value, or where there is no group
/// of the identifier that ML.NET gives the row, which neither shuffling nor parallel reading changes.
/// </summary>
/// <remarks>The order has <see cref="Places"/> places. Rows that share a place go together, so that a count for each place is all that has to be kept.</remarks>
internal sealed class GroupKey(DataViewSchema.Column? column, int seed) : RowKey
{
    public const int Places = 1 << 16;

    private readonly ulong _seed = Mix((uint)seed + 1UL);

    public override DataViewSchema.Column? Column => column;

    /// <exception cref="ArgumentException">There is no such column, or it has several values a row, or values that cannot be compared.</exception>
    public static GroupKey Of(DataViewSchema schema, string name, int seed, string parameter)
    {
        var column = Find(schema, name, "to group the rows by", parameter);
        return IsComparable(column.Type)
            ? new(column, seed)
            : throw new ArgumentException($"Column '{name}' is a {ColumnType.From(column.Type)}; rows are grouped by text, a key, a number, a Boolean or a time.", parameter);
    }

    public static bool IsComparable(DataViewType type) =>
        type is TextDataViewType or KeyDataViewType or NumberDataViewType or BooleanDataViewType or DateTimeDataViewType or DateTimeOffsetDataViewType or TimeSpanDataViewType or RowIdDataViewType;

    public override RowKeyGetter Bind(DataViewRow row)
    {
        var hash = column is { } group ? BindHash(row, group) : BindId(row);
        return (out long key) =>
        {
            hash(out key);
            key = (long)(Mix((ulong)key ^ _seed) >> 48);
            return true;
        };
    }

    /// <summary>A number that is the same for equal values; no key, and always the same number, for a missing one (NaN, the empty text, the missing key).</summary>
    public static RowKeyGetter BindHash(DataViewRow row, DataViewSchema.Column column)
    {
        var type = column.Type.RawType;
        var isKey = column.Type is KeyDataViewType;
        if (type == typeof(ReadOnlyMemory<char>))
            return Bind(row, column, static (in ReadOnlyMemory<char> text, out long key) => Text(text.Span, out key));
        if (type == typeof(float))
            return Bind(row, column, static (in float value, out long key) => Real(value, out key));
        if (type == typeof(double))
            return Bind(row, column, static (in double value, out long key) => Real(value, out key));
        if (type == typeof(bool))
            return Bind(row, column, static (in bool value, out long key) => Whole(value ? 1 : 0, false, out key));
        if (type == typeof(sbyte))
            return Bind(row, column, static (in sbyte value, out long key) => Whole(value, false, out key));
        if (type == typeof(short))
            return Bind(row, column, static (in short value, out long key) => Whole(value, false, out key));
        if (type == typeof(int))
            return Bind(row, column, static (in int value, out long key) => Whole(value, false, out key));
        if (type == typeof(long))
            return Bind(row, column, static (in long value, out long key) => Whole(value, false, out key));
        if (type == typeof(byte))
            return Bind(row, column, (in byte value, out long key) => Whole(value, isKey, out key));
        if (type == typeof(ushort))
            return Bind(row, column, (in ushort value, out long key) => Whole(value, isKey, out key));
        if (type == typeof(uint))
            return Bind(row, column, (in uint value, out long key) => Whole(value, isKey, out key));
        if (type == typeof(ulong))
            return Bind(row, column, (in ulong value, out long key) => Whole((long)value, isKey, out key));
        if (type == typeof(DateTime))
            return Bind(row, column, static (in DateTime value, out long key) => Whole(value.Ticks, true, out key));
        if (type == typeof(DateTimeOffset))
            return Bind(row, column, static (in DateTimeOffset value, out long key) => Whole(value.UtcTicks, true, out key));
        if (type == typeof(TimeSpan))
            return Bind(row, column, static (in TimeSpan value, out long key) => Whole(value.Ticks, false, out key));
        return Bind(row, column, static (in DataViewRowId value, out long key) => Identifier(value, out key));
    }

    private static RowKeyGetter BindId(DataViewRow row)
    {
        var getter = row.GetIdGetter();
        var id = default(DataViewRowId);
        return (out long key) =>
        {
            getter(ref id);
            return Identifier(id, out key);
        };
    }

    private static bool Whole(long value, bool zeroIsMissing, out long key)
    {
        key = value;
        return !(zeroIsMissing && value == 0);
    }

    private static bool Real(double value, out long key)
    {
        var missing = double.IsNaN(value);
        // Minus zero equals zero, and there are many NaNs.
        key = value == 0 ? 0 : BitConverter.DoubleToInt64Bits(missing ? double.NaN : value);
        return !missing;
    }

    private static bool Identifier(DataViewRowId id, out long key)
    {
        key = (long)(Mix(id.Low) + id.High);
        return true;
    }

    /// <summary>A number from 0 to 1 that looks random and depends on a vector's items alone.</summary>
    public static float Uniform(VBuffer<float> vector, int seed)
    {
        var hash = Mix((uint)seed + 1UL);
        foreach (var (index, value) in vector.Items())
        {
            Real(value, out var key);
            hash = Mix(hash ^ Mix((ulong)key ^ (ulong)index));
        }
        // 24 bits are what a float holds.
        return (hash >> 40) / (float)(1 << 24);
    }

    /// <summary>FNV-1a over the characters. The hash of .NET's strings is another one in each process.</summary>
    private static bool Text(ReadOnlySpan<char> text, out long key)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
            hash = (hash ^ c) * 1099511628211UL;
        key = text.IsEmpty ? 0 : (long)hash;
        return !text.IsEmpty;
    }

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014): each bit of the input changes half of the output's.</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
