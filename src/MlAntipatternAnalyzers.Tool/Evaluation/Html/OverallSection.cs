using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Html;

namespace MlAntipatternAnalyzers.Tool.Evaluation.Html;

/// <summary>The metrics on all rows, beside those of the baseline where there is one.</summary>
internal static class OverallSection
{
    public static void Write(Markup html, EvaluationReport report)
    {
        var overall = report.Candidate.Overall;
        html.Add($"<section id=\"overall\">");
        html.Add($"<h2>All rows</h2>");
        html.Add($"<p>{Rows(overall)}{(report.Candidate.ConfidenceLevel is { } level ? $" Intervals are {Numbers.Percent(level)} confidence intervals by bootstrap." : "")}</p>");
        Page.Table(html, "Metrics on all rows", () =>
        {
            html.Add($"<thead><tr><th scope=\"col\">Metric</th><th scope=\"col\">Value</th><th scope=\"col\">Interval</th>");
            if (report.Baseline is not null)
                html.Add($"<th scope=\"col\">Baseline</th><th scope=\"col\">Change</th>");
            html.Add($"<th scope=\"col\">Better</th></tr></thead>");
            html.Add($"<tbody>");
            foreach (var metric in Headlines.Ordered(report.Candidate, out _))
            {
                var value = overall.Metrics.TryGetValue(metric, out var found) ? found : MetricValue.Undefined("");
                html.Add($"<tr><th scope=\"row\">{metric}</th><td>{Numbers.Text(value.Value)}</td><td>{Numbers.Interval(value)}</td>");
                if (report.Baseline is not null)
                    WriteBaseline(html, metric, value, report.Baseline.Overall, report.Comparison);
                html.Add($"<td>{(value.IsDefined ? Headlines.DirectionOf(metric) : value.WhyUndefined)}</td></tr>");
            }
            html.Add($"</tbody>");
        });
        html.Add($"</section>");
    }

    private static void WriteBaseline(Markup html, string metric, MetricValue value, SliceEvaluation baseline, ModelComparison? comparison)
    {
        if (!baseline.Metrics.TryGetValue(metric, out var old) || !old.IsDefined || !value.IsDefined)
        {
            html.Add($"<td>–</td><td>–</td>");
            return;
        }
        var change = comparison is not null && comparison.Overall.Changes.TryGetValue(metric, out var paired) ? paired : new MetricValue(value.Value - old.Value);
        // Of a change without an interval the sign is all there is.
        var better = change.Lower is null ? Headlines.IsBetter(metric, change.Value) : Headlines.IsBetter(metric, change);
        var (style, word) = better switch { true => ("good", " better"), false => ("bad", " worse"), null => ("", "") };
        html.Add($"<td>{Numbers.Text(old.Value)}</td><td class=\"{style}\">{Numbers.Signed(change.Value)}{word}<span class=\"interval\">{Numbers.Interval(change)}</span></td>");
    }

    private static string Rows(SliceEvaluation overall)
    {
        var weighted = overall.WeightedRows == overall.Rows ? "" : $" (weight {Numbers.Count(overall.WeightedRows)})";
        var ignored = overall.IgnoredRows == 0 ? "" : $" {Numbers.Count(overall.IgnoredRows)} more have no label, no score or no weight, and are in no metric.";
        return $"{Numbers.Count(overall.Rows)} rows{weighted}.{ignored}";
    }
}
