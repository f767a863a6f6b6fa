using System;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Does something with the .NET type of a column's items.</summary>
internal interface IForItemType<out TResult>
{
    TResult Scalar<T>();

    TResult Vector<T>();
}

/// <summary>From the type of a column to the .NET type of its items.</summary>
internal static class ItemTypes
{
    /// <returns>The default for <see cref="ColumnKind.Other"/>.</returns>
    public static TResult? For<TResult>(ColumnType type, IForItemType<TResult> action)
    {
        return type.Kind switch
        {
            ColumnKind.Boolean => Of<bool>(),
            ColumnKind.SByte => Of<sbyte>(),
            ColumnKind.Byte => Of<byte>(),
            ColumnKind.Int16 => Of<short>(),
            ColumnKind.UInt16 => Of<ushort>(),
            ColumnKind.Int32 => Of<int>(),
            ColumnKind.UInt32 => Of<uint>(),
            ColumnKind.Int64 => Of<long>(),
            ColumnKind.UInt64 => Of<ulong>(),
            ColumnKind.Single => Of<float>(),
            ColumnKind.Double => Of<double>(),
            ColumnKind.Text => Of<ReadOnlyMemory<char>>(),
            ColumnKind.DateTime => Of<DateTime>(),
            ColumnKind.DateTimeOffset => Of<DateTimeOffset>(),
            ColumnKind.TimeSpan => Of<TimeSpan>(),
            ColumnKind.RowId => Of<DataViewRowId>(),
            _ => default,
        };

        TResult Of<T>() => type.IsVector ? action.Vector<T>() : action.Scalar<T>();
    }
}
