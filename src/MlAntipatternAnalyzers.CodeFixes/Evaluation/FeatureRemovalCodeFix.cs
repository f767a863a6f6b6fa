using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Leaves the columns that a finding names out of the features.</summary>
public abstract class FeatureRemovalCodeFix : CodeFixProvider
{
    private readonly string key;

    private protected FeatureRemovalCodeFix(string id, string key)
    {
        FixableDiagnosticIds = ImmutableArray.Create(id);
        this.key = key;
    }

    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || Edits.CallAt(root, diagnostic.Location.SourceSpan) is not { } call || !diagnostic.Properties.TryGetValue(FeaturePath.NamesProperty, out var listed) || listed is null)
            return;

        var names = listed.Split('\n');
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (NameRemoval.TryCreate(model, call, names, text, context.CancellationToken) is not { } edits)
            return;
        var title = $"Leave {string.Join(", ", names.Select(name => $"'{name}'"))} out of the features";
        context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(edits.Apply(context.Document)), key), diagnostic);
    }
}
