using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Collects the numbers of a column of scalars.</summary>
internal sealed class NumberCollector<T>(CollectedColumn column) : ColumnCollector
    where T : struct, INumberBase<T>
{
    private readonly NumberAccumulator _numbers = new(column.IsWeighted);
    private readonly RowCounts _rows = new(column.IsWeighted, vectors: false);
    private long _count;

    public override void Add(RowBlock block, RowRange rows)
    {
        var values = Values(block).Slice(rows[0], rows.Count);
        var weights = column.IsWeighted ? block.Weights.AsSpan(rows[0], rows.Count) : default;
        while (!values.IsEmpty)
        {
            var count = Math.Min(values.Length, _numbers.Room.Length);
            NumberConversion.ToDoubles(values[..count], _numbers.Room);
            if (!weights.IsEmpty)
            {
                CountWeights(values[..count], weights);
                weights[..count].CopyTo(_numbers.WeightRoom);
                weights = weights[count..];
            }
            values = values[count..];
            _numbers.Added(count);
        }
        _count += rows.Count;
    }

    public override void Add(RowBlock block, RowList rows)
    {
        var values = Values(block);
        foreach (var row in rows.Rows)
        {
            _numbers.Room[0] = ItemNumber.Of(values[row]);
            if (column.IsWeighted)
            {
                CountWeights(values.Slice(row, 1), block.Weights.AsSpan(row, 1));
                _numbers.WeightRoom[0] = block.Weights![row];
            }
            _numbers.Added(1);
        }
        _count += rows.Count;
    }

    public override ColumnStatistics Finish(StatisticsShape shape)
    {
        var numeric = _numbers.Finish(shape);
        _rows.Add(_count - numeric.NaN, numeric.NaN);
        return _rows.ToStatistics(column.Name, column.Type, numeric, possibleMissing: [("0", numeric.Zeros), ("-1", numeric.Tally.MinusOnes)]);
    }

    private ReadOnlySpan<T> Values(RowBlock block) => ((ScalarBlock<T>)block.Columns[column.Index]).Values;

    private void CountWeights(ReadOnlySpan<T> values, ReadOnlySpan<double> weights)
    {
        for (var i = 0; i < values.Length; i++)
            _rows.AddWeight(!T.IsNaN(values[i]), weights[i]);
    }
}

/// <summary>Collects the numbers of a column of vectors.</summary>
internal sealed class NumberVectorCollector<T>(CollectedColumn column) : ColumnCollector
    where T : struct, INumberBase<T>
{
    private readonly NumberAccumulator _numbers = new(column.IsWeighted);
    private readonly RowCounts _rows = new(column.IsWeighted, vectors: true);

    public override void Add(RowBlock block, RowRange rows) => AddRows(block, rows);

    public override void Add(RowBlock block, RowList rows) => AddRows(block, rows);

    public override ColumnStatistics Finish(StatisticsShape shape)
    {
        var numeric = _numbers.Finish(shape);
        return _rows.ToStatistics(column.Name, column.Type, numeric, possibleMissing: [("0", numeric.Zeros), ("-1", numeric.Tally.MinusOnes)]);
    }

    private void AddRows<TRows>(RowBlock block, TRows rows)
        where TRows : struct, IRowSet
    {
        var vectors = (VectorBlock<T>)block.Columns[column.Index];
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var held = vectors.Held(row);
            var (length, weight) = (vectors.Length(row), column.IsWeighted ? block.Weights![row] : 1);
            var isPresent = length > held.Length;
            if (isPresent)
                _numbers.AddZeros(length - held.Length, weight);
            foreach (var item in held)
                isPresent |= !T.IsNaN(item);
            for (var rest = held; !rest.IsEmpty;)
            {
                var count = Math.Min(rest.Length, _numbers.Room.Length);
                NumberConversion.ToDoubles(rest[..count], _numbers.Room);
                if (column.IsWeighted)
                    _numbers.WeightRoom[..count].Fill(weight);
                _numbers.Added(count);
                rest = rest[count..];
            }
            _rows.Add(length, isPresent, weight);
        }
    }
}

/// <summary>Numbers as doubles.</summary>
internal static class NumberConversion
{
    public static void ToDoubles<T>(ReadOnlySpan<T> values, Span<double> target)
        where T : struct, INumberBase<T>
    {
        if (typeof(T) == typeof(double))
        {
            MemoryMarshal.Cast<T, double>(values).CopyTo(target);
            return;
        }
        if (typeof(T) == typeof(float))
        {
            FromFloats(MemoryMarshal.Cast<T, float>(values), target);
            return;
        }
        target = target[..values.Length];
        for (var i = 0; i < values.Length; i++)
            target[i] = ItemNumber.Of(values[i]);
    }

    private static void FromFloats(ReadOnlySpan<float> values, Span<double> target)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        for (var i = 0; i < vectors.Length; i++)
            Vector.Widen(vectors[i], out targets[2 * i], out targets[(2 * i) + 1]);
        for (var i = vectors.Length * Vector<float>.Count; i < values.Length; i++)
            target[i] = values[i];
    }
}
