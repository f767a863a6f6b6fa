using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How far the columns of data are from those of other data: the previous span, or training.</summary>
public sealed class DriftReport
{
    /// <summary>What <see cref="ToJson"/> says as its format.</summary>
    internal const string FormatName = "mlap-drift";

    private const int Version = 1;

    internal DriftReport(DriftKind kind, DataStatistics current, DataStatistics control, IReadOnlyList<ColumnDrift> columns, IReadOnlyList<DataAnomaly> anomalies)
    {
        Kind = kind;
        (Rows, ControlRows) = (current.Rows, control.Rows);
        Columns = columns;
        Anomalies = anomalies;
    }

    /// <summary>What was compared with what.</summary>
    public DriftKind Kind { get; }

    /// <summary>How many rows the data has.</summary>
    public long Rows { get; }

    /// <summary>How many rows the data has that it was compared with.</summary>
    public long ControlRows { get; }

    /// <summary>The columns, in the order of the data, then those that only the other data has.</summary>
    public IReadOnlyList<ColumnDrift> Columns { get; }

    /// <summary>What is beyond a limit, or has one and cannot be compared; the codes are of <see cref="DriftAnomalyCode"/> and <see cref="DataAnomalyCode"/>.</summary>
    public IReadOnlyList<DataAnomaly> Anomalies { get; }

    /// <summary>Whether an anomaly is an error.</summary>
    public bool HasErrors => Anomalies.Any(anomaly => anomaly.Severity == DataAnomalySeverity.Error);

    /// <summary>A column by its name; null when none is called so.</summary>
    public ColumnDrift? FindColumn(string name) => Columns.FirstOrDefault(column => column.Name == name);

    /// <exception cref="DataValidationException">An anomaly is an error. It lists all of them.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors)
            throw new DataValidationException(Anomalies);
    }

    /// <summary>The anomalies, and a table of all distances for each column.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Kind} of {Columns.Count} column(s): {Rows} row(s) against {ControlRows}; {Anomalies.Count} anomaly(ies)\n");
        foreach (var anomaly in Anomalies)
            text.Append("  ").Append(anomaly).Append('\n');
        SlicedEvaluationText.Table(text, [
            (string[])["Column", "Measure", "Value", "Limit", "p", "Smallest p", "Alarm", "Differs most"],
            .. Columns.SelectMany(column => column.Distances.Count == 0
                ? [[column.Name, column.Current is null ? "not in the data" : column.Control is null ? "nothing to compare with" : "of another type", "", "", "", "", "", ""]]
                : column.Distances.Select(distance => (string[])[
                    column.Name,
                    distance.Measure.ToString(),
                    Number(distance.Value),
                    Number(distance.Threshold),
                    Number(distance.PValue),
                    Number(distance.SmallestPValue),
                    distance.IsAlarm ? "yes" : "",
                    distance.OffendingValue is { } value ? TextFormats.Quote(value) : ""]))]);
        return text.ToString();
    }

    /// <summary>
    /// JSON with <c>kind</c>, <c>rows</c>, <c>controlRows</c>, <c>columns</c> (<c>name</c>, <c>type</c>, <c>controlType</c>, <c>distances</c>: <c>measure</c>, <c>value</c>, <c>pValue</c>,
    /// <c>error</c>, <c>threshold</c>, <c>smallestPValue</c>, <c>alarm</c>, <c>offendingValue</c>) and <c>anomalies</c>; the format is versioned. A distance without bound is <c>"Infinity"</c>.
    /// </summary>
    public string ToJson() => SlicedEvaluationJson.Document(json =>
    {
        json.WriteString("format", FormatName);
        json.WriteNumber("version", Version);
        json.WriteString("kind", JsonNames.Of(Kind));
        json.WriteNumber("rows", Rows);
        json.WriteNumber("controlRows", ControlRows);
        json.WriteStartArray("columns");
        foreach (var column in Columns)
            Write(json, column);
        json.WriteEndArray();
        json.WriteStartArray("anomalies");
        foreach (var anomaly in Anomalies)
        {
            json.WriteStartObject();
            json.WriteString("column", anomaly.Column);
            json.WriteString("code", anomaly.Code);
            json.WriteString("severity", JsonNames.Of(anomaly.Severity));
            json.WriteString("message", anomaly.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, ColumnDrift column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        if (column.Current is { } current)
            json.WriteString("type", current.Type.ToString());
        if (column.Control is { } control)
            json.WriteString("controlType", control.Type.ToString());
        json.WriteStartArray("distances");
        foreach (var distance in column.Distances)
        {
            json.WriteStartObject();
            json.WriteString("measure", JsonNames.Of(distance.Measure));
            SlicedEvaluationJson.Number(json, "value", distance.Value);
            WriteIfAny("pValue", distance.PValue);
            if (distance.Error is { } error)
                SlicedEvaluationJson.Number(json, "error", error);
            WriteIfAny("threshold", distance.Threshold);
            WriteIfAny("smallestPValue", distance.SmallestPValue);
            json.WriteBoolean("alarm", distance.IsAlarm);
            if (distance.OffendingValue is { } value)
                json.WriteString("offendingValue", value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();

        void WriteIfAny(string name, double? number)
        {
            if (number is { } value)
                json.WriteNumber(name, value);
        }
    }

    private static string Number(double? number) => number?.ToString("G4", CultureInfo.InvariantCulture) ?? "";
}
