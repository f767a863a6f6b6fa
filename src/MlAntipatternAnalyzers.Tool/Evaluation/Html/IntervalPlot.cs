using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System;
using MlAntipatternAnalyzers.Tool.Html;

namespace MlAntipatternAnalyzers.Tool.Evaluation.Html;

/// <summary>One line of an interval plot.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Value">The point.</param>
/// <param name="Lower">The lower end of its interval; null where there is none.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Class">How it is drawn: nothing, <c>good</c> or <c>bad</c>. The text beside it says the same.</param>
/// <param name="Said">The text beside it.</param>
internal sealed record PlotRow(string Label, double Value, double? Lower, double? Upper, string Class, string Said);

/// <summary>A line for each slice: a point, its interval, and a rule that all are compared with.</summary>
internal static class IntervalPlot
{
    public const int MostRows = 40;

    private const int Left = 250;
    private const int Right = 640;
    private const int Width = 860;
    private const int RowHeight = 26;
    private const int Top = 30;

    /// <param name="html">Where to.</param>
    /// <param name="id">Unique in the page.</param>
    /// <param name="title">The plot's name, for who cannot see it.</param>
    /// <param name="description">What it shows, in a sentence.</param>
    /// <param name="rows">The lines, at most <see cref="MostRows"/> of them.</param>
    /// <param name="rule">Where the rule stands.</param>
    /// <param name="ruleLabel">What it means.</param>
    public static void Write(Markup html, string id, string title, string description, IReadOnlyList<PlotRow> rows, double rule, string ruleLabel)
    {
        var (from, to) = Range(rows, rule);
        double X(double value) => Left + (Right - Left) * (Math.Clamp(value, from, to) - from) / (to - from);
        var bottom = Top + rows.Count * RowHeight;
        html.Add($"""<svg class="plot" role="img" aria-labelledby="{id}-t {id}-d" viewBox="0 0 {Width} {bottom + 28}" width="{Width}" height="{bottom + 28}">""");
        html.Add($"""<title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>""");
        foreach (var tick in Numbers.Ticks(from, to))
        {
            html.Add($"""<line class="grid" x1="{At(X(tick))}" x2="{At(X(tick))}" y1="{Top - 4}" y2="{bottom}"/>""");
            html.Add($"""<text class="muted" x="{At(X(tick))}" y="{bottom + 18}" text-anchor="middle">{Numbers.Tick(tick)}</text>""");
        }
        html.Add($"""<line class="rule" x1="{At(X(rule))}" x2="{At(X(rule))}" y1="{Top - 6}" y2="{bottom}"/>""");
        html.Add($"""<text class="muted" x="{At(Math.Clamp(X(rule), Left + 40, Right - 40))}" y="{Top - 12}" text-anchor="middle">{ruleLabel}</text>""");
        for (var i = 0; i < rows.Count; i++)
            Write(html, rows[i], Top + i * RowHeight + RowHeight / 2, X, from, to);
        html.Add($"</svg>");
    }

    private static void Write(Markup html, PlotRow row, int y, Func<double, double> x, double from, double to)
    {
        html.Add($"""<g class="{row.Class}"><text x="{Left - 12}" y="{y + 4}" text-anchor="end">{Short(row.Label)}<title>{row.Label}</title></text>""");
        if (double.IsFinite(row.Value))
        {
            if (row is { Lower: { } lower, Upper: { } upper } && !double.IsNaN(lower) && !double.IsNaN(upper))
            {
                html.Add($"""<line class="interval" x1="{At(x(lower))}" x2="{At(x(upper))}" y1="{y}" y2="{y}"/>""");
                foreach (var end in new[] { lower, upper }.Where(end => end >= from && end <= to))
                    html.Add($"""<line class="interval" x1="{At(x(end))}" x2="{At(x(end))}" y1="{y - 5}" y2="{y + 5}"/>""");
            }
            html.Add($"""<circle class="point" cx="{At(x(row.Value))}" cy="{y}" r="4.5"/>""");
        }
        html.Add($"""<text x="{Right + 14}" y="{y + 4}">{row.Said}</text></g>""");
    }

    private static (double From, double To) Range(IReadOnlyList<PlotRow> rows, double rule)
    {
        var seen = rows.SelectMany(row => new[] { row.Value, row.Lower ?? double.NaN, row.Upper ?? double.NaN }).Append(rule).Where(double.IsFinite).ToList();
        var (from, to) = seen.Count == 0 ? (0, 1) : (seen.Min(), seen.Max());
        var margin = to > from ? (to - from) * 0.06 : Math.Max(Math.Abs(to) * 0.1, 0.05);
        return (from - margin, to + margin);
    }

    private static string Short(string label) => label.Length <= 36 ? label : label[..35] + "…";

    private static string At(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
