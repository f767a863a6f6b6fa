using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Html;

namespace MlAntipatternAnalyzers.Tool.Evaluation.Html;

/// <summary>Each metric by slice: plots first, then the table with all of it.</summary>
internal static class SliceSection
{
    public static void Write(Markup html, SlicedEvaluation evaluation)
    {
        html.Add($"<section id=\"slices\">");
        html.Add($"<h2>Slices</h2>");
        var metrics = Headlines.Ordered(evaluation, out var first);
        if (evaluation.Slices.Count > 1)
        {
            html.Add($"<p>The dashed rule is the value on all rows. A slice is called better or worse where its whole interval is on one side of it.</p>");
            for (var i = 0; i < first; i++)
                Figure(html, evaluation, metrics[i], $"slices-{i}");
            if (metrics.Count > first)
            {
                html.Add($"<details><summary>Plots of the other metrics</summary>");
                for (var i = first; i < metrics.Count; i++)
                    Figure(html, evaluation, metrics[i], $"slices-{i}");
                html.Add($"</details>");
            }
        }
        Table(html, evaluation, metrics);
        if (evaluation.LeftOut.Count > 0)
            html.Add($"""<p class="muted">Too few rows to be evaluated: {string.Join("; ", evaluation.LeftOut.Select(slice => $"{slice.Name} ({Numbers.Count(slice.Rows)})"))}.</p>""");
        html.Add($"</section>");
    }

    private static void Figure(Markup html, SlicedEvaluation evaluation, string metric, string id)
    {
        if (!evaluation.Overall.Metrics.TryGetValue(metric, out var overall) || !double.IsFinite(overall.Value))
            return;
        var slices = evaluation.Slices.Skip(1).Where(slice => slice.Metrics.ContainsKey(metric)).ToList();
        // Largest first in each group of the evaluation: these tell most. The table has all.
        var shown = slices.Count <= IntervalPlot.MostRows ? slices : [.. slices.OrderByDescending(slice => slice.Rows).Take(IntervalPlot.MostRows)];
        var direction = Headlines.DirectionOf(metric);
        html.Add($"<h3>{metric}</h3>");
        html.Add($"<figure><figcaption>{(direction.Length > 0 ? char.ToUpperInvariant(direction[0]) + direction[1..] + "." : "Neither side is better.")}{(shown.Count < slices.Count ? $" The {shown.Count} largest of {slices.Count} slices; the table has all." : "")}</figcaption><div class=\"frame\">");
        IntervalPlot.Write(
            html,
            id,
            $"{metric} by slice",
            $"A line for each slice: the value and its confidence interval, against {Numbers.Text(overall.Value)} on all rows. The table of slices has the numbers.",
            [.. shown.Select(slice => Row(slice, metric, overall.Value))],
            overall.Value,
            $"all rows {Numbers.Text(overall.Value)}");
        html.Add($"</div></figure>");
    }

    private static PlotRow Row(SliceEvaluation slice, string metric, double overall)
    {
        var value = slice.Metrics[metric];
        if (!value.IsDefined)
            return new(slice.Name, double.NaN, null, null, "", "undefined");
        // Only what the interval vouches for: small slices differ from the whole by chance.
        var side = value.Lower > overall ? 1 : value.Upper < overall ? -1 : 0;
        var (style, word) = Headlines.IsBetter(metric, side) switch { true => ("good", " better"), false => ("bad", " worse"), null => ("", "") };
        return new(slice.Name, value.Value, value.Lower, value.Upper, style, $"{Numbers.Text(value.Value)}{word}, {Numbers.Count(slice.Rows)} rows");
    }

    private static void Table(Markup html, SlicedEvaluation evaluation, IReadOnlyList<string> metrics)
    {
        html.Add($"<h3>All slices, all metrics</h3>");
        var weighted = evaluation.Slices.Any(slice => slice.WeightedRows != slice.Rows);
        Page.Table(html, "Metrics by slice", () =>
        {
            html.Add($"<thead><tr><th scope=\"col\">Slice</th><th scope=\"col\">Rows</th>");
            if (weighted)
                html.Add($"<th scope=\"col\">Weight</th>");
            foreach (var metric in metrics)
                html.Add($"<th scope=\"col\">{metric}</th>");
            html.Add($"</tr></thead>");
            html.Add($"<tbody>");
            foreach (var slice in evaluation.Slices)
            {
                html.Add($"<tr><th scope=\"row\">{slice.Name}</th><td>{Numbers.Count(slice.Rows)}</td>");
                if (weighted)
                    html.Add($"<td>{Numbers.Count(slice.WeightedRows)}</td>");
                foreach (var metric in metrics)
                    Cell(html, slice.Metrics.TryGetValue(metric, out var value) ? value : null);
                html.Add($"</tr>");
            }
            html.Add($"</tbody>");
        });
    }

    private static void Cell(Markup html, MetricValue? metric)
    {
        if (metric is not { } value)
            html.Add($"<td>–</td>");
        else if (!value.IsDefined)
            html.Add($"<td>undefined<span class=\"interval\">{value.WhyUndefined}</span></td>");
        else if (value.Lower is null)
            html.Add($"<td>{Numbers.Text(value.Value)}</td>");
        else
            html.Add($"<td>{Numbers.Text(value.Value)}<span class=\"interval\">{Numbers.Interval(value)}</span></td>");
    }
}
