using System.IO;
using System.Linq;
using System.Text;
using System;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Html;

namespace MlAntipatternAnalyzers.Tool.Evaluation.Html;

/// <summary>A report as one page that needs nothing else: no script, no font, no request.</summary>
internal static class EvaluationPage
{
    public static void Write(string path, EvaluationReport report) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToHtml(report)));

    public static string ToHtml(EvaluationReport report)
    {
        var html = Page.Begin(report.Title);
        html.Add($"<h1>{report.Title}</h1>");
        html.Add($"""<dl class="facts">""");
        foreach (var fact in report.Facts)
            html.Add($"<dt>{fact.Name}</dt><dd>{fact.Value}</dd>");
        html.Add($"</dl>");
        foreach (var note in report.Notes)
            html.Add($"""<p class="muted">{note}</p>""");
        if (report.Gate is { } gate)
            GateSection.Write(html, gate);
        OverallSection.Write(html, report);
        if (report.Comparison is { } comparison)
            ChangeSection.Write(html, comparison);
        if (report.Candidate.Slices.Count > 1 || report.Candidate.LeftOut.Count > 0)
            SliceSection.Write(html, report.Candidate);
        CalibrationSection.Write(html, report);
        ConfusionSection.Write(html, report.Candidate.Overall);
        return Page.End(html);
    }
}
