using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Tool.Analysis;

namespace MlAntipatternAnalyzers.Tool.Reports;

/// <summary>SARIF 2.1.0 (OASIS), as code-scanning services take it.</summary>
internal static class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string RootId = "SRCROOT";

    public static void Write(Stream stream, CheckResult result, IReadOnlyCollection<Finding> shown, ImmutableArray<DiagnosticDescriptor> rules, ReportPaths paths)
    {
        using var json = new Utf8JsonWriter(stream, JsonReport.WriterOptions);
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, rules);
        WriteInvocation(json, result);
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(RootId);
        // A base must end in a slash, or the last folder is cut off when paths are resolved against it.
        json.WriteString("uri", FileUri(paths.Root).TrimEnd('/') + "/");
        json.WriteEndObject();
        json.WriteEndObject();
        // Roslyn's columns count UTF-16 code units.
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        var indexes = rules.Select((rule, index) => (rule.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in shown)
            WriteResult(json, finding, indexes, seen, paths);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, ImmutableArray<DiagnosticDescriptor> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "mlap");
        json.WriteString("semanticVersion", ToolVersion.Text);
        json.WriteString("informationUri", ToolVersion.RepositoryUrl);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            WriteMessage(json, "shortDescription", rule.Title.ToString(CultureInfo.InvariantCulture));
            if (rule.Description.ToString(CultureInfo.InvariantCulture) is { Length: > 0 } description)
                WriteMessage(json, "fullDescription", description);
            if (!string.IsNullOrEmpty(rule.HelpLinkUri))
                json.WriteString("helpUri", rule.HelpLinkUri);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.DefaultSeverity));
            json.WriteBoolean("enabled", rule.IsEnabledByDefault);
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteString("category", rule.Category);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, CheckResult result)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", !result.Failed);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var problem in result.Problems)
        {
            json.WriteStartObject();
            json.WriteString("level", problem.IsFailure ? "error" : "note");
            WriteMessage(json, "message", problem.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(
        Utf8JsonWriter json, Finding finding, Dictionary<string, int> indexes, Dictionary<string, int> seen, ReportPaths paths)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", indexes[finding.Rule.Id]);
        json.WriteString("level", Level(finding.Severity));
        WriteMessage(json, "message", finding.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        if (paths.Relative(finding.FilePath) is { } relative)
        {
            json.WriteString("uri", string.Join('/', relative.Split('/', '\\').Select(Uri.EscapeDataString)));
            json.WriteString("uriBaseId", RootId);
        }
        else
        {
            json.WriteString("uri", FileUri(finding.FilePath));
        }

        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", finding.Span.Start.Line + 1);
        json.WriteNumber("startColumn", finding.Span.Start.Character + 1);
        json.WriteNumber("endLine", finding.Span.End.Line + 1);
        json.WriteNumber("endColumn", finding.Span.End.Character + 1);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("mlapFinding/v1", Fingerprint(finding, seen, paths));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Independent of the line's number, so that a service knows the finding again after code above it has changed.
    private static string Fingerprint(Finding finding, Dictionary<string, int> seen, ReportPaths paths)
    {
        var key = $"{finding.Rule.Id}\n{paths.Show(finding.FilePath)}\n{finding.Lines.FirstOrDefault()?.Trim()}";
        var occurrence = seen[key] = seen.GetValueOrDefault(key) + 1;
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{occurrence}"))).ToLowerInvariant();
    }

    private static void WriteMessage(Utf8JsonWriter json, string property, string text)
    {
        json.WriteStartObject(property);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string FileUri(string path) => new UriBuilder(Uri.UriSchemeFile, "") { Path = path }.Uri.AbsoluteUri;

    private static string Level(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };
}
