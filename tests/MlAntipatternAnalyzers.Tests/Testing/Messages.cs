using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.Tests.Testing;

/// <summary>Compares what the findings say with what a test expects them to say.</summary>
internal static class Messages
{
    public static async Task CheckAsync(DiagnosticAnalyzer analyzer, string markedText, bool rows, Setup setup)
    {
        if (setup.Messages.Count == 0)
            return;

        TestFileMarkupParser.GetSpans(markedText, out var text, out ImmutableArray<TextSpan> _);
        using var workspace = new AdhocWorkspace();
        (string, string)[] files = rows ? [(TestStates.FileName, text), ("/0/Rows.cs", Sources.Rows)] : [(TestStates.FileName, text)];
        var findings = await TestProject.FindingsAsync(TestProject.Create(workspace, files, setup), [analyzer]);
        Assert.Equal(setup.Messages, findings.Select(finding => finding.GetMessage(CultureInfo.InvariantCulture)));
    }
}
