using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Data.Common;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// A table, a query, or files, behind a <see cref="DbConnection"/>: statistics of it are computed by the database (<see cref="ComputeStatistics"/>), and it can be read as a view
/// (<see cref="ToDataView"/>).
/// </summary>
/// <remarks>
/// What is NULL is missing. The empty text is missing too, as everywhere in ML.NET, and NaN. See <see cref="SqlColumn.Type"/> for the types. Not safe for several threads: one connection answers one query.
/// </remarks>
public sealed class SqlDataSource : IDisposable, IAsyncDisposable
{
    private readonly bool _owned;
    private readonly string? _table;
    private readonly string? _schema;
    private ImmutableArray<SqlColumn> _described;
    private ImmutableArray<SqlColumn> _resolved;
    private IReadOnlyDictionary<string, ColumnType> _types;

    private SqlDataSource(DbConnection connection, SqlDialect dialect, string from, string name, SqlDataSourceOptions options, bool materialize, bool owned, string? table = null, string? schema = null)
    {
        Connection = connection;
        Dialect = dialect;
        From = from;
        Name = name;
        Options = options;
        _types = options.Types;
        Materialize = materialize;
        _owned = owned;
        (_table, _schema) = (table, schema);
    }

    /// <summary>The connection. That of files belongs to this object, another one to who opened it.</summary>
    public DbConnection Connection { get; }

    /// <summary>The engine's dialect.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>What it is, for messages.</summary>
    internal string Name { get; }

    /// <summary>What stands behind FROM.</summary>
    internal string From { get; }

    internal SqlDataSourceOptions Options { get; }

    /// <summary>The types that were given.</summary>
    internal IReadOnlyDictionary<string, ColumnType> GivenTypes => _types;

    internal bool Materialize { get; }

    /// <summary>Whether it is one name in the database: a table or a view.</summary>
    internal bool IsTable => _table is not null;

    internal SqlRunner Runner => new(Connection, Dialect, Options.CommandTimeout, Options.Transaction);

    /// <summary>A table or a view.</summary>
    /// <param name="connection">The connection; opened on first use where it is not open.</param>
    /// <param name="table">The table's name, one identifier as it is written in the catalog: it is quoted, so letter case counts.</param>
    /// <param name="schema">The schema's name; null for the one that the database looks in.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="ArgumentException">No dialect fits the connection, and the options give none.</exception>
    public static SqlDataSource FromTable(DbConnection connection, string table, string? schema = null, SqlDataSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrEmpty(table);
        options ??= new();
        var dialect = options.Dialect ?? SqlDialect.Of(connection);
        var from = schema is null ? dialect.Identifier(table) : $"{dialect.Identifier(schema)}.{dialect.Identifier(table)}";
        return new(connection, dialect, from, $"table {from}", options, materialize: false, owned: false, table, schema);
    }

    /// <summary>The rows of a query.</summary>
    /// <param name="connection">The connection; opened on first use where it is not open.</param>
    /// <param name="sql">A SELECT, without parameters. It becomes a subquery of other queries, and runs once for each.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="ArgumentException">No dialect fits the connection, and the options give none.</exception>
    public static SqlDataSource FromQuery(DbConnection connection, string sql, SqlDataSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        options ??= new();
        var query = sql.Trim().TrimEnd(';').TrimEnd();
        // On lines of its own: it may end in a comment.
        return new(connection, options.Dialect ?? SqlDialect.Of(connection), $"(\n{query}\n) AS mlap_source", "the query", options, materialize: false, owned: false);
    }

    /// <summary>CSV, Parquet or JSON files, read by an embedded DuckDB. The program needs the package <c>DuckDB.NET.Bindings.Full</c>.</summary>
    /// <param name="pattern">A file, or many: <c>data/*.csv</c>, <c>data/**/*.parquet</c>.</param>
    /// <param name="options">How they are read.</param>
    /// <exception cref="ArgumentException">The ending is of no known format.</exception>
    /// <exception cref="InvalidOperationException">The program has no DuckDB.</exception>
    public static SqlDataSource FromFiles(string pattern, SqlFileOptions? options = null) => FromFiles([pattern], options);

    /// <inheritdoc cref="FromFiles(string, SqlFileOptions)"/>
    /// <param name="patterns">Files or patterns, all of one format; their rows come one after the other.</param>
    /// <param name="options">How they are read.</param>
    public static SqlDataSource FromFiles(IReadOnlyList<string> patterns, SqlFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        options ??= new();
        var from = SqlFiles.From(patterns, options);
        return new(SqlFiles.Open(options), SqlDialect.DuckDb, from, string.Join(", ", patterns), options, options.Materialize ?? SqlFiles.AreText(patterns), owned: true);
    }

    /// <summary>The types of a row class, by column, for <see cref="SqlDataSourceOptions.Types"/>.</summary>
    public static IReadOnlyDictionary<string, ColumnType> TypesOf<TRow>() => Types(RowTypeColumns.Of(typeof(TRow)));

    /// <summary>The types of a schema, by column, for <see cref="SqlDataSourceOptions.Types"/>: keys are what they were made of, and left out.</summary>
    public static IReadOnlyDictionary<string, ColumnType> TypesOf(DataSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Types(schema.Columns);
    }

    /// <summary>The columns, in order. Asks the database the first time: for their types, and which of those that cannot be missing in ML.NET have a NULL.</summary>
    /// <exception cref="SqlQueryException">The database refused, or two columns have one name.</exception>
    public IReadOnlyList<SqlColumn> GetColumns(CancellationToken cancellationToken = default) => GetColumnsAsync(cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="GetColumns"/>
    public async Task<IReadOnlyList<SqlColumn>> GetColumnsAsync(CancellationToken cancellationToken = default)
    {
        if (_resolved.IsDefault)
            _resolved = await SqlSchema.ResolveAsync(this, From, await DescribeAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return _resolved;
    }

    /// <summary>Has the database compute the statistics: a few queries of aggregates and groups; what comes back does not grow with the rows.</summary>
    /// <param name="options">What to compute; null for the defaults. How many threads work is the database's matter.</param>
    /// <param name="cancellationToken">Ends the query that runs.</param>
    /// <returns>
    /// The same statistics as those of the view that <see cref="ToDataView"/> gives: counts, extremes and texts to the digit; means and deviations but for rounding; quantiles, and texts of more than
    /// 4096 kinds, within the bounds that they tell.
    /// </returns>
    /// <exception cref="SqlQueryException">The database refused a query, or took too long.</exception>
    /// <exception cref="DataStatisticsException">The options name a column that is not there or will not do, a weight is no weight, or there are too many slices.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public DataStatistics ComputeStatistics(DataStatisticsOptions? options = null, CancellationToken cancellationToken = default) =>
        ComputeStatisticsAsync(options, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="ComputeStatistics"/>
    public Task<DataStatistics> ComputeStatisticsAsync(DataStatisticsOptions? options = null, CancellationToken cancellationToken = default) =>
        SqlStatisticsPass.RunAsync(this, options ?? new(), cancellationToken);

    /// <summary>
    /// The same for a partitioned table, partition by partition, several at a time, each on a connection of its own: where partitions are foreign tables, each server computes the statistics of its own
    /// rows, and only these travel. The parts are merged by <see cref="DataStatistics.Merge(DataStatistics, DataStatistics)"/>. What is no partitioned table is computed as a whole.
    /// </summary>
    /// <param name="options">What to compute; <see cref="DataStatisticsOptions.MaxDegreeOfParallelism"/> says how many partitions at a time.</param>
    /// <param name="cancellationToken">Ends the queries that run.</param>
    /// <exception cref="SqlQueryException">The database refused a query, or took too long.</exception>
    /// <exception cref="DataStatisticsException">The options name a column that is not there or will not do, a weight is no weight, or there are too many slices.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<DataStatistics> ComputeStatisticsByPartitionAsync(DataStatisticsOptions? options = null, CancellationToken cancellationToken = default) =>
        SqlPartitions.RunAsync(this, options ?? new(), cancellationToken);

    /// <inheritdoc cref="ComputeStatisticsByPartitionAsync"/>
    public DataStatistics ComputeStatisticsByPartition(DataStatisticsOptions? options = null, CancellationToken cancellationToken = default) =>
        ComputeStatisticsByPartitionAsync(options, cancellationToken).GetAwaiter().GetResult();

    /// <summary>The rows as a view; columns of types that ML.NET has not (blobs, structures) are left out.</summary>
    /// <exception cref="SqlQueryException">The database refused.</exception>
    public SqlDataView ToDataView() => new(this, GetColumns().Where(column => SqlColumnReader.CanRead(column.Type)));

    /// <summary>Closes the connection, if it belongs to this object.</summary>
    public void Dispose()
    {
        if (_owned)
            Connection.Dispose();
    }

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync() => _owned ? Connection.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>Whether the rows know where they lie, so that always the same ones are chosen at random.</summary>
    internal async Task<bool> HasPlacesAsync(CancellationToken cancellationToken)
    {
        if (_table is null || Dialect.HasPlacesQuery(_table, _schema, From) is not { } query)
            return false;
        var has = false;
        await Runner.ReadAsync($"what {Name} is", query, reader => has = SqlAggregates.ToLong(reader.GetValue(0)) > 0, cancellationToken).ConfigureAwait(false);
        return has;
    }

    /// <summary>The columns with the types that they have when nothing is NULL.</summary>
    internal Task<ImmutableArray<SqlColumn>> DescribeAsync(CancellationToken cancellationToken) => DescribeAsync(From, cancellationToken);

    /// <summary>The same, told by a copy of all columns.</summary>
    internal async Task<ImmutableArray<SqlColumn>> DescribeAsync(string from, CancellationToken cancellationToken)
    {
        if (_described.IsDefault)
            _described = await SqlSchema.DescribeAsync(this, from, cancellationToken).ConfigureAwait(false);
        return _described;
    }

    /// <summary>Whether nobody else uses the connection.</summary>
    internal bool HasOwnConnection => _owned;

    /// <summary>A partition of this table.</summary>
    internal SqlDataSource Part(string schema, string table)
    {
        var from = $"{Dialect.Identifier(schema)}.{Dialect.Identifier(table)}";
        // What a transaction has not committed, another connection does not see.
        var another = Options.Transaction is null ? Dialect.Another(Connection) : null;
        return new(another ?? Connection, Dialect, from, $"partition {from}", Options, materialize: false, owned: another is not null, table, schema);
    }

    /// <summary>Gives all columns a type.</summary>
    internal void SetTypes(IReadOnlyDictionary<string, ColumnType> types) => _types = types;

    private static Dictionary<string, ColumnType> Types(IEnumerable<ColumnExpectation> columns) => columns
        .Where(column => column.Type is { IsKey: false } and not { Kind: ColumnKind.RowId or ColumnKind.Other })
        .ToDictionary(column => column.Name, column => column.Type, StringComparer.Ordinal);
}
