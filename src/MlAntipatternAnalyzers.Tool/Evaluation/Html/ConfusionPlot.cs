using System.Globalization;
using System.Linq;
using System;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Html;

namespace MlAntipatternAnalyzers.Tool.Evaluation.Html;

/// <summary>Which class was taken for which: the darker, the larger the share of the actual class.</summary>
internal static class ConfusionPlot
{
    /// <summary>More cells than this are not read in a picture; the table has them.</summary>
    public const int MostClasses = 20;

    private const int Left = 170;
    private const int Top = 66;

    public static void Write(Markup html, string id, ConfusionTable confusion)
    {
        var count = confusion.Classes.Count;
        var cell = Math.Clamp(560 / count, 34, 96);
        var (width, height) = (Left + cell * count + 10, Top + cell * count + 10);
        html.Add($"""<svg class="plot" role="img" aria-labelledby="{id}-t {id}-d" viewBox="0 0 {width} {height}" width="{width}" height="{height}">""");
        html.Add($"""<title id="{id}-t">Confusion</title><desc id="{id}-d">A row for each actual class, a column for each predicted one; each cell has the number of rows, darker for a larger share of its row. The table has the same numbers.</desc>""");
        html.Add($"""<text class="muted" x="{Left + cell * count / 2}" y="16" text-anchor="middle">predicted</text><text class="muted" x="{Left - 10}" y="{Top - 8}" text-anchor="end">actual</text>""");
        for (var i = 0; i < count; i++)
        {
            html.Add($"""<text x="{Left - 10}" y="{Top + cell * i + cell / 2 + 4}" text-anchor="end">{Short(confusion.Classes[i], 20)}<title>{confusion.Classes[i]}</title></text>""");
            html.Add($"""<text x="{Left + cell * i + cell / 2}" y="{(i % 2 == 0 || cell > 60 ? Top - 8 : Top - 24)}" text-anchor="middle">{Short(confusion.Classes[i], cell > 60 ? 12 : 10)}<title>{confusion.Classes[i]}</title></text>""");
            var total = confusion.Counts[i].Sum();
            for (var j = 0; j < count; j++)
            {
                var rows = confusion.Counts[i][j];
                var share = total > 0 ? rows / total : 0;
                var (x, y) = (Left + cell * j, Top + cell * i);
                html.Add($"""<rect class="{(i == j ? "right" : "wrong")}" x="{x + 1}" y="{y + 1}" width="{cell - 2}" height="{cell - 2}" fill-opacity="{(0.42 * share).ToString("0.###", CultureInfo.InvariantCulture)}"><title>{confusion.Classes[i]} taken for {confusion.Classes[j]}: {Numbers.Count(rows)}, {Numbers.Percent(share)}</title></rect>""");
                html.Add($"""<text x="{x + cell / 2}" y="{y + cell / 2 + (cell > 60 ? -2 : 4)}" text-anchor="middle">{Numbers.Count(rows)}</text>""");
                if (cell > 60)
                    html.Add($"""<text class="small" x="{x + cell / 2}" y="{y + cell / 2 + 16}" text-anchor="middle">{Numbers.Percent(share)}</text>""");
            }
        }
        html.Add($"</svg>");
    }

    private static string Short(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
