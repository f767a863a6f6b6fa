using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Removes statements and members with their lines, and never a comment.</summary>
internal static class Removal
{
    /// <summary>The lines of a node that shares them with nothing else; comments above it stay, and with a member goes the blank line above it. Null where something else would go.</summary>
    public static TextSpan? LinesOf(SyntaxNode node, bool isMember = false)
    {
        if (HasComment(node) || node.GetTrailingTrivia().Any(IsComment) || (isMember && node.GetLeadingTrivia().Any(IsComment)))
            return null;
        var text = node.SyntaxTree.GetText();
        var first = text.Lines.GetLineFromPosition(node.SpanStart);
        var last = text.Lines.GetLineFromPosition(node.Span.End);
        if (!IsBlank(text, first.Start, node.SpanStart) || !IsBlank(text, node.Span.End, last.End))
            return null;
        var above = isMember && first.LineNumber > 0 ? text.Lines[first.LineNumber - 1] : first;
        return TextSpan.FromBounds(above != first && IsBlank(text, above.Start, above.End) ? above.Start : first.Start, last.EndIncludingLineBreak);
    }

    /// <summary>Whether a comment or directive stands inside a node.</summary>
    public static bool HasComment(SyntaxNode node) => HasComment(node, node.Span);

    /// <summary>Whether one stands inside a part of a node.</summary>
    public static bool HasComment(SyntaxNode node, TextSpan span) => node.DescendantTrivia().Any(trivia => IsComment(trivia) && span.Contains(trivia.Span));

    /// <summary>Whether there is nothing but blanks between two positions.</summary>
    public static bool IsBlank(SourceText text, int start, int end) => string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(start, end)));

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsDirective
        || trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;
}
