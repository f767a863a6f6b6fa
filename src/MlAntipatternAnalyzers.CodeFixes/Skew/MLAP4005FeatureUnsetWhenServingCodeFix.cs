using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Rules.Skew;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <summary>Sets what a row leaves out to what is in scope under the same name: a variable, or a member of an object that the row's other members are read from.</summary>
/// <remarks>Where nothing of the name is in scope, only its author knows the value: a made-up one would but silence the rule.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP4005FeatureUnsetWhenServingCodeFix))]
public sealed class MLAP4005FeatureUnsetWhenServingCodeFix : EditsCodeFix
{
    public const string SetMembers = "MLAP4005.SetMembers";

    public MLAP4005FeatureUnsetWhenServingCodeFix()
        : base("MLAP4005", SetMembers)
    {
    }

    private protected override string? Edit(Edits edits, SemanticModel model, Diagnostic diagnostic, IDictionary<string, string> made, CancellationToken cancellationToken)
    {
        var node = model.SyntaxTree.GetRoot(cancellationToken).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var creation = node as BaseObjectCreationExpressionSyntax ?? (node.Parent as ObjectCreationExpressionSyntax is { } outer && outer.Type == node ? outer : null);
        if (creation is null || model.GetTypeInfo(creation, cancellationToken).Type is not { } row
            || !diagnostic.Properties.TryGetValue(MLAP4005FeatureUnsetWhenServingAnalyzer.MembersProperty, out var missing) || missing is null)
            return null;

        var set = new List<(string Member, string Value)>();
        foreach (var name in missing.Split(','))
        {
            if (TypeOf(row, name) is { } type && ValueFor(name, type, creation, model, cancellationToken) is { } value)
                set.Add((name, value));
        }

        if (set.Count == 0)
            return null;
        Insert(edits, creation, set.Select(member => $"{member.Member} = {member.Value}").ToList(), model.SyntaxTree.GetText(cancellationToken));
        return "Set " + Words.List(set.Select(member => member.Member).ToList());
    }

    private static ITypeSymbol? TypeOf(ITypeSymbol row, string member)
    {
        for (var type = row; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(member).Select(TypeOf).FirstOrDefault(found => found is not null) is { } known)
                return known;
        }

        return null;
    }

    private static ITypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol { GetMethod: not null, IsIndexer: false } property => property.Type,
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };

    /// <summary>The one expression in scope that is called like a member and fits it.</summary>
    private static string? ValueFor(string member, ITypeSymbol type, BaseObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken)
    {
        var scope = model.LookupSymbols(creation.SpanStart).Where(symbol => symbol is IParameterSymbol or ILocalSymbol && IsDeclaredBefore(symbol, creation)).ToList();
        var named = scope.Where(symbol => IsCalled(symbol, member)).Select(symbol => Converted(symbol.Name, symbol, type, model)).OfType<string>().Distinct().ToList();
        if (named.Count > 0)
            return named.Count == 1 ? named[0] : null;

        // Objects that the other members are read from come before whatever else is in scope.
        var read = Read(creation).Select(source => (Text: source.ToString(), model.GetTypeInfo(source, cancellationToken).Type));
        var held = scope.Select(symbol => (Text: symbol.Name, Type: TypeOf(symbol)));
        foreach (var sources in new[] { read, held })
        {
            var found = sources.SelectMany(source => MembersOf(source.Type, model, creation).Where(symbol => IsCalled(symbol, member)).Select(symbol => Converted(source.Text + "." + symbol.Name, symbol, type, model)))
                .OfType<string>().Distinct().ToList();
            if (found.Count > 0)
                return found.Count == 1 ? found[0] : null;
        }

        return null;
    }

    private static bool IsCalled(ISymbol symbol, string member) => string.Equals(symbol.Name, member, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a variable has its value already; one of the statement itself has not.</summary>
    private static bool IsDeclaredBefore(ISymbol symbol, SyntaxNode place) =>
        symbol is IParameterSymbol || symbol.DeclaringSyntaxReferences.Any(declared => declared.Span.End <= place.SpanStart);

    /// <summary>What the row is filled from: <c>input</c> where it says <c>input.Age</c>.</summary>
    private static IEnumerable<ExpressionSyntax> Read(BaseObjectCreationExpressionSyntax creation) =>
        creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
            .SelectMany(assignment => assignment.Right.DescendantNodesAndSelf(inside => inside is not AnonymousFunctionExpressionSyntax))
            .OfType<MemberAccessExpressionSyntax>()
            .Where(access => access.Parent is not InvocationExpressionSyntax)
            .Select(access => access.Expression)
            .Where(source => source is IdentifierNameSyntax or MemberAccessExpressionSyntax) ?? Enumerable.Empty<ExpressionSyntax>();

    private static IEnumerable<ISymbol> MembersOf(ITypeSymbol? type, SemanticModel model, SyntaxNode place)
    {
        for (; type is { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface }; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (!member.IsStatic && TypeOf(member) is not null && member.CanBeReferencedByName && model.IsAccessible(place.SpanStart, member))
                    yield return member;
            }
        }
    }

    /// <summary>An expression as a value of a type, cast where one number is to become another; null where it cannot be had so.</summary>
    private static string? Converted(string text, ISymbol symbol, ITypeSymbol type, SemanticModel model)
    {
        var conversion = model.Compilation.ClassifyConversion(TypeOf(symbol)!, type);
        if (conversion.IsImplicit && conversion.Exists)
            return text;
        return conversion is { IsNumeric: true, IsExplicit: true } ? $"({type.ToMinimalDisplayString(model, 0)}){text}" : null;
    }

    private static void Insert(Edits edits, BaseObjectCreationExpressionSyntax creation, IReadOnlyList<string> members, SourceText text)
    {
        if (creation.Initializer is not { } initializer)
        {
            edits.Replace(new TextSpan(creation.Span.End, 0), $" {{ {string.Join(", ", members)} }}");
            return;
        }

        var expressions = initializer.Expressions;
        if (expressions.Count == 0)
        {
            edits.Replace(TextSpan.FromBounds(initializer.OpenBraceToken.Span.End, initializer.CloseBraceToken.SpanStart), $" {string.Join(", ", members)} ");
            return;
        }

        var last = expressions[expressions.Count - 1];
        var hasComma = expressions.SeparatorCount == expressions.Count;
        var end = hasComma ? expressions.GetSeparator(expressions.Count - 1).Span.End : last.Span.End;
        var line = text.Lines.GetLineFromPosition(last.SpanStart);
        if (!string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(line.Start, last.SpanStart))) || text.Lines.GetLineFromPosition(initializer.CloseBraceToken.SpanStart).LineNumber == text.Lines.GetLineFromPosition(end).LineNumber)
        {
            edits.Replace(new TextSpan(end, 0), (hasComma ? " " : ", ") + string.Join(", ", members) + (hasComma ? "," : ""));
            return;
        }

        // Each on a line of its own, below whatever is said about the last one.
        var separator = "," + edits.LineEnd + edits.IndentationOf(last);
        if (!hasComma)
            edits.Replace(new TextSpan(end, 0), ",");
        edits.Replace(new TextSpan(text.Lines.GetLineFromPosition(end).End, 0), separator.Substring(1) + string.Join(separator, members) + (hasComma ? "," : ""));
    }
}
