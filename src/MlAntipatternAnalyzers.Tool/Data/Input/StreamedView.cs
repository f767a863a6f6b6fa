using System;
using System.Collections.Generic;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>A view of rows that come one after another from something that ML.NET has no loader for. Every cursor reads from the start.</summary>
internal abstract class StreamedView : IDataView
{
    protected StreamedView(IEnumerable<(string Name, DataViewType Type)> columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var (name, type) in columns)
            builder.AddColumn(name, type);
        Schema = builder.ToSchema();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public virtual long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = new bool[Schema.Count];
        foreach (var column in columnsNeeded)
            active[column.Index] = true;
        return new Cursor(Schema, Open(active), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    /// <summary>Starts a pass.</summary>
    /// <param name="active">Which columns will be read.</param>
    protected abstract RowStream Open(bool[] active);

    private sealed class Cursor(DataViewSchema schema, RowStream stream, bool[] active) : DataViewRowCursor
    {
        private long _position = -1;
        private bool _disposed;

        public override DataViewSchema Schema => schema;

        public override long Position => _position;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!active[column.Index])
                throw new InvalidOperationException($"The column '{column.Name}' was not asked for when the cursor was opened.");
            return stream.GetterOf(column.Index) as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"The column '{column.Name}' is of type {column.Type}, and {typeof(TValue)} was asked for.");
        }

        public override bool MoveNext()
        {
            if (_disposed || !stream.MoveNext())
                return false;
            _position++;
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_disposed)
            {
                _disposed = true;
                stream.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}

/// <summary>One pass over the rows.</summary>
internal abstract class RowStream : IDisposable
{
    /// <returns>False at the end of the data.</returns>
    public abstract bool MoveNext();

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the column's raw type, for the row that the stream stands at.</summary>
    public abstract Delegate GetterOf(int column);

    public abstract void Dispose();
}
