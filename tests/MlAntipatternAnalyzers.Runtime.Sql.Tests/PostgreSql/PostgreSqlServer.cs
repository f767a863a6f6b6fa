using System;
using System.Collections.Generic;
using System.IO;
using Npgsql;

namespace MlAntipatternAnalyzers.Runtime.Sql.Tests.PostgreSql;

/// <summary>A server of a test run's own, with an empty database, that listens to a socket in its folder only.</summary>
internal sealed class PostgreSqlServer : IDisposable
{
    private const int Port = 5432;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlap-pg-");
    private readonly string _data;

    public PostgreSqlServer()
    {
        PostgreSqlBinaries.GiveTo(_folder.FullName);
        _data = Path.Combine(_folder.FullName, "data");
        PostgreSqlBinaries.Run("initdb", "-D", _data, "-U", "mlap", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        PostgreSqlBinaries.Run(
            "pg_ctl", "start", "-w", "-D", _data, "-l", Path.Combine(_folder.FullName, "log"),
            "-o", $"-c listen_addresses='' -c unix_socket_directories='{_folder.FullName}' -c port={Port} -c fsync=off -c shared_buffers=32MB");
        ConnectionString = new NpgsqlConnectionStringBuilder { Host = _folder.FullName, Port = Port, Username = "mlap", Database = "postgres", Pooling = false }.ToString();
    }

    public string ConnectionString { get; }

    /// <summary>Where another server finds this one.</summary>
    public string Options => $"host '{_folder.FullName}', port '{Port}', dbname 'postgres'";

    public NpgsqlConnection Open(params IEnumerable<string> statements)
    {
        var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = new NpgsqlCommand(statement, connection);
            command.ExecuteNonQuery();
        }
        return connection;
    }

    public void Dispose()
    {
        PostgreSqlBinaries.Run("pg_ctl", "stop", "-m", "immediate", "-D", _data);
        _folder.Delete(recursive: true);
    }
}

/// <summary>The servers of a test run: started when a test first needs them, and stopped after the last.</summary>
[CollectionDefinition(Collection)]
public sealed class PostgreSqlServers : IDisposable, ICollectionFixture<PostgreSqlServers>
{
    public const string Collection = "PostgreSQL";

    private readonly List<PostgreSqlServer> _servers = [];

    internal PostgreSqlServer this[int number]
    {
        get
        {
            while (_servers.Count <= number)
                _servers.Add(new());
            return _servers[number];
        }
    }

    public void Dispose() => _servers.ForEach(server => server.Dispose());
}
