using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Computes the statistics of a partitioned table by its partitions: each query is of one partition, so that the server that holds it computes it, several at a time.</summary>
internal static class SqlPartitions
{
    /// <summary>The partitions that hold rows, each with a connection of its own; none when the table has no partitions.</summary>
    public static async Task<IReadOnlyList<SqlDataSource>> FindAsync(SqlDataSource source, CancellationToken cancellationToken)
    {
        if (!source.IsTable || source.Dialect.PartitionsQuery(source.From) is not { } query)
            return [];
        var names = new List<(string Schema, string Table)>();
        await source.Runner.ReadAsync($"the partitions of {source.Name}", query, reader => names.Add((reader.GetString(0), reader.GetString(1))), cancellationToken).ConfigureAwait(false);
        return [.. names.Select(name => source.Part(name.Schema, name.Table))];
    }

    public static async Task<DataStatistics> RunAsync(SqlDataSource source, DataStatisticsOptions options, CancellationToken cancellationToken)
    {
        var parts = await FindAsync(source, cancellationToken).ConfigureAwait(false);
        if (parts.Count == 0)
            return await SqlStatisticsPass.RunAsync(source, options, cancellationToken).ConfigureAwait(false);
        try
        {
            // Parts merge when they have the same types, whether or not there is a NULL in each.
            var resolved = await ForEachAsync(parts, options, part => part.GetColumnsAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            var types = resolved.SelectMany(columns => columns).GroupBy(column => column.Name, StringComparer.Ordinal)
                .ToDictionary(columns => columns.Key, columns => (columns.FirstOrDefault(column => column.Type != column.Described) ?? columns.First()).Type, StringComparer.Ordinal);
            foreach (var part in parts)
                part.SetTypes(types);
            var statistics = await ForEachAsync(parts, options, part => SqlStatisticsPass.RunAsync(part, options, cancellationToken), cancellationToken).ConfigureAwait(false);
            var whole = DataStatistics.Merge(statistics);
            whole.Validation = options.Schema?.Validate(whole, options.Validation);
            return whole;
        }
        finally
        {
            foreach (var part in parts)
                await part.DisposeAsync().ConfigureAwait(false);
        }
    }

    // The results are in the order of the parts, whichever ends first: statistics do not depend on it.
    private static async Task<T[]> ForEachAsync<T>(IReadOnlyList<SqlDataSource> parts, DataStatisticsOptions options, Func<SqlDataSource, Task<T>> compute, CancellationToken cancellationToken)
    {
        var results = new T[parts.Count];
        await Parallel.ForAsync(
            0,
            parts.Count,
            new ParallelOptions { MaxDegreeOfParallelism = parts.All(part => part.HasOwnConnection) ? options.MaxDegreeOfParallelism : 1, CancellationToken = cancellationToken },
            async (i, _) => results[i] = await compute(parts[i]).ConfigureAwait(false)).ConfigureAwait(false);
        return results;
    }
}
