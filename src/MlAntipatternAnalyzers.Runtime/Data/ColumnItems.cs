using System;
using System.Numerics;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How the items of a type are handed to a visitor.</summary>
internal interface IItem<T>
{
    /// <returns>Whether the item is missing.</returns>
    static abstract bool Visit(in T value, int times, ColumnVisitor visitor);
}

internal readonly struct NumberItem<T> : IItem<T>
    where T : struct, INumberBase<T>
{
    public static bool Visit(in T value, int times, ColumnVisitor visitor)
    {
        visitor.Number(double.CreateSaturating(value), times);
        return T.IsNaN(value);
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
}

internal readonly struct BooleanItem : IItem<bool>
{
    public static bool Visit(in bool value, int times, ColumnVisitor visitor)
    {
        visitor.Key(value ? 2u : 1, times);
        return false;
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
}

internal readonly struct OpaqueItem<T> : IItem<T>
{
    public static bool Visit(in T value, int times, ColumnVisitor visitor) => false;
}
