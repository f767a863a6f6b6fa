using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Fills the quantile sketches of a scope's numbers. Of few rows all numbers come back; of many, a sample tells how to ask: for the groups of few different numbers, for the counts of cells, or, where
/// no cells fit, for the counts between boundaries, or for quantiles. The counts are exact, so that the error of a quantile is what lies between two of them, and known.
/// </summary>
internal static class SqlQuantiles
{
    /// <summary>Up to how many rows all numbers come back: an exact sketch holds no more.</summary>
    private const int FewRows = (2 * QuantileSketch.DefaultSize) - 1;

    private const int FewValues = 512;
    private const int Boundaries = QuantileSketch.DefaultSize;
    private const int ColumnsAtOnce = 4;
    private const int EmbeddedSample = 40_000;
    private const int ServerSample = 10_000;

    public static async Task FillAsync(SqlScope scope, SqlTotals totals, IReadOnlyList<SqlNumberCollector> columns, string? weight, CancellationToken cancellationToken)
    {
        columns = [.. columns.Where(column => column.FiniteCount > 0)];
        if (columns.Count == 0)
            return;
        if (totals.Rows <= FewRows)
        {
            await ReadAllAsync(scope, columns, weight, cancellationToken).ConfigureAwait(false);
            return;
        }

        var sample = await SampleAsync(scope, totals, columns, cancellationToken).ConfigureAwait(false);
        var (many, weighted) = (new List<(SqlNumberCollector Column, double[] Sample)>(), new List<SqlNumberCollector>());
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            if (CountDistinct(sample[i]) <= FewValues && await ReadGroupsAsync(scope, column, weight, cancellationToken).ConfigureAwait(false))
                continue;
            var cell = SqlCells.CellOf(scope.Dialect, column, sample[i]);
            var filled = cell is null ? default : await SqlCells.FillAsync(scope, column, cell, weight, cancellationToken).ConfigureAwait(false);
            if (!filled.Plain)
                many.Add((column, sample[i]));
            if (!filled.Weighted && weight is not null)
                weighted.Add(column);
        }
        if (many.Count > 0)
            await ReadManyAsync(scope, many, cancellationToken).ConfigureAwait(false);
        await SortAsync(scope, weighted, weight, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ReadManyAsync(SqlScope scope, List<(SqlNumberCollector Column, double[] Sample)> many, CancellationToken cancellationToken)
    {
        if (scope.Dialect.CountsBetween("x", [0]) is not null)
            await CountAsync(scope, many, cancellationToken).ConfigureAwait(false);
        else if (scope.Dialect.Quantiles("x", [0]) is not null)
            await ReadQuantilesAsync(scope, many, cancellationToken).ConfigureAwait(false);
        else
            await SortAsync(scope, [.. many.Select(pair => pair.Column)], null, cancellationToken).ConfigureAwait(false);
    }

    private static Task ReadAllAsync(SqlScope scope, IReadOnlyList<SqlNumberCollector> columns, string? weight, CancellationToken cancellationToken)
    {
        List<string> values = [.. columns.Select(column => column.FiniteExpression)];
        if (weight is not null)
            values.Add(weight);
        return scope.Runner.ReadAsync(
            $"the numbers of {scope.Name}",
            $"SELECT {string.Join(", ", values)}\n{scope.FromWhere}",
            reader =>
            {
                for (var i = 0; i < columns.Count; i++)
                {
                    if (reader.IsDBNull(i))
                        continue;
                    var value = SqlAggregates.ToDouble(reader.GetValue(i));
                    columns[i].Sketch.Add(value);
                    columns[i].WeightedSketch?.Add(value, SqlAggregates.ToDouble(reader.GetValue(columns.Count)));
                }
            },
            cancellationToken);
    }

    /// <summary>Of each column, some of its finite numbers, ascending.</summary>
    private static async Task<double[][]> SampleAsync(SqlScope scope, SqlTotals totals, IReadOnlyList<SqlNumberCollector> columns, CancellationToken cancellationToken)
    {
        var samples = columns.Select(_ => new List<double>()).ToList();
        var share = (double)(scope.Dialect.IsEmbedded ? EmbeddedSample : ServerSample) / totals.Rows;
        await scope.Runner.ReadAsync(
            $"a sample of {scope.Name}",
            $"SELECT {string.Join(", ", columns.Select(column => column.FiniteExpression))}\n{scope.FromIf(share < 1 ? scope.Dialect.Sample(share, scope.HasPlaces) : null)}",
            reader =>
            {
                for (var i = 0; i < columns.Count; i++)
                {
                    if (!reader.IsDBNull(i))
                        samples[i].Add(reader.GetDouble(i));
                }
            },
            cancellationToken).ConfigureAwait(false);
        return [.. samples.Select(values =>
        {
            values.Sort();
            return values.ToArray();
        })];
    }

    /// <returns>False when there are too many different numbers.</returns>
    private static async Task<bool> ReadGroupsAsync(SqlScope scope, SqlNumberCollector column, string? weight, CancellationToken cancellationToken)
    {
        var groups = new List<(double Value, double Count, double Weight)>();
        await scope.Runner.ReadAsync(
            $"the numbers in column '{column.Column.Name}' of {scope.Name}",
            $"SELECT {column.FiniteExpression} AS v, COUNT(*){(weight is null ? "" : $", SUM({weight})")}\n{scope.FromIf($"{column.FiniteExpression} IS NOT NULL")}\nGROUP BY {column.FiniteExpression} {scope.Dialect.Limit(FewRows + 1)}",
            reader => groups.Add((reader.GetDouble(0), SqlAggregates.ToLong(reader.GetValue(1)), weight is null ? 0 : SqlAggregates.ToDouble(SqlAggregates.Value(reader, 2)))),
            cancellationToken).ConfigureAwait(false);
        if (groups.Count > FewRows)
            return false;
        groups.Sort((a, b) => a.Value.CompareTo(b.Value));
        var values = groups.Select(group => group.Value).ToArray();
        column.Sketch.AddCounts(values, [.. groups.Select(group => group.Count)], column.Min, column.FiniteCount, 0);
        column.WeightedSketch?.AddCounts(values, [.. groups.Select(group => group.Weight)], column.Min, column.FiniteWeightSquares, 0);
        return true;
    }

    private static async Task CountAsync(SqlScope scope, List<(SqlNumberCollector Column, double[] Sample)> columns, CancellationToken cancellationToken)
    {
        foreach (var part in columns.Select(pair => (pair.Column, Bounds: BoundariesOf(pair.Sample, pair.Column))).Chunk(ColumnsAtOnce))
        {
            await scope.Runner.ReadAsync(
                $"the distribution of numbers of {scope.Name}",
                $"SELECT {string.Join(",\n  ", part.Select(pair => scope.Dialect.CountsBetween(pair.Column.FiniteExpression, pair.Bounds)))}\n{scope.FromWhere}",
                reader =>
                {
                    for (var i = 0; i < part.Length; i++)
                        AddCounts(part[i].Column, part[i].Bounds, scope.Dialect.ReadNumbers(reader, i));
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static void AddCounts(SqlNumberCollector column, double[] bounds, IReadOnlyList<double> counts)
    {
        // What lies between a number and the next smaller one is that number alone: its rank is exact.
        var error = bounds.Select((bound, i) => i > 0 && bounds[i - 1] == Math.BitDecrement(bound) ? 0 : counts[i]).Max();
        column.Sketch.AddCounts(bounds, [.. counts.Take(bounds.Length)], column.Min, column.FiniteCount, error);
    }

    private static async Task ReadQuantilesAsync(SqlScope scope, List<(SqlNumberCollector Column, double[] Sample)> columns, CancellationToken cancellationToken)
    {
        var shares = Enumerable.Range(1, Boundaries).Select(i => (double)i / Boundaries).ToArray();
        foreach (var part in columns.Chunk(ColumnsAtOnce))
        {
            await scope.Runner.ReadAsync(
                $"the quantiles of {scope.Name}",
                $"SELECT {string.Join(",\n  ", part.Select(pair => scope.Dialect.Quantiles(pair.Column.FiniteExpression, shares)))}\n{scope.FromWhere}",
                reader =>
                {
                    for (var i = 0; i < part.Length; i++)
                    {
                        var column = part[i].Column;
                        var step = (double)column.FiniteCount / Boundaries;
                        column.Sketch.AddCounts(scope.Dialect.ReadNumbers(reader, i).ToArray(), [.. Enumerable.Repeat(step, Boundaries)], column.Min, column.FiniteCount, step);
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    // Any engine can do this.
    private static async Task SortAsync(SqlScope scope, List<SqlNumberCollector> columns, string? weight, CancellationToken cancellationToken)
    {
        foreach (var column in columns)
        {
            if (column.FiniteWeight == 0)
                continue;
            var bucket = weight is null
                ? $"NTILE({Boundaries}) OVER (ORDER BY {column.FiniteExpression})"
                : $"FLOOR(SUM({weight}) OVER (ORDER BY {column.FiniteExpression} ROWS UNBOUNDED PRECEDING) * {scope.Dialect.Number(Boundaries / column.FiniteWeight)})";
            var (values, weights) = (new List<double>(), new List<double>());
            await scope.Runner.ReadAsync(
                $"the quantiles of column '{column.Column.Name}' of {scope.Name}",
                $"SELECT MAX(v), {(weight is null ? "COUNT(*)" : "SUM(w)")} FROM (\nSELECT {column.FiniteExpression} AS v, {weight ?? "1"} AS w, {bucket} AS b\n{scope.FromIf($"{column.FiniteExpression} IS NOT NULL")}\n) AS mlap_sorted GROUP BY b ORDER BY b",
                reader =>
                {
                    values.Add(SqlAggregates.ToDouble(reader.GetValue(0)));
                    weights.Add(SqlAggregates.ToDouble(reader.GetValue(1)));
                },
                cancellationToken).ConfigureAwait(false);
            var sketch = weight is null ? column.Sketch : column.WeightedSketch!;
            sketch.AddCounts([.. values], [.. weights], column.Min, weight is null ? column.FiniteCount : column.FiniteWeightSquares, weights.Max());
        }
    }

    private static int CountDistinct(double[] sorted)
    {
        var count = sorted.Length == 0 ? 0 : 1;
        for (var i = 1; i < sorted.Length; i++)
            count += sorted[i] == sorted[i - 1] ? 0 : 1;
        return count;
    }

    /// <summary>Boundaries between which about as many numbers lie; one before each number that fills a step alone, and the maximum.</summary>
    private static double[] BoundariesOf(double[] sample, SqlNumberCollector column)
    {
        var bounds = new SortedSet<double> { column.Max };
        var step = Math.Max(1, sample.Length / (double)Boundaries);
        for (var at = step - 1; at < sample.Length; at += step)
        {
            var value = sample[(int)at];
            if (!bounds.Add(value) && value > column.Min && value < column.Max)
                bounds.Add(Math.BitDecrement(value));
        }
        return [.. bounds];
    }
}
