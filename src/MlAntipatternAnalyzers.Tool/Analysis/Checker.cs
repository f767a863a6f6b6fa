using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.Tool.Analysis;

/// <summary>What the analysis of one project gave.</summary>
/// <param name="UsesMLNet">Whether it references ML.NET at all; where it does not, the rules are silent.</param>
/// <param name="Errors">The compiler's errors: what does not bind, the rules cannot see.</param>
/// <param name="Crashes">What an analyzer or a fix threw, in a sentence each.</param>
internal sealed record ProjectResult(bool UsesMLNet, ImmutableArray<Finding> Findings, ImmutableArray<Diagnostic> Errors, ImmutableArray<string> Crashes);

/// <summary>Runs the analyzers over a project, and nothing else that the project may reference.</summary>
internal sealed class Checker(AnalyzerSet set, DiagnosticSeverity fixesFrom)
{
    private readonly HashSet<string> _ids = [.. set.Rules.Select(rule => rule.Id)];

    /// <summary>Titles of fixes are looked up for findings of at least the severity that the checker was made with.</summary>
    public async Task<ProjectResult> CheckAsync(Project project, CancellationToken cancellationToken)
    {
        var compilation = await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"{project.Name} has no compilation although it is a C# project.");
        var crashes = new ConcurrentQueue<string>();
        var diagnostics = await DiagnosticsAsync(project, compilation, crashes, cancellationToken).ConfigureAwait(false);

        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var diagnostic in diagnostics.Where(d => _ids.Contains(d.Id) && !d.IsSuppressed && d.Severity != DiagnosticSeverity.Hidden))
            findings.Add(await FindingAsync(project, diagnostic, crashes, cancellationToken).ConfigureAwait(false));

        return new ProjectResult(
            compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name.StartsWith("Microsoft.ML.", StringComparison.Ordinal)),
            findings.ToImmutable(),
            [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error && !d.IsWarningAsError && d.Id.StartsWith("CS", StringComparison.Ordinal))],
            [.. crashes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(
        Project project, Compilation compilation, ConcurrentQueue<string> crashes, CancellationToken cancellationToken)
    {
        if (set.Analyzers.IsEmpty)
            return compilation.GetDiagnostics(cancellationToken);

        // A crash reported as a diagnostic (AD0001) could be silenced by the project's own settings; one handed to us cannot.
        var options = new CompilationWithAnalyzersOptions(
            project.AnalyzerOptions,
            onAnalyzerException: (exception, analyzer, _) => crashes.Enqueue(Crash(analyzer, project, exception)),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false);
        return await compilation.WithAnalyzers(set.Analyzers, options).GetAllDiagnosticsAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<Finding> FindingAsync(Project project, Diagnostic diagnostic, ConcurrentQueue<string> crashes, CancellationToken cancellationToken)
    {
        var span = diagnostic.Location.GetLineSpan();
        var fixes = ImmutableArray<string>.Empty;
        if (diagnostic.Severity >= fixesFrom && project.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document)
        {
            try
            {
                fixes = await FixTitles.OfAsync(set, document, diagnostic, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                crashes.Enqueue(Crash($"The fix of {diagnostic.Id}", project, e));
            }
        }

        return new Finding(
            diagnostic.Descriptor,
            diagnostic.Severity,
            diagnostic.GetMessage(CultureInfo.InvariantCulture),
            span.Path is { Length: > 0 } path ? path : project.FilePath ?? project.Name,
            span.Span,
            Lines(diagnostic.Location.SourceTree, span.Span, cancellationToken),
            fixes);
    }

    private static ImmutableArray<string> Lines(SyntaxTree? tree, LinePositionSpan span, CancellationToken cancellationToken)
    {
        if (tree is null)
            return [];
        var lines = tree.GetText(cancellationToken).Lines;
        var count = Math.Min(span.End.Line - span.Start.Line + 1, Finding.MaxLines);
        return [.. Enumerable.Range(span.Start.Line, count).Select(line => lines[line].ToString())];
    }

    private static string Crash(object who, Project project, Exception exception)
    {
        var place = exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("MlAntipatternAnalyzers", StringComparison.Ordinal))?.Trim();
        return $"{(who is DiagnosticAnalyzer analyzer ? analyzer.GetType().Name : who)} crashed on {project.Name}: {exception.GetType().Name}: {exception.Message} ({place ?? "no place known"}). This is a bug of the tool.";
    }
}
