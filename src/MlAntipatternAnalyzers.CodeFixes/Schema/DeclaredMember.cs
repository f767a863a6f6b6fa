using System.Linq;
using System.Threading;
using System.Threading.Tasks;
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
    /// <param name="document">A document of a project that knows the class.</param>
    /// <param name="diagnostic">The finding.</param>
    /// <param name="row">The property of the finding that is the class's metadata name.</param>
    /// <param name="name">The member's name; null where there is none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<DeclaredMember?> FindAsync(Document document, Diagnostic diagnostic, string row, string? name, CancellationToken cancellationToken)
    {
        if (name is null || !diagnostic.Properties.TryGetValue(row, out var metadataName) || metadataName is null
            || await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation
            || MemberOf(compilation.GetTypeByMetadataName(metadataName), name) is not { DeclaringSyntaxReferences: { Length: 1 } declared } || document.Project.Solution.GetDocument(declared[0].SyntaxTree) is not { } home)
            return null;
        return (await declared[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false)).FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
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
    public async Task AnnotateAsync(EditPlan plan, string name, string? arguments, CancellationToken cancellationToken)
    {
        var semantics = (await Home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        plan.Insert(Home, Declaration.SpanStart, arguments is null ? $"[{name}] " : $"[{name}({arguments})] ");
        plan.Use(Home, semantics, Declaration.SpanStart, name + "Attribute", "Microsoft.ML.Data", MlExpressions.NewLineOf(Declaration.SyntaxTree.GetText()));
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
