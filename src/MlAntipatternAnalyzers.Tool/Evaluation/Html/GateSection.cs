using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Html;

namespace MlAntipatternAnalyzers.Tool.Evaluation.Html;

/// <summary>Whether the gate held, and every check of it.</summary>
internal static class GateSection
{
    public static void Write(Markup html, GateResult gate)
    {
        html.Add($"<section id=\"gate\">");
        html.Add($"<h2>Gate</h2>");
        html.Add($"""<div class="verdict {(gate.Passed ? "good" : "bad")}"><strong>{(gate.Passed ? "✓ The gate is passed" : "✗ The gate failed")}</strong>{(gate.Baseline == GateBaseline.None ? " (no baseline)" : "")}""");
        if (gate.Failures.Count > 0)
        {
            html.Add($"<ul>");
            foreach (var failure in gate.Failures)
                html.Add($"<li>{failure}</li>");
            html.Add($"</ul>");
        }
        html.Add($"</div>");
        Page.Table(html, "Checks of the gate", () =>
        {
            html.Add($"<thead><tr><th scope=\"col\">Metric</th><th scope=\"col\" class=\"words\">Slice</th><th scope=\"col\">Asked for</th><th scope=\"col\">Found</th><th scope=\"col\">Outcome</th></tr></thead>");
            html.Add($"<tbody>");
            foreach (var check in gate.Checks)
            {
                html.Add($"""<tr><th scope="row">{check.Threshold.Metric}</th><td class="words">{check.Slice}</td><td>{Asked(check)}</td><td>{Found(check)}</td><td class="{Class(check.State)}">{Word(check.State)}</td></tr>""");
            }
            html.Add($"</tbody>");
        });
        html.Add($"</section>");
    }

    private static string Asked(GateCheck check)
    {
        var higher = check.Limit == GateLimit.Lower
            || (check.Limit != GateLimit.Upper && (check.Threshold.Direction ?? MetricDirections.Of(check.Threshold.Metric)) == MetricDirection.HigherIsBetter);
        var limit = check.Limit switch
        {
            GateLimit.RelativeChange => $"change {(higher ? "≥" : "≤")} {Percent(check.LimitValue)}",
            GateLimit.AbsoluteChange => $"change {(higher ? "≥" : "≤")} {Numbers.Signed(check.LimitValue)}",
            _ => $"{(higher ? "≥" : "≤")} {Numbers.Text(check.LimitValue)}",
        };
        return check.Threshold.UseInterval ? limit + ", interval" : limit;
    }

    private static string Found(GateCheck check) => (check.Compared, check.Limit) switch
    {
        (null, _) => "–",
        ({ } value, GateLimit.RelativeChange) => Percent(value),
        ({ } value, GateLimit.AbsoluteChange) => Numbers.Signed(value),
        ({ } value, _) => Numbers.Text(value),
    };

    private static string Percent(double share) => (share > 0 ? "+" : "") + Numbers.Percent(share).Replace('-', '−');

    private static string Class(GateCheckState state) => state switch { GateCheckState.Held => "good", GateCheckState.Failed => "bad", _ => "" };

    private static string Word(GateCheckState state) => state switch
    {
        GateCheckState.Held => "✓ held",
        GateCheckState.Failed => "✗ failed",
        GateCheckState.NoBaseline => "no baseline",
        _ => "too few rows",
    };
}
