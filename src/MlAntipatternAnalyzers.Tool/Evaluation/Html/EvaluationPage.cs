using System;
using System.IO;
using System.Linq;
using System.Text;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Evaluation.Html;

/// <summary>A report as one page that needs nothing else: no script, no font, no request.</summary>
internal static class EvaluationPage
{
    private static readonly string Style = ReadStyle();

    public static void Write(string path, EvaluationReport report) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToHtml(report)));

    public static string ToHtml(EvaluationReport report)
    {
        var html = new Markup();
        html.Add($"<!DOCTYPE html>");
        html.Add($"""<html lang="en">""");
        html.Add($"""<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">""");
        // Whatever data smuggles into a name: the browser neither fetches nor runs anything.
        html.Add($"""<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="generator" content="mlap {ToolVersion.Text}">""");
        html.Add($"<title>{report.Title}</title>");
        html.AddStyle(Style);
        html.Add($"</head>");
        html.Add($"<body>");
        html.Add($"<main>");
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
        html.Add($"</main>");
        html.Add($"</body>");
        html.Add($"</html>");
        return html.ToString();
    }

    /// <summary>A table that is wider or longer than the window scrolls in its frame, with the keyboard too.</summary>
    public static void Table(Markup html, string label, Action rows)
    {
        html.Add($"""<div class="scroll" tabindex="0" role="region" aria-label="{label}"><table>""");
        rows();
        html.Add($"</table></div>");
    }

    private static string ReadStyle()
    {
        using var stream = typeof(EvaluationPage).Assembly.GetManifestResourceStream("page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
