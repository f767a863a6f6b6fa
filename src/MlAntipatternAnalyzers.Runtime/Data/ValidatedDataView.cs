using System;
using System.Collections.Generic;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// A view whose data was found to fit a schema. It is the same data: every cursor is the source's own. What a cursor reads later is what
/// the source gives then; a file that changes after the check has to be checked again.
/// </summary>
public sealed class ValidatedDataView : IDataView
{
    private readonly IDataView _source;

    internal ValidatedDataView(IDataView source, DataSchema expectations, IReadOnlyList<DataAnomaly> warnings)
    {
        _source = source;
        Expectations = expectations;
        Warnings = warnings;
    }

    /// <summary>The schema that the data fits.</summary>
    public DataSchema Expectations { get; }

    /// <summary>The anomalies that were found and are no errors.</summary>
    public IReadOnlyList<DataAnomaly> Warnings { get; }

    /// <inheritdoc/>
    public bool CanShuffle => _source.CanShuffle;

    /// <inheritdoc/>
    public DataViewSchema Schema => _source.Schema;

    /// <inheritdoc/>
    public long? GetRowCount() => _source.GetRowCount();

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        _source.GetRowCursor(columnsNeeded, rand);

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        _source.GetRowCursorSet(columnsNeeded, n, rand);
}
