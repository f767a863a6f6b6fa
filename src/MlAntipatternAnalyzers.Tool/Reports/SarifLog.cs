using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MlAntipatternAnalyzers.Tool.Analysis;

namespace MlAntipatternAnalyzers.Tool.Reports;

/// <summary>A kind of result.</summary>
internal sealed record SarifRule(string Id, string Title, string Description, string HelpUri, string Level, bool IsEnabled, string Category);

/// <summary>One result.</summary>
/// <param name="Level">"error", "warning" or "note".</param>
/// <param name="Path">The file that it is in.</param>
/// <param name="Region">Where in the file; null: no place of its own.</param>
/// <param name="Fingerprint">The name and version of the way in which <paramref name="FingerprintKey"/> is made.</param>
/// <param name="FingerprintKey">What stays the same of the result when its place changes.</param>
/// <param name="Part">The part of the file by its name, such as a column; null: none.</param>
internal sealed record SarifResult(string RuleId, string Level, string Message, string Path, SarifRegion? Region, string Fingerprint, string FingerprintKey, string? Part = null);

/// <summary>Lines and columns from 1; the end column is the one after the last character, and columns are left out where they are 0.</summary>
internal sealed record SarifRegion(int StartLine, int StartColumn, int EndLine, int EndColumn);

/// <summary>SARIF 2.1.0 (OASIS), as code-scanning services take it.</summary>
internal static class SarifLog
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string RootId = "SRCROOT";

    /// <param name="stream">Where it is written.</param>
    /// <param name="rules">Of every result, and more.</param>
    /// <param name="results">In the order in which they are shown.</param>
    /// <param name="problems">Of the run itself; it is successful when none is a failure.</param>
    /// <param name="paths">What paths are relative to.</param>
    public static void Write(Stream stream, IReadOnlyList<SarifRule> rules, IEnumerable<SarifResult> results, IReadOnlyCollection<Problem> problems, ReportPaths paths)
    {
        using var json = new Utf8JsonWriter(stream, JsonReport.WriterOptions);
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, rules);
        WriteInvocation(json, problems);
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
        foreach (var result in results)
            WriteResult(json, result, indexes, seen, paths);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, IReadOnlyList<SarifRule> rules)
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
            WriteMessage(json, "shortDescription", rule.Title);
            if (rule.Description.Length > 0)
                WriteMessage(json, "fullDescription", rule.Description);
            if (rule.HelpUri.Length > 0)
                json.WriteString("helpUri", rule.HelpUri);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", rule.Level);
            json.WriteBoolean("enabled", rule.IsEnabled);
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

    private static void WriteInvocation(Utf8JsonWriter json, IReadOnlyCollection<Problem> problems)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", !problems.Any(problem => problem.IsFailure));
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var problem in problems)
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

    private static void WriteResult(Utf8JsonWriter json, SarifResult result, Dictionary<string, int> indexes, Dictionary<string, int> seen, ReportPaths paths)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", result.RuleId);
        json.WriteNumber("ruleIndex", indexes[result.RuleId]);
        json.WriteString("level", result.Level);
        WriteMessage(json, "message", result.Message);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        if (paths.Relative(result.Path) is { } relative)
        {
            json.WriteString("uri", string.Join('/', relative.Split('/', '\\').Select(Uri.EscapeDataString)));
            json.WriteString("uriBaseId", RootId);
        }
        else
        {
            json.WriteString("uri", FileUri(result.Path));
        }

        json.WriteEndObject();
        if (result.Region is { } region)
            WriteRegion(json, region);
        json.WriteEndObject();
        if (result.Part is { } part)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("name", part);
            json.WriteString("kind", "member");
            json.WriteEndObject();
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString(result.Fingerprint, Fingerprint(result, seen, paths));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, SarifRegion region)
    {
        json.WriteStartObject("region");
        json.WriteNumber("startLine", region.StartLine);
        if (region.StartColumn > 0)
            json.WriteNumber("startColumn", region.StartColumn);
        json.WriteNumber("endLine", region.EndLine);
        if (region.EndColumn > 0)
            json.WriteNumber("endColumn", region.EndColumn);
        json.WriteEndObject();
    }

    // Independent of the line's number, so that a service knows the finding again after what is above it has changed.
    private static string Fingerprint(SarifResult result, Dictionary<string, int> seen, ReportPaths paths)
    {
        var key = $"{result.RuleId}\n{paths.Show(result.Path)}\n{result.FingerprintKey}";
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
}
