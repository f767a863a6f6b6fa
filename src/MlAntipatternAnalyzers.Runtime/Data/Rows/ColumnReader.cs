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
    public static ColumnReader? Create(DataViewSchema.Column column, ColumnType type, ColumnVisitor visitor) =>
        ColumnFeeder.IsRead(type, visitor) ? VisitedItems.For(type, new Maker(column, visitor)) : null;

    private sealed class Maker(DataViewSchema.Column column, ColumnVisitor visitor) : IForVisitedItem<ColumnReader>
    {
        public ColumnReader Scalar<T, TItem>()
            where TItem : IItem<T> => new ScalarReader<T, TItem>(column, visitor);

        public ColumnReader Vector<T, TItem>()
            where TItem : IItem<T> => new VectorReader<T, TItem>(column, visitor);
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
            Visitor.EndRow(_value.Length, VisitedItems.Visit<T, TItem>(_value.GetValues(), _value.Length, Visitor));
        }
    }
}
