using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Variables that hold one value all their life.</summary>
internal static class Holder
{
    /// <summary>Whether an expression is a variable that is in scope at another place, and still holds there what it holds here.</summary>
    public static bool IsStable(ExpressionSyntax expression, SemanticModel semantics, SyntaxNode place, CancellationToken cancellationToken)
    {
        if (expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }))
            return false;
        var symbol = semantics.GetSymbolInfo(expression, cancellationToken).Symbol;
        var isKnown = symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Private } or IFieldSymbol { IsReadOnly: true };
        if (symbol is null || !isKnown || !semantics.LookupSymbols(place.SpanStart, name: symbol.Name).Contains(symbol, SymbolEqualityComparer.Default))
            return false;

        // Code of another part of a class is not looked at.
        if (symbol is IFieldSymbol && symbol.ContainingType.DeclaringSyntaxReferences.Length > 1)
            return false;
        var scope = expression.Ancestors().FirstOrDefault(node => symbol is IFieldSymbol ? node is TypeDeclarationSyntax : node is BaseMethodDeclarationSyntax or CompilationUnitSyntax);
        var writes = scope?.DescendantNodes().Count(node => IsWrite(node, symbol.Name)) ?? 2;
        var declared = symbol is IParameterSymbol || symbol.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer: not null });
        return writes + (declared ? 1 : 0) == 1;
    }

    /// <summary>Whether anything of this name is assigned to: another variable of the name counts too, which errs on the safe side.</summary>
    private static bool IsWrite(SyntaxNode node, string name) =>
        node switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(left => left.Identifier.ValueText == name),
            ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => argument.Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(passed => passed.Identifier.ValueText == name),
            _ => false,
        };
}
