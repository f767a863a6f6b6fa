using System.Collections.Generic;
using System.Linq;
using DuckDB.NET.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Sql.Tests;

/// <summary>An embedded database for a test.</summary>
internal static class DuckDb
{
    public static DuckDBConnection Open(params string[] statements)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
        return connection;
    }

    /// <summary>All values of a column.</summary>
    public static List<T> Values<T>(this IDataView view, string column) => [.. view.GetColumn<T>(column)];

    /// <summary>"Name: Type" of each column.</summary>
    public static string Describe(this IEnumerable<SqlColumn> columns) => string.Join(", ", columns.Select(column => $"{column.Name}: {column.Type}"));
}
