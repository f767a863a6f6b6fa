using System;
using System.Runtime.CompilerServices;

namespace MlAntipatternAnalyzers.Tool.Tests.Evaluation;

/// <summary>A test that needs Chromium. Left out, with the reason, on a machine that has none; a failure there in continuous integration.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public const string WhyNot =
        "Chromium is not installed, so the page was not opened in a browser. Install it (Debian: apt-get install chromium), or name one by MLAP_BROWSER.";

    public BrowserFactAttribute([CallerMemberName] string test = "")
    {
        if (Browser.Path is not null || Browser.IsRequired)
            return;
        Skip = WhyNot;
        // `dotnet test` lists the names of what it leaves out, and not the reasons.
        DisplayName = $"{test}: left out, Chromium is not installed";
    }
}
