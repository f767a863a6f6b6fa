using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Data.Commands;
using MlAntipatternAnalyzers.Tool.Data.Input;
using MlAntipatternAnalyzers.Tool.Evaluation;
using MlAntipatternAnalyzers.Tool.Reports;

namespace MlAntipatternAnalyzers.Tool.Data;

/// <summary>A validation in every form in which it is told on standard output.</summary>
internal static class ValidationReports
{
    public const int Version = 1;

    public static void Write(Terminal terminal, Validation validation, ValidationFormat format)
    {
        switch (format)
        {
            case ValidationFormat.Json:
                terminal.Out.WriteLine(Json(validation));
                break;
            case ValidationFormat.Sarif:
                using (var stream = new MemoryStream())
                {
                    SarifLog.Write(stream, AnomalySarif.Rules, AnomalySarif.Results(validation), [], new ReportPaths(Environment.CurrentDirectory));
                    terminal.Out.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
                }
                break;
            case ValidationFormat.GitHub:
                WriteGitHub(terminal, validation.Data, validation.Anomalies);
                break;
            default:
                Text(terminal, validation);
                break;
        }
    }

    public static void WriteGitHub(Terminal terminal, string data, IEnumerable<DataAnomaly> anomalies)
    {
        foreach (var anomaly in anomalies)
            terminal.Out.WriteLine($"::{Word(anomaly.Severity)} file={GitHubReport.Property(data)},title={GitHubReport.Property(anomaly.Code)}::{GitHubReport.Data(Line(anomaly))}");
    }

    private static void Text(Terminal terminal, Validation validation)
    {
        var output = terminal.Out;
        var errors = validation.Anomalies.Count(anomaly => anomaly.Severity == DataAnomalySeverity.Error);
        output.WriteLine($"{validation.Data} against {validation.SchemaPath}{(validation.Report.Environment is { } environment ? $" ({environment})" : "")}: {Counted(validation.Report.Rows, "row")}, " +
            (validation.Anomalies.Count == 0 ? "all as expected." : $"{Counted(errors, "error")}, {Counted(validation.Anomalies.Count - errors, "warning")}."));
        foreach (var anomaly in validation.Anomalies.OrderByDescending(anomaly => anomaly.Severity))
        {
            output.WriteLine($"{Word(anomaly.Severity)} {anomaly.Code} {Line(anomaly)}");
            foreach (var difference in anomaly.Change?.Differences ?? [])
                output.WriteLine($"  would be accepted with {difference}");
        }
        foreach (var comparison in validation.Report.Comparisons.Where(comparison => !comparison.IsAlarm))
            output.WriteLine($"within its limit: {comparison}");
        if (validation.OffendingRows is not { } count)
            return;
        output.WriteLine(count == 0 ? "No row offends by itself." : $"{Counted(count, "row")} offend{(count == 1 ? "s" : "")} by {(count == 1 ? "itself" : "themselves")}{(validation.Rows.Count < count ? $"; the first {validation.Rows.Count}:" : ":")}");
        foreach (var (row, reasons) in validation.Rows)
            output.WriteLine($"{Place(row)}: {string.Join(", ", reasons.Select(reason => $"{reason.Column} {reason.Code}"))}: {row.Text}");
    }

    private static string Json(Validation validation)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonReport.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("data", validation.Data);
            json.WriteString("schema", validation.SchemaPath);
            json.WriteBoolean("fits", !validation.HasErrors);
            JsonReport.WriteDocument(json, "validation", validation.Report.ToJson());
            json.WriteStartArray("unreadFields");
            foreach (var anomaly in validation.Anomalies.Except(validation.Report.Anomalies))
            {
                json.WriteStartObject();
                json.WriteString("column", anomaly.Column);
                json.WriteString("code", anomaly.Code);
                json.WriteString("severity", Word(anomaly.Severity));
                json.WriteString("message", anomaly.Message);
                json.WriteNumber("count", anomaly.Count);
                json.WriteStartArray("rows");
                foreach (var row in anomaly.Rows)
                    json.WriteNumberValue(row);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (validation.OffendingRows is { } count)
            {
                json.WriteNumber("offendingRows", count);
                json.WriteStartArray("rows");
                foreach (var row in validation.Rows)
                    Write(json, row);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, OffendingRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("row", row.Source.Row);
        json.WriteString("path", row.Source.Path);
        if (row.Source.Line is { } line)
            json.WriteNumber("line", line);
        json.WriteString("text", row.Source.Text);
        json.WriteStartArray("reasons");
        foreach (var reason in row.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("column", reason.Column);
            json.WriteString("code", reason.Code);
            json.WriteString("severity", Word(reason.Severity));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Place(SourceRow row) => row.Line is { } line ? $"{row.Path}({line})" : $"{row.Path} row {row.Row}";

    private static string Line(DataAnomaly anomaly) => anomaly.Column.Length == 0 ? anomaly.Message : $"'{anomaly.Column}': {anomaly.Message}";

    private static string Word(DataAnomalySeverity severity) => severity.ToString().ToLowerInvariant();

    private static string Counted(long count, string word) => $"{Numbers.Count(count)} {word}{(count == 1 ? "" : "s")}";
}
