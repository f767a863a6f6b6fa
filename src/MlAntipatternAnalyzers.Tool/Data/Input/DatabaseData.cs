using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>A table or a query of a database.</summary>
internal sealed class DatabaseData : LoadedData
{
    private readonly DbConnection _connection;
    private readonly SqlDataSource _source;
    private readonly Lazy<WatchedView> _view;

    private DatabaseData(string name, DbConnection connection, SqlDataSource source, ReadingWatch watch)
        : base(name)
    {
        _connection = connection;
        _source = source;
        _view = new(() => new(Guard(source.ToDataView), name, watch));
    }

    public override IDataView View => _view.Value;

    /// <param name="name">A table, with its schema before a dot where it needs one, or a query.</param>
    /// <param name="types">The types that columns are to have.</param>
    /// <param name="watch">Who watches.</param>
    /// <exception cref="CannotEvaluateException">The database cannot be reached.</exception>
    public static DatabaseData Open(string name, DatabaseRequest request, IReadOnlyDictionary<string, ColumnType> types, ReadingWatch watch)
    {
        var connection = Connect(request);
        try
        {
            var options = new SqlDataSourceOptions { Types = types.Where(pair => pair.Value is { IsKey: false, IsVector: false, Kind: not (ColumnKind.RowId or ColumnKind.Other) }).ToDictionary(pair => pair.Key, pair => pair.Value) };
            if (name.Any(char.IsWhiteSpace))
                return new(name, connection, SqlDataSource.FromQuery(connection, name, options), watch);
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            var source = dot < 0 ? SqlDataSource.FromTable(connection, name, options: options) : SqlDataSource.FromTable(connection, name[(dot + 1)..], name[..dot], options);
            return new(name, connection, source, watch);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>The database computes them: no row comes here.</remarks>
    public override DataStatistics Compute(MLContext mlContext, DataStatisticsOptions options, ReadingWatch watch) =>
        Guard(() => _source.ComputeStatistics(options, watch.CancellationToken));

    public override T Read<T>(Func<IDataView, T> read) => Guard(() => read(View));

    public override void Dispose()
    {
        _source.Dispose();
        _connection.Dispose();
    }

    private static DbConnection Connect(DatabaseRequest request)
    {
        DbConnection? connection = null;
        try
        {
            connection = request.Create();
            connection.Open();
            return connection;
        }
        catch (Exception e) when (e is DbException or ArgumentException or InvalidOperationException or TimeoutException or System.Net.Sockets.SocketException or FormatException)
        {
            connection?.Dispose();
            // The connection string may hold a password, and is not repeated.
            throw new CannotEvaluateException($"The {request.Provider} database of --connection cannot be reached: {Innermost(e)} Is the server running, and are host, port, database and user right?");
        }
        catch (Exception e) when (Missing(e) is { } library)
        {
            connection?.Dispose();
            throw new CannotEvaluateException($"DuckDB's own library, which the tool does not carry, was not found ({library}). Give a program that has it: --assembly PROGRAM.dll, built with the package DuckDB.NET.Bindings.Full.");
        }
    }

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is SqlQueryException or DbException || (e is InvalidOperationException or AggregateException && e.InnerException is SqlQueryException or DbException))
        {
            throw new CannotEvaluateException((e is SqlQueryException or DbException ? e : e.InnerException!).Message);
        }
    }

    private static string Innermost(Exception e)
    {
        var text = (e.InnerException is { } inner and not AggregateException ? $"{e.Message} {inner.Message}" : e.Message).ReplaceLineEndings(" ").Trim();
        return text.EndsWith('.') ? text : text + ".";
    }

    private static string? Missing(Exception e) => e switch
    {
        DllNotFoundException => e.Message.Split('\n')[0].Trim(),
        TypeInitializationException { InnerException: { } inner } => Missing(inner),
        _ => null,
    };
}
