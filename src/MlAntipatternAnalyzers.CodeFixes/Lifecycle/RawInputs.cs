using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.CodeFixes.Lifecycle;

/// <summary>The raw values that computations read, as members of a row; and the computations in terms of those members.</summary>
internal sealed class RawInputs
{
    /// <summary>What the mapping calls the row.</summary>
    private const string Input = "input";

    private readonly SemanticModel semantics;
    private readonly CancellationToken cancellationToken;
    private readonly INamedTypeSymbol row;
    private readonly Dictionary<string, Member> members = new();
    private ISymbol? source;

    public RawInputs(INamedTypeSymbol row, SemanticModel semantics, CancellationToken cancellationToken)
    {
        this.row = row;
        this.semantics = semantics;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>The members, in the order in which they are first read.</summary>
    public IEnumerable<Member> Members => members.Values;

    /// <summary>A member that already is a copy of a raw value.</summary>
    public void AddCopy(ISymbol member, ExpressionSyntax value)
    {
        if (semantics.GetTypeInfo(value, cancellationToken).Type is { } type && SymbolEqualityComparer.Default.Equals(TypeOf(member), type) && member.GetAttributes().IsEmpty)
            members[value.ToString()] = new Member(member.Name, type, value.ToString(), isNew: false);
    }

    /// <summary>The computation in terms of the row, or null where it reads what a row cannot hold, or where it would mean something else there.</summary>
    public string? Rewrite(ExpressionSyntax computation)
    {
        var reads = new List<(ExpressionSyntax Node, string Text)>();
        foreach (var node in computation.DescendantNodesAndSelf())
        {
            // Missing text is empty in a view: a test for null would come out otherwise.
            if (node is ThisExpressionSyntax or BaseExpressionSyntax or AnonymousFunctionExpressionSyntax or AwaitExpressionSyntax or AssignmentExpressionSyntax or ConditionalAccessExpressionSyntax
                or DeclarationExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }
                or ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or ElementAccessExpressionSyntax)
                return null;
            if (node is not SimpleNameSyntax name || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name) || name.Parent is NameColonSyntax or QualifiedNameSyntax)
                continue;
            switch (semantics.GetSymbolInfo(name, cancellationToken).Symbol)
            {
                case IParameterSymbol or ILocalSymbol:
                    if (Read(name) is not { } read)
                        return null;
                    reads.Add(read);
                    break;
                case ITypeSymbol or INamespaceSymbol or IFieldSymbol { IsConst: true } or IMethodSymbol { IsStatic: true, MethodKind: MethodKind.Ordinary }:
                    break;
                default:
                    return null;
            }
        }

        if (computation.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Any(access => IsChanging(semantics.GetSymbolInfo(access, cancellationToken).Symbol)))
            return null;
        var text = computation.ToString();
        foreach (var (node, replacement) in reads.OrderByDescending(read => read.Node.SpanStart))
            text = text.Remove(node.SpanStart - computation.SpanStart, node.Span.Length).Insert(node.SpanStart - computation.SpanStart, replacement);
        return text;
    }

    /// <summary>The members along a path from a variable up to the first that a column can hold.</summary>
    private (ExpressionSyntax Node, string Text)? Read(SimpleNameSyntax variable)
    {
        if (!IsSource(semantics.GetSymbolInfo(variable, cancellationToken).Symbol, variable))
            return null;
        ExpressionSyntax node = variable;
        while (!IsColumn(semantics.GetTypeInfo(node, cancellationToken).Type))
        {
            if (node.Parent is not MemberAccessExpressionSyntax access || access.Expression != node || semantics.GetSymbolInfo(access, cancellationToken).Symbol is not (IPropertySymbol or IFieldSymbol))
                return null;
            node = access;
        }

        var path = node.ToString();
        if (!members.TryGetValue(path, out var member))
        {
            var name = (node as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText ?? variable.Identifier.ValueText;
            name = char.ToUpperInvariant(name[0]) + name.Substring(1);
            if (IsTaken(name) && IsTaken(name = "Raw" + name))
                return null;
            members.Add(path, member = new Member(name, semantics.GetTypeInfo(node, cancellationToken).Type!, path, isNew: true));
        }

        member.IsRead = true;
        return (node, $"{Input}.{member.Name}");
    }

    /// <summary>Whether a variable is the one thing that the row is made of: what else was worked out or counted before is no raw value of it.</summary>
    private bool IsSource(ISymbol? variable, SyntaxNode place)
    {
        var isElement = variable is IParameterSymbol
            ? SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, semantics.GetEnclosingSymbol(place.SpanStart, cancellationToken))
            : variable?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is ForEachStatementSyntax;
        source ??= variable;
        return isElement && SymbolEqualityComparer.Default.Equals(source, variable);
    }

    private bool IsTaken(string name) => row.GetMembers(name).Length > 0 || row.Name == name || members.Values.Any(member => member.Name == name);

    private static bool IsColumn(ITypeSymbol? type) =>
        type?.SpecialType is SpecialType.System_Boolean or >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double
            or SpecialType.System_String or SpecialType.System_DateTime;

    /// <summary>Whether a member answers differently from one time or machine to the next: no code to be saved with a model.</summary>
    private static bool IsChanging(ISymbol? symbol) =>
        symbol is { ContainingType.Name: "Random" or "Guid" or "Environment" } or { Name: "Now" or "UtcNow" or "Today" or "ToLocalTime" or "ToUniversalTime" or "CurrentCulture" };

    private static ITypeSymbol? TypeOf(ISymbol member) => (member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type;

    /// <summary>A member of the row that holds a raw value.</summary>
    internal sealed class Member
    {
        public Member(string name, ITypeSymbol type, string value, bool isNew)
        {
            Name = name;
            Type = type;
            Value = value;
            IsNew = isNew;
        }

        public string Name { get; }

        public ITypeSymbol Type { get; }

        /// <summary>The expression that fills it.</summary>
        public string Value { get; }

        /// <summary>Whether the row does not have it yet.</summary>
        public bool IsNew { get; }

        /// <summary>Whether a computation reads it.</summary>
        public bool IsRead { get; set; }
    }
}
