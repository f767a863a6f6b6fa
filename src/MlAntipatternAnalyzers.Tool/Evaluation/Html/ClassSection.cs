using System.Linq;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Evaluation.Html;

/// <summary>Of classes: how far probabilities come true, and which class is taken for which.</summary>
internal static class ClassSection
{
    public static void Write(Markup html, SliceEvaluation overall)
    {
        if (overall.Calibration.Any(bucket => bucket.Rows > 0))
            Calibration(html, overall);
        if (overall.Confusion is { } confusion)
            Confusion(html, confusion);
    }

    private static void Calibration(Markup html, SliceEvaluation overall)
    {
        html.Add($"<section id=\"calibration\">");
        html.Add($"<h2>Calibration</h2>");
        html.Add($"<figure><figcaption>Of rows with a predicted probability of 0.7, seven in ten should be positive: then the points are on the dashed diagonal.</figcaption><div class=\"frame\">");
        CalibrationPlot.Write(html, "calibration-plot", overall.Calibration);
        html.Add($"</div></figure>");
        html.Add($"<details><summary>Calibration as a table</summary>");
        EvaluationPage.Table(html, "Calibration", () =>
        {
            html.Add($"<thead><tr><th scope=\"col\">Probability</th><th scope=\"col\">Rows</th><th scope=\"col\">Mean predicted</th><th scope=\"col\">Share positive</th></tr></thead>");
            html.Add($"<tbody>");
            foreach (var bucket in overall.Calibration)
            {
                html.Add($"<tr><th scope=\"row\">{Numbers.Tick(bucket.Lower)} to {Numbers.Tick(bucket.Upper)}</th><td>{Numbers.Count(bucket.Rows)}</td><td>{(bucket.Rows > 0 ? Numbers.Text(bucket.MeanPredicted) : "–")}</td><td>{(bucket.Rows > 0 ? Numbers.Text(bucket.MeanObserved) : "–")}</td></tr>");
            }
            html.Add($"</tbody>");
        });
        html.Add($"</details></section>");
    }

    private static void Confusion(Markup html, ConfusionTable confusion)
    {
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

    private static void Table(Markup html, ConfusionTable confusion) => EvaluationPage.Table(html, "Confusion", () =>
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
