using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

internal static class CarriageReturns
{
    /// <summary>A program whose lines end in CR LF, with all that a rule finds fixed: as they end then.</summary>
    public static async Task<string> FixAsync<TAnalyzer, TFix>(string text, string key)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        using var workspace = new AdhocWorkspace();
        var project = TestProject.Create(workspace, [("/0/Program.cs", "")], new Setup { Output = OutputKind.DynamicallyLinkedLibrary });
        project = project.Documents.Single().WithText(SourceText.From(text.ReplaceLineEndings("\r\n"))).Project;
        var repaired = await FixRunner.FixAllAsync(project, new TAnalyzer(), new TFix(), key);
        return (await repaired.Documents.Single().GetTextAsync()).ToString();
    }
}
