using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Tool.Analysis;

namespace MlAntipatternAnalyzers.Tool.Reports;

/// <summary>The tool's own JSON, described in its README; members are added, never renamed or removed, within one <c>version</c>.</summary>
internal static class JsonReport
{
    public const int Version = 1;

    /// <summary>UTF-8 without escapes that only HTML would need: reports are read by people too.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream stream, CheckResult result, IReadOnlyCollection<Finding> shown, ReportPaths paths)
    {
        using var json = new Utf8JsonWriter(stream, WriterOptions);
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteStartArray("findings");
        foreach (var finding in shown)
            Write(json, finding, paths);
        json.WriteEndArray();
        json.WriteStartObject("summary");
        json.WriteNumber("projects", result.Projects);
        foreach (var severity in new[] { DiagnosticSeverity.Error, DiagnosticSeverity.Warning, DiagnosticSeverity.Info })
            json.WriteNumber(Severities.Word(severity), shown.Count(finding => finding.Severity == severity));
        json.WriteNumber("notShown", result.Findings.Length - shown.Count);
        json.WriteBoolean("complete", !result.Failed);
        WriteProblems(json, result.Problems);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteProblems(Utf8JsonWriter json, IEnumerable<Problem> problems)
    {
        json.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("kind", problem.IsFailure ? "failure" : "note");
            json.WriteString("text", problem.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Finding finding, ReportPaths paths)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Rule.Id);
        json.WriteString("severity", Severities.Word(finding.Severity));
        json.WriteString("category", finding.Rule.Category);
        json.WriteString("path", paths.Show(finding.FilePath));
        json.WriteNumber("line", finding.Span.Start.Line + 1);
        json.WriteNumber("column", finding.Span.Start.Character + 1);
        json.WriteNumber("endLine", finding.Span.End.Line + 1);
        json.WriteNumber("endColumn", finding.Span.End.Character + 1);
        json.WriteString("message", finding.Message);
        json.WriteString("helpLink", finding.Rule.HelpLinkUri);
        json.WriteStartArray("fixes");
        foreach (var fix in finding.Fixes)
            json.WriteStringValue(fix);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What the library writes of each, so that both are read by one reader; null where there is none.</summary>
    public static void WriteDocument(Utf8JsonWriter json, string name, string? text)
    {
        json.WritePropertyName(name);
        if (text is null)
        {
            json.WriteNullValue();
            return;
        }
        using var document = JsonDocument.Parse(text);
        document.RootElement.WriteTo(json);
    }
}
