using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using Spectre.Console;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>A report for a terminal: all metrics on all rows, the first ones by slice, and what the gate says.</summary>
internal static class EvaluationText
{
    public static void Write(Terminal terminal, EvaluationReport report)
    {
        var width = report.Facts.Max(fact => fact.Name.Length) + 1;
        foreach (var fact in report.Facts)
            terminal.Out.WriteLine($"{(fact.Name + ":").PadRight(width)} {fact.Value}");
        terminal.OutConsole.Write(Overall(report));
        var metrics = Headlines.Ordered(report.Candidate, out var first);
        if (report.Candidate.Slices.Count > 1)
            terminal.OutConsole.Write(Slices(report.Candidate, [.. metrics.Take(first)]));
        if (report.Comparison is { } comparison)
            Write(terminal, comparison, [.. metrics.Take(first)]);
        if (report.Candidate.LeftOut.Count > 0)
            terminal.Out.WriteLine($"Too few rows: {string.Join("; ", report.Candidate.LeftOut.Select(slice => $"{slice.Name} ({slice.Rows})"))}.");
        foreach (var slice in report.Candidate.Slices)
        {
            foreach (var reasons in slice.Metrics.Where(metric => !metric.Value.IsDefined).GroupBy(metric => metric.Value.WhyUndefined, metric => metric.Key))
                terminal.Out.WriteLine($"Undefined in {slice.Name}: {string.Join(", ", reasons)} ({reasons.Key ?? "no reason given"}).");
        }
        foreach (var note in report.Notes)
            terminal.Out.WriteLine(note);
        if (report.Gate is { } gate)
            terminal.Out.Write(gate.ToString());
    }

    private static Table Overall(EvaluationReport report)
    {
        var table = New("All rows", "Value");
        var intervals = report.Candidate.ConfidenceLevel is not null;
        if (intervals)
            table.AddColumn(new TableColumn($"{Numbers.Percent(report.Candidate.ConfidenceLevel!.Value)} interval").RightAligned());
        if (report.Baseline is not null)
            table.AddColumns(new TableColumn("Baseline").RightAligned(), new TableColumn("Change").RightAligned());
        table.AddColumn("");
        foreach (var metric in Headlines.Ordered(report.Candidate, out _))
        {
            var value = report.Candidate.Overall.Metrics.GetValueOrDefault(metric, MetricValue.Undefined(""));
            var cells = new List<string> { metric, Numbers.Text(value.Value) };
            if (intervals)
                cells.Add(Numbers.Interval(value));
            if (report.Baseline is { } baseline)
            {
                var old = baseline.Overall.Metrics.GetValueOrDefault(metric, MetricValue.Undefined(""));
                cells.AddRange(old.IsDefined && value.IsDefined ? [Numbers.Text(old.Value), Numbers.Signed(value.Value - old.Value)] : ["", ""]);
            }
            cells.Add(Headlines.DirectionOf(metric));
            table.AddRow([.. cells.Select(Spectre.Console.Markup.Escape)]);
        }
        table.AddRow([.. new[] { "Rows", Numbers.Count(report.Candidate.Overall.Rows) }]);
        return table;
    }

    private static Table Slices(SlicedEvaluation evaluation, IReadOnlyList<string> metrics)
    {
        var table = New("Slice", "Rows");
        foreach (var metric in metrics)
            table.AddColumn(new TableColumn(metric).RightAligned());
        foreach (var slice in evaluation.Slices.Skip(1))
        {
            table.AddRow([
                Spectre.Console.Markup.Escape(slice.Name),
                Numbers.Count(slice.Rows),
                .. metrics.Select(metric => slice.Metrics.TryGetValue(metric, out var value) ? Cell(value) : "")]);
        }
        return table;
    }

    private static void Write(Terminal terminal, ModelComparison comparison, IReadOnlyList<string> metrics)
    {
        terminal.OutConsole.Write(Changes(comparison.Slices, metrics));
        if (comparison.Overall.Flips.Count > 0)
        {
            var table = New("Class", "Both right").AddColumns(new TableColumn("Gained").RightAligned(), new TableColumn("Lost").RightAligned(), new TableColumn("Both wrong").RightAligned());
            foreach (var flips in comparison.Overall.Flips)
                table.AddRow(Spectre.Console.Markup.Escape(flips.Class), Numbers.Count(flips.BothRight), Numbers.Count(flips.Gained), Numbers.Count(flips.Lost), Numbers.Count(flips.BothWrong));
            terminal.OutConsole.Write(table);
        }
        terminal.Out.WriteLine($"Predictions differ by {Numbers.Text(comparison.Overall.MeanAbsoluteDifference.Value)} in the mean.");
    }

    private static Table Changes(IReadOnlyList<SliceComparison> slices, IReadOnlyList<string> metrics)
    {
        var table = New("Change", "Rows");
        foreach (var metric in metrics)
            table.AddColumn(new TableColumn(metric).RightAligned());
        foreach (var slice in slices)
        {
            table.AddRow([
                Spectre.Console.Markup.Escape(slice.Name),
                Numbers.Count(slice.Rows),
                .. metrics.Select(metric => slice.Changes.TryGetValue(metric, out var change) ? Change(metric, change) : "")]);
        }
        return table;
    }

    private static string Change(string metric, MetricValue change)
    {
        var word = Headlines.IsBetter(metric, change) switch { true => " better", false => " worse", null => "" };
        return !change.IsDefined ? Numbers.Text(change.Value)
            : $"{Numbers.Signed(change.Value)}{(change.Lower is null ? "" : $" ({Numbers.Interval(change)})")}{word}";
    }

    private static string Cell(MetricValue value) => value.Lower is null || !value.IsDefined
        ? Numbers.Text(value.Value)
        : $"{Numbers.Text(value.Value)} ({Numbers.Interval(value)})";

    private static Table New(string name, string value) =>
        new Table().Border(TableBorder.Simple).AddColumns(new TableColumn(name), new TableColumn(value).RightAligned());
}
