using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.Tests.Testing;

/// <summary>Runs rules over programs that carry no marks.</summary>
internal static class TestProject
{
    /// <summary>A project of one solution, with what the setup adds to the given files.</summary>
    public static Project Create(AdhocWorkspace workspace, IEnumerable<(string Name, string Text)> files, Setup setup)
    {
        var sources = files.Concat(setup.Sources).ToArray();
        var output = setup.Output
            ?? (sources.Any(file => Sources.KindOf(file.Text) == OutputKind.ConsoleApplication)
                ? OutputKind.ConsoleApplication
                : OutputKind.DynamicallyLinkedLibrary);
        var id = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution
            .AddProject(id, "TestProject", "TestProject", LanguageNames.CSharp)
            .WithProjectCompilationOptions(id, new CSharpCompilationOptions(output, allowUnsafe: true))
            .WithProjectParseOptions(id, new CSharpParseOptions(LanguageVersion.Latest))
            .AddMetadataReferences(id, References.For(setup.With));
        var ids = new Dictionary<string, ProjectId>();
        foreach (var project in setup.Projects)
        {
            var other = ids[project.Name] = ProjectId.CreateNewId();
            solution = solution
                .AddProject(other, project.Name, project.Name, LanguageNames.CSharp)
                .WithProjectCompilationOptions(other, new CSharpCompilationOptions(Sources.KindOf(project.Text)))
                .WithProjectParseOptions(other, new CSharpParseOptions(LanguageVersion.Latest))
                .AddMetadataReferences(other, References.For(project.With))
                .AddProjectReferences(other, project.References.Select(name => new ProjectReference(ids[name])))
                .AddDocument(DocumentId.CreateNewId(other), $"{project.Name}.cs", SourceText.From(Sources.Normalize(project.Text)), filePath: $"/{project.Name}/{project.Name}.cs")
                .AddProjectReference(id, new ProjectReference(other));
        }

        foreach (var (name, text) in sources)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), Path.GetFileName(name), SourceText.From(Sources.Normalize(text)), filePath: name);
        foreach (var (name, text) in setup.AdditionalFiles)
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), Path.GetFileName(name), SourceText.From(Sources.Normalize(text)), filePath: name);
        foreach (var (name, text) in Configs.Of(setup))
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), Path.GetFileName(name), SourceText.From(text), filePath: name);
        return solution.GetProject(id)!;
    }

    /// <summary>The findings of the rules in the project, ordered by file and place. A rule that throws fails the test.</summary>
    public static async Task<ImmutableArray<Diagnostic>> FindingsAsync(
        Project project, IReadOnlyList<DiagnosticAnalyzer> analyzers, bool concurrent = true, CancellationToken cancellationToken = default)
    {
        var compilation = await project.GetCompilationAsync(cancellationToken);
        return await FindingsAsync(compilation!, project.AnalyzerOptions, analyzers, concurrent, cancellationToken);
    }

    /// <inheritdoc cref="FindingsAsync(Project, IReadOnlyList{DiagnosticAnalyzer}, bool, CancellationToken)"/>
    public static async Task<ImmutableArray<Diagnostic>> FindingsAsync(
        Compilation compilation, AnalyzerOptions options, IReadOnlyList<DiagnosticAnalyzer> analyzers, bool concurrent = true, CancellationToken cancellationToken = default)
    {
        if (analyzers.Count == 0)
            return [];

        var failures = new List<string>();
        var withAnalyzers = compilation.WithAnalyzers([.. analyzers], new CompilationWithAnalyzersOptions(
            options,
            onAnalyzerException: (exception, analyzer, _) =>
            {
                lock (failures)
                    failures.Add($"{analyzer.GetType().Name} threw {exception}");
            },
            concurrentAnalysis: concurrent,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false));
        var findings = await withAnalyzers.GetAnalyzerDiagnosticsAsync(cancellationToken);
        if (failures.Count > 0)
            throw new InvalidOperationException(string.Join("\n", failures));
        return [.. findings
            .OrderBy(finding => finding.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(finding => finding.Location.SourceSpan.Start)
            .ThenBy(finding => finding.Location.SourceSpan.End)
            .ThenBy(finding => finding.Id, StringComparer.Ordinal)];
    }
}
