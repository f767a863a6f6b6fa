using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.Program;

internal enum DisposalKind
{
    /// <summary>It is used where it is made, and then gone.</summary>
    Local,

    /// <summary>A field or property of an object or class holds it.</summary>
    Member,

    /// <summary>Another object is made with it.</summary>
    Wrapped,

    /// <summary>The body hands it to its caller.</summary>
    Returned,

    /// <summary>A collection, pool or cache keeps it.</summary>
    Kept,
}

/// <summary>What becomes of an object that an expression makes.</summary>
internal readonly struct Disposal
{
    /// <summary>How many locals are followed one after the other.</summary>
    private const int MaximalDepth = 4;

    private static readonly HashSet<string> Storing = new()
    {
        "Add", "TryAdd", "Enqueue", "Push", "Set", "Return", "GetOrAdd", "AddOrUpdate", "AddSingleton", "TryAddSingleton", "AddKeyedSingleton", "TryUpdate", "Exchange", "CompareExchange", "Write",
    };

    private Disposal(DisposalKind kind, ISymbol? member = null, SyntaxNode? wrapper = null)
    {
        Kind = kind;
        Member = member;
        Wrapper = wrapper;
    }

    public DisposalKind Kind { get; }

    public ISymbol? Member { get; }

    public SyntaxNode? Wrapper { get; }

    public static Disposal Of(SemanticModel semantics, SyntaxNode made, Body body, int depth = 0)
    {
        if (depth > MaximalDepth)
            return new Disposal(DisposalKind.Local);
        var node = made;
        var parent = node.Parent;
        while (IsSeenThrough(parent, node))
            (node, parent) = (parent!, parent!.Parent);

        switch (parent)
        {
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: not BaseFieldDeclarationSyntax } variable }:
                return OfLocal(semantics, semantics.GetDeclaredSymbol(variable), body, depth);

            case EqualsValueClauseSyntax { Parent: { } declaration } when semantics.GetDeclaredSymbol(declaration) is { } member:
                return new Disposal(DisposalKind.Member, member);

            case AssignmentExpressionSyntax assignment when assignment.Right == node:
                return OfAssignment(semantics, assignment, body, depth);

            case ReturnStatementSyntax or ArrowExpressionClauseSyntax:
                return new Disposal(DisposalKind.Returned);

            case YieldStatementSyntax:
                return new Disposal(DisposalKind.Kept);

            case ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax creation }:
                return new Disposal(DisposalKind.Wrapped, wrapper: creation);

            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } when Repetitions.NameOf(call) is { } name && Storing.Contains(name):
                return new Disposal(DisposalKind.Kept);

            case ArgumentSyntax { Parent: TupleExpressionSyntax tuple }:
                return Of(semantics, tuple, body, depth + 1);

            case InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation }:
                return new Disposal(DisposalKind.Wrapped, wrapper: creation);

            case InitializerExpressionSyntax:
                return new Disposal(DisposalKind.Kept);

            default:
                return new Disposal(DisposalKind.Local);
        }
    }

    private static bool IsSeenThrough(SyntaxNode? parent, SyntaxNode node) =>
        parent switch
        {
            ParenthesizedExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax or SwitchExpressionArmSyntax or SwitchExpressionSyntax => true,
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } => true,
            ConditionalExpressionSyntax choice => node != choice.Condition,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.AsExpression } => true,
            _ => false,
        };

    private static Disposal OfAssignment(SemanticModel semantics, AssignmentExpressionSyntax assignment, Body body, int depth)
    {
        if (assignment.Left is ElementAccessExpressionSyntax)
            return new Disposal(DisposalKind.Kept);
        switch (semantics.GetSymbolInfo(assignment.Left).Symbol)
        {
            case ILocalSymbol local:
                return OfLocal(semantics, local, body, depth);

            case IParameterSymbol { RefKind: RefKind.Out or RefKind.Ref }:
                return new Disposal(DisposalKind.Kept);

            case IFieldSymbol or IPropertySymbol when assignment.Parent is InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation }:
                return new Disposal(DisposalKind.Wrapped, wrapper: creation);

            case IFieldSymbol or IPropertySymbol when IsUsedUpHere(semantics, semantics.GetSymbolInfo(assignment.Left).Symbol!, assignment, body):
                return new Disposal(DisposalKind.Local);

            case (IFieldSymbol or IPropertySymbol) and { } member:
                return new Disposal(DisposalKind.Member, member);

            default:
                return new Disposal(DisposalKind.Local);
        }
    }

    /// <summary>
    /// Whether a field only looks like a keeper: a method, not a constructor, assigns it every time without asking what it holds, and uses it there and then.
    /// </summary>
    private static bool IsUsedUpHere(SemanticModel semantics, ISymbol member, AssignmentExpressionSyntax assignment, Body body)
    {
        if (body.Method is not { MethodKind: MethodKind.Ordinary } || assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression))
            return false;
        var uses = body.Node.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == member.Name && !assignment.Left.Span.Contains(name.Span) && SymbolEqualityComparer.Default.Equals(semantics.GetSymbolInfo(name).Symbol, member)).ToList();
        return uses.Any(name => name.SpanStart > assignment.SpanStart && IsCalledOn(name)) && !uses.Any(IsAsked);
    }

    private static bool IsCalledOn(IdentifierNameSyntax name)
    {
        SyntaxNode node = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } self ? self : name;
        return node.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Expression == node;
    }

    private static bool IsAsked(IdentifierNameSyntax name) =>
        name.Ancestors().Any(ancestor =>
            (ancestor is IfStatementSyntax choice && choice.Condition.Span.Contains(name.Span))
            || (ancestor is ConditionalExpressionSyntax conditional && conditional.Condition.Span.Contains(name.Span))
            || ancestor is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression });

    private static Disposal OfLocal(SemanticModel semantics, ISymbol? local, Body body, int depth)
    {
        if (local is null)
            return new Disposal(DisposalKind.Local);
        foreach (var name in body.Node.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != local.Name || name.Parent is AssignmentExpressionSyntax { Left: var left } && left == name
                || !SymbolEqualityComparer.Default.Equals(semantics.GetSymbolInfo(name).Symbol, local))
                continue;
            if (Of(semantics, name, body, depth + 1) is { Kind: not DisposalKind.Local } elsewhere)
                return elsewhere;
        }

        return new Disposal(DisposalKind.Local);
    }
}
