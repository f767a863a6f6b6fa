using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Changes to the text of several documents: what is not named stays as it is. The same change twice is one.</summary>
internal sealed class EditPlan
{
    private readonly Dictionary<DocumentId, List<TextChange>> changes = new();

    public void Replace(Document document, TextSpan span, string text)
    {
        if (!changes.TryGetValue(document.Id, out var known))
            changes.Add(document.Id, known = new List<TextChange>());
        if (!known.Contains(new TextChange(span, text)))
            known.Add(new TextChange(span, text));
    }

    public void Insert(Document document, int position, string text) => Replace(document, new TextSpan(position, 0), text);

    /// <summary>Takes another plan in, or leaves it where the two meet.</summary>
    public bool TryAdd(EditPlan other)
    {
        foreach (var entry in other.changes)
        {
            if (changes.TryGetValue(entry.Key, out var known) && entry.Value.Any(change => known.Any(mine => !mine.Equals(change) && Meet(mine.Span, change.Span))))
                return false;
        }

        foreach (var entry in other.changes)
        {
            if (!changes.TryGetValue(entry.Key, out var known))
                changes.Add(entry.Key, known = new List<TextChange>());
            known.AddRange(entry.Value.Where(change => !known.Contains(change)));
        }

        return true;
    }

    public async Task<Solution> ApplyAsync(Solution solution, CancellationToken cancellationToken)
    {
        foreach (var entry in changes)
        {
            var text = await solution.GetDocument(entry.Key)!.GetTextAsync(cancellationToken).ConfigureAwait(false);
            solution = solution.WithDocumentText(entry.Key, text.WithChanges(entry.Value.OrderBy(change => change.Span.Start).ThenBy(change => change.Span.End)));
        }

        return solution;
    }

    /// <summary>The solution after the plan, or null where it would have more errors than before.</summary>
    public async Task<Solution?> TryApplyAsync(Solution solution, CancellationToken cancellationToken)
    {
        var changed = await ApplyAsync(solution, cancellationToken).ConfigureAwait(false);
        foreach (var project in changes.Keys.Select(document => document.ProjectId).Distinct())
        {
            if (await Errors.CountAsync(changed, project, cancellationToken).ConfigureAwait(false) > await Errors.CountAsync(solution, project, cancellationToken).ConfigureAwait(false))
                return null;
        }

        return changed;
    }

    /// <summary>Adds a using directive to a document where the type cannot be named at a place yet, in the order of those that are there.</summary>
    public void Use(Document document, SemanticModel semantics, int position, string type, string @namespace, string lineEnd)
    {
        if (semantics.LookupNamespacesAndTypes(position, name: type).Any(symbol => symbol.ContainingNamespace?.ToDisplayString() == @namespace))
            return;
        var root = (CompilationUnitSyntax)semantics.SyntaxTree.GetRoot();
        var inside = root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault();
        var usings = root.Usings.Count == 0 && inside is { Usings.Count: > 0 } ? inside.Usings : root.Usings;
        var before = usings.LastOrDefault(directive => directive.Alias is null && directive.StaticKeyword.IsKind(SyntaxKind.None) && IsBefore(directive.Name?.ToString() ?? "", @namespace));
        var line = $"using {@namespace};{lineEnd}";
        if (before is not null)
            Insert(document, before.FullSpan.End, Indentation(before) + line);
        else if (usings.FirstOrDefault() is { } first)
            Insert(document, first.SpanStart, line + Indentation(first));
        else
            Insert(document, root.Members.FirstOrDefault()?.SpanStart ?? 0, line + lineEnd);
    }

    /// <summary>The blanks before the first token of a node's line.</summary>
    public static string Indentation(SyntaxNode node) => MlExpressions.IndentationAt(node.SyntaxTree.GetText(), node.SpanStart);

    private static bool Meet(TextSpan left, TextSpan right) => left.OverlapsWith(right) || (left.Start == right.Start && left.IsEmpty != right.IsEmpty);

    private static bool IsBefore(string left, string right)
    {
        var (isLeft, isRight) = (IsSystem(left), IsSystem(right));
        return isLeft != isRight ? isLeft : string.CompareOrdinal(left, right) < 0;
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", System.StringComparison.Ordinal);
}
