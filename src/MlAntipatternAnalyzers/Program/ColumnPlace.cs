using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Where a call spells the name of a column.</summary>
internal static class ColumnPlace
{
    /// <summary>The literal or <c>nameof</c> in the call's arguments, else the argument that holds the name, else the call.</summary>
    public static SyntaxNode Of(StepArguments? arguments, SyntaxNode call, string column, ColumnRole role)
    {
        if (arguments?.Operation is IPropertyReferenceOperation { Arguments.Length: 1 } indexer)
            return LiteralIn(indexer.Arguments[0].Syntax, column) ?? indexer.Arguments[0].Syntax;
        if (arguments?.Operation is not IInvocationOperation invocation)
            return call;

        // The input of an operator that works in place is named by its output.
        return Find(invocation, column, role) ?? (role == ColumnRole.Input && Find(invocation, column, ColumnRole.Output) is { } output && Spells(output, column) ? output : null) ?? call;
    }

    /// <summary>The literals in a call's own arguments that name columns.</summary>
    public static IEnumerable<LiteralExpressionSyntax> Literals(StepArguments? arguments)
    {
        if (arguments?.Operation is not IInvocationOperation invocation)
            yield break;
        foreach (var argument in invocation.Arguments)
        {
            if (argument is not { ArgumentKind: not ArgumentKind.DefaultValue, Parameter.Name: var parameter } || (parameter is not "options" and not "columnName" && ColumnRoles.Of(parameter) == ColumnRole.None))
                continue;
            foreach (var value in (argument.Value as IArrayCreationOperation)?.Initializer?.ElementValues ?? ImmutableArray.Create(argument.Value))
            {
                if (value.Kind is OperationKind.NameOf or OperationKind.LocalReference or OperationKind.ParameterReference or OperationKind.FieldReference)
                    continue;
                foreach (var node in value.Syntax is LiteralExpressionSyntax single ? new[] { single } : value.Syntax.DescendantNodes(node => node is not AnonymousFunctionExpressionSyntax))
                {
                    if (node is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression) && IsWholeName(literal))
                        yield return literal;
                }
            }
        }
    }

    /// <summary>Whether a literal is a name by itself: no part of a longer text, and no option that names something else.</summary>
    private static bool IsWholeName(LiteralExpressionSyntax literal) =>
        literal.Parent switch
        {
            BinaryExpressionSyntax => false,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax option } => ColumnRoles.Of(option.Identifier.ValueText) != ColumnRole.None,
            _ => true,
        };

    /// <summary>Whether an expression is a text that is written out: a literal, or <c>nameof</c>.</summary>
    public static bool Spells(SyntaxNode node, string column) =>
        node switch
        {
            LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText == column,
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: { Count: 1 } named } => named[0].Expression switch
            {
                IdentifierNameSyntax name => name.Identifier.ValueText == column,
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == column,
                _ => false,
            },
            _ => false,
        };

    private static SyntaxNode? Find(IInvocationOperation invocation, string column, ColumnRole role)
    {
        SyntaxNode? holder = null;
        foreach (var argument in invocation.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Parameter is not { } parameter || !MayName(parameter, role))
                continue;
            if (argument.ArgumentKind == ArgumentKind.ParamArray)
            {
                // Each element is an argument of its own.
                var elements = (argument.Value as IArrayCreationOperation)?.Initializer?.ElementValues ?? ImmutableArray<IOperation>.Empty;
                if (elements.Select(element => LiteralIn(element.Syntax, column)).LastOrDefault(found => found is not null) is { } element)
                    return element;
                continue;
            }

            if (LiteralIn(argument.Syntax, column) is { } literal)
                return literal;
            if (argument.Value.Type?.SpecialType == SpecialType.System_String && argument.Syntax is ArgumentSyntax { Expression: not LiteralExpressionSyntax and { } expression })
                holder = expression;
        }

        return holder;
    }

    private static SyntaxNode? LiteralIn(SyntaxNode syntax, string column) =>
        syntax.DescendantNodesAndSelf(node => node is not AnonymousFunctionExpressionSyntax && !Spells(node, column)).LastOrDefault(node => Spells(node, column));

    private static bool MayName(IParameterSymbol parameter, ColumnRole role)
    {
        if (parameter.Name is "options" or "columns" or "columnName")
            return true;
        var named = ColumnRoles.Of(parameter.Name);
        return named == role || (named == ColumnRole.Kept && role == ColumnRole.Dropped) || (role == ColumnRole.Label && parameter.Name == "binaryEstimator");
    }
}
