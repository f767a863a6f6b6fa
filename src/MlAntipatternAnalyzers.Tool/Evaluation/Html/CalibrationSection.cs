using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Html;

namespace MlAntipatternAnalyzers.Tool.Evaluation.Html;

/// <summary>How far predictions come true: probabilities against the share that was positive, numbers against the mean of the labels.</summary>
internal static class CalibrationSection
{
    public static void Write(Markup html, EvaluationReport report)
    {
        var buckets = report.Candidate.Overall.Calibration;
        if (buckets.Any(bucket => bucket.Rows > 0))
        {
            Write(html, buckets, "Calibration", "Of rows with a predicted probability of 0.7, seven in ten should be positive: then the points are on the dashed diagonal.", new(0, 1, "predicted probability", "share that was positive"));
        }
        else if (report.Predictions.Count > 0)
        {
            var ends = report.Predictions.SelectMany(bucket => new[] { bucket.MeanPredicted, bucket.MeanObserved, bucket.Lower, bucket.Upper }).ToList();
            Write(html, report.Predictions, "Predictions and labels", "Rows of about the same prediction together: where its mean is that of their labels, the point is on the dashed diagonal.", new(ends.Min(), ends.Max(), "mean prediction", "mean label"));
        }
    }

    private static void Write(Markup html, IReadOnlyList<CalibrationBucket> buckets, string title, string caption, CalibrationAxes axes)
    {
        html.Add($"<section id=\"calibration\">");
        html.Add($"<h2>{title}</h2>");
        html.Add($"<figure><figcaption>{caption}</figcaption><div class=\"frame\">");
        CalibrationPlot.Write(html, "calibration-plot", title, buckets, axes);
        html.Add($"</div></figure>");
        html.Add($"<details><summary>{title} as a table</summary>");
        Page.Table(html, title, () =>
        {
            html.Add($"<thead><tr><th scope=\"col\">Predicted</th><th scope=\"col\">Rows</th><th scope=\"col\">{char.ToUpperInvariant(axes.Across[0]) + axes.Across[1..]}</th><th scope=\"col\">{char.ToUpperInvariant(axes.Up[0]) + axes.Up[1..]}</th></tr></thead>");
            html.Add($"<tbody>");
            foreach (var bucket in buckets)
            {
                html.Add($"<tr><th scope=\"row\">{Numbers.Tick(bucket.Lower)} to {Numbers.Tick(bucket.Upper)}</th><td>{Numbers.Count(bucket.Rows)}</td><td>{(bucket.Rows > 0 ? Numbers.Text(bucket.MeanPredicted) : "–")}</td><td>{(bucket.Rows > 0 ? Numbers.Text(bucket.MeanObserved) : "–")}</td></tr>");
            }
            html.Add($"</tbody>");
        });
        html.Add($"</details></section>");
    }
}
