using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Tool.Analysis;

/// <summary>What a whole run gave: findings in the order of files and lines, each once.</summary>
internal sealed record CheckResult(ImmutableArray<Finding> Findings, ImmutableArray<Problem> Problems, int Projects)
{
    public bool Failed => Problems.Any(problem => problem.IsFailure);

    public int Count(DiagnosticSeverity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>Puts projects' results together: one source file may be compiled by several projects, and by one for several frameworks.</summary>
    public static CheckResult Of(IEnumerable<Finding> findings, IEnumerable<Problem> problems, int projects) => new(
        [
            .. findings
                .GroupBy(finding => (finding.FilePath, finding.Span, finding.Rule.Id))
                .Select(same => same.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Message, StringComparer.Ordinal).First())
                .OrderBy(finding => finding.FilePath, StringComparer.Ordinal)
                .ThenBy(finding => finding.Span.Start)
                .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
                .ThenBy(finding => finding.Span.End),
        ],
        [.. problems.Distinct()],
        projects);
}
