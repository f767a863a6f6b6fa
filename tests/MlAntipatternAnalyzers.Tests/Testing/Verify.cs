using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace MlAntipatternAnalyzers.Tests.Testing;

/// <summary>
/// Checks that a rule reports exactly the places that the text marks: <c>[|…|]</c> for the rule's own ID, <c>{|MLAP0000:…|}</c> for another.
/// A text without marks is checked for silence.
/// </summary>
internal static class Verify<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>The body of a program's <c>Main</c>; <c>mlContext</c> and the classes of <see cref="Sources.Rows"/> are in scope.</summary>
    public static Task Body(string body, Setup? setup = null) => Run(Sources.Body(body), rows: true, setup);

    /// <summary>The members of a class; <c>mlContext</c> and the classes of <see cref="Sources.Rows"/> are in scope.</summary>
    public static Task Members(string members, Setup? setup = null) => Run(Sources.Members(members), rows: true, setup);

    /// <summary>A whole file, as it is.</summary>
    public static Task Program(string text, Setup? setup = null) => Run(Sources.Normalize(text), rows: false, setup);

    private static async Task Run(string text, bool rows, Setup? setup)
    {
        setup ??= new Setup();
        var test = new Test();
        TestStates.Fill(test, test.TestState, text, rows, setup);
        await test.RunAsync();
        await Messages.CheckAsync(new TAnalyzer(), text, rows, setup);
    }

    private sealed class Test : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    {
        protected override DiagnosticDescriptor? GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers) =>
            analyzers[0].SupportedDiagnostics.First();
    }
}
