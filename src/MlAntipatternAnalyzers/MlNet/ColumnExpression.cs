using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.MlNet;

/// <summary>What the text given to <c>Expression</c> demands of its inputs, and the kind of value that it computes.</summary>
/// <remarks>ML.NET's expressions look like lambdas of C#, whose parser reads them; what it does not read as one is not known.</remarks>
internal sealed class ColumnExpression
{
    private static readonly Accepted Numeric = Accepted.AnyShape("a number (Single, Double, Int32 or Int64)", Numbers);
    private static readonly Accepted Textual = Accepted.AnyShape("String", Items.Text);

    private readonly ExpressionSyntax body;
    private readonly Dictionary<string, int> parameters = new();

    private ColumnExpression(LambdaExpressionSyntax lambda, ExpressionSyntax body)
    {
        this.body = body;
        if (lambda is SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: var only })
            parameters[only] = 0;
        foreach (var parameter in (lambda as ParenthesizedLambdaExpressionSyntax)?.ParameterList.Parameters ?? default)
            parameters[parameter.Identifier.ValueText] = parameters.Count;
    }

    private static Items Numbers => Items.Single | Items.Double | Items.Int32 | Items.Int64;

    /// <summary>Reads an expression; null where it is not known, or not read.</summary>
    public static ColumnExpression? Of(OperatorUse use) =>
        use.Argument("expression") is string text
        && SyntaxFactory.ParseExpression(text) is LambdaExpressionSyntax { ExpressionBody: { } body, ContainsDiagnostics: false } lambda
        && new ColumnExpression(lambda, body) is var read && read.parameters.Count == use.InputCount
            ? read
            : null;

    /// <summary>The kind of value that it computes; several where that is not known.</summary>
    public Items ResultOf(OperatorUse use) => ItemsOf(body, use);

    /// <summary>What all of its inputs must be alike; null where they differ, or nothing is demanded.</summary>
    public Accepted? Demand()
    {
        var numeric = new HashSet<string>();
        var textual = new HashSet<string>();
        foreach (var node in body.DescendantNodesAndSelf())
        {
            if (node is not IdentifierNameSyntax { Identifier.ValueText: var name } || !parameters.ContainsKey(name))
                continue;
            if (node.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression or (int)SyntaxKind.SubtractExpression })
                numeric.Add(name);
            else if (node.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "lower" or "upper" } } })
                textual.Add(name);
        }

        return numeric.Count == parameters.Count && textual.Count == 0 ? Numeric : textual.Count == parameters.Count && numeric.Count == 0 ? Textual : null;
    }

    private Items ItemsOf(ExpressionSyntax expression, OperatorUse use)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                return ItemsOf(inner.Expression, use);

            case IdentifierNameSyntax { Identifier.ValueText: var name } when parameters.TryGetValue(name, out var index):
                return use.Input(index).Items;

            case LiteralExpressionSyntax literal:
                return OfLiteral(literal);

            case PrefixUnaryExpressionSyntax unary:
                return unary.IsKind(SyntaxKind.LogicalNotExpression) ? Items.Boolean : unary.IsKind(SyntaxKind.UnaryMinusExpression) ? Known(ItemsOf(unary.Operand, use)) : Items.Any;

            case ConditionalExpressionSyntax choice:
                return Promoted(ItemsOf(choice.WhenTrue, use), ItemsOf(choice.WhenFalse, use));

            case InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "lower" or "upper" } }:
                return Items.Text;

            case BinaryExpressionSyntax binary:
                return (SyntaxKind)binary.RawKind switch
                {
                    SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
                        or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression => Items.Boolean,
                    SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression =>
                        Promoted(ItemsOf(binary.Left, use), ItemsOf(binary.Right, use)),
                    _ => Items.Any,
                };

            default:
                return Items.Any;
        }
    }

    /// <summary>Single beside Single stays Single, and becomes Double beside Double.</summary>
    private static Items Promoted(Items left, Items right) =>
        (left, right) switch
        {
            (Items.Single, Items.Single) => Items.Single,
            (Items.Double, Items.Double) or (Items.Single, Items.Double) or (Items.Double, Items.Single) => Items.Double,
            (Items.Text, Items.Text) => Items.Text,
            _ => Items.Any,
        };

    private static Items Known(Items items) => items is Items.Single or Items.Double ? items : Items.Any;

    private static Items OfLiteral(LiteralExpressionSyntax literal) =>
        literal.Token.Value switch
        {
            float => Items.Single,
            bool => Items.Boolean,
            string => Items.Text,
            _ => Items.Any,
        };
}
