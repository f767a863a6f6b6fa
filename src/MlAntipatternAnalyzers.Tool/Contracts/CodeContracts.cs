using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Tool.Analysis;
using MlAntipatternAnalyzers.Tool.Projects;
using MlAntipatternAnalyzers.Tool.Reports;

namespace MlAntipatternAnalyzers.Tool.Contracts;

/// <summary>The contracts that code has: as MLAP4011 sees them.</summary>
internal static class CodeContracts
{
    /// <summary>The contracts of projects or loose files, in the order of their names, and what keeps them from being whole.</summary>
    public static async Task<(IReadOnlyList<ProjectContracts> Projects, IReadOnlyList<Problem> Problems)> ReadAsync(
        ProjectReader reader, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var found = new ConcurrentQueue<ProjectContracts>();
        var problems = new ConcurrentQueue<Problem>();
        await reader.ForEachAsync(
            paths,
            async (opened, cancel) =>
            {
                var compilation = await opened.Project.GetCompilationAsync(cancel).ConfigureAwait(false);
                if (compilation is null)
                    return;
                // What does not bind is not in the contract. Loose files never bind completely.
                var errors = opened.IsLoose ? [] : compilation.GetDiagnostics(cancel).Where(diagnostic => diagnostic is { Severity: DiagnosticSeverity.Error, IsWarningAsError: false }).ToArray();
                if (errors.Length > 0)
                    problems.Enqueue(Problem.Failure(CompileErrors.Say(opened, errors, reader.Restores, "its contracts")));
                if (ProgramModel.TryCreate(compilation, cancel) is { } model)
                    found.Enqueue(Of(opened, model, cancel));
            },
            cancellationToken).ConfigureAwait(false);
        return (
            [.. found.OrderBy(project => project.Project, StringComparer.Ordinal)],
            [.. reader.Problems, .. problems.OrderBy(problem => problem.Text, StringComparer.Ordinal)]);
    }

    private static ProjectContracts Of(OpenedProject opened, ProgramModel model, CancellationToken cancellationToken)
    {
        var links = new ContractLinks(model, opened.Project.AnalyzerOptions.AdditionalFiles, cancellationToken);
        var folder = FolderOf(opened);
        var trained = ProgramContract.Of(model).Select(contract => new TrainedContract(
            new ContractSource(ContractOrigin.Code, opened.Name, contract.SuggestedName, contract.Contract) { Place = PlaceOf(contract.Trainer) },
            links.Of(contract) is { } file ? Shown(file.Path) : null,
            Shown(Path.Combine(folder, contract.SuggestedName + Contract.FileExtension))));
        var serving = new Flows(model, [.. model.ServingRoots()]);
        var served = serving.Roots.SelectMany(root => ServedModel.In(root, model)).Select(use => new ServedClasses(
            opened.Name,
            PlaceOf(use.Use.Node),
            use.StatedName ?? use.FileName,
            links.Of(use) is { } file ? Shown(file.Path) : null,
            contract => DifferencesOf(use, contract, serving, model)));
        // One engine is made on several paths.
        return new(opened.Name, [.. trained], [.. served.DistinctBy(classes => classes.Place).OrderBy(classes => classes.Place, StringComparer.Ordinal)]);
    }

    private static IReadOnlyList<ContractDifference> DifferencesOf(ServedModel served, Contract contract, Flows serving, ProgramModel model)
    {
        var classes = ServedContract.Differences(served, contract, model.Symbols).Select(found => found.Difference);
        var computations = ContractComputations.Differences(serving, served.Input, contract, model).Select(found => found.Difference);
        return [.. classes.Concat(computations).DistinctBy(difference => difference.Message)];
    }

    private static string FolderOf(OpenedProject opened) =>
        Path.GetDirectoryName(opened.Project.FilePath ?? opened.Project.Documents.Select(document => document.FilePath).FirstOrDefault(path => path is not null))
            ?? Environment.CurrentDirectory;

    private static string PlaceOf(SyntaxNode node)
    {
        var place = node.GetLocation().GetLineSpan();
        return $"{Shown(place.Path)}({place.StartLinePosition.Line + 1})";
    }

    private static string Shown(string path) => new ReportPaths(Environment.CurrentDirectory).Show(path);
}
