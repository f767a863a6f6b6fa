using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes.Serving;

/// <summary>A parameter of a class's one constructor, and the field that keeps it.</summary>
internal static class PoolMember
{
    /// <summary>The name by which a class knows a pool that it has already, or null.</summary>
    public static string? Find(ClassDeclarationSyntax type, INamedTypeSymbol owner, INamedTypeSymbol pool)
    {
        var field = owner.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field is { IsStatic: false, CanBeReferencedByName: true } && SymbolEqualityComparer.Default.Equals(field.Type, pool));
        return field?.Name ?? (type.ParameterList is null ? null : owner.InstanceConstructors[0].Parameters.FirstOrDefault(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, pool))?.Name);
    }

    /// <summary>Adds both; the name by which the class's methods know the pool, or null where its constructor cannot take it.</summary>
    public static string? Add(EditPlan plan, Document document, SemanticModel semantics, ClassDeclarationSyntax type, INamedTypeSymbol owner, string pool, string parameter, PooledModel model)
    {
        var text = type.SyntaxTree.GetText();
        var lineEnd = MlExpressions.NewLineOf(text);
        if (type.ParameterList is { } primary)
        {
            // A primary constructor's parameter is known everywhere in the class.
            AddParameter(plan, document, primary, pool, parameter);
            return parameter;
        }

        var prefix = owner.GetMembers().OfType<IFieldSymbol>().Any(field => field.Name.StartsWith("_", System.StringComparison.Ordinal)) ? "_" : "";
        var name = LockedPrediction.Fresh(owner, prefix + parameter);
        var assignment = $"{(name == parameter ? "this." : "")}{name} = {parameter}";
        var first = type.Members[0];
        var indent = EditPlan.Indentation(first);
        if (text.Lines.GetLineFromPosition(type.OpenBraceToken.SpanStart).LineNumber >= text.Lines.GetLineFromPosition(first.SpanStart).LineNumber)
            return null;

        var field = $"{indent}private readonly {pool} {name};{lineEnd}";
        var start = text.Lines.GetLineFromPosition(StartOf(first)).Start;
        switch (owner.InstanceConstructors[0].DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax())
        {
            case ConstructorDeclarationSyntax constructor:
                if (!Assign(plan, document, constructor, model.Assignment, assignment, lineEnd))
                    return null;
                AddParameter(plan, document, constructor.ParameterList, pool, parameter);
                plan.Insert(document, start, field);
                return name;

            case null or TypeDeclarationSyntax when owner.InstanceConstructors[0].IsImplicitlyDeclared:
                var made = $"{indent}public {owner.Name}({pool} {parameter}) => {assignment};{lineEnd}";
                if (type.Members.OfType<FieldDeclarationSyntax>().LastOrDefault() is { } last)
                {
                    plan.Insert(document, start, field);
                    plan.Insert(document, last.FullSpan.End, lineEnd + made);
                }
                else
                {
                    plan.Insert(document, start, field + lineEnd + made + lineEnd);
                }

                return name;

            default:
                return null;
        }
    }

    private static void AddParameter(EditPlan plan, Document document, ParameterListSyntax list, string pool, string parameter) =>
        plan.Insert(document, list.CloseParenToken.SpanStart, (list.Parameters.Count > 0 ? ", " : "") + $"{pool} {parameter}");

    /// <summary>Keeps the parameter in the field: where the model was kept, else at the end of the constructor.</summary>
    private static bool Assign(EditPlan plan, Document document, ConstructorDeclarationSyntax constructor, AssignmentExpressionSyntax? model, string assignment, string lineEnd)
    {
        if (model is not null && model.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() == constructor)
        {
            if (Removal.HasComment(model))
                return false;
            plan.Replace(document, model.Span, assignment);
            return true;
        }

        if (constructor.Body is not { } body)
            return false;
        var indent = EditPlan.Indentation(constructor);
        var unit = indent.Contains("\t") ? "\t" : "    ";
        var lines = constructor.SyntaxTree.GetText().Lines;
        var isOneLine = lines.GetLineFromPosition(body.OpenBraceToken.SpanStart).LineNumber == lines.GetLineFromPosition(body.CloseBraceToken.SpanStart).LineNumber;
        if (isOneLine)
            plan.Insert(document, body.CloseBraceToken.SpanStart, $"{assignment}; ");
        else
            plan.Insert(document, lines.GetLineFromPosition(body.CloseBraceToken.SpanStart).Start, $"{indent}{unit}{assignment};{lineEnd}");
        return true;
    }

    /// <summary>Where a member's own comments begin.</summary>
    private static int StartOf(SyntaxNode node)
    {
        foreach (var trivia in node.GetLeadingTrivia())
        {
            if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                return trivia.SpanStart;
        }

        return node.SpanStart;
    }
}
