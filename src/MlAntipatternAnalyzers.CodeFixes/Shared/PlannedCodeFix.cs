using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>A fix that is one plan of edits for each finding: offered where the result compiles; all together, where the plans do not meet.</summary>
public abstract class PlannedCodeFix : CodeFixProvider
{
    private readonly string title;
    private readonly string key;

    private protected PlannedCodeFix(string id, string title, string key)
    {
        this.title = title;
        this.key = key;
        FixableDiagnosticIds = ImmutableArray.Create(id);
    }

    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    public sealed override FixAllProvider GetFixAllProvider() => new PlanFixAllProvider(PlanAsync);

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var plan = await PlanAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (plan is not null && await plan.TryApplyAsync(context.Document.Project.Solution, context.CancellationToken).ConfigureAwait(false) is { } changed)
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed), key), diagnostic);
        }
    }

    /// <summary>What is to be edited for one finding, or null where it cannot be fixed.</summary>
    private protected abstract Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);
}
