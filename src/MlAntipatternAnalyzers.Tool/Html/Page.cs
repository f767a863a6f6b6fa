using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace MlAntipatternAnalyzers.Tool.Html;

/// <summary>What the tool's pages have in common: each is one file that needs nothing else, no font and no request.</summary>
internal static class Page
{
    private static readonly string Style = Resource("page.css");

    /// <summary>Everything up to the first heading.</summary>
    /// <param name="title">What the window is called.</param>
    /// <param name="style">Styles of this kind of page, after those of all.</param>
    /// <param name="script">The page's one script, which <see cref="End"/> writes; null: none runs.</param>
    public static Markup Begin(string title, string style = "", string? script = null)
    {
        var html = new Markup();
        html.Add($"<!DOCTYPE html>");
        html.Add($"""<html lang="en">""");
        html.Add($"""<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">""");
        // Whatever data smuggles into a name: the browser fetches nothing, and runs nothing but the script of this very hash.
        var scripts = script is null ? "" : $"; script-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";
        html.AddRaw($"""<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'{scripts}">""");
        html.Add($"""<meta name="generator" content="mlap {ToolVersion.Text}">""");
        html.Add($"<title>{title}</title>");
        html.AddRaw($"<style>\n{Style}{style}</style>\n");
        html.Add($"</head>");
        html.Add($"<body>");
        html.Add($"<main>");
        return html;
    }

    /// <param name="html">The page so far.</param>
    /// <param name="script">What <see cref="Begin"/> was given.</param>
    public static string End(Markup html, string? script = null)
    {
        html.Add($"</main>");
        if (script is not null)
            html.AddRaw($"<script>{script}</script>\n");
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

    /// <summary>A file that the tool carries.</summary>
    public static string Resource(string name)
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
