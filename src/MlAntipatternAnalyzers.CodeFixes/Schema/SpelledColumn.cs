using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>The place where a column's name is written out, and how another name is written there.</summary>
internal static class SpelledColumn
{
    /// <summary>The literal or <c>nameof</c> that spells the name, at a finding's place or where what stands there is declared; null where it is not plain.</summary>
    public static ExpressionSyntax? Find(SyntaxNode place, string column, SemanticModel model, CancellationToken cancellationToken)
    {
        if (ColumnPlace.Spells(place, column))
            return place as ExpressionSyntax;
        if (place is ExpressionSyntax and not InvocationExpressionSyntax)
            return Declared(place, column, model, cancellationToken);
        if (place is not InvocationExpressionSyntax call)
            return null;

        // A list of names that is declared elsewhere in the file.
        var found = call.ArgumentList.Arguments
            .Select(argument => argument.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax ? Declared(argument.Expression, column, model, cancellationToken) : null)
            .OfType<ExpressionSyntax>().ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>The other name, written as the first one is: a <c>nameof</c> where it names a member of the same class.</summary>
    public static string Spell(ExpressionSyntax place, string name, SemanticModel model, CancellationToken cancellationToken)
    {
        if (place is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } named } && named[0].Expression is MemberAccessExpressionSyntax access
            && model.GetSymbolInfo(access.Expression, cancellationToken).Symbol is INamedTypeSymbol type && HasMember(type, name))
            return $"nameof({access.Expression}.{name})";
        return SymbolDisplay.FormatLiteral(name, quote: true);
    }

    private static bool HasMember(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).Any(member => member is IPropertySymbol or IFieldSymbol))
                return true;
        }

        return false;
    }

    private static ExpressionSyntax? Declared(SyntaxNode use, string column, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(use, cancellationToken).Symbol is not { Kind: SymbolKind.Local or SymbolKind.Field } symbol)
            return null;
        if (symbol.DeclaringSyntaxReferences.Length != 1 || symbol.DeclaringSyntaxReferences[0].SyntaxTree != model.SyntaxTree)
            return null;
        if (symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: { } value })
            return null;
        var spelled = value.DescendantNodesAndSelf().Where(node => ColumnPlace.Spells(node, column)).OfType<ExpressionSyntax>().ToList();
        return spelled.Count == 1 ? spelled[0] : null;
    }
}
