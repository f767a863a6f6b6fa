using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Html;

namespace MlAntipatternAnalyzers.Tool.Evaluation.Html;

/// <summary>Which class is taken for which.</summary>
internal static class ConfusionSection
{
    public static void Write(Markup html, SliceEvaluation overall)
    {
        if (overall.Confusion is not { } confusion)
            return;
        html.Add($"<section id=\"confusion\">");
        html.Add($"<h2>Confusion</h2>");
        if (confusion.Classes.Count <= ConfusionPlot.MostClasses)
        {
            html.Add($"<figure><figcaption>Actual classes down, predicted classes across; the shade is the share of the actual class.</figcaption><div class=\"frame\">");
            ConfusionPlot.Write(html, "confusion-plot", confusion);
            html.Add($"</div></figure>");
            html.Add($"<details><summary>Confusion as a table</summary>");
            Table(html, confusion);
            html.Add($"</details>");
        }
        else
        {
            Table(html, confusion);
        }
        html.Add($"</section>");
    }

    private static void Table(Markup html, ConfusionTable confusion) => Page.Table(html, "Confusion", () =>
    {
        html.Add($"<thead><tr><th scope=\"col\">Actual</th>");
        foreach (var name in confusion.Classes)
            html.Add($"<th scope=\"col\">taken for {name}</th>");
        html.Add($"<th scope=\"col\">Recall</th><th scope=\"col\">Precision</th></tr></thead>");
        html.Add($"<tbody>");
        for (var i = 0; i < confusion.Classes.Count; i++)
        {
            html.Add($"<tr><th scope=\"row\">{confusion.Classes[i]}</th>");
            foreach (var rows in confusion.Counts[i])
                html.Add($"<td>{Numbers.Count(rows)}</td>");
            html.Add($"<td>{Numbers.Percent(confusion.Recall(i))}</td><td>{Numbers.Percent(confusion.Precision(i))}</td></tr>");
        }
        html.Add($"</tbody>");
    });
}
