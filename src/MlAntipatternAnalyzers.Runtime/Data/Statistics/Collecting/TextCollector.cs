using System;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Collects the texts of a column, of scalars or of vectors.</summary>
internal sealed class TextCollector(CollectedColumn column) : ColumnCollector
{
    private readonly TextAccumulator _texts = new(column.IsWeighted);
    private readonly RowCounts _rows = new(column.IsWeighted, column.Type.IsVector);

    public override void Add(RowBlock block, RowRange rows) => AddRows(block, rows);

    public override void Add(RowBlock block, RowList rows) => AddRows(block, rows);

    public override ColumnStatistics Finish(StatisticsShape shape)
    {
        var (statistics, tally) = _texts.Finish(shape);
        return _rows.ToStatistics(
            column.Name, column.Type, text: statistics, time: tally.Times.Result, possibleMissing: [("", tally.Empty), .. TextTally.Sentinels.Zip(tally.SentinelCounts)]);
    }

    private void AddRows<TRows>(RowBlock block, TRows rows)
        where TRows : struct, IRowSet
    {
        if (column.Type.IsVector)
            AddVectors((VectorBlock<ReadOnlyMemory<char>>)block.Columns[column.Index], block.Weights, rows);
        else
            AddScalars(((ScalarBlock<ReadOnlyMemory<char>>)block.Columns[column.Index]).Values, block.Weights, rows);
    }

    private void AddScalars<TRows>(ReadOnlyMemory<char>[] values, double[]? weights, TRows rows)
        where TRows : struct, IRowSet
    {
        var present = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var text = values[row].Span;
            var weight = weights is null ? 1 : weights[row];
            if (!text.IsEmpty)
            {
                present++;
                _texts.Add(text, weight);
            }
        }
        for (var i = 0; weights is not null && i < rows.Count; i++)
            _rows.AddWeight(!values[rows[i]].IsEmpty, weights[rows[i]]);
        _texts.AddEmpty(rows.Count - present);
        _rows.Add(present, rows.Count - present);
    }

    private void AddVectors<TRows>(VectorBlock<ReadOnlyMemory<char>> vectors, double[]? weights, TRows rows)
        where TRows : struct, IRowSet
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var weight = weights?[row] ?? 1;
            var present = 0;
            foreach (var item in vectors.Held(row))
            {
                if (item.IsEmpty)
                    continue;
                present++;
                _texts.Add(item.Span, weight);
            }
            // What a sparse vector does not hold is empty too.
            _texts.AddEmpty(vectors.Length(row) - present);
            _rows.Add(vectors.Length(row), present > 0, weight);
        }
    }
}
