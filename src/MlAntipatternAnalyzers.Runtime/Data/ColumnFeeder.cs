using System;
using System.Numerics;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Hands the items of one column to its visitor, one by one.</summary>
internal static class ColumnFeeder
{
    /// <summary>
    /// Whether a column has to be read at all: not when no value of it is ever missing and none is checked (an image is expensive to load). Of vectors the number of items is still of interest.
    /// </summary>
    public static bool IsRead(ColumnType type, ColumnVisitor visitor) =>
        type.Kind != ColumnKind.Other
        && (type.IsVector || (type.Kind == ColumnKind.Boolean && visitor.ReadsBooleans) || type.Kind is not (ColumnKind.Boolean or ColumnKind.DateTime or ColumnKind.DateTimeOffset or ColumnKind.TimeSpan or ColumnKind.RowId));

    /// <param name="index">The column's index in a block.</param>
    /// <param name="type">Its type, one that is read.</param>
    /// <param name="visitor">Who looks at the items.</param>
    public static BlockVisitor Create(int index, ColumnType type, ColumnVisitor visitor)
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

        BlockVisitor Of<T, TItem>()
            where TItem : IItem<T> => type.IsVector
            ? new VectorFeeder<T, TItem>(index, visitor)
            : new ScalarFeeder<T, TItem>(index, visitor);

        BlockVisitor Unsigned<T>()
            where T : struct, INumberBase<T> => type.IsKey ? Of<T, KeyItem<T>>() : Of<T, NumberItem<T>>();
    }

    private sealed class ScalarFeeder<T, TItem>(int index, ColumnVisitor visitor) : BlockVisitor
        where TItem : IItem<T>
    {
        public override void Visit(RowBlock block, int start, int count, long firstRow)
        {
            var values = ((ScalarBlock<T>)block.Columns[index]).Values.AsSpan(start, count);
            if (TItem.TryRange(values, out var min, out var max) && visitor.Passes(min, max))
            {
                visitor.PassRows(count);
                return;
            }
            for (var i = 0; i < values.Length; i++)
            {
                visitor.BeginRow(firstRow + i);
                visitor.EndRow(1, TItem.Visit(in values[i], 1, visitor) ? 1 : 0);
            }
        }
    }

    private sealed class VectorFeeder<T, TItem>(int index, ColumnVisitor visitor) : BlockVisitor
        where TItem : IItem<T>
    {
        public override void Visit(RowBlock block, int start, int count, long firstRow)
        {
            var vectors = (VectorBlock<T>)block.Columns[index];
            for (var i = 0; i < count; i++)
            {
                visitor.BeginRow(firstRow + i);
                var missing = 0;
                var held = vectors.Held(start + i);
                foreach (ref readonly var item in held)
                    missing += TItem.Visit(in item, 1, visitor) ? 1 : 0;
                // What a sparse vector does not hold is the default: 0, the empty text, the missing key.
                var length = vectors.Length(start + i);
                if (length > held.Length && TItem.Visit(default!, length - held.Length, visitor))
                    missing += length - held.Length;
                visitor.EndRow(length, missing);
            }
        }
    }
}
