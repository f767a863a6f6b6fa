using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Computes the statistics of a source, by its database.</summary>
internal static class SqlStatisticsPass
{
    // A slice has fewer rows, and there are many of them.
    private const int MostSampledOfSlice = 1024;

    public static async Task<DataStatistics> RunAsync(SqlDataSource source, DataStatisticsOptions options, CancellationToken cancellationToken)
    {
        CheckBuckets(options);
        if (!source.Materialize)
        {
            var described = await source.DescribeAsync(cancellationToken).ConfigureAwait(false);
            var hasPlaces = !HidesPlace(described) && await source.HasPlacesAsync(cancellationToken).ConfigureAwait(false);
            return await RunAsync(new SqlScope(source, source.From, null, source.Name, hasPlaces), Wanted(described, options), options, cancellationToken).ConfigureAwait(false);
        }

        // Of all columns, the types are looked at where the rows are then: to find out those of text files takes time.
        var columns = options.Columns is null ? [] : Wanted(await source.DescribeAsync(cancellationToken).ConfigureAwait(false), options);
        var table = source.Dialect.Identifier($"mlap_rows_{Guid.NewGuid():N}");
        try
        {
            await source.Runner.RunAsync(
                $"the rows of {source.Name}",
                $"CREATE TEMP TABLE {table} AS SELECT {(columns.IsEmpty ? "*" : string.Join(", ", columns.Select(column => source.Dialect.Identifier(column.Name))))} FROM {source.From}",
                cancellationToken).ConfigureAwait(false);
            if (columns.IsEmpty)
                columns = Wanted(await source.DescribeAsync(table, cancellationToken).ConfigureAwait(false), options);
            return await RunAsync(new SqlScope(source, table, null, source.Name, HasPlaces: !HidesPlace(columns)), columns, options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await source.Runner.RunAsync($"the rows of {source.Name}", $"DROP TABLE IF EXISTS {table}", CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task<DataStatistics> RunAsync(SqlScope scope, ImmutableArray<SqlColumn> wanted, DataStatisticsOptions options, CancellationToken cancellationToken)
    {
        var resolved = await SqlSchema.ResolveAsync(scope.Source, scope.From, wanted, cancellationToken).ConfigureAwait(false);
        var plan = Plan(resolved, scope, options);
        var slices = new List<SliceStatistics>();
        var slicePlan = plan with { SampleSize = Math.Min(plan.SampleSize, MostSampledOfSlice) };
        foreach (var names in options.Slices)
        {
            var columns = names.Select(name => Find(resolved, name, "slices")).ToList();
            foreach (var (key, slice) in await SqlSlices.FindAsync(scope, columns, options, cancellationToken).ConfigureAwait(false))
                slices.Add(new(key, await CollectAsync(slice, slicePlan, [], [], cancellationToken).ConfigureAwait(false)));
        }
        var statistics = await CollectAsync(scope, plan, SliceOrder.Sort(slices, options.Slices), options.Slices, cancellationToken).ConfigureAwait(false);
        statistics.Validation = options.Schema?.Validate(statistics, options.Validation);
        return statistics;
    }

    private static async Task<DataStatistics> CollectAsync(
        SqlScope scope, SqlPlan plan, IReadOnlyList<SliceStatistics> slices, IReadOnlyList<IReadOnlyList<string>> sliceColumns, CancellationToken cancellationToken)
    {
        List<SqlCollector> collectors = [.. plan.Columns.Select(column => SqlCollector.Create(scope, column, plan.Weight))];
        var totals = await SqlColumns.CollectAsync(scope, collectors, plan.Weight, cancellationToken).ConfigureAwait(false);
        var correlated = collectors.OfType<ISqlCorrelated>().Take(plan.MaxCorrelationColumns).Select(collector => collector.Correlated).ToList();
        var correlations = await SqlCorrelations.ReadAsync(scope, totals, correlated, plan.Weight, cancellationToken).ConfigureAwait(false);
        var sample = plan.Sampled.Count == 0 ? null : await SqlRowSample.ReadAsync(scope, totals.Rows, plan.Sampled, plan.Weight, plan.SampleSize, cancellationToken).ConfigureAwait(false);

        var columns = LabelInformation.Add(collectors.Select(collector => collector.Finish(totals, plan.Shape)).ToList(), sample, plan.LabelColumn);
        return new DataStatistics(totals.Rows, totals.Weight, columns)
        {
            Shape = plan.Shape,
            WeightColumn = plan.WeightColumn,
            LabelColumn = plan.LabelColumn,
            CorrelationState = correlations,
            SampleState = sample,
            Slices = slices,
            SliceColumns = sliceColumns,
        };
    }

    private static SqlPlan Plan(ImmutableArray<SqlColumn> columns, SqlScope scope, DataStatisticsOptions options)
    {
        List<SqlColumn> shown =
        [
            .. options.Columns is { } names ? names.Select(name => Find(columns, name, "statistics")).OrderBy(columns.IndexOf) : columns.Where(column => column.Name != options.WeightColumnName),
        ];
        string? weight = null;
        if (options.WeightColumnName is { } weightName)
        {
            var column = Find(columns, weightName, "the weight");
            weight = column.Type is { IsVector: false } type && (type.IsReal || type.IsInteger) ? scope.Real(column) : throw new DataStatisticsException($"Column '{weightName}' is of type {column.Type}, and a weight is a number.");
        }
        List<SqlColumn> sampled = [];
        if (options.LabelColumnName is { } labelName)
        {
            var label = Find(columns, labelName, "the label");
            sampled.Add(SqlRowSample.CanRead(label) ? label : throw new DataStatisticsException($"Column '{labelName}' is of type {label.Type}, and the label is a single value: a number, a Boolean, a text or a time."));
            sampled.AddRange(shown.Where(column => column.Name != labelName && SqlRowSample.CanRead(column)));
        }
        return new(shown, sampled, weight, options.WeightColumnName, options.LabelColumnName, options.SampleSize, options.MaxCorrelationColumns, new(options.HistogramBuckets, options.QuantileBuckets, options.TopValues));
    }

    /// <summary>All columns that are needed.</summary>
    private static ImmutableArray<SqlColumn> Wanted(ImmutableArray<SqlColumn> described, DataStatisticsOptions options)
    {
        foreach (var (name, use) in (options.Columns ?? []).Select(name => (name, "statistics"))
            .Concat(options.Slices.SelectMany(names => names).Select(name => (name, "slices")))
            .Append((options.WeightColumnName!, "the weight")).Append((options.LabelColumnName!, "the label")).Where(pair => pair.Item1 is not null))
        {
            Find(described, name, use);
        }
        if (options.Columns is null)
            return described;
        HashSet<string?> names = [.. options.Columns, options.WeightColumnName, options.LabelColumnName, .. options.Slices.SelectMany(slice => slice)];
        return [.. described.Where(column => names.Contains(column.Name))];
    }

    // A column of this name is what the name means then.
    private static bool HidesPlace(ImmutableArray<SqlColumn> columns) => columns.Any(column => string.Equals(column.Name, "rowid", StringComparison.OrdinalIgnoreCase));

    private static void CheckBuckets(DataStatisticsOptions options)
    {
        var unused = options.Buckets.Keys.Except(options.Slices.SelectMany(names => names), StringComparer.Ordinal).Order(StringComparer.Ordinal).FirstOrDefault();
        if (unused is not null)
            throw new DataStatisticsException($"There are buckets for column '{unused}', and nothing is sliced by it. Name it in options.Slices, or leave its buckets out.");
    }

    private static SqlColumn Find(ImmutableArray<SqlColumn> columns, string name, string use) => columns.FirstOrDefault(column => column.Name == name)
        ?? throw new DataStatisticsException($"There is no column '{name}' for {use}; there are {string.Join(", ", columns.Select(column => $"'{column.Name}'"))}.");

    private sealed record SqlPlan(
        IReadOnlyList<SqlColumn> Columns, IReadOnlyList<SqlColumn> Sampled, string? Weight, string? WeightColumn, string? LabelColumn, int SampleSize, int MaxCorrelationColumns, StatisticsShape Shape);
}
