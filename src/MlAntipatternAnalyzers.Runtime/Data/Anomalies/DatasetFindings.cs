using System;
using System.Collections.Generic;
using System.Globalization;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Holds the number of rows against the schema.</summary>
internal static class DatasetFindings
{
    public static IEnumerable<(string Code, string Summary, string Message, Func<DataSchema, DataSchema> Change)> Of(DataSchema schema, long rows, DataStatistics? previous)
    {
        if (rows < schema.MinRows)
        {
            yield return (DataAnomalyCode.DatasetLowNumExamples, "Too few rows", Text($"The data has {rows} row(s), and the schema expects at least {schema.MinRows}."),
                s => s.WithRows(Math.Min(rows, s.MinRows), s.MaxRows));
        }
        else if (rows > schema.MaxRows)
        {
            yield return (DataAnomalyCode.DatasetHighNumExamples, "Too many rows", Text($"The data has {rows} row(s), and the schema expects at most {schema.MaxRows}."),
                s => s.WithRows(s.MinRows, rows));
        }
        // No rows at all are reported by the number itself.
        if (previous is null || rows == 0)
            yield break;
        if (previous.Rows == 0)
        {
            if (schema.MaxRowsRatio is not null)
            {
                yield return (DataAnomalyCode.ComparatorHighNumExamples, "Too many rows for the previous span", Text($"The data has {rows} row(s), and the previous span has none."),
                    s => s.WithRowsRatio(s.MinRowsRatio));
            }
            yield break;
        }
        var ratio = (double)rows / previous.Rows;
        if (ratio < schema.MinRowsRatio)
        {
            yield return (DataAnomalyCode.ComparatorLowNumExamples, "Too few rows for the previous span",
                Text($"The data has {rows} row(s) and the previous span {previous.Rows}: a ratio of {ratio:0.####}, and the schema expects at least {schema.MinRowsRatio}."),
                s => s.WithRowsRatio(ratio, s.MaxRowsRatio));
        }
        else if (ratio > schema.MaxRowsRatio)
        {
            yield return (DataAnomalyCode.ComparatorHighNumExamples, "Too many rows for the previous span",
                Text($"The data has {rows} row(s) and the previous span {previous.Rows}: a ratio of {ratio:0.####}, and the schema expects at most {schema.MaxRowsRatio}."),
                s => s.WithRowsRatio(s.MinRowsRatio, ratio));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
