using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A query that a database refused, or did not answer in time. The message says for what the query was, what the database said, and what to do.</summary>
public sealed class SqlQueryException : Exception
{
    internal SqlQueryException(string message, string sql, Exception? inner = null)
        : base(message, inner) => Sql = sql;

    /// <summary>The query's text.</summary>
    public string Sql { get; }
}
