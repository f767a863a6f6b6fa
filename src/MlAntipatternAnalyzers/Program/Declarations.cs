using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What the bodies of a compilation are declared as.</summary>
/// <remarks>
/// The compiler, asked for a member, finds its namespaces and class anew each time; here a class is asked for once, and its members are told apart by
/// name and place. What is rare is left to the compiler.
/// </remarks>
internal sealed class Declarations
{
    private readonly CodeIndex code;
    private readonly Dictionary<TypeDeclarationSyntax, INamedTypeSymbol?> types = new();

    public Declarations(CodeIndex code)
    {
        this.code = code;
    }

    public ISymbol? SymbolOf(SyntaxNode body) => Member(body) ?? Asked(body);

    private ISymbol? Member(SyntaxNode body) =>
        body switch
        {
            MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null, Identifier: var name } => Find(body, name),
            ConstructorDeclarationSyntax { Identifier: var name, Modifiers: var modifiers } => Find(body, name, modifiers.Any(SyntaxKind.StaticKeyword) ? WellKnownMemberNames.StaticConstructorName : WellKnownMemberNames.InstanceConstructorName),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier: var name, Parent.Parent: FieldDeclarationSyntax field } } => Find(field, name),
            EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax { Identifier: var name } property } => Find(property, name),
            ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null, Identifier: var name } property } => (Find(property, name) as IPropertySymbol)?.GetMethod,
            AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null, Identifier: var name } property } accessor =>
                Find(property, name) is not IPropertySymbol found ? null : accessor.IsKind(SyntaxKind.GetAccessorDeclaration) ? found.GetMethod : found.SetMethod,
            _ => null,
        };

    private ISymbol? Find(SyntaxNode member, SyntaxToken identifier, string? name = null)
    {
        if (member.Parent is not TypeDeclarationSyntax declaration)
            return null;
        if (!types.TryGetValue(declaration, out var type))
            types.Add(declaration, type = code.SemanticsOf(declaration.SyntaxTree).GetDeclaredSymbol(declaration));
        foreach (var candidate in type?.GetMembers(name ?? identifier.ValueText) ?? ImmutableArray<ISymbol>.Empty)
        {
            if (candidate.Locations is { Length: 1 } places && places[0] is var place && place.SourceSpan == identifier.Span && place.SourceTree == declaration.SyntaxTree)
                return candidate;
        }

        return null;
    }

    private ISymbol? Asked(SyntaxNode body)
    {
        var semantics = code.SemanticsOf(body.SyntaxTree);
        return body switch
        {
            CompilationUnitSyntax unit => semantics.GetDeclaredSymbol(unit),
            ArrowExpressionClauseSyntax { Parent: { } property } => (semantics.GetDeclaredSymbol(property) as IPropertySymbol)?.GetMethod,
            EqualsValueClauseSyntax { Parent: { } owner } => semantics.GetDeclaredSymbol(owner),
            _ => semantics.GetDeclaredSymbol(body),
        };
    }
}
