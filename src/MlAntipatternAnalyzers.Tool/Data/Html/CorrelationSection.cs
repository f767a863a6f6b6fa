using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;
using MlAntipatternAnalyzers.Tool.Html;

namespace MlAntipatternAnalyzers.Tool.Data.Html;

/// <summary>How columns go together: a matrix of those that do most, and the pairs.</summary>
internal static class CorrelationSection
{
    private const int MostInMatrix = 24;
    private const int MostPairs = 200;

    public static void Write(Markup html, DataReport report, IReadOnlyList<PageColumn> columns)
    {
        var (name, statistics) = report.Sets[0];
        var pairs = statistics.Correlations.Where(pair => double.IsFinite(pair.Pearson)).OrderByDescending(pair => Math.Abs(pair.Pearson)).ToList();
        if (pairs.Count == 0)
            return;
        html.Add($"""<section id="correlations"><h2>Correlations{(report.Sets.Count > 1 ? $" in {name}" : "")}</h2>""");
        Matrix(html, pairs);
        var other = report.Sets.Count > 1 ? report.Sets[1].Statistics.Correlations.ToDictionary(pair => (pair.First, pair.Second)) : null;
        html.Add($"""<details><summary>{(pairs.Count > MostPairs ? $"The {MostPairs} strongest of {pairs.Count} pairs" : $"All {pairs.Count} pairs")}</summary>""");
        html.Add($"""<div class="scroll" tabindex="0" role="region" aria-label="Correlations by pair"><table class="sortable"><thead><tr>""");
        DataPage.Sortable(html, "Column");
        DataPage.Sortable(html, "With");
        DataPage.Sortable(html, "Pearson", number: true);
        if (other is not null)
            DataPage.Sortable(html, $"In {report.Sets[1].Name}", number: true);
        DataPage.Sortable(html, "Rows", number: true);
        html.Add($"</tr></thead><tbody>");
        foreach (var pair in pairs.Take(MostPairs))
        {
            html.Add($"""<tr><td class="words">""");
            DataPage.Link(html, pair.First, columns);
            html.Add($"""</td><td class="words">""");
            DataPage.Link(html, pair.Second, columns);
            html.Add($"""</td><td data-v="{pair.Pearson}">{Numbers.Text(pair.Pearson)}</td>""");
            if (other is not null)
            {
                var second = other.GetValueOrDefault((pair.First, pair.Second))?.Pearson;
                html.Add($"""<td data-v="{second}">{(second is { } value ? Numbers.Text(value) : "–")}</td>""");
            }
            html.Add($"""<td data-v="{pair.Rows}">{Numbers.Count(pair.Rows)}</td></tr>""");
        }
        html.Add($"</tbody></table></div></details></section>");
    }

    // Which column is coloured how deep also stands in the cell.
    private static void Matrix(Markup html, List<ColumnCorrelation> pairs)
    {
        var chosen = pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct().Take(MostInMatrix).ToHashSet();
        var all = pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct().Count();
        var values = pairs.Where(pair => chosen.Contains(pair.First) && chosen.Contains(pair.Second))
            .SelectMany(pair => new[] { ((pair.First, pair.Second), pair.Pearson), ((pair.Second, pair.First), pair.Pearson) }).ToDictionary(pair => pair.Item1, pair => pair.Pearson);
        html.Add($"""<p>Pearson's coefficient{(all > chosen.Count ? $", of the {chosen.Count} columns that go together most of {all}" : "")}: −1 and 1 are a straight line, 0 is none.</p>""");
        html.Add($"""<div class="scroll" id="matrix" tabindex="0" role="region" aria-label="Correlation matrix"><table><thead><tr><td></td>""");
        foreach (var column in chosen)
            html.Add($"""<th scope="col">{column}</th>""");
        html.Add($"</tr></thead><tbody>");
        foreach (var row in chosen)
        {
            html.Add($"""<tr><th scope="row">{row}</th>""");
            foreach (var column in chosen)
            {
                if (values.TryGetValue((row, column), out var value))
                    html.Add($"""<td style="background:rgba({(value < 0 ? "200,96,16" : "26,100,220")},{(Math.Abs(value) * 0.45).ToString("0.00", CultureInfo.InvariantCulture)})">{Rounded(value)}</td>""");
                else
                    html.Add($"<td>{(row == column ? "" : "–")}</td>");
            }
            html.Add($"</tr>");
        }
        html.Add($"</tbody></table></div>");
    }

    // No sign where there is nothing but the sign.
    private static string Rounded(double value) => Math.Abs(value) < 0.05 ? "0" : value.ToString("0.0;−0.0", CultureInfo.InvariantCulture);
}
