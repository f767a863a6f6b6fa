using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Counts the numbers of a column in cells: of equal width, or, where most numbers lie together and few far away, of a width that grows with the distance from the median. Grouping by a number's cell is
/// the cheapest way for a database to tell quantiles: nothing is sorted, and no boundary is looked up.
/// </summary>
internal static class SqlCells
{
    /// <summary>How much weight, as a share of the whole, may lie in one cell: the error of a rank.</summary>
    public const double MostWeight = 0.002;

    private const int Cells = 16_384;

    // What comes back is put together to about so many steps.
    private const int Steps = 1500;

    // A cell that has less than this in a sample has less than MostWeight among all rows, but for bad luck; that is seen afterwards.
    private const double MostWeightInSample = 0.0012;

    /// <summary>The cell of a number, as an expression; null where no way to cut keeps the weight of a cell small.</summary>
    public static string? CellOf(SqlDialect dialect, SqlNumberCollector column, double[] sample)
    {
        var range = column.Max - column.Min;
        if (sample.Length == 0 || !(range > 0 && range < double.PositiveInfinity))
            return null;
        var scale = (Cells - 1) / range;
        var (x, min) = (column.FiniteExpression, column.Min);
        if (double.IsFinite(scale) && IsEven(sample, value => (value - min) * scale))
            return $"CAST(({x} - {dialect.Number(min)}) * {dialect.Number(scale)} AS INTEGER)";

        var (center, width) = (sample[sample.Length / 2], sample[sample.Length * 3 / 4] - sample[sample.Length / 4]);
        if (!(width > 0))
            return null;
        var farthest = Math.Log(1 + (Math.Max(column.Max - center, center - column.Min) / width));
        scale = (Cells / 2) / farthest;
        if (!double.IsFinite(scale) || !IsEven(sample, value => Math.Sign(value - center) * Math.Log(1 + (Math.Abs(value - center) / width)) * scale))
            return null;
        var distance = $"({x} - {dialect.Number(center)})";
        return $"CAST(SIGN({distance}) * LN(1 + ABS({distance}) / {dialect.Number(width)}) * {dialect.Number(scale)} AS INTEGER)";
    }

    /// <returns>Whether the sketches of the column were filled: without weights, and with them.</returns>
    public static async Task<(bool Plain, bool Weighted)> FillAsync(SqlScope scope, SqlNumberCollector column, string cell, string? weight, CancellationToken cancellationToken)
    {
        var cells = new List<Cell>();
        var x = column.FiniteExpression;
        await scope.Runner.ReadAsync(
            $"the distribution of column '{column.Column.Name}' of {scope.Name}",
            $"SELECT COUNT(*), MIN({x}), MAX({x}){(weight is null ? "" : $", SUM({weight})")}\n{scope.FromIf($"{x} IS NOT NULL")}\nGROUP BY {cell}",
            reader => cells.Add(new(
                reader.GetDouble(1), reader.GetDouble(2), SqlAggregates.ToLong(reader.GetValue(0)), weight is null ? 0 : SqlAggregates.ToDouble(SqlAggregates.Value(reader, 3)))),
            cancellationToken).ConfigureAwait(false);
        cells.Sort((a, b) => a.Max.CompareTo(b.Max));
        return (
            Fill(column.Sketch, cells, cell => cell.Count, column.Min, column.FiniteCount),
            column.WeightedSketch is null || Fill(column.WeightedSketch, cells, cell => cell.Weight, column.Min, column.FiniteWeightSquares));
    }

    private static bool Fill(QuantileSketch sketch, List<Cell> cells, Func<Cell, double> weightOf, double min, double squares)
    {
        var step = cells.Sum(weightOf) / Steps;
        var (values, weights, error, sum, first) = (new List<double>(), new List<double>(), 0.0, 0.0, double.NaN);
        for (var i = 0; i < cells.Count; i++)
        {
            var weight = weightOf(cells[i]);
            if (sum > 0 && sum + weight > step)
                Emit(cells[i - 1].Max);
            if (sum == 0)
                first = cells[i].Min;
            sum += weight;
        }
        if (sum > 0)
            Emit(cells[^1].Max);
        if (error > MostWeight * Steps * step)
            return false;
        sketch.AddCounts(values.ToArray(), weights.ToArray(), min, squares, error);
        return true;

        void Emit(double last)
        {
            values.Add(last);
            weights.Add(sum);
            // The rank of a number that fills a cell alone is exact.
            error = first == last ? error : Math.Max(error, sum);
            sum = 0;
        }
    }

    /// <summary>Whether no cell has much of a sample, but for a single number that comes often.</summary>
    private static bool IsEven(double[] sorted, Func<double, double> position)
    {
        var most = Math.Max(8, MostWeightInSample * sorted.Length);
        var (start, cell) = (0, Math.Round(position(sorted[0])));
        for (var i = 1; i <= sorted.Length; i++)
        {
            var next = i < sorted.Length ? Math.Round(position(sorted[i])) : double.NaN;
            if (next == cell)
                continue;
            if (i - start > most && sorted[start] != sorted[i - 1])
                return false;
            (start, cell) = (i, next);
        }
        return true;
    }

    private readonly record struct Cell(double Min, double Max, long Count, double Weight);
}
