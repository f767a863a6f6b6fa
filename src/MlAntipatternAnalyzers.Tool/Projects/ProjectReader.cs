using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.MSBuild;
using MlAntipatternAnalyzers.Tool.Analysis;
using MlAntipatternAnalyzers.Tool.Loose;

namespace MlAntipatternAnalyzers.Tool.Projects;

/// <summary>Opens what a command line names, and hands over project after project.</summary>
internal sealed class ProjectReader(bool loose, bool restore, Progress progress)
{
    private static readonly string[] OtherLanguages = [".fsproj'", ".vbproj'", ".vcxproj'", ".sqlproj'", ".esproj'", ".dcproj'", ".shproj'"];

    private readonly ConcurrentQueue<Problem> _problems = [];

    public IEnumerable<Problem> Problems => _problems;

    public bool Restores => restore;

    /// <summary>Calls <paramref name="visit"/> for every project, on several threads.</summary>
    /// <returns>How many projects there were; groups of loose files that do not use ML.NET are not counted, nor visited.</returns>
    public async Task<int> ForEachAsync(
        IEnumerable<string> paths, Func<OpenedProject, CancellationToken, Task> visit, CancellationToken cancellationToken)
    {
        var targets = Targets.Resolve(paths, loose);
        targets.Problems.ForEach(_problems.Enqueue);

        var count = await LooseAsync(targets, visit, cancellationToken).ConfigureAwait(false);
        foreach (var solution in targets.Solutions)
        {
            using var workspace = await RestoredAsync(solution, cancellationToken).ConfigureAwait(false);
            progress.Report($"Opening {Path.GetFileName(solution)}");
            if (await OpenAsync(workspace, solution, w => w.OpenSolutionAsync(solution, cancellationToken: cancellationToken)).ConfigureAwait(false))
                count += await VisitAsync(workspace.CurrentSolution.Projects, visit, cancellationToken).ConfigureAwait(false);
        }

        foreach (var project in targets.Projects)
        {
            using var workspace = await RestoredAsync(project, cancellationToken).ConfigureAwait(false);
            progress.Report($"Opening {Path.GetFileName(project)}");
            if (!await OpenAsync(workspace, project, w => w.OpenProjectAsync(project, cancellationToken: cancellationToken)).ConfigureAwait(false))
                continue;
            // A project for several frameworks is several projects of one file; the projects that it references were not asked for.
            count += await VisitAsync(workspace.CurrentSolution.Projects.Where(p => p.FilePath == project), visit, cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    private async Task<int> LooseAsync(Targets targets, Func<OpenedProject, CancellationToken, Task> visit, CancellationToken cancellationToken)
    {
        var groups = new List<(LooseGroup Group, Func<string, bool> Owns)>();
        foreach (var folder in targets.LooseFolders.Distinct(StringComparer.Ordinal))
        {
            progress.Report($"Reading {folder}");
            var (found, complaints) = LooseGroups.Divide(folder);
            foreach (var complaint in complaints)
                _problems.Enqueue(Problem.Note(complaint));
            var prefix = folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
            groups.AddRange(found.Select(group => (group, new Func<string, bool>(path => path.StartsWith(prefix, StringComparison.Ordinal)))));
        }

        if (targets.LooseFiles.Count > 0)
            groups.Add((LooseGroups.Of(targets.LooseFiles), _ => true));

        var reader = new SourceReader();
        var count = 0;
        await ParallelAsync(
            groups,
            async (item, cancel) =>
            {
                using var workspace = new AdhocWorkspace();
                if (LooseProject.TryCreate(workspace, item.Group, reader, cancel) is not { } project)
                    return;
                Interlocked.Increment(ref count);
                progress.Report($"Analysing {item.Group.Name}");
                await visit(new OpenedProject(project, item.Group.Name, IsLoose: true, item.Owns), cancel).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var complaint in reader.Complaints)
            _problems.Enqueue(Problem.Note(complaint));
        return count;
    }

    private async Task<MSBuildWorkspace> RestoredAsync(string path, CancellationToken cancellationToken)
    {
        if (restore)
        {
            progress.Report($"Restoring {Path.GetFileName(path)}");
            // What binds all the same is still analysed.
            if (await DotNetRestore.RunAsync(path, cancellationToken).ConfigureAwait(false) is { } problem)
                _problems.Enqueue(problem);
        }

        return MSBuildWorkspace.Create();
    }

    private async Task<bool> OpenAsync(MSBuildWorkspace workspace, string path, Func<MSBuildWorkspace, Task> open)
    {
        var said = new ConcurrentQueue<string>();
        using var failures = workspace.RegisterWorkspaceFailedHandler(failed =>
        {
            if (failed.Diagnostic.Kind == WorkspaceDiagnosticKind.Failure)
                said.Enqueue(failed.Diagnostic.Message.Trim());
        });
        try
        {
            await open(workspace).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or UnauthorizedAccessException or InvalidDataException)
        {
            _problems.Enqueue(Problem.Failure($"{path} cannot be opened: {e.Message}"));
            return false;
        }

        // MSBuild's warnings come as failures too. A project that came with its sources is judged by whether it compiles, and projects of
        // other languages are none of our business.
        var opened = workspace.CurrentSolution.Projects.Where(project => project.HasDocuments).Select(project => $"'{project.FilePath}'").ToHashSet(StringComparer.Ordinal);
        foreach (var message in said.Distinct(StringComparer.Ordinal))
        {
            var isHarmless = opened.Any(name => message.Contains(name, StringComparison.Ordinal)) || OtherLanguages.Any(name => message.Contains(name, StringComparison.Ordinal));
            _problems.Enqueue(new Problem(!isHarmless, $"{Path.GetFileName(path)}: {message}"));
        }

        return true;
    }

    private async Task<int> VisitAsync(IEnumerable<Project> projects, Func<OpenedProject, CancellationToken, Task> visit, CancellationToken cancellationToken)
    {
        var wanted = projects.Where(project => project.Language == LanguageNames.CSharp).ToArray();
        await ParallelAsync(
            wanted,
            async (project, cancel) =>
            {
                progress.Report($"Analysing {project.Name}");
                await visit(new OpenedProject(project, project.Name, IsLoose: false, _ => true), cancel).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return wanted.Length;
    }

    private static Task ParallelAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> visit, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        items,
        new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
        async (item, cancel) => await visit(item, cancel).ConfigureAwait(false));
}
