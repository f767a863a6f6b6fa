using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Evaluation.Html;

/// <summary>What a binary model promised against what came true, and how often it promised it.</summary>
internal static class CalibrationPlot
{
    private const int Left = 60;
    private const int Side = 340;
    private const int Top = 14;
    private const int BarsTop = Top + Side + 14;
    private const int BarsHeight = 60;

    public static void Write(Markup html, string id, IReadOnlyList<CalibrationBucket> buckets)
    {
        var filled = buckets.Where(bucket => bucket.Rows > 0).ToList();
        var most = filled.Max(bucket => bucket.WeightedRows);
        const int Width = Left + Side + 20;
        const int Height = BarsTop + BarsHeight + 44;
        html.Add($"""<svg class="plot" role="img" aria-labelledby="{id}-t {id}-d" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}">""");
        html.Add($"""<title id="{id}-t">Calibration</title><desc id="{id}-d">Mean predicted probability across, share that was positive upwards, a point for each tenth of probability; on the diagonal the model is calibrated. Below, how many rows each tenth has. The table has the numbers.</desc>""");
        foreach (var tick in Numbers.Ticks(0, 1))
        {
            html.Add($"""<line class="grid" x1="{X(tick)}" x2="{X(tick)}" y1="{Top}" y2="{Top + Side}"/><line class="grid" x1="{Left}" x2="{Left + Side}" y1="{Y(tick)}" y2="{Y(tick)}"/>""");
            html.Add($"""<text class="muted" x="{Left - 8}" y="{At(Top + (1 - tick) * Side + 4)}" text-anchor="end">{Numbers.Tick(tick)}</text>""");
            html.Add($"""<text class="muted" x="{X(tick)}" y="{BarsTop + BarsHeight + 18}" text-anchor="middle">{Numbers.Tick(tick)}</text>""");
        }
        html.Add($"""<line class="rule" x1="{X(0)}" y1="{Y(0)}" x2="{X(1)}" y2="{Y(1)}"/>""");
        html.Add($"""<polyline class="curve" points="{string.Join(' ', filled.Select(bucket => $"{X(bucket.MeanPredicted)},{Y(bucket.MeanObserved)}"))}"/>""");
        foreach (var bucket in filled)
        {
            html.Add($"""<circle class="point" cx="{X(bucket.MeanPredicted)}" cy="{Y(bucket.MeanObserved)}" r="4.5"><title>{Numbers.Text(bucket.MeanPredicted)} predicted, {Numbers.Text(bucket.MeanObserved)} came true, {Numbers.Count(bucket.Rows)} rows</title></circle>""");
            var height = BarsHeight * bucket.WeightedRows / most;
            html.Add($"""<rect class="bar" x="{At(Left + Side * bucket.Lower + 1)}" width="{At(Side * (bucket.Upper - bucket.Lower) - 2)}" y="{At(BarsTop + BarsHeight - height)}" height="{At(height)}"/>""");
        }
        html.Add($"""<text x="{Left + Side / 2}" y="{Height - 6}" text-anchor="middle">predicted probability</text>""");
        html.Add($"""<text transform="translate(16 {Top + Side / 2}) rotate(-90)" text-anchor="middle">share that was positive</text>""");
        html.Add($"""<text class="muted" x="{Left - 8}" y="{BarsTop + BarsHeight - 4}" text-anchor="end">rows</text>""");
        html.Add($"</svg>");
    }

    private static string X(double share) => At(Left + share * Side);

    private static string Y(double share) => At(Top + (1 - share) * Side);

    private static string At(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
