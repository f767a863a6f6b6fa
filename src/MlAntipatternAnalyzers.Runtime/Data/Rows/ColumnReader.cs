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
        if (!ColumnFeeder.IsRead(type, visitor))
            return null;
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
            _ => Of<DataViewRowId, OpaqueItem<DataViewRowId>>(),
        };

        ColumnReader Of<T, TItem>()
            where TItem : IItem<T> => type.IsVector
            ? new VectorReader<T, TItem>(column, visitor)
            : new ScalarReader<T, TItem>(column, visitor);

        ColumnReader Unsigned<T>()
            where T : struct, INumberBase<T> => type.IsKey ? Of<T, KeyItem<T>>() : Of<T, NumberItem<T>>();
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
