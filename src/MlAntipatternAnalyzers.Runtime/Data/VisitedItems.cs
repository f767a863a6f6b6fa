using System;
using System.Numerics;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Does something with the .NET type of a column's items and with how a visitor looks at them.</summary>
internal interface IForVisitedItem<out TResult>
{
    TResult Scalar<T, TItem>()
        where TItem : IItem<T>;

    TResult Vector<T, TItem>()
        where TItem : IItem<T>;
}

/// <summary>How the items of each type of column are handed to a visitor.</summary>
internal static class VisitedItems
{
    /// <param name="type">The type of a column that can be read.</param>
    /// <param name="action">What is done with it.</param>
    public static TResult For<TResult>(ColumnType type, IForVisitedItem<TResult> action)
    {
        return type.Kind switch
        {
            ColumnKind.Single => Of<float, NumberItem<float>>(),
            ColumnKind.Double => Of<double, NumberItem<double>>(),
            ColumnKind.SByte => Of<sbyte, NumberItem<sbyte>>(),
            ColumnKind.Int16 => Of<short, NumberItem<short>>(),
            ColumnKind.Int32 => Of<int, NumberItem<int>>(),
            ColumnKind.Int64 => Of<long, NumberItem<long>>(),
            ColumnKind.Byte => Unsigned<byte>(),
            ColumnKind.UInt16 => Unsigned<ushort>(),
            ColumnKind.UInt32 => Unsigned<uint>(),
            ColumnKind.UInt64 => Unsigned<ulong>(),
            ColumnKind.Text => Of<ReadOnlyMemory<char>, TextItem>(),
            ColumnKind.Boolean => Of<bool, BooleanItem>(),
            ColumnKind.DateTime => Of<DateTime, OpaqueItem<DateTime>>(),
            ColumnKind.DateTimeOffset => Of<DateTimeOffset, OpaqueItem<DateTimeOffset>>(),
            ColumnKind.TimeSpan => Of<TimeSpan, OpaqueItem<TimeSpan>>(),
            ColumnKind.RowId => Of<DataViewRowId, OpaqueItem<DataViewRowId>>(),
            _ => throw new ArgumentException($"Columns of type {type} are not read.", nameof(type)),
        };

        TResult Of<T, TItem>()
            where TItem : IItem<T> => type.IsVector ? action.Vector<T, TItem>() : action.Scalar<T, TItem>();

        TResult Unsigned<T>()
            where T : struct, INumberBase<T> => type.IsKey ? Of<T, KeyItem<T>>() : Of<T, NumberItem<T>>();
    }

    /// <summary>Hands the items of one vector over.</summary>
    /// <param name="held">Those that it holds.</param>
    /// <param name="length">How many it has.</param>
    /// <param name="visitor">Who looks at them.</param>
    /// <returns>How many are missing.</returns>
    public static int Visit<T, TItem>(ReadOnlySpan<T> held, int length, ColumnVisitor visitor)
        where TItem : IItem<T>
    {
        var missing = 0;
        foreach (ref readonly var item in held)
            missing += TItem.Visit(in item, 1, visitor) ? 1 : 0;
        // What a sparse vector does not hold is the default: 0, the empty text, the missing key.
        var left = length - held.Length;
        return left > 0 && TItem.Visit(default!, left, visitor) ? missing + left : missing;
    }
}
