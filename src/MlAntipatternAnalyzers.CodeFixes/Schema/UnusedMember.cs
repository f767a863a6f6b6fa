using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>The member that a finding of MLAP1007 is about.</summary>
internal static class UnusedMember
{
    /// <summary>It, or null where it cannot be edited.</summary>
    public static async Task<DeclaredMember?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var semantics = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return semantics is not null
            && diagnostic.Properties.TryGetValue(MLAP1007LoadedButNeverUsedAnalyzer.RowProperty, out var row) && row is not null
            && diagnostic.Properties.TryGetValue(MLAP1007LoadedButNeverUsedAnalyzer.MemberProperty, out var member) && member is not null
                ? DeclaredMember.Find(document.Project.Solution, semantics.Compilation, row, member, cancellationToken)
                : null;
    }
}
