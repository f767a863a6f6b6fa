using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MlAntipatternAnalyzers.Tests.Testing;

/// <summary>A program as a fix left it.</summary>
/// <param name="Text">The first file.</param>
/// <param name="Files">Every source file, by name, the first one too.</param>
/// <param name="AdditionalFiles">Every additional file, by name.</param>
internal sealed record FixedProgram(
    string Text,
    IReadOnlyDictionary<string, string> Files,
    IReadOnlyDictionary<string, string> AdditionalFiles);

/// <summary>Applies a rule's fix to a program, so that a test can run the program before and after.</summary>
internal static class FixRunner
{
    private const int MaximumFixes = 50;

    /// <summary>Applies the fix to one finding after another, in the order of the text, until none is left that it is offered for.</summary>
    /// <param name="text">The whole program, in one file.</param>
    /// <param name="setup">References, options, further files, and the equivalence key of the action (the first offered when null).</param>
    /// <exception cref="InvalidOperationException">Nothing was found, no fix was offered, or fixing does not end.</exception>
    public static async Task<FixedProgram> FixAsync<TAnalyzer, TFix>(string text, Setup? setup = null)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        setup ??= new Setup();
        using var workspace = new AdhocWorkspace();
        var project = TestProject.Create(workspace, [("/0/Program.cs", text)], setup);
        var main = project.Documents.First().Id;
        var findings = await TestProject.FindingsAsync(project, [new TAnalyzer()]);
        if (findings.IsEmpty)
            throw new InvalidOperationException("The rule found nothing to fix.");
        if (await FirstActionAsync(project, findings, new TFix(), setup.Action, setup.ActionIndex) == null)
            throw new InvalidOperationException($"No fix is offered for: {findings[0]}");

        return await ResultAsync(await FixAllAsync(project, new TAnalyzer(), new TFix(), setup.Action, setup.ActionIndex), main);
    }

    /// <summary>Applies an action to one finding after another, in the order of the text, until none is left that it is offered for.</summary>
    /// <exception cref="InvalidOperationException">Fixing does not end.</exception>
    public static async Task<Project> FixAllAsync(
        Project project, DiagnosticAnalyzer analyzer, CodeFixProvider fix, string? equivalenceKey, int? actionIndex = null)
    {
        for (var round = 0; round < MaximumFixes; round++)
        {
            var findings = await TestProject.FindingsAsync(project, [analyzer]);
            var action = await FirstActionAsync(project, findings, fix, equivalenceKey, actionIndex);
            if (action == null)
                return project;

            var operations = await action.GetOperationsAsync(CancellationToken.None);
            project = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
        }

        throw new InvalidOperationException($"After {MaximumFixes} fixes there is still a finding that a fix is offered for.");
    }

    /// <summary>The code actions that the fix offers for one finding.</summary>
    public static async Task<ImmutableArray<CodeAction>> ActionsAsync(Project project, Diagnostic finding, CodeFixProvider fix)
    {
        if (!fix.FixableDiagnosticIds.Contains(finding.Id) || project.GetDocument(finding.Location.SourceTree) is not { } document)
            return [];

        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), CancellationToken.None));
        return actions.ToImmutable();
    }

    private static async Task<CodeAction?> FirstActionAsync(
        Project project, ImmutableArray<Diagnostic> findings, CodeFixProvider fix, string? equivalenceKey, int? actionIndex)
    {
        foreach (var finding in findings)
        {
            var actions = await ActionsAsync(project, finding, fix);
            var action = equivalenceKey == null
                ? actions.ElementAtOrDefault(actionIndex ?? 0)
                : actions.FirstOrDefault(candidate => candidate.EquivalenceKey == equivalenceKey);
            if (action != null)
                return action;
        }

        return null;
    }

    private static async Task<FixedProgram> ResultAsync(Project project, DocumentId main)
    {
        var files = new Dictionary<string, string>();
        foreach (var document in project.Documents)
            files[document.FilePath ?? document.Name] = (await document.GetTextAsync()).ToString();
        var additionalFiles = new Dictionary<string, string>();
        foreach (var document in project.AdditionalDocuments)
            additionalFiles[document.FilePath ?? document.Name] = (await document.GetTextAsync()).ToString();
        return new FixedProgram((await project.GetDocument(main)!.GetTextAsync()).ToString(), files, additionalFiles);
    }
}
