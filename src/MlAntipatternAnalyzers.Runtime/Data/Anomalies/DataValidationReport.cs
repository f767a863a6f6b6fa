using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What a validation found.</summary>
public sealed class DataValidationReport
{
    private readonly DataSchema _schema;

    internal DataValidationReport(DataSchema schema, string? environment, long rows, IReadOnlyList<DataAnomaly> anomalies, IReadOnlyList<DistributionComparison> comparisons)
    {
        _schema = schema;
        Environment = environment;
        Rows = rows;
        Anomalies = anomalies;
        Comparisons = comparisons;
    }

    /// <summary>The environment that the data was validated for; null for none in particular.</summary>
    public string? Environment { get; }

    /// <summary>How many rows the data has.</summary>
    public long Rows { get; }

    /// <summary>What differs from the schema: by column in the schema's order, then new columns, then the data as a whole.</summary>
    public IReadOnlyList<DataAnomaly> Anomalies { get; }

    /// <summary>Every distance from other data that was measured, too far or not.</summary>
    public IReadOnlyList<DistributionComparison> Comparisons { get; }

    /// <summary>Whether the data must not be used.</summary>
    public bool HasErrors => Anomalies.Any(a => a.Severity == DataAnomalySeverity.Error);

    /// <summary>The schema with the smallest change for each anomaly; what these uncover in turn is left to <see cref="DataSchema.RelaxToFit(DataStatistics, DataValidationOptions?)"/>.</summary>
    public DataSchema Relaxed() => Anomalies.Aggregate(_schema, (schema, anomaly) => anomaly.Change?.ApplyTo(schema) ?? schema);

    /// <exception cref="DataValidationException">At least one anomaly is an error. It lists all of them.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors)
            throw new DataValidationException(Anomalies);
    }

    /// <summary>The anomalies and the comparisons, one a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Rows} row(s), {Anomalies.Count(a => a.Severity == DataAnomalySeverity.Error)} error(s), {Anomalies.Count(a => a.Severity == DataAnomalySeverity.Warning)} warning(s)");
        foreach (var anomaly in Anomalies)
            text.Append("\n  ").Append(anomaly);
        foreach (var comparison in Comparisons)
            text.Append("\n  ").Append(comparison);
        return text.ToString();
    }

    /// <summary>
    /// JSON with <c>rows</c>, <c>environment</c>, <c>anomalies</c> (<c>column</c>, <c>code</c>, <c>severity</c>, <c>summary</c>, <c>message</c>, <c>count</c>, <c>share</c>, <c>rows</c>, <c>values</c>,
    /// <c>change</c>: see <see cref="DataSchemaDiff.ToJson"/>) and <c>comparisons</c> (<c>column</c>, <c>comparator</c>, <c>distance</c>, <c>value</c>, <c>threshold</c>, <c>alarm</c>, <c>offendingValue</c>).
    /// </summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("rows", Rows);
            json.WriteString("environment", Environment);
            json.WriteStartArray("anomalies");
            foreach (var anomaly in Anomalies)
                Write(json, anomaly);
            json.WriteEndArray();
            json.WriteStartArray("comparisons");
            foreach (var comparison in Comparisons)
                Write(json, comparison);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length).Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static void Write(Utf8JsonWriter json, DataAnomaly anomaly)
    {
        json.WriteStartObject();
        json.WriteString("column", anomaly.Column);
        json.WriteString("code", anomaly.Code);
        json.WriteString("severity", CamelCase.Of(anomaly.Severity));
        json.WriteString("summary", anomaly.Summary);
        json.WriteString("message", anomaly.Message);
        json.WriteNumber("count", anomaly.Count);
        json.WriteNumber("share", anomaly.Share);
        json.WriteStartArray("rows");
        foreach (var row in anomaly.Rows)
            json.WriteNumberValue(row);
        json.WriteEndArray();
        json.WriteStartArray("values");
        foreach (var value in anomaly.Values)
            json.WriteStringValue(value);
        json.WriteEndArray();
        json.WritePropertyName("change");
        DataSchemaDiff.Write(json, anomaly.Change?.Differences ?? []);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DistributionComparison comparison)
    {
        json.WriteStartObject();
        json.WriteString("column", comparison.Column);
        json.WriteString("comparator", comparison.Comparator);
        json.WriteString("distance", comparison.Distance);
        json.WriteNumber("value", comparison.Value);
        json.WriteNumber("threshold", comparison.Threshold);
        json.WriteBoolean("alarm", comparison.IsAlarm);
        json.WriteString("offendingValue", comparison.OffendingValue);
        json.WriteEndObject();
    }
}
