using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How many rows were dropped, and why: the rows that went in are those that were kept and those that were dropped.</summary>
public sealed class DroppedRows
{
    private readonly Dictionary<(string Column, string Code), (long Rows, DataAnomaly First)> _reasons = [];

    internal DroppedRows()
    {
    }

    /// <summary>How many rows the data has.</summary>
    public long RowsIn => RowsKept + RowsDropped;

    /// <summary>How many fit the schema, or offend only where the schema makes it a warning.</summary>
    public long RowsKept { get; private set; }

    /// <summary>How many do not, and are no longer in the view.</summary>
    public long RowsDropped { get; private set; }

    /// <summary>The reasons, those of most rows first. A row that offends in several ways counts for each.</summary>
    public IReadOnlyList<DropReason> Reasons =>
    [
        .. _reasons.Select(r => new DropReason(r.Key.Column, r.Key.Code, r.Value.Rows, r.Value.First))
            .OrderByDescending(r => r.Rows).ThenBy(r => r.Column, StringComparer.Ordinal).ThenBy(r => r.Code, StringComparer.Ordinal),
    ];

    /// <summary>"3 of 1000 rows (0.3%) dropped", and the reasons, one a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{RowsDropped} of {RowsIn} rows ({TextFormats.Percent(RowsIn == 0 ? 0 : (double)RowsDropped / RowsIn)}) dropped");
        foreach (var reason in Reasons)
            text.Append(CultureInfo.InvariantCulture, $"\n  {reason.Rows} × {reason.Code} {TextFormats.QuoteName(reason.Column)}: {reason.First.Message}");
        return text.ToString();
    }

    internal void Keep() => RowsKept++;

    internal void Drop(IReadOnlyList<DataAnomaly> anomalies)
    {
        RowsDropped++;
        foreach (var anomaly in anomalies.Where(a => a.Severity == DataAnomalySeverity.Error))
        {
            var key = (anomaly.Column, anomaly.Code);
            _reasons[key] = _reasons.TryGetValue(key, out var known) ? (known.Rows + 1, known.First) : (1, anomaly);
        }
    }
}

/// <summary>Why rows were dropped.</summary>
/// <param name="Column">The column that offends.</param>
/// <param name="Code">One of <see cref="DataAnomalyCode"/>.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="First">What the first of them has.</param>
public sealed record DropReason(string Column, string Code, long Rows, DataAnomaly First);
