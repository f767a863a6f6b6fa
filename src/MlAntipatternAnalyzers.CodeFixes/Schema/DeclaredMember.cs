using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Where a member of a row class is declared, and what can be edited there.</summary>
internal sealed class DeclaredMember
{
    private DeclaredMember(Document home, MemberDeclarationSyntax declaration, TypeSyntax type)
    {
        Home = home;
        Declaration = declaration;
        Type = type;
    }

    public Document Home { get; }

    /// <summary>A property, or a field that is declared by itself.</summary>
    public MemberDeclarationSyntax Declaration { get; }

    public TypeSyntax Type { get; }

    /// <summary>The member of a class or of its bases; null where it is not declared in the solution, or in a way that is not edited here.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="compilation">Where the class is known.</param>
    /// <param name="row">The class's metadata name.</param>
    /// <param name="name">The member's.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static DeclaredMember? Find(Solution solution, Compilation compilation, string row, string name, CancellationToken cancellationToken)
    {
        if (MemberOf(compilation.GetTypeByMetadataName(row), name) is not { DeclaringSyntaxReferences: { Length: 1 } declared } || solution.GetDocument(declared[0].SyntaxTree) is not { } home)
            return null;
        return declared[0].GetSyntax(cancellationToken).FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
        {
            PropertyDeclarationSyntax property => new DeclaredMember(home, property, property.Type),
            FieldDeclarationSyntax { Declaration: { Variables.Count: 1, Type: var type } } field => new DeclaredMember(home, field, type),
            _ => null,
        };
    }

    /// <summary>The attribute of ML.NET's data namespace that the member has; null where it has none.</summary>
    public AttributeSyntax? Attribute(string name) =>
        Declaration.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(attribute => attribute.Name.ToString().Split('.').Last() is var used && (used == name || used == name + "Attribute"));

    /// <summary>Plans an attribute more, and the using directive that it needs.</summary>
    public void Annotate(EditPlan plan, SemanticModel semantics, string name, string? arguments = null)
    {
        plan.Insert(Home, Declaration.SpanStart, arguments is null ? $"[{name}] " : $"[{name}({arguments})] ");
        plan.Use(Home, semantics, Declaration.SpanStart, name + "Attribute", "Microsoft.ML.Data", EditPlan.LineEndOf(Declaration.SyntaxTree.GetText()));
    }

    private static ISymbol? MemberOf(INamedTypeSymbol? row, string name)
    {
        for (; row is not null; row = row.BaseType)
        {
            if (row.GetMembers(name).FirstOrDefault(member => member is IPropertySymbol or IFieldSymbol) is { } member)
                return member;
        }

        return null;
    }
}
