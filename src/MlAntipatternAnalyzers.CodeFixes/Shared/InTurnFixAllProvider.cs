using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Fixes the findings of a document one after another, each on what the fix before it left: for fixes that make up names, whose texts cannot be merged.</summary>
internal sealed class InTurnFixAllProvider : DocumentBasedFixAllProvider
{
    private readonly Func<SyntaxNode, Diagnostic, ImmutableArray<SyntaxNode>> targets;
    private readonly Func<Document, ImmutableArray<SyntaxNode>, Diagnostic, CancellationToken, Task<Document?>> fix;

    /// <param name="targets">The nodes that a finding is about; none where it cannot be fixed.</param>
    /// <param name="fix">The document with those nodes fixed, or null where that cannot be done.</param>
    public InTurnFixAllProvider(
        Func<SyntaxNode, Diagnostic, ImmutableArray<SyntaxNode>> targets,
        Func<Document, ImmutableArray<SyntaxNode>, Diagnostic, CancellationToken, Task<Document?>> fix)
    {
        this.targets = targets;
        this.fix = fix;
    }

    /// <summary>The document with one finding fixed, or null where it cannot be, or where the result would not compile.</summary>
    public async Task<Document?> FixOneAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root || targets(root, diagnostic) is not { IsEmpty: false } nodes)
            return null;
        var changed = await fix(document, nodes, diagnostic, cancellationToken).ConfigureAwait(false);
        return changed is not null && await Errors.CountAsync(changed, cancellationToken).ConfigureAwait(false) <= await Errors.CountAsync(document, cancellationToken).ConfigureAwait(false) ? changed : null;
    }

    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var cancellationToken = fixAllContext.CancellationToken;
        if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
            return null;

        var jobs = diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .Select(diagnostic => (Diagnostic: diagnostic, Nodes: targets(root, diagnostic)))
            .Where(job => !job.Nodes.IsEmpty)
            .ToList();
        document = document.WithSyntaxRoot(root.TrackNodes(jobs.SelectMany(job => job.Nodes).Distinct()));
        foreach (var (diagnostic, nodes) in jobs)
        {
            var current = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
            var there = nodes.Select(node => current.GetCurrentNode(node)).OfType<SyntaxNode>().ToImmutableArray();
            if (there.Length != nodes.Length)
                continue;
            var changed = await fix(document, there, diagnostic, cancellationToken).ConfigureAwait(false);
            if (changed is not null && await Errors.CountAsync(changed, cancellationToken).ConfigureAwait(false) <= await Errors.CountAsync(document, cancellationToken).ConfigureAwait(false))
                document = changed;
        }

        return document;
    }
}
