using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Tool.Analysis;
using Spectre.Console;

namespace MlAntipatternAnalyzers.Tool.Reports;

/// <summary>Findings for a person: place, message, the source with the span marked, what would fix it.</summary>
internal static class TextReport
{
    private const int TabWidth = 4;

    public static void Write(IAnsiConsole console, CheckResult result, IReadOnlyCollection<Finding> shown, ReportPaths paths)
    {
        foreach (var finding in shown)
            Write(console, finding, paths);
        if (result.Projects > 0)
            console.MarkupLine(Summary(result, shown));
    }

    private static void Write(IAnsiConsole console, Finding finding, ReportPaths paths)
    {
        var start = finding.Span.Start;
        var colour = Colour(finding.Severity);
        // The form of compiler messages, so that what reads those (editors, CI log matchers) reads these.
        console.MarkupLine(
            $"[bold]{Markup.Escape(paths.Show(finding.FilePath))}({start.Line + 1},{start.Character + 1})[/]: " +
            $"[{colour}]{Severities.Word(finding.Severity)} {finding.Rule.Id}[/]: {Markup.Escape(finding.Message)}");
        var width = (start.Line + finding.Lines.Length).ToString(CultureInfo.InvariantCulture).Length;
        for (var i = 0; i < finding.Lines.Length; i++)
            WriteLine(console, finding, i, width, colour);
        foreach (var fix in finding.Fixes)
            console.MarkupLine($"  [green]fix:[/] {Markup.Escape(fix)}");
        console.MarkupLine($"  [grey]see: {Markup.Escape($"mlap rules {finding.Rule.Id}")}[/]");
        console.WriteLine();
    }

    private static void WriteLine(IAnsiConsole console, Finding finding, int index, int width, string colour)
    {
        var line = finding.Lines[index];
        var number = finding.Span.Start.Line + index;
        var from = index == 0 ? Math.Min(finding.Span.Start.Character, line.Length) : line.Length - line.TrimStart().Length;
        var to = number == finding.Span.End.Line ? Math.Min(finding.Span.End.Character, line.Length) : line.TrimEnd().Length;
        console.MarkupLine($"  [grey]{(number + 1).ToString(CultureInfo.InvariantCulture).PadLeft(width)} |[/] {Markup.Escape(Expand(line))}");
        if (to > from)
            console.MarkupLine($"  {new string(' ', width)} [grey]|[/] {new string(' ', Expand(line[..from]).Length)}[{colour}]{new string('^', Expand(line[..to]).Length - Expand(line[..from]).Length)}[/]");
    }

    // Tabs as wide as the marks under them are drawn.
    private static string Expand(string line)
    {
        var expanded = new StringBuilder();
        foreach (var character in line)
        {
            if (character == '\t')
                expanded.Append(' ', TabWidth - (expanded.Length % TabWidth));
            else
                expanded.Append(character);
        }

        return expanded.ToString();
    }

    private static string Colour(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "red",
        DiagnosticSeverity.Warning => "yellow",
        _ => "blue",
    };

    private static string Summary(CheckResult result, IReadOnlyCollection<Finding> shown)
    {
        var where = $" in {Plural(result.Projects, "project")}";
        var hidden = result.Findings.Length - shown.Count;
        var more = hidden == 0 ? "" : $" [grey]{hidden} below the chosen severity not shown (--severity info shows all).[/]";
        if (shown.Count == 0)
            return (result.Failed ? "No findings in what could be analysed" : $"[green]No findings[/]") + where + "." + more;
        var parts = new[] { DiagnosticSeverity.Error, DiagnosticSeverity.Warning, DiagnosticSeverity.Info }
            .Select(severity => (severity, count: shown.Count(finding => finding.Severity == severity)))
            .Where(part => part.count > 0)
            .Select(part => $"[{Colour(part.severity)}]{(part.severity == DiagnosticSeverity.Info ? $"{part.count} info" : Plural(part.count, Severities.Word(part.severity)))}[/]");
        var files = shown.Select(finding => finding.FilePath).Distinct().Count();
        return $"{string.Join(", ", parts)} in {Plural(files, "file")}{where}.{more}";
    }

    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
