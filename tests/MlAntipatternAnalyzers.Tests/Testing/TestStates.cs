using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;

namespace MlAntipatternAnalyzers.Tests.Testing;

/// <summary>Says to the analyzer testing library what a <see cref="Setup"/> says.</summary>
internal static class TestStates
{
    /// <summary>The name of the file that a test's text becomes.</summary>
    public const string FileName = "/0/Test0.cs";

    // No package to download: the references are those of the test project itself.
    private static readonly ReferenceAssemblies NoPackages = new("net10.0");

    public static void Fill(AnalyzerTest<DefaultVerifier> test, SolutionState state, string text, bool rows, Setup setup)
    {
        test.ReferenceAssemblies = NoPackages;
        if (setup.With.HasFlag(With.NoMlNet))
            test.CompilerDiagnostics = CompilerDiagnostics.None;

        TestFileMarkupParser.GetSpans(text, out var unmarked, out System.Collections.Immutable.ImmutableArray<Microsoft.CodeAnalysis.Text.TextSpan> _);
        state.OutputKind = setup.Output ?? Testing.Sources.KindOf(unmarked);
        state.Sources.Add((FileName, text));
        if (rows)
            state.Sources.Add(("/0/Rows.cs", Testing.Sources.Normalize(Testing.Sources.Rows)));
        foreach (var (name, source) in setup.Sources)
            state.Sources.Add((name, Testing.Sources.Normalize(source)));
        foreach (var (name, file) in setup.AdditionalFiles)
            state.AdditionalFiles.Add((name, Testing.Sources.Normalize(file)));
        foreach (var (name, config) in Configs.Of(setup))
            state.AnalyzerConfigFiles.Add((name, config));
        state.AdditionalReferences.AddRange(References.For(setup.With));
        foreach (var project in setup.Projects)
        {
            var added = new ProjectState(project.Name, LanguageNames.CSharp, $"/{project.Name}/", "cs") { OutputKind = Testing.Sources.KindOf(project.Text) };
            added.Sources.Add(($"/{project.Name}/{project.Name}.cs", Testing.Sources.Normalize(project.Text)));
            added.AdditionalReferences.AddRange(References.For(project.With));
            added.AdditionalProjectReferences.AddRange(project.References);
            state.AdditionalProjects.Add(project.Name, added);
            state.AdditionalProjectReferences.Add(project.Name);
        }
    }
}
