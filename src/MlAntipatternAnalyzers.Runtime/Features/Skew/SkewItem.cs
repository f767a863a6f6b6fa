using System;
using System.Buffers.Binary;
using System.Numerics;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How a value of a type becomes bytes that are equal exactly when the values count as equal.</summary>
internal interface ISkewItem<T>
{
    /// <summary>Whether the value, alone in its column, is no value.</summary>
    bool IsMissing(in T value);

    /// <summary>Whether it is what a sparse vector leaves out.</summary>
    bool IsDefault(in T value);

    void Write(SkewWriter to, in T value);
}

/// <summary>Any number, compared as a real one.</summary>
internal readonly struct SkewReal<T>(SkewKind kind, int? digits) : ISkewItem<T>
    where T : struct, INumberBase<T>
{
    public bool IsMissing(in T value) => T.IsNaN(value);

    public bool IsDefault(in T value) => Comparable(value) == 0;

    public void Write(SkewWriter to, in T value)
    {
        var number = Comparable(value);
        if (kind == SkewKind.Single)
            BinaryPrimitives.WriteSingleLittleEndian(to.Take(sizeof(float)), (float)number);
        else
            BinaryPrimitives.WriteDoubleLittleEndian(to.Take(sizeof(double)), number);
    }

    private double Comparable(T value)
    {
        var number = double.CreateSaturating(value);
        if (digits is { } places)
            number = Math.Round(number, places);
        if (kind == SkewKind.Single)
            number = (float)number;
        // There are many NaNs, and minus zero equals zero.
        return double.IsNaN(number) ? double.NaN : number + 0.0;
    }
}

internal readonly struct SkewWhole<T> : ISkewItem<T>
    where T : struct, IBinaryInteger<T>
{
    public bool IsMissing(in T value) => false;

    public bool IsDefault(in T value) => T.IsZero(value);

    // The sign apart: the largest unsigned numbers have the bits of negative ones.
    public void Write(SkewWriter to, in T value)
    {
        to.Byte(T.IsNegative(value) ? (byte)1 : (byte)0);
        to.Int64(long.CreateTruncating(value));
    }
}

/// <summary>A key without names: all that is known of it is its number.</summary>
internal readonly struct SkewKey<T> : ISkewItem<T>
    where T : struct, IBinaryInteger<T>
{
    public bool IsMissing(in T value) => T.IsZero(value);

    public bool IsDefault(in T value) => T.IsZero(value);

    public void Write(SkewWriter to, in T value) => to.Int64(long.CreateTruncating(value));
}

/// <summary>A key with names, compared as the text that it stands for.</summary>
internal readonly struct SkewName<T>(string[] names) : ISkewItem<T>
    where T : struct, IBinaryInteger<T>
{
    public bool IsMissing(in T value) => Name(value).Length == 0;

    public bool IsDefault(in T value) => Name(value).Length == 0;

    public void Write(SkewWriter to, in T value) => to.Text(Name(value));

    private string Name(T value) => ulong.CreateTruncating(value) is var number && number > 0 && number <= (ulong)names.Length ? names[number - 1] : "";
}

internal readonly struct SkewText : ISkewItem<ReadOnlyMemory<char>>
{
    public bool IsMissing(in ReadOnlyMemory<char> value) => value.IsEmpty;

    public bool IsDefault(in ReadOnlyMemory<char> value) => value.IsEmpty;

    public void Write(SkewWriter to, in ReadOnlyMemory<char> value) => to.Text(value.Span);
}

/// <summary>What is never missing and is compared as it is.</summary>
internal readonly struct SkewPlain : ISkewItem<bool>, ISkewItem<DateTime>, ISkewItem<DateTimeOffset>, ISkewItem<TimeSpan>, ISkewItem<DataViewRowId>
{
    public bool IsMissing(in bool value) => false;

    public bool IsMissing(in DateTime value) => false;

    public bool IsMissing(in DateTimeOffset value) => false;

    public bool IsMissing(in TimeSpan value) => false;

    public bool IsMissing(in DataViewRowId value) => false;

    public bool IsDefault(in bool value) => !value;

    public bool IsDefault(in DateTime value) => value == default;

    public bool IsDefault(in DateTimeOffset value) => value == default;

    public bool IsDefault(in TimeSpan value) => value == default;

    public bool IsDefault(in DataViewRowId value) => value.Equals(default);

    public void Write(SkewWriter to, in bool value) => to.Byte(value ? (byte)1 : (byte)0);

    public void Write(SkewWriter to, in DateTime value) => to.Int64(value.Ticks);

    // One moment, whatever the offset that it is written with.
    public void Write(SkewWriter to, in DateTimeOffset value) => to.Int64(value.UtcTicks);

    public void Write(SkewWriter to, in TimeSpan value) => to.Int64(value.Ticks);

    public void Write(SkewWriter to, in DataViewRowId value)
    {
        to.Int64((long)value.High);
        to.Int64((long)value.Low);
    }
}
