using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// The rows of a table, a query or files as a view: streamed, the columns that are asked for only, never in memory as a whole. Each cursor runs the query again, on a connection of its own while
/// another one is at work. The order of the rows is the database's: give the query an ORDER BY where it matters.
/// </summary>
public sealed class SqlDataView : IDataView
{
    private readonly SqlDataSource _source;
    private readonly ImmutableArray<SqlColumn> _columns;
    private int _busy;

    internal SqlDataView(SqlDataSource source, IEnumerable<SqlColumn> columns)
    {
        _source = source;
        _columns = [.. columns];
        var builder = new DataViewSchema.Builder();
        foreach (var column in _columns)
            builder.AddColumn(column.Name, SqlColumnReader.ViewType(column.Type));
        Schema = builder.ToSchema();
    }

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <summary>Null: to count them is to read them.</summary>
    public long? GetRowCount() => null;

    /// <inheritdoc/>
    /// <exception cref="SqlQueryException">The database refused the query.</exception>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = columnsNeeded.Select(column => column.Index).Distinct().Order().Select(i => (Schema[i], _columns[i])).ToList();
        // The connection answers one query at a time; whoever comes second brings his own.
        var isFirst = Interlocked.CompareExchange(ref _busy, 1, 0) == 0;
        if (isFirst)
            return new SqlRowCursor(Schema, active, _source, _source.Connection, () => Volatile.Write(ref _busy, 0));
        var another = _source.Dialect.Another(_source.Connection) ?? throw new InvalidOperationException(
            $"{_source.Name} is being read already, and {_source.Connection.GetType().Name} cannot make a second connection. Read it to the end first, or keep its rows: mlContext.Data.Cache(view).");
        return new SqlRowCursor(Schema, active, _source, another, another.Dispose);
    }

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded)];
}
