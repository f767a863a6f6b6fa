using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.SchemaTests.Mutation;

/// <summary>A member of a row class.</summary>
/// <param name="Symbol">The property or field.</param>
/// <param name="Declaration">Its declaration.</param>
/// <param name="IsPrediction">Whether its class takes predictions, and no data.</param>
internal sealed record RowMember(ISymbol Symbol, MemberDeclarationSyntax Declaration, bool IsPrediction)
{
    /// <summary>The name in the declaration.</summary>
    public SyntaxToken Identifier => Declaration is PropertyDeclarationSyntax property ? property.Identifier : ((FieldDeclarationSyntax)Declaration).Declaration.Variables[0].Identifier;

    /// <summary>The type in the declaration.</summary>
    public TypeSyntax Type => Declaration is PropertyDeclarationSyntax property ? property.Type : ((FieldDeclarationSyntax)Declaration).Declaration.Type;
}

/// <summary>Finds the row classes of a program: those that it gives to ML.NET, or to its own generic code, as type arguments.</summary>
internal static class RowClasses
{
    private static readonly string[] Outputs = ["Score", "PredictedLabel", "Probability"];

    /// <summary>The members that are columns, in the order of the text.</summary>
    public static ImmutableArray<RowMember> MembersOf(SemanticModel model)
    {
        var root = model.SyntaxTree.GetRoot();
        var classes = root.DescendantNodes()
            .SelectMany(node => TypeArguments(model, node))
            .SelectMany(WithBases)
            .Where(type => type.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == model.SyntaxTree))
            .ToHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        return [.. root.DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Select(declaration => (Declaration: declaration, Symbol: ColumnOf(model, declaration)))
            .Where(member => member.Symbol is not null && classes.Contains(member.Symbol.ContainingType))
            .Select(member => new RowMember(member.Symbol!, member.Declaration, IsPrediction(member.Symbol!.ContainingType)))];
    }

    private static IEnumerable<INamedTypeSymbol> TypeArguments(SemanticModel model, SyntaxNode node) => model.GetSymbolInfo(node).Symbol switch
    {
        IMethodSymbol { IsGenericMethod: true } method when node is InvocationExpressionSyntax && IsOfInterest(model, method) => method.TypeArguments.OfType<INamedTypeSymbol>(),
        IMethodSymbol { ContainingType: { IsGenericType: true } type } when node is BaseObjectCreationExpressionSyntax && IsOfInterest(model, type) => type.TypeArguments.OfType<INamedTypeSymbol>(),
        _ => [],
    };

    private static bool IsOfInterest(SemanticModel model, ISymbol symbol) =>
        ColumnSites.IsMlNet(symbol) || SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, model.Compilation.Assembly);

    private static IEnumerable<INamedTypeSymbol> WithBases(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;
    }

    private static ISymbol? ColumnOf(SemanticModel model, MemberDeclarationSyntax declaration) => declaration switch
    {
        PropertyDeclarationSyntax => model.GetDeclaredSymbol(declaration) as IPropertySymbol is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, SetMethod: not null } property ? property : null,
        FieldDeclarationSyntax { Declaration.Variables: [var variable] } => model.GetDeclaredSymbol(variable) is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } field ? field : null,
        _ => null,
    };

    private static bool IsPrediction(INamedTypeSymbol type) => type.GetMembers().Any(member =>
        Outputs.Contains(member.Name)
        || member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ColumnNameAttribute" && attribute.ConstructorArguments is [{ Value: string name }] && Outputs.Contains(name)));
}
