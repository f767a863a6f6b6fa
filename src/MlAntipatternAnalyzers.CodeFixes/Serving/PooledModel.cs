using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.CodeFixes.Serving;

/// <summary>The file of the model that an engine is made of, and what loads it and need not do so any longer.</summary>
internal sealed class PooledModel
{
    private PooledModel(string path) => Path = path;

    /// <summary>The path, spelled so that it means the same in any other file that uses System and System.IO.</summary>
    public string Path { get; }

    /// <summary>The statement that only loads the model for the engine, or null.</summary>
    public StatementSyntax? Statement { get; private set; }

    /// <summary>The assignment in the constructor that only loads the model for the engine, or null.</summary>
    public AssignmentExpressionSyntax? Assignment { get; private set; }

    /// <summary>The field that only holds the model for the engine, or null.</summary>
    public FieldDeclarationSyntax? Field { get; private set; }

    /// <param name="semantics">The file.</param>
    /// <param name="model">What is given to <c>CreatePredictionEngine</c>.</param>
    /// <param name="owner">The class that it is written in, all of it.</param>
    public static PooledModel? Of(SemanticModel semantics, ExpressionSyntax model, TypeDeclarationSyntax owner)
    {
        if (PathOf(semantics, model) is { } direct)
            return new PooledModel(direct);

        switch (semantics.GetSymbolInfo(model).Symbol)
        {
            case ILocalSymbol local when Declarator(local) is { Initializer.Value: { } value, Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } statement } variable && PathOf(semantics, value) is { } path:
                var uses = LockedPrediction.ReferencesOf(semantics, variable);
                return uses.Any(IsWritten) ? null : new PooledModel(path) { Statement = uses.Length == 1 ? statement : null };

            case IFieldSymbol { DeclaredAccessibility: Accessibility.Private } field when Declarator(field) is { Parent.Parent: FieldDeclarationSyntax { Declaration.Variables.Count: 1 } declaration } variable:
                var references = owner.DescendantNodes().OfType<IdentifierNameSyntax>()
                    .Where(name => name.Identifier.ValueText == field.Name && SymbolEqualityComparer.Default.Equals(semantics.GetSymbolInfo(name).Symbol, field)).ToList();
                var writes = references.Where(IsWritten).ToList();
                var isAlone = references.Count - writes.Count == 1;
                if (variable.Initializer is { Value: { } initial })
                    return writes.Count == 0 && PathOf(semantics, initial) is { } from ? new PooledModel(from) { Field = isAlone ? declaration : null } : null;

                return writes.Count == 1 && AssignmentOf(writes[0]) is { } assignment && PathOf(semantics, assignment.Right) is { } loaded
                    ? new PooledModel(loaded) { Assignment = isAlone ? assignment : null, Field = isAlone ? declaration : null }
                    : null;

            default:
                return null;
        }
    }

    /// <summary>The assignment to a member that is the whole of a constructor, or one of its statements.</summary>
    private static AssignmentExpressionSyntax? AssignmentOf(IdentifierNameSyntax written) =>
        written.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment && assignment.Left.Span.Contains(written.Span)
        && assignment.Parent is ArrowExpressionClauseSyntax { Parent: ConstructorDeclarationSyntax } or ExpressionStatementSyntax { Parent: BlockSyntax { Parent: ConstructorDeclarationSyntax } }
            ? assignment
            : null;

    /// <summary>The path that a model is loaded from, where its schema is not looked at.</summary>
    private static string? PathOf(SemanticModel semantics, ExpressionSyntax model) =>
        model is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments } load
        && semantics.GetSymbolInfo(load).Symbol is IMethodSymbol { Name: "Load", ContainingType.Name: "ModelOperationsCatalog", Parameters: { Length: 2 } parameters } && parameters[0].Type.SpecialType == SpecialType.System_String
        && IsUnused(arguments[1].Expression)
            ? Spell(semantics, arguments[0].Expression)
            : null;

    private static bool IsUnused(ExpressionSyntax schema) =>
        schema switch
        {
            IdentifierNameSyntax { Identifier.ValueText: "_" } or DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax } => true,
            DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax { Identifier.ValueText: var name } } =>
                schema.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax)?.DescendantNodes().OfType<IdentifierNameSyntax>().All(other => other.Identifier.ValueText != name) == true,
            _ => false,
        };

    /// <summary>Text that means the same elsewhere: constants, and paths made of them and of the program's own folder.</summary>
    private static string? Spell(SemanticModel semantics, ExpressionSyntax path)
    {
        if (path is LiteralExpressionSyntax)
            return path.ToString();
        if (semantics.GetConstantValue(path) is { HasValue: true, Value: string text })
            return SymbolDisplay.FormatLiteral(text, quote: true);

        switch (path)
        {
            case ParenthesizedExpressionSyntax inner:
                return Spell(semantics, inner.Expression);

            case InvocationExpressionSyntax call when semantics.GetSymbolInfo(call).Symbol is IMethodSymbol { IsStatic: true, ContainingType: { Name: "Path", ContainingNamespace.Name: "IO" } } method:
                var parts = call.ArgumentList.Arguments.Select(argument => argument.NameColon is null ? Spell(semantics, argument.Expression) : null).ToList();
                return parts.Contains(null) ? null : $"Path.{method.Name}({string.Join(", ", parts)})";

            case MemberAccessExpressionSyntax access when semantics.GetSymbolInfo(access).Symbol is IPropertySymbol { Name: "BaseDirectory", ContainingType.Name: "AppContext" }:
                return "AppContext.BaseDirectory";

            case IdentifierNameSyntax when semantics.GetSymbolInfo(path).Symbol is ILocalSymbol local && Declarator(local) is { Initializer.Value: { } value } variable && !LockedPrediction.ReferencesOf(semantics, variable).Any(IsWritten):
                return Spell(semantics, value);

            case IdentifierNameSyntax when semantics.GetSymbolInfo(path).Symbol is IFieldSymbol { IsReadOnly: true } field && Declarator(field) is { Initializer.Value: { } value } variable && value.SyntaxTree == path.SyntaxTree:
                return Spell(semantics, value);

            default:
                return null;
        }
    }

    private static VariableDeclaratorSyntax? Declarator(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as VariableDeclaratorSyntax;

    private static bool IsWritten(IdentifierNameSyntax name)
    {
        SyntaxNode use = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } self ? self : name;
        return use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use || use.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 };
    }
}
