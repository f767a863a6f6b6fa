using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Tool.Analysis;

namespace MlAntipatternAnalyzers.Tool.Reports;

/// <summary>Workflow commands of GitHub Actions: the findings become annotations of the changed lines.</summary>
internal static class GitHubReport
{
    public static void Write(TextWriter writer, CheckResult result, IReadOnlyCollection<Finding> shown, ReportPaths paths)
    {
        foreach (var finding in shown)
        {
            var title = $"{finding.Rule.Id}: {finding.Rule.Title.ToString(CultureInfo.InvariantCulture)}";
            var (start, end) = (finding.Span.Start, finding.Span.End);
            // An annotation over several lines may not carry columns.
            var columns = start.Line == end.Line ? $"col={start.Character + 1},endColumn={end.Character + 1}" : $"col={start.Character + 1}";
            writer.WriteLine(
                $"::{Command(finding.Severity)} file={Property(paths.Show(finding.FilePath))},line={start.Line + 1},endLine={end.Line + 1},{columns}," +
                $"title={Property(title)}::{Data(finding.Message)}");
        }

        foreach (var problem in result.Problems)
            writer.WriteLine($"::{(problem.IsFailure ? "error" : "notice")} title=mlap::{Data(problem.Text)}");
    }

    /// <summary>Escapes the text of a command.</summary>
    public static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>Escapes the value of a command's property, in which colons and commas mean something.</summary>
    public static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    private static string Command(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "notice",
    };
}
