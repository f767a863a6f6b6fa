using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Counts what does not compile: a fix is not offered where it makes that more.</summary>
internal static class Errors
{
    public static async Task<int> CountAsync(Document document, CancellationToken cancellationToken) =>
        (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))?.GetDiagnostics(cancellationToken: cancellationToken).Count(IsError) ?? 0;

    public static async Task<int> CountAsync(Solution solution, ProjectId project, CancellationToken cancellationToken) =>
        (await solution.GetProject(project)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false))?.GetDiagnostics(cancellationToken).Count(IsError) ?? 0;

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;
}
