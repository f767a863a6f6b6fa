using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;
using MlAntipatternAnalyzers.Tool.Html;

namespace MlAntipatternAnalyzers.Tool.Data.Html;

/// <summary>Data sets as one page that needs nothing else: what is wrong first, then every column, to sort, to search and to open.</summary>
internal static class DataPage
{
    private static readonly string Style = Page.Resource("data.css");
    private static readonly string Script = Page.Resource("data.js");

    public static void Write(string path, DataReport report) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToHtml(report)));

    public static string ToHtml(DataReport report)
    {
        var columns = PageColumn.Of(report);
        var html = Page.Begin(report.Title, Style, Script);
        html.Add($"<h1>{report.Title}</h1>");
        html.Add($"""<dl class="facts">""");
        foreach (var fact in report.Facts)
            html.Add($"<dt>{fact.Name}</dt><dd>{fact.Value}</dd>");
        html.Add($"</dl>");
        Verdict(html, report);
        foreach (var note in report.Notes)
            html.Add($"""<p class="muted">{note}</p>""");
        if (report.Anomalies is { Count: > 0 } anomalies)
            Anomalies(html, anomalies, columns);
        ColumnSection.Write(html, report, columns);
        if (report.Distances is { Count: > 0 } distances)
            Distances(html, distances, columns);
        CorrelationSection.Write(html, report, columns);
        Slices(html, report);
        // For a screen reader: what a click has done.
        html.Add($"""<p id="said" class="muted" role="status"></p>""");
        html.AddRaw($"<script type=\"application/json\" id=\"data\">{PageJson.Write(report, columns)}</script>\n");
        return Page.End(html, Script);
    }

    /// <summary>The head of a column that the table is sorted by when it is clicked.</summary>
    public static void Sortable(Markup html, string name, bool number = false, string? title = null) => html.Add(
        $"""<th scope="col" class="{(number ? "" : "words")}" data-kind="{(number ? "number" : "text")}" title="{title ?? ""}"><button type="button" class="sort">{name}</button></th>""");

    /// <summary>A column's name that leads to it.</summary>
    public static void Link(Markup html, string column, IReadOnlyList<PageColumn> columns)
    {
        if (columns.FirstOrDefault(each => each.Name == column) is { } known)
            html.Add($"""<a href="#column-{known.Index}" data-column="{known.Index}">{column}</a>""");
        else
            html.Add($"{column}");
    }

    private static void Verdict(Markup html, DataReport report)
    {
        if (report.Anomalies is not null && !report.IsComparison)
        {
            var (style, words) = (report.Errors, report.Warnings) switch
            {
                (0, 0) => ("good", "✓ The data fits the schema"),
                (0, var warnings) => ("", $"⚠ {Counted(warnings, "warning")}, no error"),
                (var errors, 0) => ("bad", $"✗ {Counted(errors, "error")}"),
                (var errors, var warnings) => ("bad", $"✗ {Counted(errors, "error")}, {Counted(warnings, "warning")}"),
            };
            html.Add($"""<div class="verdict {style}"><strong>{words}</strong></div>""");
        }
        if (report.Distances is { } distances)
        {
            var compared = distances.Select(distance => distance.Column).Distinct().Count();
            html.Add($"""<div class="verdict {(report.Alarms > 0 ? "bad" : "good")}"><strong>{(report.Alarms > 0 ? $"✗ {Counted(report.Alarms, "column")} beyond a threshold" : "✓ No column is beyond its threshold")}</strong>, {compared} compared</div>""");
        }
    }

    private static void Anomalies(Markup html, IReadOnlyList<DataAnomaly> anomalies, IReadOnlyList<PageColumn> columns)
    {
        html.Add($"""<section id="anomalies"><h2>Anomalies</h2>""");
        html.Add($"""<div class="scroll" tabindex="0" role="region" aria-label="Anomalies"><table class="sortable"><thead><tr>""");
        foreach (var head in new[] { "Severity", "Column", "Code", "What is wrong" })
            Sortable(html, head);
        html.Add($"</tr></thead><tbody>");
        foreach (var anomaly in anomalies.OrderByDescending(anomaly => anomaly.Severity))
        {
            var word = anomaly.Severity.ToString().ToLowerInvariant();
            html.Add($"""<tr><td class="words"><span class="tag {word}">{word}</span></td><td class="words">""");
            if (anomaly.Column.Length == 0)
                html.Add($"the whole data");
            else
                Link(html, anomaly.Column, columns);
            html.Add($"""</td><td class="words"><code>{anomaly.Code}</code></td><td class="words">{anomaly.Message}</td></tr>""");
        }
        html.Add($"</tbody></table></div></section>");
    }

    private static void Distances(Markup html, IReadOnlyList<ColumnDistance> distances, IReadOnlyList<PageColumn> columns)
    {
        html.Add($"""<section id="distances"><h2>Distances</h2><details><summary>All {distances.Count} distances, those beyond a threshold first</summary>""");
        html.Add($"""<div class="scroll" tabindex="0" role="region" aria-label="Distances by column"><table class="sortable"><thead><tr>""");
        Sortable(html, "Column");
        Sortable(html, "Measure");
        Sortable(html, "Value", number: true);
        Sortable(html, "Threshold", number: true);
        Sortable(html, "p-value", number: true);
        Sortable(html, "Differs most");
        html.Add($"</tr></thead><tbody>");
        foreach (var distance in distances.OrderByDescending(distance => distance.IsAlarm))
        {
            html.Add($"""<tr><td class="words">""");
            Link(html, distance.Column, columns);
            html.Add($"""</td><td class="words">{distance.Measure}</td><td class="{(distance.IsAlarm ? "bad" : "")}" data-v="{distance.Value}">{Numbers.Text(distance.Value)}{(distance.IsAlarm ? " ✗" : "")}</td>""");
            html.Add($"""<td data-v="{distance.Threshold}">{(distance.Threshold is { } threshold ? Numbers.Text(threshold) : "–")}</td><td data-v="{distance.PValue}">{(distance.PValue is { } p ? Numbers.Text(p) : "–")}</td><td class="words">{distance.OffendingValue}</td></tr>""");
        }
        html.Add($"</tbody></table></div></details></section>");
    }

    private static void Slices(Markup html, DataReport report)
    {
        foreach (var (name, statistics) in report.Sets.Where(set => set.Statistics.Slices.Count > 0))
        {
            html.Add($"""<section><h2>Slices of {name}</h2><div class="scroll" tabindex="0" role="region" aria-label="Slices of {name}"><table class="sortable"><thead><tr>""");
            Sortable(html, "Slice");
            Sortable(html, "Rows", number: true);
            Sortable(html, "Share", number: true);
            html.Add($"</tr></thead><tbody>");
            foreach (var slice in statistics.Slices)
            {
                var share = (double)slice.Statistics.Rows / Math.Max(statistics.Rows, 1);
                html.Add($"""<tr><th scope="row">{slice.Name}</th><td data-v="{slice.Statistics.Rows}">{Numbers.Count(slice.Statistics.Rows)}</td><td data-v="{share}">{Numbers.Percent(share)}</td></tr>""");
            }
            html.Add($"</tbody></table></div></section>");
        }
    }

    private static string Counted(int count, string word) => $"{count} {word}{(count == 1 ? "" : "s")}";
}
