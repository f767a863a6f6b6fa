using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Adds the usings that new code needs.</summary>
internal static class Usings
{
    /// <summary>Adds the namespace of each type that cannot be named yet.</summary>
    /// <param name="document">The document after the change.</param>
    /// <param name="semantics">The semantics before it.</param>
    /// <param name="place">A place before it, whose usings count.</param>
    /// <param name="lineEnd">The document's line end.</param>
    /// <param name="types">Types and their namespaces.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Document> AddAsync(
        Document document, SemanticModel semantics, SyntaxNode place, string lineEnd, IEnumerable<(string Type, string Namespace)> types, CancellationToken cancellationToken)
    {
        var missing = types
            .Where(type => !semantics.LookupNamespacesAndTypes(place.SpanStart, name: type.Type).Any(symbol => symbol.ContainingNamespace?.ToDisplayString() == type.Namespace))
            .Select(type => type.Namespace).Distinct().ToList();
        if (missing.Count == 0)
            return document;

        var root = (CompilationUnitSyntax)(await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        foreach (var name in missing)
        {
            var directive = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(name).WithLeadingTrivia(SyntaxFactory.Space)).WithTrailingTrivia(SyntaxFactory.EndOfLine(lineEnd));
            var index = root.Usings.TakeWhile(other => other.Alias is null && other.StaticKeyword.RawKind == 0 && IsBefore(other.Name?.ToString() ?? "", name)).Count();
            if (index == 0)
            {
                // What stands at the head of the file, a licence for one, stays there.
                var first = root.GetFirstToken(includeZeroWidth: true);
                directive = directive.WithLeadingTrivia(first.LeadingTrivia);
                root = root.ReplaceToken(first, first.WithLeadingTrivia(root.Usings.Count == 0 ? SyntaxFactory.TriviaList(SyntaxFactory.EndOfLine(lineEnd)) : SyntaxTriviaList.Empty));
            }

            root = root.WithUsings(root.Usings.Insert(index, directive));
        }

        return document.WithSyntaxRoot(root);
    }

    private static bool IsBefore(string left, string right)
    {
        var (leftIsSystem, rightIsSystem) = (IsSystem(left), IsSystem(right));
        return leftIsSystem != rightIsSystem ? leftIsSystem : string.CompareOrdinal(left, right) < 0;
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", System.StringComparison.Ordinal);
}
