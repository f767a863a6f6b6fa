using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Fills blocks with the rows of a cursor.</summary>
internal sealed class BlockReader
{
    private readonly DataViewRowCursor _cursor;
    private readonly IReadOnlyList<PassColumn> _columns;
    private readonly Getters[] _getters;
    private readonly WeightReader? _weights;

    // Whether the batches of several cursors tell the order of the rows.
    private readonly bool _hasBatches;
    private readonly CancellationToken _stop;

    /// <param name="cursor">The cursor.</param>
    /// <param name="columns">The columns to read.</param>
    /// <param name="weight">Which of them weighs the rows; null when all weigh alike.</param>
    /// <param name="hasBatches">Whether there are other cursors, between whose rows these ones belong.</param>
    /// <param name="stop">Ends the reading, between two rows: a source may be slow.</param>
    public BlockReader(DataViewRowCursor cursor, IReadOnlyList<PassColumn> columns, int? weight, bool hasBatches, CancellationToken stop)
    {
        _stop = stop;
        _cursor = cursor;
        _columns = columns;
        _hasBatches = hasBatches;
        _weights = weight is { } index ? WeightReader.Create(index, columns[index].Type) : null;
        // A call that cannot be foreseen for each type of column, and not for each column of each row.
        _getters =
        [
            .. columns.Select((column, index) => (column, index)).GroupBy(pair => (pair.column.Type.Kind, pair.column.Type.IsVector))
                .Select(group => ItemTypes.For(group.First().column.Type, new Maker(cursor, [.. group.Select(pair => pair.column.Column)], [.. group.Select(pair => pair.index)]))!),
        ];
    }

    /// <summary>A block that this reader can fill.</summary>
    public RowBlock NewBlock() => new([.. _columns.Select(column => ColumnBlock.Create(column.Type)!)])
    {
        Weights = _weights is null ? null : new double[RowBlock.MostRows],
    };

    /// <summary>Fills a block with the next rows.</summary>
    /// <returns>False when there are none left, or the reading was stopped.</returns>
    public bool Fill(RowBlock block)
    {
        block.Clear();
        foreach (var getters in _getters)
            getters.Attach(block);
        while (!block.IsFull && !_stop.IsCancellationRequested && _cursor.MoveNext())
        {
            var row = block.Rows;
            long items = 0;
            foreach (var getters in _getters)
                items += getters.Read(row);
            block.Add(_hasBatches ? _cursor.Batch : 0, items);
        }
        _weights?.Read(block);
        return block.Rows > 0;
    }

    /// <summary>The getters of the columns of one type.</summary>
    private abstract class Getters
    {
        public abstract void Attach(RowBlock block);

        /// <returns>How many items of vectors were read.</returns>
        public abstract long Read(int row);
    }

    private readonly struct Maker(DataViewRowCursor cursor, DataViewSchema.Column[] columns, int[] indexes) : IForItemType<Getters>
    {
        public Getters Scalar<T>() => new ScalarGetters<T>(cursor, columns, indexes);

        public Getters Vector<T>() => new VectorGetters<T>(cursor, columns, indexes);
    }

    private sealed class ScalarGetters<T>(DataViewRowCursor cursor, DataViewSchema.Column[] columns, int[] indexes) : Getters
    {
        private readonly ValueGetter<T>[] _getters = Array.ConvertAll(columns, cursor.GetGetter<T>);
        private readonly T[][] _targets = new T[columns.Length][];

        public override void Attach(RowBlock block)
        {
            for (var i = 0; i < indexes.Length; i++)
                _targets[i] = ((ScalarBlock<T>)block.Columns[indexes[i]]).Values;
        }

        public override long Read(int row)
        {
            var (getters, targets) = (_getters, _targets);
            for (var i = 0; i < getters.Length; i++)
                getters[i](ref targets[i][row]);
            return 0;
        }
    }

    private sealed class VectorGetters<T>(DataViewRowCursor cursor, DataViewSchema.Column[] columns, int[] indexes) : Getters
    {
        private readonly ValueGetter<VBuffer<T>>[] _getters = Array.ConvertAll(columns, cursor.GetGetter<VBuffer<T>>);
        private readonly VectorBlock<T>[] _targets = new VectorBlock<T>[columns.Length];
        private readonly VBuffer<T>[] _vectors = new VBuffer<T>[columns.Length];

        public override void Attach(RowBlock block)
        {
            for (var i = 0; i < indexes.Length; i++)
                _targets[i] = (VectorBlock<T>)block.Columns[indexes[i]];
        }

        public override long Read(int row)
        {
            long items = 0;
            for (var i = 0; i < _getters.Length; i++)
            {
                _getters[i](ref _vectors[i]);
                _targets[i].Add(in _vectors[i]);
                items += _vectors[i].GetValues().Length;
            }
            return items;
        }
    }
}
