using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Runs the collectors of many columns together.</summary>
internal static class SqlColumns
{
    public static async Task<SqlTotals> CollectAsync(SqlScope scope, IReadOnlyList<SqlCollector> collectors, string? weight, CancellationToken cancellationToken)
    {
        var (rows, weights, squares, bad) = (0L, 0.0, 0.0, 0L);
        var counts = new SqlAggregates(scope, "the counts");
        counts.Add("COUNT(*)", value => rows = SqlAggregates.ToLong(value));
        if (weight is not null)
        {
            counts.Number($"COALESCE(SUM({weight}), 0)", value => weights = value);
            counts.Number($"COALESCE(SUM({weight} * {weight}), 0)", value => squares = value);
            counts.Count($"{weight} IS NULL OR NOT ({weight} >= {scope.Dialect.Number(0)} AND {weight} < {scope.Dialect.Number(double.PositiveInfinity)})", count => bad = count);
        }
        foreach (var collector in collectors)
            collector.AddCounts(counts);
        await counts.RunAsync(cancellationToken).ConfigureAwait(false);
        if (bad > 0)
            throw new DataStatisticsException($"A weight is a finite number that is not negative, and {bad} of {rows} rows have another one. Leave these rows out, or weigh by another column.");

        var totals = weight is null ? new SqlTotals(rows, rows, rows) : new SqlTotals(rows, weights, squares);
        var sums = new SqlAggregates(scope, "the sums");
        foreach (var collector in collectors)
            collector.AddSums(sums, totals);
        await sums.RunAsync(cancellationToken).ConfigureAwait(false);

        await SqlQuantiles.FillAsync(scope, totals, [.. collectors.OfType<SqlNumberCollector>()], weight, cancellationToken).ConfigureAwait(false);
        foreach (var collector in collectors)
            await collector.DistributeAsync(totals, cancellationToken).ConfigureAwait(false);
        return totals;
    }
}
