using System;

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
    public static BlockVisitor Create(int index, ColumnType type, ColumnVisitor visitor) => VisitedItems.For(type, new Maker(index, visitor));

    private sealed class Maker(int index, ColumnVisitor visitor) : IForVisitedItem<BlockVisitor>
    {
        public BlockVisitor Scalar<T, TItem>()
            where TItem : IItem<T> => new ScalarFeeder<T, TItem>(index, visitor);

        public BlockVisitor Vector<T, TItem>()
            where TItem : IItem<T> => new VectorFeeder<T, TItem>(index, visitor);
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
                var length = vectors.Length(start + i);
                visitor.EndRow(length, VisitedItems.Visit<T, TItem>(vectors.Held(start + i), length, visitor));
            }
        }
    }
}
