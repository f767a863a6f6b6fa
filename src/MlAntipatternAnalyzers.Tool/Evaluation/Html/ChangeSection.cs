using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Html;

namespace MlAntipatternAnalyzers.Tool.Evaluation.Html;

/// <summary>How much each metric changes from the baseline to the candidate, on all rows and by slice.</summary>
internal static class ChangeSection
{
    public static void Write(Markup html, ModelComparison comparison)
    {
        var slices = comparison.Slices;
        var metrics = Headlines.Ordered(comparison.Candidate, out var first);
        html.Add($"<section id=\"changes\">");
        html.Add($"<h2>Changes</h2>");
        html.Add($"<p>Candidate less baseline, on the same rows.{(comparison.Candidate.ConfidenceLevel is null ? "" : " The interval is that of the change itself, by paired bootstrap. A change is called better or worse where its interval leaves out zero.")} Predictions differ by {Numbers.Text(comparison.Overall.MeanAbsoluteDifference.Value)} in the mean.</p>");
        for (var i = 0; i < first; i++)
            Figure(html, slices, metrics[i], $"changes-{i}");
        if (metrics.Count > first)
        {
            html.Add($"<details><summary>Plots of the other metrics</summary>");
            for (var i = first; i < metrics.Count; i++)
                Figure(html, slices, metrics[i], $"changes-{i}");
            html.Add($"</details>");
        }
        Table(html, slices, metrics);
        Flips(html, comparison.Overall);
        html.Add($"</section>");
    }

    private static void Figure(Markup html, IReadOnlyList<SliceComparison> slices, string metric, string id)
    {
        var all = slices.Where(slice => slice.Changes.TryGetValue(metric, out var change) && double.IsFinite(change.Value)).ToList();
        // What only depends on the labels does not change.
        if (all.All(slice => slice.Changes[metric].Value == 0))
            return;
        var shown = all.Count <= IntervalPlot.MostRows ? all : [.. all.OrderByDescending(slice => slice.Rows).Take(IntervalPlot.MostRows)];
        var direction = Headlines.DirectionOf(metric);
        html.Add($"<h3>{metric}</h3>");
        html.Add($"<figure><figcaption>{(direction.Length > 0 ? char.ToUpperInvariant(direction[0]) + direction[1..] + "." : "Neither side is better.")}{(shown.Count < all.Count ? $" The {shown.Count} largest of {all.Count} slices; the table has all." : "")}</figcaption><div class=\"frame\">");
        IntervalPlot.Write(
            html,
            id,
            $"Change of {metric} by slice",
            "A line for each slice: the change from the baseline to the candidate and its confidence interval, against no change. The table of changes has the numbers.",
            [.. shown.Select(slice => Row(slice, metric))],
            0,
            "no change");
        html.Add($"</div></figure>");
    }

    private static PlotRow Row(SliceComparison slice, string metric)
    {
        var change = slice.Changes[metric];
        var (style, word) = Headlines.IsBetter(metric, change) switch { true => ("good", " better"), false => ("bad", " worse"), null => ("", "") };
        return new(slice.Name, change.Value, change.Lower, change.Upper, style, $"{Numbers.Signed(change.Value)}{word}, {Numbers.Count(slice.Rows)} rows");
    }

    private static void Table(Markup html, IReadOnlyList<SliceComparison> slices, IReadOnlyList<string> metrics)
    {
        html.Add($"<h3>All slices, all changes</h3>");
        Page.Table(html, "Changes by slice", () =>
        {
            html.Add($"<thead><tr><th scope=\"col\">Slice</th><th scope=\"col\">Rows</th><th scope=\"col\">Mean difference of predictions</th>");
            foreach (var metric in metrics)
                html.Add($"<th scope=\"col\">{metric}</th>");
            html.Add($"</tr></thead>");
            html.Add($"<tbody>");
            foreach (var slice in slices)
            {
                html.Add($"<tr><th scope=\"row\">{slice.Name}</th><td>{Numbers.Count(slice.Rows)}</td><td>{Numbers.Text(slice.MeanAbsoluteDifference.Value)}<span class=\"interval\">{Numbers.Interval(slice.MeanAbsoluteDifference)}</span></td>");
                foreach (var metric in metrics)
                    Cell(html, metric, slice.Changes.TryGetValue(metric, out var change) ? change : null);
                html.Add($"</tr>");
            }
            html.Add($"</tbody>");
        });
    }

    private static void Cell(Markup html, string metric, MetricValue? change)
    {
        if (change is not { IsDefined: true } value)
        {
            html.Add($"<td>–</td>");
            return;
        }
        var (style, word) = Headlines.IsBetter(metric, value) switch { true => ("good", " better"), false => ("bad", " worse"), null => ("", "") };
        html.Add($"<td class=\"{style}\">{Numbers.Signed(value.Value)}{word}<span class=\"interval\">{Numbers.Interval(value)}</span></td>");
    }

    private static void Flips(Markup html, SliceComparison overall)
    {
        if (overall.Flips.Count == 0)
            return;
        html.Add($"<h3>Rows gained and lost</h3>");
        Page.Table(html, "Rows gained and lost, by class", () =>
        {
            html.Add($"<thead><tr><th scope=\"col\">Class</th><th scope=\"col\">Both right</th><th scope=\"col\">Gained</th><th scope=\"col\">Lost</th><th scope=\"col\">Both wrong</th></tr></thead>");
            html.Add($"<tbody>");
            foreach (var flips in overall.Flips)
                html.Add($"<tr><th scope=\"row\">{flips.Class}</th><td>{Numbers.Count(flips.BothRight)}</td><td class=\"good\">{Numbers.Count(flips.Gained)}</td><td class=\"bad\">{Numbers.Count(flips.Lost)}</td><td>{Numbers.Count(flips.BothWrong)}</td></tr>");
            html.Add($"</tbody>");
        });
    }
}
