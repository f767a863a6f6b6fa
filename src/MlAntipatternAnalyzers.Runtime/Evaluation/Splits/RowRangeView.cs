using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The rows of a view whose key lies in a range. Rows are picked as they are read; the schema is the view's own.</summary>
internal sealed class RowRangeView(IDataView source, RowKey rowKey, long? from, long? until, long rows) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var (wanted, read) = Columns(columnsNeeded);
        return new Cursor(this, source.GetRowCursor(read, rand), wanted);
    }

    // A batch of the source stays a batch, with fewer rows, so the cursors can be put together again as those of the source.
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var (wanted, read) = Columns(columnsNeeded);
        return Array.ConvertAll(source.GetRowCursorSet(read, n, rand), DataViewRowCursor (cursor) => new Cursor(this, cursor, wanted));
    }

    private (HashSet<int> Wanted, List<DataViewSchema.Column> Read) Columns(IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        var read = columnsNeeded.ToList();
        var wanted = read.Select(column => column.Index).ToHashSet();
        if (rowKey.Column is { } key && !wanted.Contains(key.Index))
            read.Add(key);
        return (wanted, read);
    }

    private sealed class Cursor(RowRangeView view, DataViewRowCursor source, HashSet<int> wanted) : DataViewRowCursor
    {
        private readonly RowKeyGetter _key = view.BindKey(source);
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => source.Schema;

        public override bool MoveNext()
        {
            while (source.MoveNext())
            {
                if (!_key(out var key))
                    throw view.NoKey();
                if (view.Holds(key))
                {
                    _position++;
                    return true;
                }
            }
            _position = -1;
            return false;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => wanted.Contains(column.Index) && source.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => IsColumnActive(column)
            ? source.GetGetter<TValue>(column)
            : throw new ArgumentOutOfRangeException(nameof(column), column.Name, "The column was not asked for when the cursor was opened.");

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }

    private RowKeyGetter BindKey(DataViewRow row) => rowKey.Bind(row);

    private bool Holds(long key) => (from is not { } first || key >= first) && (until is not { } end || key < end);

    private DataSplitException NoKey() => new(
        DataSplitProblem.UnreadableTime,
        $"The data has changed since it was split: a value of '{rowKey.Column?.Name}' can no longer be read as a time. Split the data as it is now.");
}
