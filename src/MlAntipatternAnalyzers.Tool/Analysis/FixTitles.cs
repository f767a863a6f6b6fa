using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MlAntipatternAnalyzers.Tool.Analysis;

/// <summary>Asks the code fix providers what they offer for one finding, as an editor does.</summary>
internal static class FixTitles
{
    public static async Task<ImmutableArray<string>> OfAsync(AnalyzerSet set, Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var titles = ImmutableArray.CreateBuilder<string>();
        foreach (var provider in set.Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            var context = new CodeFixContext(document, diagnostic, (action, _) => Add(titles, action), cancellationToken);
            await provider.RegisterCodeFixesAsync(context).ConfigureAwait(false);
        }

        return [.. titles.Distinct(StringComparer.Ordinal)];
    }

    private static void Add(ImmutableArray<string>.Builder titles, CodeAction action)
    {
        if (action.NestedActions.IsDefaultOrEmpty)
            titles.Add(action.Title);
        foreach (var nested in action.NestedActions)
            titles.Add($"{action.Title}: {nested.Title}");
    }
}
