using System.Data.Common;
using DuckDB.NET.Data;
using Npgsql;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>The databases that the tool can reach.</summary>
internal enum DatabaseProvider
{
    PostgreSql,
    DuckDb,
}

/// <summary>How a database is reached.</summary>
/// <param name="ConnectionString">What it connects by.</param>
internal sealed record DatabaseRequest(DatabaseProvider Provider, string ConnectionString)
{
    /// <exception cref="System.ArgumentException">It is no connection string.</exception>
    public DbConnection Create() => Provider switch
    {
        DatabaseProvider.DuckDb => new DuckDBConnection(ConnectionString),
        _ => new NpgsqlConnection(ConnectionString),
    };
}
