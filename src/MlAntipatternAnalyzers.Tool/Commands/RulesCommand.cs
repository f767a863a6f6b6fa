using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tool.Analysis;
using MlAntipatternAnalyzers.Tool.Reports;
using Spectre.Console;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary><c>mlap rules</c> and <c>mlap rules MLAP6001</c></summary>
internal static class RulesCommand
{
    public static Command Create(Terminal terminal, AnalyzerSet set)
    {
        var id = new Argument<string?>("ID") { Description = "A rule, such as MLAP6001 or 6001, whose page is printed.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("rules", "List the rules, or print one rule's page.") { id };
        command.SetAction(parsed => parsed.GetValue(id) is { } wanted ? WritePage(terminal, set, wanted) : WriteTable(terminal, set));
        return command;
    }

    private static int WriteTable(Terminal terminal, AnalyzerSet set)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("Rule", "Category", "Severity", "Exploration", "Fix", "Title");
        foreach (var rule in set.Rules)
        {
            table.AddRow(
                rule.Id,
                rule.Category,
                Severities.Word(rule.DefaultSeverity),
                Modes.SeverityOf(rule, Mode.Exploration) == Microsoft.CodeAnalysis.ReportDiagnostic.Suppress ? "" : "yes",
                set.HasFix(rule.Id) ? "yes" : "",
                Markup.Escape(rule.Title.ToString(CultureInfo.InvariantCulture)));
        }

        terminal.OutConsole.Write(table);
        return ExitCodes.Clean;
    }

    private static int WritePage(Terminal terminal, AnalyzerSet set, string wanted)
    {
        var id = wanted.All(char.IsAsciiDigit) ? "MLAP" + wanted : wanted.ToUpperInvariant();
        if (Page(id) is { } page)
        {
            terminal.Out.WriteLine(page.TrimEnd());
            return ExitCodes.Clean;
        }

        if (set.Rules.FirstOrDefault(rule => rule.Id == id) is { } described)
        {
            terminal.Out.WriteLine($"{id}: {described.Title.ToString(CultureInfo.InvariantCulture)}");
            terminal.Out.WriteLine(described.Description.ToString(CultureInfo.InvariantCulture));
            return ExitCodes.Clean;
        }

        terminal.Error.WriteLine($"mlap: error: there is no rule {wanted}; 'mlap rules' lists them.");
        return ExitCodes.Failed;
    }

    private static string? Page(string id)
    {
        using var stream = typeof(RulesCommand).Assembly.GetManifestResourceStream($"rules/{id}.md");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
