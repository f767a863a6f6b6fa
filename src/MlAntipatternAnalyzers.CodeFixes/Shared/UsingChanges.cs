using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Adds using directives as text, so that nothing else in the file moves.</summary>
internal static class UsingChanges
{
    /// <summary>The change that adds a directive, in the order of those that are there.</summary>
    public static TextChange Add(CompilationUnitSyntax root, string @namespace, string newLine)
    {
        var line = $"using {@namespace};{newLine}";
        var inside = root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(space => space.Usings.Any());
        var usings = root.Usings.Any() || inside is null ? root.Usings : inside.Usings;
        var plain = usings.Where(directive => directive.Alias is null && directive.StaticKeyword.IsKind(SyntaxKind.None)).ToList();
        if (plain.LastOrDefault(directive => Compare(directive.Name?.ToString() ?? "", @namespace) < 0) is { } before)
            return Insert(before.FullSpan.End, Indentation(before) + line);
        if (usings.FirstOrDefault() is { } first)
            return Insert(first.SpanStart, line + Indentation(first));
        return Insert(Top(root), line + newLine);
    }

    private static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);

    private static string Indentation(SyntaxNode node) =>
        node.GetLeadingTrivia().LastOrDefault() is var trivia && trivia.IsKind(SyntaxKind.WhitespaceTrivia) ? trivia.ToString() : "";

    /// <summary>Where a file without directives takes its first: below what the compiler wants at the top.</summary>
    private static int Top(CompilationUnitSyntax root)
    {
        if (root.Externs.Any())
            return root.Externs.Last().FullSpan.End;
        var directive = root.GetLeadingTrivia().LastOrDefault(trivia => trivia.IsDirective);
        return directive.IsKind(SyntaxKind.None) ? 0 : directive.FullSpan.End;
    }

    private static int Compare(string left, string right)
    {
        var bySystem = IsSystem(right).CompareTo(IsSystem(left));
        return bySystem != 0 ? bySystem : string.CompareOrdinal(left, right);
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
