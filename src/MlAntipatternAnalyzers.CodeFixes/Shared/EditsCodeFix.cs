using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>A fix by changes to the text of one document, which all its findings share when they are fixed at once; one whose result does not compile is not offered.</summary>
public abstract class EditsCodeFix : CodeFixProvider
{
    private readonly string key;

    private protected EditsCodeFix(string id, string key)
    {
        FixableDiagnosticIds = ImmutableArray.Create(id);
        this.key = key;
    }

    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create((context, document, diagnostics) => FixAllAsync(document, diagnostics, context.CancellationToken));

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        var (edits, title) = await EditAsync(context.Document, new[] { diagnostic }, context.CancellationToken).ConfigureAwait(false);
        if (edits is not null)
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(edits.Apply(context.Document)), key), diagnostic);
    }

    /// <summary>Adds the changes that a finding needs.</summary>
    /// <param name="made">What was made for the findings before, as the fix calls it: a second one need not make it again.</param>
    /// <returns>What to call the fix, or null where there is none.</returns>
    private protected abstract string? Edit(Edits edits, SemanticModel model, Diagnostic diagnostic, IDictionary<string, string> made, CancellationToken cancellationToken);

    private async Task<Document?> FixAllAsync(Document document, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var accepted = new List<Diagnostic>();
        Edits? all = null;
        foreach (var diagnostic in diagnostics.OrderBy(finding => finding.Location.SourceSpan.Start))
        {
            accepted.Add(diagnostic);
            if (await EditAsync(document, accepted, cancellationToken).ConfigureAwait(false) is (Edits more, _))
                all = more;
            else
                accepted.Remove(diagnostic);
        }

        return all?.Apply(document);
    }

    private async Task<(Edits? Edits, string Title)> EditAsync(Document document, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null)
            return (null, "");
        var edits = new Edits(await document.GetTextAsync(cancellationToken).ConfigureAwait(false));
        var made = new Dictionary<string, string>();
        var title = "";
        foreach (var diagnostic in diagnostics)
        {
            if (Edit(edits, model, diagnostic, made, cancellationToken) is not { } named)
                return (null, "");
            title = named;
        }

        return !edits.IsEmpty && !edits.Overlap && await edits.CompileAsync(document, cancellationToken).ConfigureAwait(false) ? (edits, title) : (null, "");
    }
}
