using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Data.Input;

namespace MlAntipatternAnalyzers.Tool.Data;

/// <summary>Finds the rows that offend one by one, as their source has them.</summary>
internal static class OffendingRows
{
    /// <param name="mlContext">Reads the rows.</param>
    /// <param name="data">The data, which has been read once.</param>
    /// <param name="schema">What it is held against.</param>
    /// <param name="environment">The environment of the data; null for none in particular.</param>
    /// <param name="unread">What the fields that are no values are called.</param>
    /// <param name="most">How many rows are kept.</param>
    /// <param name="watch">Who watches.</param>
    /// <returns>The first rows, and how many there are at all.</returns>
    public static (IReadOnlyList<OffendingRow> Rows, long Count) Find(
        MLContext mlContext, LoadedData data, DataSchema schema, string? environment, IReadOnlyList<DataAnomaly> unread, int most, ReadingWatch watch)
    {
        if (data.View is null)
            return ([], 0);
        var reasons = new SortedDictionary<long, List<RowReason>>();
        var byColumn = unread.Select(anomaly => (Anomaly: anomaly, data.Unread.First(each => each.Column == anomaly.Column).Values.Rows)).ToList();
        // Those that offend only by a field which became a missing value, where one may be missing.
        var otherwiseGood = byColumn.SelectMany(each => each.Rows).ToHashSet();
        var dropped = data.Read(view =>
        {
            mlContext.Data.DropInvalidRows(view, schema, out var report, environment, row =>
            {
                watch.CancellationToken.ThrowIfCancellationRequested();
                otherwiseGood.Remove(row.Row);
                if (reasons.Count < most)
                    Of(row.Row).AddRange(row.Anomalies.Select(anomaly => new RowReason(anomaly.Column, anomaly.Code, anomaly.Severity)));
            });
            return report.RowsDropped;
        });
        foreach (var (anomaly, rows) in byColumn)
        {
            // Before what follows from it: that a value is missing.
            foreach (var row in rows)
                Of(row).Insert(0, new(anomaly.Column, anomaly.Code, anomaly.Severity));
        }
        var first = reasons.Keys.Take(most).ToList();
        return ([.. data.Find(first).Select(row => new OffendingRow(row, reasons[row.Row]))], dropped + otherwiseGood.Count);

        List<RowReason> Of(long row) => reasons.TryGetValue(row, out var list) ? list : reasons[row] = [];
    }
}
