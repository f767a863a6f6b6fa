using System;
using System.Collections.Generic;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>A view of ML.NET's own, whose passes are watched: they say how far they are, and end when they are told to.</summary>
internal sealed class WatchedView(IDataView source, string name, ReadingWatch watch) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(source.GetRowCursor(columnsNeeded, rand), name, watch);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        Array.ConvertAll(source.GetRowCursorSet(columnsNeeded, n, rand), DataViewRowCursor (cursor) => new Cursor(cursor, name, watch));

    private sealed class Cursor(DataViewRowCursor cursor, string name, ReadingWatch watch) : DataViewRowCursor
    {
        private const int RowsBetween = 4096;

        private long _rows;
        private bool _disposed;

        public override DataViewSchema Schema => cursor.Schema;

        public override long Position => cursor.Position;

        public override long Batch => cursor.Batch;

        public override bool IsColumnActive(DataViewSchema.Column column) => cursor.IsColumnActive(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => cursor.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => cursor.GetGetter<TValue>(column);

        public override bool MoveNext()
        {
            if (_rows++ % RowsBetween == 0)
                watch.Rows(name, _rows - 1);
            return cursor.MoveNext();
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_disposed)
            {
                _disposed = true;
                cursor.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
