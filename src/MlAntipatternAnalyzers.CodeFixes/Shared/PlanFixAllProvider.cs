using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Fix All for fixes that touch several documents: every finding is planned on the code as it is, and what fits together is applied at once.</summary>
internal sealed class PlanFixAllProvider : FixAllProvider
{
    private readonly Func<Document, Diagnostic, CancellationToken, Task<EditPlan?>> plan;

    public PlanFixAllProvider(Func<Document, Diagnostic, CancellationToken, Task<EditPlan?>> plan) => this.plan = plan;

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
        Task.FromResult<CodeAction?>(CodeAction.Create("Fix all", token => FixAsync(fixAllContext, token), fixAllContext.CodeActionEquivalenceKey));

    private async Task<Solution> FixAsync(FixAllContext context, CancellationToken cancellationToken)
    {
        IEnumerable<Document> documents = context.Scope switch
        {
            FixAllScope.Document when context.Document is { } document => new[] { document },
            FixAllScope.Project => context.Project.Documents,
            FixAllScope.Solution => context.Solution.Projects.SelectMany(project => project.Documents),
            _ => Array.Empty<Document>(),
        };
        var all = new EditPlan();
        foreach (var document in documents)
        {
            var diagnostics = await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
            {
                if (await plan(document, diagnostic, cancellationToken).ConfigureAwait(false) is { } one
                    && await one.TryApplyAsync(context.Solution, cancellationToken).ConfigureAwait(false) is not null)
                    all.TryAdd(one);
            }
        }

        return await all.ApplyAsync(context.Solution, cancellationToken).ConfigureAwait(false);
    }
}
