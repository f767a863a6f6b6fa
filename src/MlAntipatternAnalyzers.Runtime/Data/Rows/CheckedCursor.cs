using System;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A cursor over the rows of another one; the columns are the same.</summary>
internal abstract class CheckedCursor(DataViewRowCursor source) : DataViewRowCursor
{
    private readonly ValueGetter<DataViewRowId> _id = source.GetIdGetter();
    private bool _disposed;

    public override DataViewSchema Schema => Source.Schema;

    public override long Batch => Source.Batch;

    public override long Position => Source.Position;

    protected DataViewRowCursor Source { get; } = source;

    public override bool IsColumnActive(DataViewSchema.Column column) => Source.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Source.GetGetter<TValue>(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => _id;

    /// <summary>The number of the current row in the source that gave it its identifier; 0 where that is not a plain number.</summary>
    protected long NumberById()
    {
        DataViewRowId id = default;
        _id(ref id);
        return id.High == 0 && id.Low < long.MaxValue ? (long)id.Low + 1 : 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
            Source.Dispose();
        _disposed = true;
        base.Dispose(disposing);
    }
}
