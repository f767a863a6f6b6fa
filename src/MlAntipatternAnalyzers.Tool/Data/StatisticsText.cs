using System;
using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;
using Spectre.Console;

namespace MlAntipatternAnalyzers.Tool.Data;

/// <summary>Statistics for a terminal: a line for each column, and what stands out.</summary>
internal static class StatisticsText
{
    private const int LongestValue = 24;
    private const int MostCorrelations = 5;

    public static void Write(Terminal terminal, string name, DataStatistics statistics)
    {
        terminal.Out.WriteLine($"{name}: {Counted(statistics.Rows, "row")}, {Counted(statistics.Columns.Count, "column")}{(statistics.WeightColumn is { } weight ? $", weighted by '{weight}' ({Numbers.Count(statistics.WeightedRows)})" : "")}");
        terminal.OutConsole.Write(Columns(statistics));
        foreach (var column in statistics.Columns.Where(column => column.PossibleMissing.Count > 0))
            terminal.Out.WriteLine($"{column.Name}: may stand for missing: {string.Join(", ", column.PossibleMissing.OrderByDescending(pair => pair.Value).Select(pair => $"'{pair.Key}' {Counted(pair.Value, "time")}"))}.");
        foreach (var pair in statistics.Correlations.Where(pair => Math.Abs(pair.Pearson) >= 0.9).OrderByDescending(pair => Math.Abs(pair.Pearson)).Take(MostCorrelations))
            terminal.Out.WriteLine($"{pair.First} and {pair.Second} go together: correlation {Numbers.Text(pair.Pearson)}.");
        foreach (var slice in statistics.Slices)
            terminal.Out.WriteLine($"{slice.Name}: {Counted(slice.Statistics.Rows, "row")}");
    }

    private static Table Columns(DataStatistics statistics)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(new TableColumn("Column").NoWrap(), new TableColumn("Type").NoWrap());
        foreach (var head in new[] { "Missing", "Zeros", "Different", "Mean", "Std. dev.", "Min", "Median", "Max" })
            table.AddColumn(new TableColumn(head).RightAligned().NoWrap());
        table.AddColumn("Most frequent");
        var withLabel = statistics.LabelColumn is not null;
        if (withLabel)
            table.AddColumn(new TableColumn("Of the label").RightAligned());
        foreach (var column in statistics.Columns)
        {
            List<string> cells = [column.Name, column.Type.ToString(), Numbers.Percent(Share(column.Missing, column.Present + column.Missing)), .. Values(column)];
            if (withLabel)
                cells.Add(column is { LabelEntropy: > 0 and var entropy } && (column.AdjustedMutualInformation ?? column.MutualInformation) is { } information ? Numbers.Percent(information / entropy) : "");
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }
        return table;
    }

    private static IEnumerable<string> Values(ColumnStatistics column)
    {
        if (column.Numeric is { } numeric)
        {
            return
            [
                Numbers.Percent(Share(numeric.Zeros, numeric.Count)), "", Numbers.Text(numeric.Mean), Numbers.Text(numeric.StandardDeviation),
                Numbers.Text(numeric.Min), Numbers.Text(numeric.Median), Numbers.Text(numeric.Max), "",
            ];
        }
        var unique = column.Text is { } text ? (text.UniqueIsExact ? "" : "~") + Numbers.Count(text.Unique) : "";
        var top = column.Text?.TopValues is [var first, ..] ? $"{Shortened(first.Value)} ({Numbers.Percent(first.Count / Math.Max(column.Text.Count, 1))})" : "";
        return ["", unique, "", "", column.Time?.Min ?? "", "", column.Time?.Max ?? "", top];
    }

    private static string Shortened(string value) => (value.Length > LongestValue ? value[..LongestValue] + "…" : value).ReplaceLineEndings("⏎");

    private static string Counted(long count, string word) => $"{Numbers.Count(count)} {word}{(count == 1 ? "" : "s")}";

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
}
