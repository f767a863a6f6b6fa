using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.Tests.Meta;
using MlAntipatternAnalyzers.Tool.Analysis;
using MlAntipatternAnalyzers.Tool.Loose;
using Xunit.Abstractions;

namespace MlAntipatternAnalyzers.Tool.Tests.Damaged;

/// <summary>Damages one file of a whole project, as typing does: no rule, and no fix, may throw on it or hang.</summary>
/// <remarks>
/// The projects are this repository's samples. To damage other people's code as well, name a folder of it in <c>MLAP_DAMAGE_FOLDER</c>; its
/// projects need not be restored. <c>MLAP_DAMAGE_VARIANTS</c> is how many variants are tried (2000 when there is a folder).
/// </remarks>
public sealed class DamagedProjectsTests(ITestOutputHelper output)
{
    private const string FolderVariable = "MLAP_DAMAGE_FOLDER";
    private const string VariantsVariable = "MLAP_DAMAGE_VARIANTS";
    private const int MaximumFiles = 150;
    private const int EveryNthIsWhole = 10;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(120);

    private readonly List<string> failures = [];
    private TimeSpan longest;
    private int compilerThrew;
    private int findings;

    [Fact]
    public Task No_rule_and_no_fix_throws_in_the_samples() => TryAsync(Path.Combine(RepositoryRoot, "samples"), variants: 40);

    [Fact]
    public async Task No_rule_and_no_fix_throws_in_the_projects_of_a_folder()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { Length: > 0 } folder)
        {
            output.WriteLine($"No code from outside was damaged: set {FolderVariable} to a folder of C# projects to do so, and {VariantsVariable} to the number of variants.");
            folder = Path.Combine(RepositoryRoot, "samples", "TaxiFare", "Before");
            await TryAsync(folder, variants: 10);
            return;
        }

        Assert.True(Directory.Exists(folder), $"{FolderVariable} names '{folder}', and there is no such folder.");
        var count = Environment.GetEnvironmentVariable(VariantsVariable);
        var variants = 2000;
        Assert.True(count is null or "" || (int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out variants) && variants > 0), $"{VariantsVariable} is '{count}', not a number of variants.");
        await TryAsync(folder, variants);
    }

    private static string RepositoryRoot =>
        typeof(DamagedProjectsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    private async Task TryAsync(string folder, int variants)
    {
        var (groups, _) = LooseGroups.Divide(folder);
        var reader = new SourceReader();
        var files = Chosen([.. groups.SelectMany(group => group.Sources.Where(path => MentionsMLNet(reader, path)).Select(path => (group, path))).OrderBy(file => file.path, StringComparer.Ordinal)]);
        Assert.True(files.Length > 0, $"No file under '{folder}' mentions Microsoft.ML: there is nothing to damage.");

        foreach (var project in files.Select((file, index) => (file.Group, file.Path, index)).GroupBy(file => file.Group))
        {
            using var workspace = new AdhocWorkspace();
            if (LooseProject.TryCreate(workspace, project.Key, reader, CancellationToken.None) is not { } whole)
                continue;
            foreach (var (_, path, index) in project)
            {
                for (var seed = index; seed < variants; seed += files.Length)
                    await TryAsync(whole, path, seed);
            }
        }

        output.WriteLine($"{variants} variants of {files.Length} files of {files.Select(file => file.Group).Distinct().Count()} projects under '{folder}': {findings} findings, the longest took {longest.TotalSeconds:0.0} s, the compiler itself threw on {compilerThrew}.");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    /// <summary>Not all of many files, but some from everywhere.</summary>
    private static (LooseGroup Group, string Path)[] Chosen((LooseGroup Group, string Path)[] all) =>
        all.Length <= MaximumFiles ? all : [.. Enumerable.Range(0, MaximumFiles).Select(i => all[(long)i * all.Length / MaximumFiles])];

    private static bool MentionsMLNet(SourceReader reader, string path) => reader.Read(path)?.ToString().Contains("Microsoft.ML", StringComparison.Ordinal) == true;

    private async Task TryAsync(Project whole, string path, int seed)
    {
        var document = whole.Documents.First(document => document.FilePath == path);
        var damaged = Damage.To((await document.GetTextAsync()).ToString(), new Random(seed));
        var project = whole.Solution.WithDocumentText(document.Id, SourceText.From(damaged)).GetProject(whole.Id)!;
        using var deadline = new CancellationTokenSource(TimeLimit);
        var watch = Stopwatch.StartNew();
        try
        {
            // What does not hear the token is given up too.
            await Task.Run(() => AnalyzeAsync(project, document.Id, isWhole: seed % EveryNthIsWhole == 0, deadline.Token)).WaitAsync(TimeLimit * 2);
        }
        catch (Exception exception)
        {
            if (await CompilerThrowsAsync(project))
                compilerThrew++;
            else
                failures.Add($"seed {seed} of {path}: {(deadline.IsCancellationRequested ? $"not done after {TimeLimit}" : exception)}");
        }

        longest = watch.Elapsed > longest ? watch.Elapsed : longest;
    }

    private async Task AnalyzeAsync(Project project, DocumentId damaged, bool isWhole, CancellationToken cancellationToken)
    {
        var compilation = (await project.GetCompilationAsync(cancellationToken))!;
        var thrown = new List<string>();
        var analysis = compilation.WithAnalyzers(AnalyzerSet.All.Analyzers, new CompilationWithAnalyzersOptions(
            project.AnalyzerOptions,
            onAnalyzerException: (exception, analyzer, _) =>
            {
                lock (thrown)
                    thrown.Add($"{analyzer.GetType().Name} threw {exception}");
            },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false));
        var tree = (await project.GetDocument(damaged)!.GetSyntaxTreeAsync(cancellationToken))!;
        var found = isWhole
            ? await analysis.GetAnalyzerDiagnosticsAsync(cancellationToken)
            : await analysis.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, cancellationToken);
        if (thrown.Count > 0)
            throw new InvalidOperationException(string.Join("\n", thrown));
        findings += found.Length;
        foreach (var finding in found.Where(finding => finding.Location.SourceTree == tree))
            await FixAsync(project, finding, cancellationToken);
    }

    private static async Task FixAsync(Project project, Diagnostic finding, CancellationToken cancellationToken)
    {
        if (project.GetDocument(finding.Location.SourceTree) is not { } document)
            return;
        foreach (var fix in AnalyzerSet.All.Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(finding.Id)))
        {
            var actions = ImmutableArray.CreateBuilder<CodeAction>();
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), cancellationToken));
            foreach (var action in actions)
                await action.GetOperationsAsync(cancellationToken);
        }
    }

    /// <summary>Whether the compiler throws on the code with no analyzer near it, as some versions do on a few of the variants: then nothing is learned of ours.</summary>
    private static async Task<bool> CompilerThrowsAsync(Project project)
    {
        try
        {
            (await project.GetCompilationAsync())!.GetDiagnostics();
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }
}
