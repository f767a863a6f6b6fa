using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Takes elements out of lists: an array's, a collection's, an object initializer's, a call's.</summary>
internal static class ListRemoval
{
    /// <summary>Plans the removal of elements with their commas, and with their lines where they have such of their own; not where a comment would go.</summary>
    /// <param name="plan">Where the edits are added.</param>
    /// <param name="document">The document.</param>
    /// <param name="text">Its text.</param>
    /// <param name="expressions">The elements, of whatever lists, or what they consist of.</param>
    /// <param name="mayBeEmpty">Whether nothing may be left of a list.</param>
    public static bool Plan(EditPlan plan, Document document, SourceText text, IEnumerable<SyntaxNode> expressions, bool mayBeEmpty = false)
    {
        foreach (var list in expressions.Select(ElementOf).GroupBy(element => element.Parent))
        {
            var removed = list.ToList();
            if (ElementsOf(list.Key) is not { } elements || removed.Any(Removal.HasComment) || (!mayBeEmpty && removed.Count == (elements.Count + 1) / 2))
                return false;
            var lines = removed.Select(element => LinesOf(elements, element, text)).ToList();
            foreach (var span in lines.Any(line => line is null) ? NameRemoval.SpansOf(elements, removed, text) : lines.OfType<TextSpan>())
                plan.Replace(document, span, "");
        }

        return true;
    }

    private static SyntaxNode ElementOf(SyntaxNode expression) => expression.Parent is ArgumentSyntax or ExpressionElementSyntax ? expression.Parent : expression;

    private static SyntaxNodeOrTokenList? ElementsOf(SyntaxNode? list) =>
        list switch
        {
            InitializerExpressionSyntax initializer => initializer.Expressions.GetWithSeparators(),
            CollectionExpressionSyntax collection => collection.Elements.GetWithSeparators(),
            ArgumentListSyntax arguments => arguments.Arguments.GetWithSeparators(),
            _ => null,
        };

    /// <summary>The lines of an element that shares them with nothing but the comma behind it.</summary>
    private static TextSpan? LinesOf(SyntaxNodeOrTokenList elements, SyntaxNode element, SourceText text)
    {
        var comma = elements.IndexOf(element) + 1;
        if (comma == elements.Count)
            return null;
        var (first, last) = (text.Lines.GetLineFromPosition(element.SpanStart), text.Lines.GetLineFromPosition(elements[comma].Span.End));
        return Removal.IsBlank(text, first.Start, element.SpanStart) && Removal.IsBlank(text, elements[comma].Span.End, last.End) ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : null;
    }
}
