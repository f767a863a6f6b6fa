using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Fix All for fixes whose changes meet: all findings of a document are fixed in one go, one document after another.</summary>
internal sealed class SolutionFixAllProvider : FixAllProvider
{
    private readonly Fix fix;

    public SolutionFixAllProvider(Fix fix) => this.fix = fix;

    /// <summary>Fixes the findings of one document by the action of an equivalence key.</summary>
    internal delegate Task<Solution> Fix(Document document, ImmutableArray<Diagnostic> diagnostics, string? equivalenceKey, CancellationToken cancellationToken);

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var documents = fixAllContext.Scope switch
        {
            FixAllScope.Document when fixAllContext.Document is { } document => new[] { document },
            FixAllScope.Project => fixAllContext.Project.Documents,
            FixAllScope.Solution => fixAllContext.Solution.Projects.SelectMany(project => project.Documents),
            _ => Enumerable.Empty<Document>(),
        };
        return Task.FromResult<CodeAction?>(CodeAction.Create("Fix all", token => FixAsync(fixAllContext, documents.ToList(), token), fixAllContext.CodeActionEquivalenceKey));
    }

    private async Task<Solution> FixAsync(FixAllContext context, IReadOnlyList<Document> documents, CancellationToken cancellationToken)
    {
        var solution = context.Solution;
        foreach (var document in documents)
        {
            var diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            if (!diagnostics.IsEmpty && solution.GetDocument(document.Id) is { } current)
                solution = await fix(current, diagnostics, context.CodeActionEquivalenceKey, cancellationToken).ConfigureAwait(false);
        }

        return solution;
    }
}
