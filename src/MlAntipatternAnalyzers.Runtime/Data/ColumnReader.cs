using System;
using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads one column of a cursor, row by row, and hands its items to a visitor.</summary>
internal abstract class ColumnReader(DataViewSchema.Column column, ColumnVisitor visitor)
{
    public DataViewSchema.Column Column { get; } = column;

    protected ColumnVisitor Visitor { get; } = visitor;

    public abstract void Bind(DataViewRow row);

    public abstract void Read(long row);

    /// <returns>Null for a column that need not be read, because no value of it is ever missing and none is checked (an image is expensive to load).</returns>
    public static ColumnReader? Create(DataViewSchema.Column column, ColumnType type, ColumnVisitor visitor)
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
            ColumnKind.Boolean => Opaque<bool>(),
            ColumnKind.DateTime => Opaque<DateTime>(),
            ColumnKind.DateTimeOffset => Opaque<DateTimeOffset>(),
            ColumnKind.TimeSpan => Opaque<TimeSpan>(),
            ColumnKind.RowId => Opaque<DataViewRowId>(),
            _ => null,
        };

        ColumnReader Of<T, TItem>()
            where TItem : IItem<T> => type.IsVector
            ? new VectorReader<T, TItem>(column, visitor)
            : new ScalarReader<T, TItem>(column, visitor);

        ColumnReader Unsigned<T>()
            where T : struct, INumberBase<T> => type.IsKey ? Of<T, KeyItem<T>>() : Of<T, NumberItem<T>>();

        // Of such a vector the number of items is still of interest.
        ColumnReader? Opaque<T>() => type.IsVector ? Of<T, OpaqueItem<T>>() : null;
    }

    /// <summary>How the items of a type are handed over.</summary>
    private interface IItem<T>
    {
        /// <returns>Whether the item is missing.</returns>
        static abstract bool Visit(in T value, int times, ColumnVisitor visitor);
    }

    private readonly struct NumberItem<T> : IItem<T>
        where T : struct, INumberBase<T>
    {
        public static bool Visit(in T value, int times, ColumnVisitor visitor)
        {
            visitor.Number(double.CreateSaturating(value), times);
            return T.IsNaN(value);
        }
    }

    private readonly struct KeyItem<T> : IItem<T>
        where T : struct, INumberBase<T>
    {
        public static bool Visit(in T value, int times, ColumnVisitor visitor) => T.IsZero(value);
    }

    private readonly struct TextItem : IItem<ReadOnlyMemory<char>>
    {
        public static bool Visit(in ReadOnlyMemory<char> value, int times, ColumnVisitor visitor)
        {
            if (value.IsEmpty)
                return true;
            visitor.Text(value.Span);
            return false;
        }
    }

    private readonly struct OpaqueItem<T> : IItem<T>
    {
        public static bool Visit(in T value, int times, ColumnVisitor visitor) => false;
    }

    private sealed class ScalarReader<T, TItem>(DataViewSchema.Column column, ColumnVisitor visitor) : ColumnReader(column, visitor)
        where TItem : IItem<T>
    {
        private ValueGetter<T>? _getter;
        private T _value = default!;

        public override void Bind(DataViewRow row) => _getter = row.GetGetter<T>(Column);

        public override void Read(long row)
        {
            _getter!(ref _value);
            Visitor.BeginRow(row);
            Visitor.EndRow(1, TItem.Visit(in _value, 1, Visitor) ? 1 : 0);
        }
    }

    private sealed class VectorReader<T, TItem>(DataViewSchema.Column column, ColumnVisitor visitor) : ColumnReader(column, visitor)
        where TItem : IItem<T>
    {
        private ValueGetter<VBuffer<T>>? _getter;
        private VBuffer<T> _value;

        public override void Bind(DataViewRow row) => _getter = row.GetGetter<VBuffer<T>>(Column);

        public override void Read(long row)
        {
            _getter!(ref _value);
            Visitor.BeginRow(row);
            var missing = 0;
            var explicitItems = _value.GetValues();
            foreach (ref readonly var item in explicitItems)
                missing += TItem.Visit(in item, 1, Visitor) ? 1 : 0;
            // What a sparse vector does not hold is the default: 0, the empty text, the missing key.
            var implicitItems = _value.Length - explicitItems.Length;
            if (implicitItems > 0 && TItem.Visit(default!, implicitItems, Visitor))
                missing += implicitItems;
            Visitor.EndRow(_value.Length, missing);
        }
    }
}
