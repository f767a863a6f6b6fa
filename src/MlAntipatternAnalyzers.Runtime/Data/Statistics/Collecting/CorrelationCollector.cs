using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Collects what the correlation of each pair of columns is made of. The numbers are taken as their distance from the first one of their column, so that sums of squares keep their digits, and in
/// blocks of the same rows however they come, so that rounding does not depend on it.
/// </summary>
internal sealed class CorrelationCollector : RowCollector
{
    private const int Size = RowBlock.MostRows;

    private readonly IReadOnlyList<string> _names;
    private readonly ScalarSource[] _sources;
    private readonly Sums[] _pairs;
    private readonly double[] _centers;

    // By column: the values; 1 where there is one, 0 where there is none; and these times the rows' weights.
    private readonly double[][] _values;
    private readonly double[][] _masks;
    private readonly double[][] _weightedValues;
    private readonly double[][] _weightedMasks;
    private readonly double[][] _squares;
    private readonly double[]? _weights;
    private int _count;

    public CorrelationCollector(IReadOnlyList<(string Name, ScalarSource Source)> columns, bool weighted)
    {
        _names = [.. columns.Select(column => column.Name)];
        _sources = [.. columns.Select(column => column.Source)];
        _pairs = new Sums[columns.Count * (columns.Count - 1) / 2];
        _centers = [.. columns.Select(_ => double.NaN)];
        _values = Buffers();
        _masks = Buffers();
        _squares = Buffers();
        _weightedValues = weighted ? Buffers() : _values;
        _weightedMasks = weighted ? Buffers() : _masks;
        _weights = weighted ? new double[Size] : null;

        double[][] Buffers() => [.. columns.Select(_ => new double[Size])];
    }

    public override void Add(RowBlock block, RowRange rows)
    {
        for (var taken = 0; taken < rows.Count;)
        {
            var part = new RowRange(rows[taken], Math.Min(rows.Count - taken, Size - _count));
            for (var i = 0; i < _sources.Length; i++)
                _sources[i].Copy(block, part, _values[i].AsSpan(_count));
            if (_weights is not null)
                block.Weights.AsSpan(part[0], part.Count).CopyTo(_weights.AsSpan(_count));
            taken += part.Count;
            Added(part.Count);
        }
    }

    public override void Add(RowBlock block, RowList rows)
    {
        for (var taken = 0; taken < rows.Count;)
        {
            var part = rows.Part(taken, Math.Min(rows.Count - taken, Size - _count));
            for (var i = 0; i < _sources.Length; i++)
                _sources[i].Copy(block, part, _values[i].AsSpan(_count));
            if (_weights is not null)
            {
                for (var i = 0; i < part.Count; i++)
                    _weights[_count + i] = block.Weights![part[i]];
            }
            taken += part.Count;
            Added(part.Count);
        }
    }

    public CorrelationSums Finish()
    {
        Flush();
        var pairs = new PairSums[_pairs.Length];
        var at = 0;
        for (var i = 0; i < _sources.Length; i++)
        {
            for (var j = i + 1; j < _sources.Length; j++, at++)
                pairs[at] = _pairs[at].ToPair(_centers[i], _centers[j]);
        }
        return new(_names, pairs);
    }

    private void Added(int count)
    {
        _count += count;
        if (_count == Size)
            Flush();
    }

    private void Flush()
    {
        if (_count == 0)
            return;
        var columns = new ColumnSums[_sources.Length];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = Center(i);
        var at = 0;
        for (var i = 0; i < columns.Length; i++)
        {
            for (var j = i + 1; j < columns.Length; j++, at++)
                Add(ref _pairs[at], i, j, columns[i], columns[j]);
        }
        _count = 0;
    }

    /// <summary>Makes the column's numbers distances, and 0 where there is none.</summary>
    private ColumnSums Center(int column)
    {
        var values = _values[column].AsSpan(0, _count);
        var mask = _masks[column].AsSpan(0, _count);
        var squares = _squares[column].AsSpan(0, _count);
        if (double.IsNaN(_centers[column]))
        {
            foreach (var value in values)
            {
                if (!double.IsFinite(value))
                    continue;
                _centers[column] = value;
                break;
            }
        }

        if (_weights is null && AllFinite(values))
            return CenterAll(values, squares, _centers[column]);
        var (center, rows) = (_centers[column], 0);
        for (var i = 0; i < values.Length; i++)
        {
            var isThere = double.IsFinite(values[i]);
            rows += isThere ? 1 : 0;
            mask[i] = isThere ? 1 : 0;
            values[i] = isThere ? values[i] - center : 0;
        }
        if (_weights is not null)
        {
            for (var i = 0; i < values.Length; i++)
            {
                _weightedValues[column][i] = values[i] * _weights[i];
                _weightedMasks[column][i] = mask[i] * _weights[i];
            }
        }
        var weighted = _weightedValues[column].AsSpan(0, _count);
        for (var i = 0; i < values.Length; i++)
            squares[i] = values[i] * weighted[i];
        return new(rows, Sum(_weightedMasks[column]), Sum(weighted), Sum(squares));
    }

    private static bool AllFinite(ReadOnlySpan<double> values)
    {
        var largest = new Vector<double>(double.MaxValue);
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        foreach (var vector in vectors)
        {
            // NaN is not less than anything, so it is caught too.
            if (!Vector.LessThanOrEqualAll(Vector.Abs(vector), largest))
                return false;
        }
        foreach (var value in values[(vectors.Length * Vector<double>.Count)..])
        {
            if (!double.IsFinite(value))
                return false;
        }
        return true;
    }

    // The usual case: a number in every row, of weight 1. Its mask is not asked for.
    private static ColumnSums CenterAll(Span<double> values, Span<double> squares, double center)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var squareVectors = MemoryMarshal.Cast<double, Vector<double>>(squares);
        var (centers, sums, squareSums) = (new Vector<double>(center), Vector<double>.Zero, Vector<double>.Zero);
        for (var i = 0; i < vectors.Length; i++)
        {
            var value = vectors[i] - centers;
            var square = value * value;
            vectors[i] = value;
            squareVectors[i] = square;
            sums += value;
            squareSums += square;
        }
        var (sum, squareSum) = (Vector.Sum(sums), Vector.Sum(squareSums));
        for (var i = vectors.Length * Vector<double>.Count; i < values.Length; i++)
        {
            values[i] -= center;
            squares[i] = values[i] * values[i];
            sum += values[i];
            squareSum += squares[i];
        }
        return new(values.Length, values.Length, sum, squareSum);
    }

    private void Add(ref Sums pair, int i, int j, in ColumnSums x, in ColumnSums y)
    {
        var (allX, allY) = (x.Rows == _count, y.Rows == _count);
        // Where one column has a number in every row, the rows of the pair are those of the other.
        pair.Rows += allX ? y.Rows : allY ? x.Rows : (long)Product(_masks[i], _masks[j]);
        pair.Weight += allX ? y.Weight : allY ? x.Weight : Product(_weightedMasks[i], _masks[j]);
        pair.X += allY ? x.Sum : Product(_weightedValues[i], _masks[j]);
        pair.Y += allX ? y.Sum : Product(_weightedValues[j], _masks[i]);
        pair.SquaresX += allY ? x.Squares : Product(_squares[i], _masks[j]);
        pair.SquaresY += allX ? y.Squares : Product(_squares[j], _masks[i]);
        pair.Products += Product(_weightedValues[i], _values[j]);
    }

    private double Sum(ReadOnlySpan<double> values)
    {
        var total = 0.0;
        foreach (var value in values[.._count])
            total += value;
        return total;
    }

    private double Product(double[] x, double[] y)
    {
        var vectorsX = MemoryMarshal.Cast<double, Vector<double>>(x.AsSpan(0, _count));
        var vectorsY = MemoryMarshal.Cast<double, Vector<double>>(y.AsSpan(0, _count));
        // Four sums, so that an addition need not wait for the one before it.
        var (a, b, c, d) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i + 4 <= vectorsX.Length; i += 4)
        {
            a += vectorsX[i] * vectorsY[i];
            b += vectorsX[i + 1] * vectorsY[i + 1];
            c += vectorsX[i + 2] * vectorsY[i + 2];
            d += vectorsX[i + 3] * vectorsY[i + 3];
        }
        for (; i < vectorsX.Length; i++)
            a += vectorsX[i] * vectorsY[i];
        var total = Vector.Sum((a + b) + (c + d));
        for (var rest = vectorsX.Length * Vector<double>.Count; rest < _count; rest++)
            total += x[rest] * y[rest];
        return total;
    }

    private readonly record struct ColumnSums(int Rows, double Weight, double Sum, double Squares);

    private struct Sums
    {
        public long Rows;
        public double Weight;
        public double X;
        public double Y;
        public double SquaresX;
        public double SquaresY;
        public double Products;

        public readonly PairSums ToPair(double centerX, double centerY) => Weight > 0
            ? new(Rows, Weight, centerX + (X / Weight), centerY + (Y / Weight), Math.Max(0, SquaresX - (X * X / Weight)), Math.Max(0, SquaresY - (Y * Y / Weight)), Products - (X * Y / Weight))
            : new(Rows, 0, 0, 0, 0, 0, 0);
    }
}
