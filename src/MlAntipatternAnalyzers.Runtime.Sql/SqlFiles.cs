using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DuckDB.NET.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Files as something that DuckDB selects from.</summary>
internal static class SqlFiles
{
    private static readonly string[] Compressions = [".gz", ".zst"];

    /// <summary>Whether files are texts, so that each read parses them again.</summary>
    public static bool AreText(IEnumerable<string> patterns) => patterns.Any(pattern => Extension(pattern) is not ".parquet");

    /// <summary>The function that reads the files, with its arguments.</summary>
    /// <exception cref="ArgumentException">There is no pattern, or patterns of several formats, or of none that is known.</exception>
    public static string From(IReadOnlyList<string> patterns, SqlFileOptions options)
    {
        if (patterns.Count == 0)
            throw new ArgumentException("There is no file to read.", nameof(patterns));
        var formats = patterns.Select(Format).Distinct().ToList();
        if (formats.Count > 1)
            throw new ArgumentException($"Files of one format are read together; these are of {formats.Count}: {string.Join(", ", patterns)}.", nameof(patterns));
        var dialect = SqlDialect.DuckDb;
        var arguments = new List<string> { $"[{string.Join(", ", patterns.Select(dialect.Text))}]" };
        if (formats[0] == "read_csv")
        {
            if ((options.Separator ?? (patterns.All(pattern => Extension(pattern) == ".tsv") ? '\t' : null)) is { } separator)
                arguments.Add($"delim = {dialect.Text(separator.ToString())}");
            if (options.HasHeader is { } header)
                arguments.Add($"header = {(header ? "true" : "false")}");
            // Else the first lines would tell: 01234 is a number there, and its 0 lost.
            if (options.Types.Count > 0)
                arguments.Add($"types = {{{string.Join(", ", options.Types.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{dialect.Text(pair.Key)}: {dialect.Text(TypeName(pair.Value))}"))}}}");
        }
        if (options.UnionByName)
            arguments.Add("union_by_name = true");
        return $"{formats[0]}({string.Join(", ", arguments)})";
    }

    /// <summary>An embedded DuckDB, in memory, open.</summary>
    /// <exception cref="InvalidOperationException">The program has no DuckDB.</exception>
    public static DuckDBConnection Open(SqlFileOptions options)
    {
        DuckDBConnection? connection = null;
        try
        {
            connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            // By default it writes into the current directory.
            Set(connection, "temp_directory", options.TemporaryFolder ?? Path.Combine(Path.GetTempPath(), $"mlap-duckdb-{Guid.NewGuid():N}"));
            if (options.MemoryLimit is { } limit)
                Set(connection, "memory_limit", limit);
            return connection;
        }
        catch (Exception e) when (e is DllNotFoundException || e.InnerException is DllNotFoundException)
        {
            throw new InvalidOperationException("Files are read by DuckDB, and its library is not part of the program. Add the package DuckDB.NET.Bindings.Full to the project.", e);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    private static void Set(DuckDBConnection connection, string name, string value)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SET {name} = {SqlDialect.DuckDb.Text(value)}";
        command.ExecuteNonQuery();
    }

    private static string TypeName(ColumnType type) => type.Kind switch
    {
        _ when type.IsVector => "VARCHAR",
        ColumnKind.Boolean => "BOOLEAN",
        ColumnKind.Single => "FLOAT",
        ColumnKind.Double => "DOUBLE",
        ColumnKind.UInt64 => "UBIGINT",
        ColumnKind.DateTime => "TIMESTAMP",
        ColumnKind.DateTimeOffset => "TIMESTAMPTZ",
        ColumnKind.TimeSpan => "TIME",
        ColumnKind.Text => "VARCHAR",
        _ => "BIGINT",
    };

    private static string Format(string pattern) => Extension(pattern) switch
    {
        ".csv" or ".tsv" or ".txt" => "read_csv",
        ".parquet" => "read_parquet",
        ".json" or ".jsonl" or ".ndjson" => "read_json",
        _ => throw new ArgumentException(
            $"The format of '{pattern}' is not known by its ending. Known are .csv, .tsv, .txt, .parquet, .json, .jsonl and .ndjson, and .gz and .zst after those of texts; for other files give a query: SqlDataSource.FromQuery(connection, \"SELECT * FROM read_csv('{pattern}')\").",
            nameof(pattern)),
    };

    private static string Extension(string pattern)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        var extension = Path.GetExtension(pattern).ToLowerInvariant();
        return Compressions.Contains(extension) ? Path.GetExtension(Path.GetFileNameWithoutExtension(pattern)).ToLowerInvariant() : extension;
    }
}
