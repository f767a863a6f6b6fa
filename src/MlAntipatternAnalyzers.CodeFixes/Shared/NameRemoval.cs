using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Leaves names of columns out of a call that takes several: out of its arguments, or out of the array that it is given.</summary>
internal sealed class NameRemoval
{
    private readonly SemanticModel model;
    private readonly CancellationToken cancellationToken;
    private readonly List<(SyntaxNode Element, SyntaxNodeOrTokenList List)> elements = new();

    private NameRemoval(SemanticModel model, CancellationToken cancellationToken)
    {
        this.model = model;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>The edits that leave the names out, or null where it is not plain how: a name is not found, or nothing would be left.</summary>
    public static Edits? TryCreate(SemanticModel model, InvocationExpressionSyntax call, IReadOnlyCollection<string> names, SourceText text, CancellationToken cancellationToken)
    {
        var removal = new NameRemoval(model, cancellationToken);
        if (!removal.FindElements(call))
            return null;

        var removed = removal.elements.Where(element => removal.NameOf(element.Element) is { } name && names.Contains(name)).ToList();
        if (!names.All(name => removed.Any(element => removal.NameOf(element.Element) == name)) || removed.Count == removal.elements.Count)
            return null;

        var edits = new Edits(text);
        foreach (var list in removed.GroupBy(element => element.List))
        {
            // An array that loses all its elements would need its type written out.
            if (list.First().Element is not ArgumentSyntax && list.Count() == (list.Key.Count + 1) / 2)
                return null;
            foreach (var span in SpansOf(list.Key, list.Select(element => element.Element).ToList(), text))
                edits.Replace(span, "");
        }

        return edits;
    }

    /// <summary>The places where the call's column names are written.</summary>
    private bool FindElements(InvocationExpressionSyntax call)
    {
        if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { Name: not "Expression", Parameters.IsEmpty: false } method)
            return false;
        var arguments = call.ArgumentList.Arguments;
        var ordinal = 0;
        foreach (var argument in arguments)
        {
            var parameter = argument.NameColon is { } named
                ? method.Parameters.FirstOrDefault(candidate => candidate.Name == named.Name.Identifier.ValueText)
                : method.Parameters[System.Math.Min(ordinal, method.Parameters.Length - 1)];
            ordinal++;
            if (parameter?.Type is not IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String })
                continue;
            if (model.GetTypeInfo(argument.Expression, cancellationToken).Type?.SpecialType == SpecialType.System_String)
                elements.Add((argument, arguments.GetWithSeparators()));
            else if (!FindIn(argument.Expression))
                return false;
        }

        return elements.Count > 0;
    }

    private bool FindIn(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case ImplicitArrayCreationExpressionSyntax array:
                return Add(array.Initializer.Expressions);

            case ArrayCreationExpressionSyntax { Initializer: { } initializer }:
                return Add(initializer.Expressions);

            case InitializerExpressionSyntax initializer:
                return Add(initializer.Expressions);

            case CollectionExpressionSyntax collection:
                foreach (var element in collection.Elements)
                {
                    if (element is ExpressionElementSyntax)
                        elements.Add((element, collection.Elements.GetWithSeparators()));
                    else if (element is not SpreadElementSyntax spread || !FindIn(spread.Expression))
                        return false;
                }

                return true;

            case ObjectCreationExpressionSyntax { Initializer: { } initializer }:
                return Add(initializer.Expressions);

            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                return model.GetSymbolInfo(expression, cancellationToken).Symbol is { } symbol && IsUsedOnce(symbol, expression) && InitializerOf(symbol) is { } value && FindIn(value);

            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when access.Name.Identifier.ValueText is "ToArray" or "ToList" or "Append" or "Prepend" or "Concat":
                // A name that is appended alone stays: it would have to go with its call.
                return (access.Name.Identifier.ValueText != "Concat" || call.ArgumentList.Arguments.All(argument => FindIn(argument.Expression))) && FindIn(access.Expression);

            default:
                return false;
        }
    }

    private bool Add<T>(SeparatedSyntaxList<T> list)
        where T : SyntaxNode
    {
        foreach (var element in list)
            elements.Add((element, list.GetWithSeparators()));
        return true;
    }

    /// <summary>Another reader of the same array may well want the name.</summary>
    private bool IsUsedOnce(ISymbol symbol, ExpressionSyntax use)
    {
        var name = symbol.Name;
        return symbol is IFieldSymbol { DeclaredAccessibility: Accessibility.Private } or ILocalSymbol
            && use.SyntaxTree.GetRoot(cancellationToken).DescendantNodes().OfType<IdentifierNameSyntax>().Count(identifier => identifier.Identifier.ValueText == name) == 1;
    }

    private ExpressionSyntax? InitializerOf(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Length == 1 && symbol.DeclaringSyntaxReferences[0].SyntaxTree == model.SyntaxTree
            && symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value }
            ? value
            : null;

    private string? NameOf(SyntaxNode element)
    {
        var expression = element switch
        {
            ArgumentSyntax argument => argument.Expression,
            ExpressionElementSyntax item => item.Expression,
            _ => element,
        };
        return model.GetConstantValue(expression, cancellationToken) is { HasValue: true, Value: string name } ? name : null;
    }

    /// <summary>The text of elements with one separator each, and the space that they leave; comments stay.</summary>
    public static IEnumerable<TextSpan> SpansOf(SyntaxNodeOrTokenList list, List<SyntaxNode> removed, SourceText text)
    {
        var keptBefore = false;
        for (var i = 0; i < list.Count; i += 2)
        {
            if (!removed.Contains(list[i].AsNode()!))
            {
                keptBefore = true;
                continue;
            }

            var element = list[i].Span;
            if (keptBefore && !HasComment(text, TextSpan.FromBounds(list[i - 1].SpanStart, element.Start)))
            {
                yield return TextSpan.FromBounds(list[i - 1].SpanStart, element.End);
            }
            else if (i + 1 < list.Count)
            {
                var next = i + 2 < list.Count ? list[i + 2].SpanStart : list[i + 1].Span.End;
                yield return TextSpan.FromBounds(element.Start, HasComment(text, TextSpan.FromBounds(element.End, next)) ? list[i + 1].Span.End : next);
            }
            else
            {
                if (i > 0)
                    yield return list[i - 1].Span;
                yield return element;
            }
        }
    }

    private static bool HasComment(SourceText text, TextSpan span) => text.ToString(span) is var between && (between.Contains("//") || between.Contains("/*"));
}
