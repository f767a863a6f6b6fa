using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Threading;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads a query's rows.</summary>
internal sealed class SqlRowCursor : DataViewRowCursor
{
    private readonly Action _done;
    private readonly SqlColumnReader?[] _readers;
    private readonly string _purpose;
    private readonly SqlRunner _runner;
    private readonly DbCommand _command;
    private readonly DbDataReader _reader;
    private long _position = -1;
    private bool _ended;
    private bool _disposed;

    public SqlRowCursor(DataViewSchema schema, IReadOnlyList<(DataViewSchema.Column Column, SqlColumn Source)> active, SqlDataSource source, DbConnection connection, Action done)
    {
        Schema = schema;
        _done = done;
        _purpose = $"the rows of {source.Name}";
        _runner = new(connection, source.Dialect, source.Options.CommandTimeout, ReferenceEquals(connection, source.Connection) ? source.Options.Transaction : null);
        var values = active.Select(pair => SqlColumnReader.Expression(source, pair.Source)).DefaultIfEmpty("1");
        try
        {
            (_command, _reader) = _runner.Open(_purpose, $"SELECT {string.Join(", ", values)} FROM {source.From}");
        }
        catch
        {
            done();
            throw;
        }
        _readers = new SqlColumnReader?[schema.Count];
        for (var i = 0; i < active.Count; i++)
            _readers[active[i].Column.Index] = SqlColumnReader.Create(active[i].Source, _reader, i);
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    public override bool MoveNext()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_ended)
            return false;
        bool read;
        try
        {
            read = _reader.Read();
        }
        catch (DbException e)
        {
            throw _runner.Translate(_purpose, _command.CommandText, e, default);
        }
        _ended = !read;
        _position = read ? _position + 1 : -1;
        return read;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _readers.Length && _readers[column.Index] is not null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var reader = column.Index < _readers.Length ? _readers[column.Index] : null;
        return (reader ?? throw new ArgumentException($"Column '{column.Name}' was not asked for when the cursor was made.", nameof(column))).Getter(() => _position) as ValueGetter<TValue>
            ?? throw new ArgumentException($"Column '{column.Name}' is a {column.Type}, not a {typeof(TValue).Name}.", nameof(column));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            if (!_ended)
                SqlRunner.TryCancel(_command);
            _reader.Dispose();
            _command.Dispose();
            _done();
        }
        base.Dispose(disposing);
    }
}
