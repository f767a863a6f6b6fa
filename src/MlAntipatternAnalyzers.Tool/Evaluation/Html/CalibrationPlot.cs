using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Html;

namespace MlAntipatternAnalyzers.Tool.Evaluation.Html;

/// <summary>What the axes of a calibration plot are of; both have one range, so that the diagonal is where prediction and label agree.</summary>
internal sealed record CalibrationAxes(double From, double To, string Across, string Up);

/// <summary>What a model promised against what came true, and how often it promised it.</summary>
internal static class CalibrationPlot
{
    private const int Left = 70;
    private const int Side = 340;
    private const int Top = 14;
    private const int BarsTop = Top + Side + 14;
    private const int BarsHeight = 60;

    public static void Write(Markup html, string id, string title, IReadOnlyList<CalibrationBucket> buckets, CalibrationAxes axes)
    {
        // A model that always says the same has one point.
        var scale = axes.To > axes.From ? Side / (axes.To - axes.From) : 0;
        string X(double value) => At(Left + (value - axes.From) * scale);
        string Y(double value) => At(Top + Side - (value - axes.From) * scale);
        var filled = buckets.Where(bucket => bucket.Rows > 0).ToList();
        var most = filled.Max(bucket => bucket.WeightedRows);
        const int Width = Left + Side + 20;
        const int Height = BarsTop + BarsHeight + 44;
        html.Add($"""<svg class="plot" role="img" aria-labelledby="{id}-t {id}-d" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}">""");
        html.Add($"""<title id="{id}-t">{title}</title><desc id="{id}-d">Across: {axes.Across}. Upwards: {axes.Up}. A point for each bucket of predictions; on the diagonal both agree. Below, how many rows each bucket has. The table has the numbers.</desc>""");
        foreach (var tick in scale > 0 ? Numbers.Ticks(axes.From, axes.To) : [axes.From])
        {
            html.Add($"""<line class="grid" x1="{X(tick)}" x2="{X(tick)}" y1="{Top}" y2="{Top + Side}"/><line class="grid" x1="{Left}" x2="{Left + Side}" y1="{Y(tick)}" y2="{Y(tick)}"/>""");
            html.Add($"""<text class="muted" x="{Left - 8}" y="{At(Top + Side - (tick - axes.From) * scale + 4)}" text-anchor="end">{Numbers.Tick(tick)}</text>""");
            html.Add($"""<text class="muted" x="{X(tick)}" y="{BarsTop + BarsHeight + 18}" text-anchor="middle">{Numbers.Tick(tick)}</text>""");
        }
        html.Add($"""<line class="rule" x1="{Left}" y1="{Top + Side}" x2="{Left + Side}" y2="{Top}"/>""");
        html.Add($"""<polyline class="curve" points="{string.Join(' ', filled.Select(bucket => $"{X(bucket.MeanPredicted)},{Y(bucket.MeanObserved)}"))}"/>""");
        foreach (var bucket in filled)
        {
            html.Add($"""<circle class="point" cx="{X(bucket.MeanPredicted)}" cy="{Y(bucket.MeanObserved)}" r="4.5"><title>{Numbers.Text(bucket.MeanPredicted)} predicted, {Numbers.Text(bucket.MeanObserved)} came true, {Numbers.Count(bucket.Rows)} rows</title></circle>""");
            var height = BarsHeight * bucket.WeightedRows / most;
            html.Add($"""<rect class="bar" x="{At(Left + scale * (bucket.Lower - axes.From) + 1)}" width="{At(Math.Max(scale * (bucket.Upper - bucket.Lower) - 2, 1))}" y="{At(BarsTop + BarsHeight - height)}" height="{At(height)}"/>""");
        }
        html.Add($"""<text x="{Left + Side / 2}" y="{Height - 6}" text-anchor="middle">{axes.Across}</text>""");
        html.Add($"""<text transform="translate(16 {Top + Side / 2}) rotate(-90)" text-anchor="middle">{axes.Up}</text>""");
        html.Add($"""<text class="muted" x="{Left - 8}" y="{BarsTop + BarsHeight - 4}" text-anchor="end">rows</text>""");
        html.Add($"</svg>");
    }

    private static string At(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
