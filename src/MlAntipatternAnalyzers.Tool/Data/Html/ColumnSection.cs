using System;
using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;
using MlAntipatternAnalyzers.Tool.Html;

namespace MlAntipatternAnalyzers.Tool.Data.Html;

/// <summary>Every column, a line each; the script draws its distribution and opens what else is known of it.</summary>
internal static class ColumnSection
{
    private const int LongestValue = 24;

    public static void Write(Markup html, DataReport report, IReadOnlyList<PageColumn> columns)
    {
        html.Add($"""<section id="columns"><h2>Columns</h2>""");
        if (report.Sets.Count > 1)
            html.Add($"""<p><span class="key">{report.Sets[0].Name}</span><span class="key second">{report.Sets[1].Name}</span></p>""");
        Tools(html, report);
        var withAnomalies = report.Anomalies is not null;
        var withDistances = report.Distances is not null;
        html.Add($"""<div class="scroll" tabindex="0" role="region" aria-label="Columns"><table id="column-table" class="sortable"><thead><tr>""");
        DataPage.Sortable(html, "Column");
        DataPage.Sortable(html, "Type");
        if (withAnomalies)
            DataPage.Sortable(html, "Anomalies", number: true);
        if (withDistances)
            DataPage.Sortable(html, "Distance", number: true, "The largest share of a threshold, or the largest value where there is none");
        html.Add($"""<th scope="col" class="words">Distribution</th>""");
        foreach (var measure in Measures)
            DataPage.Sortable(html, measure.Name, number: true, measure.Title);
        DataPage.Sortable(html, "Most frequent");
        html.Add($"</tr></thead><tbody>");
        foreach (var column in columns)
            Line(html, column, withAnomalies, withDistances);
        html.Add($"</tbody></table></div></section>");
    }

    private static readonly Measure[] Measures =
    [
        new("Missing", "The share of rows without a value", column => (double)column.Missing / Math.Max(column.Present + column.Missing, 1), Numbers.Percent),
        new("Zeros", "The share of numbers that are 0", column => column.Numeric is { Count: > 0 } numeric ? (double)numeric.Zeros / numeric.Count : null, Numbers.Percent),
        new("Different", "How many different values there are", column => column.Text?.Unique, Numbers.Count),
        new("Mean", "", column => column.Numeric?.Mean, Numbers.Text),
        new("Std. dev.", "The population standard deviation", column => column.Numeric?.StandardDeviation, Numbers.Text),
        new("Min", "", column => column.Numeric?.Min ?? column.Time?.MinTicks, Numbers.Text, column => column.Time?.Min),
        new("Median", "", column => column.Numeric?.Median, Numbers.Text),
        new("Max", "", column => column.Numeric?.Max ?? column.Time?.MaxTicks, Numbers.Text, column => column.Time?.Max),
    ];

    // What only the script can do is shown by it.
    private static void Tools(Markup html, DataReport report)
    {
        html.Add($"""<div class="tools" hidden role="search" aria-label="Columns">""");
        html.Add($"""<label>Search <input type="search" id="search" placeholder="name, type or anomaly" autocomplete="off" spellcheck="false"></label>""");
        html.Add($"""<label>Show <select id="kind"><option value="all">all columns</option>""");
        if (report.Anomalies is not null)
            html.Add($"""<option value="anomalies">with anomalies</option>""");
        if (report.Distances is not null)
            html.Add($"""<option value="alarms">beyond a threshold</option>""");
        html.Add($"""<option value="number">numbers</option><option value="text">texts</option><option value="time">times</option></select></label>""");
        html.Add($"""<label>Values <select id="range"><option value="all">all</option><option value="inner">without the outer 1 %</option></select></label>""");
        html.Add($"""<label>Height <select id="scale"><option value="linear">share</option><option value="log">logarithm of the share</option></select></label>""");
        html.Add($"""<output id="count" for="search kind"></output></div>""");
        html.Add($"""<noscript><p class="muted">Without JavaScript the table does not sort, search or draw; its numbers are all here.</p></noscript>""");
    }

    private static void Line(Markup html, PageColumn column, bool withAnomalies, bool withDistances)
    {
        html.Add($"""<tr id="column-{column.Index}" data-column="{column.Index}"><th scope="row" data-v="{column.Name}"><button type="button" class="open" aria-expanded="false">{column.Name}</button></th>""");
        var types = column.Sets.Where(set => set is not null).Select(set => set!.Type).Distinct().ToList();
        html.Add($"""<td class="words">{string.Join(" / ", types)}</td>""");
        if (withAnomalies)
        {
            var (style, word) = column.Anomalies.Count == 0 ? ("none", "none")
                : column.Anomalies.Any(anomaly => anomaly.Severity == DataAnomalySeverity.Error) ? ("error", $"{column.Anomalies.Count} ✗") : ("warning", $"{column.Anomalies.Count} ⚠");
            // An error weighs more than any number of warnings.
            var weight = column.Anomalies.Sum(anomaly => anomaly.Severity == DataAnomalySeverity.Error ? 1000 : 1);
            html.Add($"""<td data-v="{weight}"><span class="tag {style}">{word}</span></td>""");
        }
        if (withDistances)
            Distance(html, column.Distances);
        html.Add($"""<td class="plot"></td>""");
        foreach (var measure in Measures)
            Cell(html, measure, column.Sets);
        MostFrequent(html, column.Sets);
        html.Add($"</tr>");
    }

    private static void MostFrequent(Markup html, IReadOnlyList<ColumnStatistics?> sets)
    {
        var texts = sets.Select(set => set?.Text is { TopValues: [var first, ..] } text ? $"{Shortened(first.Value)} ({Numbers.Percent(first.Count / Math.Max(text.Count, 1))})" : "").ToList();
        html.Add($"""<td class="words" data-v="{texts[0]}">{texts[0]}""");
        if (texts.Count > 1)
            html.Add($"""<span class="second">{texts[1]}</span>""");
        html.Add($"</td>");
    }

    private static string Shortened(string value) => value.Length > LongestValue ? value[..LongestValue] + "…" : value;

    private static void Distance(Markup html, IReadOnlyList<ColumnDistance> distances)
    {
        if (distances.Count == 0)
        {
            html.Add($"""<td data-v="">–</td>""");
            return;
        }
        var worst = distances.MaxBy(Weight)!;
        html.Add($"""<td data-v="{Weight(worst)}" class="{(worst.IsAlarm ? "bad" : "")}" title="{worst.Measure}">{Numbers.Text(worst.Value)}{(worst.IsAlarm ? " ✗" : "")}</td>""");
    }

    private static double Weight(ColumnDistance distance) => distance is { Threshold: > 0 and var threshold } ? 1000 * distance.Value / threshold : distance.Value;

    private static void Cell(Markup html, Measure measure, IReadOnlyList<ColumnStatistics?> sets)
    {
        var values = sets.Select(set => set is null ? null : measure.Read(set)).ToList();
        var first = values.FirstOrDefault(value => value is { } number && double.IsFinite(number));
        if (values.TrueForAll(value => value is null))
        {
            html.Add($"""<td data-v=""></td>""");
            return;
        }
        html.Add($"""<td data-v="{first}">{Text(0)}""");
        if (values.Count > 1)
            html.Add($"""<span class="second">{Text(1)}</span>""");
        html.Add($"</td>");

        string Text(int set) => sets[set] is { } column && measure.Own?.Invoke(column) is { } own ? own : values[set] is { } number ? measure.Text(number) : "–";
    }

    /// <param name="Own">What is shown in place of the number; null: the number.</param>
    private sealed record Measure(string Name, string Title, Func<ColumnStatistics, double?> Read, Func<double, string> Text, Func<ColumnStatistics, string?>? Own = null);
}
