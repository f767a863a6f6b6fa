using System;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Runs queries on one connection: opened where it was not, each with its time limit, cancelled when asked, and with an error that says for what it was.</summary>
internal sealed class SqlRunner(DbConnection connection, SqlDialect dialect, TimeSpan? timeout, DbTransaction? transaction)
{
    private const int LongestQuery = 2000;

    /// <summary>Runs a query and hands its rows over, one by one.</summary>
    /// <param name="purpose">What it is for, to end "The query for …".</param>
    /// <param name="sql">The query.</param>
    /// <param name="row">Gets the reader at each row.</param>
    /// <param name="cancellationToken">Ends the query in the database.</param>
    /// <returns>How many rows there were.</returns>
    public Task<long> ReadAsync(string purpose, string sql, Action<DbDataReader> row, CancellationToken cancellationToken) => ExecuteAsync(
        purpose,
        sql,
        async (reader, token) =>
        {
            long rows = 0;
            while (await reader.ReadAsync(token).ConfigureAwait(false))
            {
                rows++;
                row(reader);
            }
            return rows;
        },
        cancellationToken);

    /// <summary>Runs a query and hands its reader over, before the first row.</summary>
    public async Task<T> ExecuteAsync<T>(string purpose, string sql, Func<DbDataReader, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        using var limit = new Limit(timeout, cancellationToken);
        try
        {
            await using var command = Command(sql);
            // Not every provider looks at the token once it is under way.
            await using var registration = limit.Token.Register(static state => TryCancel((DbCommand)state!), command).ConfigureAwait(false);
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.Default, limit.Token).ConfigureAwait(false);
            return await read(reader, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DbException or OperationCanceledException or TimeoutException)
        {
            throw Translate(purpose, sql, e, cancellationToken, limit.Token.IsCancellationRequested);
        }
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public Task RunAsync(string purpose, string sql, CancellationToken cancellationToken) => ReadAsync(purpose, sql, static _ => { }, cancellationToken);

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (connection.State == ConnectionState.Open)
            return;
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw new SqlQueryException($"The connection to {dialect.Name} could not be opened: {e.Message.Trim()} Check the connection string, and that the server runs.", "", e);
        }
    }

    /// <summary>Starts a query whose rows are read later, at the caller's pace: without a time limit of its own once it gives rows.</summary>
    public (DbCommand Command, DbDataReader Reader) Open(string purpose, string sql)
    {
        OpenAsync(default).GetAwaiter().GetResult();
        var command = Command(sql);
        dialect.Stream(command);
        try
        {
            return (command, command.ExecuteReader());
        }
        catch (DbException e)
        {
            command.Dispose();
            throw Translate(purpose, sql, e, default);
        }
    }

    private DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        if (timeout is { } time)
            command.CommandTimeout = (int)Math.Ceiling(time.TotalSeconds);
        return command;
    }

    public static void TryCancel(DbCommand command)
    {
        try
        {
            command.Cancel();
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // It has ended meanwhile.
        }
    }

    /// <summary>What a provider's exception means.</summary>
    public Exception Translate(string purpose, string sql, Exception e, CancellationToken cancellationToken, bool isLate = false)
    {
        if (cancellationToken.IsCancellationRequested)
            return new OperationCanceledException($"The query for {purpose} was cancelled.", e, cancellationToken);
        if (isLate || e is TimeoutException || e.InnerException is TimeoutException)
        {
            var limit = timeout is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} seconds") : "the time that its provider gives it";
            return new SqlQueryException($"The query for {purpose} did not end within {limit}. Raise the command timeout (SqlDataSourceOptions.CommandTimeout), or ask for fewer columns.\nThe query: {Shortened(sql)}", sql, e);
        }
        return new SqlQueryException($"{dialect.Name} refused the query for {purpose}: {e.Message.Trim()}\n{Advice(e)}\nThe query: {Shortened(sql)}", sql, e);
    }

    // Boundaries of thousands of numbers say nothing in a message; the exception has them all.
    private static string Shortened(string sql) => sql.Length <= LongestQuery ? sql : string.Concat(sql.AsSpan(0, LongestQuery), " …");

    private static string Advice(Exception e) =>
        e.Message.Contains("cast", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("conver", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("invalid input syntax", StringComparison.OrdinalIgnoreCase)
            ? "A value does not fit its column's type: give the column another type (SqlDataSourceOptions.Types), or repair the value."
        : e.Message.Contains("permission", StringComparison.OrdinalIgnoreCase) ? "The user of the connection needs the right to SELECT from it."
        : "Check that it exists under this name and that the dialect is the engine's.";

    private sealed class Limit : IDisposable
    {
        private readonly CancellationTokenSource _source;

        public Limit(TimeSpan? timeout, CancellationToken cancellationToken)
        {
            _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (timeout is { } time)
                _source.CancelAfter(time);
        }

        public CancellationToken Token => _source.Token;

        public void Dispose() => _source.Dispose();
    }
}
