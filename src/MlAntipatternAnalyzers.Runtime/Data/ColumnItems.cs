using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How the items of a type are handed to a visitor.</summary>
internal interface IItem<T>
{
    /// <returns>Whether the item is missing.</returns>
    static abstract bool Visit(in T value, int times, ColumnVisitor visitor);

    /// <summary>The range of numbers that are all finite, for visitors that need not see each.</summary>
    static virtual bool TryRange(ReadOnlySpan<T> values, out double min, out double max)
    {
        (min, max) = (0, 0);
        return false;
    }

    /// <summary>The same without a visitor: what is wrong with the item.</summary>
    static abstract Offence Judge(in T value, ItemRules rules, out bool isMissing);
}

/// <summary>Numbers as <see cref="double"/>; generic arithmetic allocates until its code is optimised.</summary>
internal static class ItemNumber
{
    public static double Of<T>(in T value)
        where T : struct
    {
        ref var number = ref Unsafe.AsRef(in value);
        if (typeof(T) == typeof(float))
            return Unsafe.As<T, float>(ref number);
        if (typeof(T) == typeof(double))
            return Unsafe.As<T, double>(ref number);
        if (typeof(T) == typeof(int))
            return Unsafe.As<T, int>(ref number);
        if (typeof(T) == typeof(long))
            return Unsafe.As<T, long>(ref number);
        if (typeof(T) == typeof(uint))
            return Unsafe.As<T, uint>(ref number);
        if (typeof(T) == typeof(ulong))
            return Unsafe.As<T, ulong>(ref number);
        if (typeof(T) == typeof(short))
            return Unsafe.As<T, short>(ref number);
        if (typeof(T) == typeof(ushort))
            return Unsafe.As<T, ushort>(ref number);
        if (typeof(T) == typeof(sbyte))
            return Unsafe.As<T, sbyte>(ref number);
        return typeof(T) == typeof(byte) ? Unsafe.As<T, byte>(ref number) : throw new ArgumentException($"{typeof(T)} is no number of a column.");
    }
}

internal readonly struct NumberItem<T> : IItem<T>
    where T : struct
{
    public static bool TryRange(ReadOnlySpan<T> values, out double min, out double max) => NumberRange.TryOf(values, out min, out max);

    public static bool Visit(in T value, int times, ColumnVisitor visitor)
    {
        var number = ItemNumber.Of(in value);
        visitor.Number(number, times);
        return double.IsNaN(number);
    }

    public static Offence Judge(in T value, ItemRules rules, out bool isMissing)
    {
        var number = ItemNumber.Of(in value);
        isMissing = double.IsNaN(number);
        return rules.Judge(number);
    }
}

internal readonly struct KeyItem<T> : IItem<T>
    where T : struct, INumberBase<T>
{
    public static bool Visit(in T value, int times, ColumnVisitor visitor)
    {
        if (T.IsZero(value))
            return true;
        visitor.Key(ulong.CreateTruncating(value), times);
        return false;
    }

    public static Offence Judge(in T value, ItemRules rules, out bool isMissing)
    {
        isMissing = T.IsZero(value);
        return Offence.None;
    }
}

internal readonly struct BooleanItem : IItem<bool>
{
    public static bool Visit(in bool value, int times, ColumnVisitor visitor)
    {
        visitor.Key(value ? 2u : 1, times);
        return false;
    }

    public static Offence Judge(in bool value, ItemRules rules, out bool isMissing)
    {
        isMissing = false;
        return Offence.None;
    }
}

internal readonly struct TextItem : IItem<ReadOnlyMemory<char>>
{
    public static bool Visit(in ReadOnlyMemory<char> value, int times, ColumnVisitor visitor)
    {
        if (value.IsEmpty)
            return true;
        visitor.Text(value.Span);
        return false;
    }

    public static Offence Judge(in ReadOnlyMemory<char> value, ItemRules rules, out bool isMissing)
    {
        isMissing = value.IsEmpty;
        return isMissing ? Offence.None : rules.Judge(value.Span);
    }
}

/// <summary>A text of a row class; null is the empty text.</summary>
internal readonly struct StringItem : IItem<string?>
{
    public static bool Visit(in string? value, int times, ColumnVisitor visitor)
    {
        if (string.IsNullOrEmpty(value))
            return true;
        visitor.Text(value);
        return false;
    }

    public static Offence Judge(in string? value, ItemRules rules, out bool isMissing)
    {
        isMissing = string.IsNullOrEmpty(value);
        return isMissing ? Offence.None : rules.Judge(value);
    }
}

internal readonly struct OpaqueItem<T> : IItem<T>
{
    public static bool Visit(in T value, int times, ColumnVisitor visitor) => false;

    public static Offence Judge(in T value, ItemRules rules, out bool isMissing)
    {
        isMissing = false;
        return Offence.None;
    }
}
