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

/// <summary>The contracts that code has: of the models that it trains and saves.</summary>
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
                if (ProgramModel.TryCreate(compilation, cancel) is not { } model)
                    return;
                var code = ProgramContract.Of(model).Select(contract => new ContractSource(ContractOrigin.Code, opened.Name, contract.SuggestedName, contract.Contract) { Place = PlaceOf(contract.Trainer) });
                var files = opened.Project.AdditionalDocuments.Select(document => document.FilePath).OfType<string>().Where(Contract.IsFile);
                found.Enqueue(new ProjectContracts(opened.Name, FolderOf(opened), [.. code], [.. files.Order(StringComparer.Ordinal)]));
            },
            cancellationToken).ConfigureAwait(false);
        return (
            [.. found.OrderBy(project => project.Project, StringComparer.Ordinal)],
            [.. reader.Problems, .. problems.OrderBy(problem => problem.Text, StringComparer.Ordinal)]);
    }

    private static string PlaceOf(SyntaxNode node)
    {
        var place = node.GetLocation().GetLineSpan();
        return $"{new ReportPaths(Environment.CurrentDirectory).Show(place.Path)}({place.StartLinePosition.Line + 1})";
    }

    private static string FolderOf(OpenedProject opened) =>
        Path.GetDirectoryName(opened.Project.FilePath ?? opened.Project.Documents.Select(document => document.FilePath).FirstOrDefault(path => path is not null))
            ?? Environment.CurrentDirectory;
}
