using System;
using System.Data.Common;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Tables, queries and files as an operation of <c>mlContext.Data</c>.</summary>
public static class SqlDataCatalog
{
    /// <summary>Reads a query's rows as a view: streamed, whenever the view is read.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="connection">The connection, which has to live as long as the view; opened where it is not open.</param>
    /// <param name="sql">A SELECT, without parameters.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="SqlQueryException">The database refused.</exception>
    public static SqlDataView LoadFromQuery(this DataOperationsCatalog catalog, DbConnection connection, string sql, SqlDataSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return SqlDataSource.FromQuery(connection, sql, options).ToDataView();
    }

    /// <summary>Reads CSV, Parquet or JSON files as a view, by an embedded DuckDB.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="pattern">A file, or many: <c>data/*.parquet</c>.</param>
    /// <param name="options">How they are read.</param>
    /// <exception cref="SqlQueryException">There is no such file, or DuckDB cannot read it.</exception>
    public static SqlDataView LoadFromFiles(this DataOperationsCatalog catalog, string pattern, SqlFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return SqlDataSource.FromFiles(pattern, options).ToDataView();
    }
}
