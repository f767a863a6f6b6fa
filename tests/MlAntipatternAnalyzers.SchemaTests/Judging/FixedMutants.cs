using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.SchemaTests.Mutation;
using MlAntipatternAnalyzers.SchemaTests.Running;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.SchemaTests.Judging;

/// <summary>A program after a rule's fix.</summary>
/// <param name="Text">Its file.</param>
/// <param name="Outcome">How it ends on ML.NET.</param>
internal sealed record FixedProgramRun(string Text, Outcome Outcome);

/// <summary>Repairs programs by the rules' fixes, and runs them.</summary>
internal static class FixedMutants
{
    /// <summary>Applies the first action that the fix offers, to one finding of the rule after another, and runs what that gives.</summary>
    /// <param name="program">The program.</param>
    /// <param name="text">The text of its file: a mutant's, or its own.</param>
    /// <param name="analyzer">The rule.</param>
    /// <param name="fix">Its fix.</param>
    /// <returns>Null when the fix offers nothing.</returns>
    public static async Task<FixedProgramRun?> RunAsync(SourceProgram program, string text, DiagnosticAnalyzer analyzer, CodeFixProvider fix)
    {
        using var workspace = new AdhocWorkspace();
        var project = TestProject.Create(workspace, [(program.FilePath, text)], new Setup { Output = OutputKind.ConsoleApplication });
        var repaired = await FixRunner.FixAllAsync(project, analyzer, fix, equivalenceKey: null);
        var repairedText = (await repaired.Documents.Single().GetTextAsync()).ToString();
        return repairedText == text ? null : new FixedProgramRun(repairedText, await MutantRunner.RunAsync(program, repairedText));
    }
}
