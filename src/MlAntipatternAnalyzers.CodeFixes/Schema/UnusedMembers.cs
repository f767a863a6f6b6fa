using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>The members that a finding of MLAP1007 names.</summary>
internal static class UnusedMembers
{
    /// <summary>All of them, or null where one cannot be edited.</summary>
    public static async Task<IReadOnlyList<DeclaredMember>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var semantics = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (semantics is null || !diagnostic.Properties.TryGetValue(MLAP1007LoadedButNeverUsedAnalyzer.RowProperty, out var row) || row is null
            || !diagnostic.Properties.TryGetValue(MLAP1007LoadedButNeverUsedAnalyzer.MembersProperty, out var members) || members is null)
            return null;
        var found = members.Split(',').Select(name => DeclaredMember.Find(document.Project.Solution, semantics.Compilation, row, name, cancellationToken)).OfType<DeclaredMember>().ToList();
        return found.Count == members.Split(',').Length ? found : null;
    }
}
