using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A column whose correlations are computed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Finite">Its number, or NULL where it is missing or not finite.</param>
/// <param name="Count">How many rows have one.</param>
/// <param name="Center">About their mean: distances from it keep their digits when they are squared.</param>
/// <param name="IsLarge">Whether squares of its numbers are beyond the largest double.</param>
internal sealed record SqlCorrelated(string Name, string Finite, long Count, double Center, bool IsLarge);

/// <summary>Has a database sum up what the correlation of each pair of columns is made of, in one reading of the rows.</summary>
internal static class SqlCorrelations
{
    public static async Task<CorrelationSums?> ReadAsync(SqlScope scope, SqlTotals totals, IReadOnlyList<SqlCorrelated> columns, string? weight, CancellationToken cancellationToken)
    {
        if (columns.Count < 2)
            return null;
        var distances = columns.Select((column, i) => $"{column.Finite} - {scope.Dialect.Number(double.IsFinite(column.Center) ? column.Center : 0)} AS d{i}");
        if (weight is not null)
            distances = distances.Append($"{weight} AS w");
        // A distance is an expression of its own, however many sums it is in.
        var from = $"(SELECT {string.Join(",\n  ", distances)}\n{scope.FromWhere}) AS mlap_distances";
        var aggregates = new SqlAggregates(scope with { From = from, Where = null, HasPlaces = false }, "the correlations");
        var pairs = new List<Sums>();
        for (var i = 0; i < columns.Count; i++)
        {
            for (var j = i + 1; j < columns.Count; j++)
                pairs.Add(Add(aggregates, i, j, columns, totals, weight is not null));
        }
        await aggregates.RunAsync(cancellationToken).ConfigureAwait(false);
        return new(columns.Select(column => column.Name).ToList(), [.. pairs.Select(pair => pair.ToPair())]);
    }

    private static Sums Add(SqlAggregates aggregates, int i, int j, IReadOnlyList<SqlCorrelated> columns, SqlTotals totals, bool weighted)
    {
        var sums = new Sums { CenterX = columns[i].Center, CenterY = columns[j].Center, IsLarge = columns[i].IsLarge || columns[j].IsLarge };
        var (allX, allY) = (columns[i].Count == totals.Rows, columns[j].Count == totals.Rows);
        // Where one column has a number in every row, the rows of the pair are those of the other.
        var both = allX && allY ? null : allX ? $"d{j} IS NOT NULL" : allY ? $"d{i} IS NOT NULL" : $"d{i} IS NOT NULL AND d{j} IS NOT NULL";
        var w = weighted ? " * w" : "";
        if (both is null)
            (sums.Rows, sums.Weight) = (totals.Rows, totals.Weight);
        else
        {
            aggregates.Count(both, value => sums.Rows = value);
            if (weighted)
                aggregates.Number($"COALESCE(SUM(CASE WHEN {both} THEN w END), 0)", value => sums.Weight = value);
            else
                aggregates.Count(both, value => sums.Weight = value);
        }
        if (sums.IsLarge)
            return sums;
        Number(allY ? null : $"d{j} IS NOT NULL", $"d{i}{w}", value => sums.X = value);
        Number(allX ? null : $"d{i} IS NOT NULL", $"d{j}{w}", value => sums.Y = value);
        Number(allY ? null : $"d{j} IS NOT NULL", $"d{i} * d{i}{w}", value => sums.SquaresX = value);
        Number(allX ? null : $"d{i} IS NOT NULL", $"d{j} * d{j}{w}", value => sums.SquaresY = value);
        // A product with a NULL is one.
        Number(null, $"d{i} * d{j}{w}", value => sums.Products = value);
        return sums;

        void Number(string? condition, string value, Action<double> take) =>
            aggregates.Number(condition is null ? $"COALESCE(SUM({value}), 0)" : $"COALESCE(SUM(CASE WHEN {condition} THEN {value} END), 0)", take);
    }

    private sealed class Sums
    {
        public long Rows { get; set; }

        public double Weight { get; set; }

        public double CenterX { get; init; }

        public double CenterY { get; init; }

        public bool IsLarge { get; init; }

        public double X { get; set; }

        public double Y { get; set; }

        public double SquaresX { get; set; }

        public double SquaresY { get; set; }

        public double Products { get; set; }

        public PairSums ToPair() =>
            !(Weight > 0) ? new(Rows, 0, 0, 0, 0, 0, 0)
            : IsLarge ? new(Rows, Weight, CenterX, CenterY, double.PositiveInfinity, double.PositiveInfinity, double.NaN)
            : new(
                Rows, Weight, CenterX + (X / Weight), CenterY + (Y / Weight), Math.Max(0, SquaresX - (X * X / Weight)), Math.Max(0, SquaresY - (Y * Y / Weight)), Products - (X * Y / Weight));
    }
}
