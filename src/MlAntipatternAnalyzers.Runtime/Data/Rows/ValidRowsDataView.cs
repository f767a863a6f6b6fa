using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The rows of a view that fit a schema. Each pass looks at them anew: no list of rows is kept.</summary>
internal sealed class ValidRowsDataView(IDataView source, RowPlan plan) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    // How many fit is known only after a pass.
    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(source.GetRowCursor(CheckedDataView.Columns(columnsNeeded, plan.Columns), rand), plan);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        Array.ConvertAll(source.GetRowCursorSet(CheckedDataView.Columns(columnsNeeded, plan.Columns), n, rand), cursor => (DataViewRowCursor)new Cursor(cursor, plan));

    /// <summary>Reads the view once, counts, and hands out the rows that do not fit.</summary>
    public static DroppedRows Count(IDataView source, RowPlan plan, Action<InvalidRow>? sink)
    {
        var report = new DroppedRows();
        using var cursor = source.GetRowCursor(sink is null ? plan.Columns : CheckedDataView.Columns(source.Schema.Where(c => !c.IsHidden), plan.Columns));
        var checker = plan.Open(cursor);
        var texts = sink is null ? null : new RowTexts(cursor);
        for (long row = 1; cursor.MoveNext(); row++)
        {
            if (IsKept(checker, row, out var anomalies))
            {
                report.Keep();
                continue;
            }
            report.Drop(anomalies);
            sink?.Invoke(new(row, anomalies, texts!.Read()));
        }
        return report;
    }

    private static bool IsKept(RowPlan.RowChecker checker, long row, out IReadOnlyList<DataAnomaly> anomalies)
    {
        anomalies = [];
        if (checker.Fits())
            return true;
        anomalies = checker.Explain(row);
        return anomalies.All(a => a.Severity != DataAnomalySeverity.Error);
    }

    private sealed class Cursor(DataViewRowCursor source, RowPlan plan) : CheckedCursor(source)
    {
        private readonly RowPlan.RowChecker _checker = plan.Open(source);
        private long _position = -1;

        public override long Position => _position;

        public override bool MoveNext()
        {
            while (Source.MoveNext())
            {
                if (!IsKept(_checker, 0, out _))
                    continue;
                _position++;
                return true;
            }
            _position = -1;
            return false;
        }
    }
}
