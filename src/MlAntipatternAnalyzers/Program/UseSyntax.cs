using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What code can do with a name, as far as its syntax tells: a cheap look before the code is bound.</summary>
internal static class UseSyntax
{
    /// <summary>What collections call the methods that put something in.</summary>
    public static readonly ImmutableHashSet<string> Additions = ImmutableHashSet.Create("Add", "TryAdd", "AddOrUpdate", "GetOrAdd", "Enqueue", "Push");

    /// <summary>Whether code may assign to a member of a name, put something into the collection that it holds, or lend it by reference.</summary>
    public static bool MayWrite(SyntaxNode body, string name) =>
        body.Parent is PropertyDeclarationSyntax or VariableDeclaratorSyntax
        || body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(used => used.Identifier.ValueText == name && IsWritten(used));

    private static bool IsWritten(ExpressionSyntax used)
    {
        for (SyntaxNode node = used; ; node = node.Parent!)
        {
            switch (node.Parent)
            {
                case { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression or (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression }:
                    return true;

                case MemberAccessExpressionSyntax access when access.Name == node:
                case MemberBindingExpressionSyntax:
                case ConditionalAccessExpressionSyntax:
                case ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax or TupleExpressionSyntax:
                case ElementAccessExpressionSyntax indexed when indexed.Expression == node:
                case ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent: TupleExpressionSyntax }:
                    continue;

                case AssignmentExpressionSyntax assignment:
                    return assignment.Left == node;

                case ArgumentSyntax argument:
                    return !argument.RefKindKeyword.IsKind(SyntaxKind.None);

                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax, Name.Identifier.ValueText: var called }:
                    return Additions.Contains(called);

                default:
                    return false;
            }
        }
    }
}
