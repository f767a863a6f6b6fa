using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Tool.Analysis;

namespace MlAntipatternAnalyzers.Tool.Reports;

/// <summary>The findings in code as SARIF.</summary>
internal static class SarifReport
{
    public static void Write(Stream stream, CheckResult result, IReadOnlyCollection<Finding> shown, ImmutableArray<DiagnosticDescriptor> rules, ReportPaths paths) =>
        SarifLog.Write(stream, [.. rules.Select(Rule)], shown.Select(Result), result.Problems, paths);

    private static SarifRule Rule(DiagnosticDescriptor rule) => new(
        rule.Id,
        rule.Title.ToString(CultureInfo.InvariantCulture),
        rule.Description.ToString(CultureInfo.InvariantCulture),
        rule.HelpLinkUri,
        Level(rule.DefaultSeverity),
        rule.IsEnabledByDefault,
        rule.Category);

    private static SarifResult Result(Finding finding) => new(
        finding.Rule.Id,
        Level(finding.Severity),
        finding.Message,
        finding.FilePath,
        new(finding.Span.Start.Line + 1, finding.Span.Start.Character + 1, finding.Span.End.Line + 1, finding.Span.End.Character + 1),
        "mlapFinding/v1",
        finding.Lines.FirstOrDefault()?.Trim() ?? "");

    private static string Level(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };
}
