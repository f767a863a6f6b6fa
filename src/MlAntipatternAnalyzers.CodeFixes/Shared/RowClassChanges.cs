using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Changes to a row class that give it the columns which a contract or a data schema says.</summary>
internal static class RowClassChanges
{
    /// <summary>Adds members; null where one cannot be written, or is there.</summary>
    /// <param name="model">What the document means.</param>
    /// <param name="type">The class.</param>
    /// <param name="columns">Names and types, as contracts write them.</param>
    public static TextChange? Add(SemanticModel model, TypeDeclarationSyntax type, IEnumerable<(string Name, string Type)> columns)
    {
        if (ContractColumn.LastOf(type) is not { } last)
            return null;
        var names = new HashSet<string>(model.GetDeclaredSymbol(type)!.MemberNames);
        var isNullable = model.GetNullableContext(last.SpanStart).AnnotationsEnabled();
        var properties = columns.Select(column => names.Contains(column.Name) ? null : ContractColumn.PropertyOf(column.Name, column.Type, isNullable)).ToList();
        if (properties.Contains(null))
            return null;
        var text = type.SyntaxTree.GetText();
        var newLine = MlExpressions.NewLineOf(text);
        var indentation = MlExpressions.IndentationAt(text, last.SpanStart);

        // Members that share a line, or are set apart by empty lines, go on so.
        if (text.Lines.IndexOf(type.OpenBraceToken.SpanStart) == text.Lines.IndexOf(last.Span.End))
            return new TextChange(new TextSpan(last.Span.End, 0), string.Concat(properties.Select(property => " " + property)));
        var gap = last.GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia) ? newLine : "";
        return new TextChange(new TextSpan(EndOf(text, last), 0), string.Concat(properties.Select(property => newLine + gap + indentation + property)));
    }

    /// <summary>Gives a member another type; null where an attribute, an initializer or a declaration of several would not fit it.</summary>
    public static TextChange? Retype(MemberDeclarationSyntax? member, string type)
    {
        if (ContractColumn.TypeOf(type) is not { } written)
            return null;
        var syntax = member switch
        {
            PropertyDeclarationSyntax { Initializer: null } property => property.Type,
            FieldDeclarationSyntax { Declaration: { Variables: { Count: 1 } variables, Type: var field } } when variables[0].Initializer is null => field,
            _ => null,
        };

        // An array or a key has an attribute that no longer fits.
        return syntax is PredefinedTypeSyntax or IdentifierNameSyntax or QualifiedNameSyntax ? new TextChange(syntax.Span, written) : null;
    }

    /// <summary>The end of a member, or of a comment behind it.</summary>
    private static int EndOf(SourceText text, MemberDeclarationSyntax member) => text.Lines.GetLineFromPosition(member.Span.End) is var line && text.ToString(TextSpan.FromBounds(member.Span.End, line.End)).TrimStart() is var rest && (rest.Length == 0 || rest.StartsWith("//", StringComparison.Ordinal)) ? line.End : member.Span.End;
}
