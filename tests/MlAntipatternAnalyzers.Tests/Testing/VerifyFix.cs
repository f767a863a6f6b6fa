using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace MlAntipatternAnalyzers.Tests.Testing;

/// <summary>
/// Checks that a rule reports the places marked in the first text, and that its fix, one by one and in Fix All, makes the second text of it,
/// which compiles and in which only what is marked is still found.
/// </summary>
internal static class VerifyFix<TAnalyzer, TFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    /// <inheritdoc cref="Verify{TAnalyzer}.Body"/>
    public static Task Body(string before, string after, Setup? setup = null) =>
        Run(Sources.Body(before), Sources.Body(after), rows: true, setup);

    /// <inheritdoc cref="Verify{TAnalyzer}.Members"/>
    public static Task Members(string before, string after, Setup? setup = null) =>
        Run(Sources.Members(before), Sources.Members(after), rows: true, setup);

    /// <inheritdoc cref="Verify{TAnalyzer}.Program"/>
    public static Task Program(string before, string after, Setup? setup = null) =>
        Run(Sources.Normalize(before), Sources.Normalize(after), rows: false, setup);

    /// <summary>The rule finds what is marked in the body of <c>Main</c>, and no fix is offered for it.</summary>
    public static Task NotOffered(string body, Setup? setup = null) => NotOfferedInProgram(Sources.Body(body), rows: true, setup);

    /// <summary>The rule finds what is marked in the whole file, and no fix is offered for it.</summary>
    public static Task NotOfferedInProgram(string text, Setup? setup = null) => NotOfferedInProgram(Sources.Normalize(text), rows: false, setup);

    private static Task NotOfferedInProgram(string text, bool rows, Setup? setup) => Run(text, text, rows, setup);

    private static async Task Run(string before, string after, bool rows, Setup? setup)
    {
        setup ??= new Setup();
        var test = new Test
        {
            CodeActionEquivalenceKey = setup.Action,
            CodeActionIndex = setup.ActionIndex,
        };
        TestStates.Fill(test, test.TestState, before, rows, setup);
        TestStates.Fill(test, test.FixedState, after, rows, setup with
        {
            Sources = setup.SourcesAfter ?? setup.Sources,
            Projects = setup.ProjectsAfter ?? setup.Projects,
            AdditionalFiles = setup.AdditionalFilesAfter ?? setup.AdditionalFiles,
        });

        // What is marked in the fixed text, and only that, is still there.
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        await test.RunAsync();
        await Messages.CheckAsync(new TAnalyzer(), before, rows, setup);
    }

    private sealed class Test : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    {
        protected override DiagnosticDescriptor? GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers) =>
            analyzers[0].SupportedDiagnostics.First();
    }
}
