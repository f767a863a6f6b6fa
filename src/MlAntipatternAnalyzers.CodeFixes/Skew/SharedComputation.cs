using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <summary>The computation of a feature as a method of what it starts from: variables, and members of the records that variables hold.</summary>
internal sealed class SharedComputation
{
    private const int MaximalDepth = 3;

    private readonly SemanticModel semantics;
    private readonly ExpressionSyntax expression;
    private readonly CancellationToken cancellationToken;
    private readonly List<Input> inputs = new();
    private readonly HashSet<string> taken = new();

    private SharedComputation(SemanticModel semantics, ExpressionSyntax expression, CancellationToken cancellationToken)
    {
        this.semantics = semantics;
        this.expression = expression;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>What it is computed from, one parameter each.</summary>
    public IReadOnlyList<Input> Inputs => inputs;

    /// <summary>The computation, in the parameters' names.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Reads a computation; null where it needs the object that computes it, or changes something.</summary>
    public static SharedComputation? Of(SemanticModel semantics, ExpressionSyntax expression, CancellationToken cancellationToken)
    {
        var computation = new SharedComputation(semantics, expression, cancellationToken);
        if (expression.DescendantNodesAndSelf().Any(node => node is ThisExpressionSyntax or BaseExpressionSyntax or AwaitExpressionSyntax or AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or DeclarationExpressionSyntax))
            return null;
        if (computation.Print(expression, 0) is not { } body || computation.inputs.Count == 0)
            return null;
        computation.Body = body;
        return computation;
    }

    /// <summary>The expression with parameters in place of what it starts from; null where that cannot be.</summary>
    private string? Print(ExpressionSyntax printed, int depth)
    {
        var replaced = new List<(ExpressionSyntax Node, string Text)>();
        foreach (var name in printed.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name || name.Parent is NameColonSyntax or NameEqualsSyntax || replaced.Any(known => known.Node.Span.Contains(name.Span)))
                continue;
            switch (semantics.GetSymbolInfo(name, cancellationToken).Symbol)
            {
                case ILocalSymbol or IParameterSymbol when semantics.GetSymbolInfo(name, cancellationToken).Symbol is { } variable:
                    if (IsInside(variable))
                        break;
                    if (variable is ILocalSymbol local && depth < MaximalDepth && OnlyValueOf(local) is { } value)
                    {
                        if (Print(value, depth + 1) is not { } inner)
                            return null;
                        replaced.Add((name, value is IdentifierNameSyntax or LiteralExpressionSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax || name == printed ? inner : $"({inner})"));
                        break;
                    }

                    if (Take(name, variable) is not { } taken)
                        return null;
                    replaced.Add(taken);
                    break;

                // What belongs to the object is not there on the other side.
                case IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false } or IMethodSymbol { IsStatic: false, MethodKind: not MethodKind.LocalFunction } or IEventSymbol when name.Parent is not MemberBindingExpressionSyntax && !IsInitialized(name):
                case IMethodSymbol { MethodKind: MethodKind.LocalFunction }:
                case null:
                    return null;
            }
        }

        var text = printed.ToString();
        foreach (var (node, by) in replaced.OrderByDescending(part => part.Node.SpanStart))
            text = text.Substring(0, node.SpanStart - printed.SpanStart) + by + text.Substring(node.Span.End - printed.SpanStart);
        return text;
    }

    private static bool IsInitialized(IdentifierNameSyntax name) => name.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment && assignment.Left == name;

    private bool IsInside(ISymbol variable) => variable.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == expression.SyntaxTree && (expression.Span.Contains(reference.Span) || IsInInlined(reference.Span)));

    private readonly List<ExpressionSyntax> inlined = new();

    private bool IsInInlined(Microsoft.CodeAnalysis.Text.TextSpan span) => inlined.Any(value => value.Span.Contains(span));

    /// <summary>What a variable holds, where its declaration says so and nothing else does.</summary>
    private ExpressionSyntax? OnlyValueOf(ILocalSymbol local)
    {
        if (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator)
            return null;
        var scope = declarator.FirstAncestorOrSelf<BlockSyntax>() ?? declarator.SyntaxTree.GetRoot(cancellationToken);
        var isAssigned = scope.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == local.Name
            && (name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name || name.Parent is PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax or ArgumentSyntax { RefKindKeyword.RawKind: not 0 }));
        if (isAssigned || value is AwaitExpressionSyntax || value.DescendantNodesAndSelf().Any(node => node is AwaitExpressionSyntax or AssignmentExpressionSyntax or DeclarationExpressionSyntax))
            return null;
        inlined.Add(value);
        return value;
    }

    /// <summary>Takes a variable, or the member of the record that it holds, as a parameter.</summary>
    private (ExpressionSyntax Node, string Text)? Take(IdentifierNameSyntax name, ISymbol variable)
    {
        ExpressionSyntax whole = name;
        var members = new List<string>();
        while (whole.Parent is MemberAccessExpressionSyntax access && access.Expression == whole
            && semantics.GetSymbolInfo(access, cancellationToken).Symbol is IPropertySymbol or IFieldSymbol && semantics.GetSymbolInfo(access, cancellationToken).Symbol is { IsStatic: false } member && !IsLibrary(member))
        {
            members.Add(member.Name);
            whole = access;
        }

        if (semantics.GetTypeInfo(whole, cancellationToken).Type is not { } type || semantics.GetTypeInfo(name, cancellationToken).Type is not { } root || type.IsAnonymousType)
            return null;
        var path = string.Join(".", members);
        if (inputs.Find(input => input.Variable.Equals(variable, SymbolEqualityComparer.Default) && input.Path == path) is not { } input)
        {
            var last = members.Count > 0 ? members[members.Count - 1] : name.Identifier.ValueText;
            var parameter = char.ToLowerInvariant(last[0]) + last.Substring(1);
            while (!taken.Add(parameter))
                parameter += "2";
            inputs.Add(input = new Input(variable, root, path, type, parameter));
        }

        return (whole, input.Parameter);
    }

    private static bool IsLibrary(ISymbol member) =>
        member.ContainingType.SpecialType != SpecialType.None || member.ContainingNamespace?.ToDisplayString() is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>The same value in other code: of a variable there that holds a record of the same class, else of the one that has the name.</summary>
    /// <param name="input">What it is here.</param>
    /// <param name="other">The other code.</param>
    /// <param name="place">The expression in it that computes the feature so far.</param>
    public string? InOther(Input input, SemanticModel other, ExpressionSyntax place)
    {
        var variables = other.LookupSymbols(place.SpanStart).Where(symbol => symbol is ILocalSymbol or IParameterSymbol && IsDeclaredBefore(symbol, place)).ToList();
        var named = new HashSet<string>(place.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText));
        var alike = variables.Where(variable => AcrossProjects.AreSame(TypeOf(variable), input.Root)).ToList();
        if (alike.Count > 1)
            alike = alike.Where(variable => named.Contains(variable.Name)).ToList();
        var isRecord = input.Path.Length > 0;
        if (alike.Count == 1 && (isRecord || input.Root.SpecialType == SpecialType.None))
            return isRecord ? alike[0].Name + "." + input.Path : alike[0].Name;
        var last = input.Path.Substring(input.Path.LastIndexOf('.') + 1);
        var sought = isRecord ? last : input.Variable.Name;
        if (variables.FirstOrDefault(variable => string.Equals(variable.Name, sought, StringComparison.OrdinalIgnoreCase)) is { } same)
            return same.Name;
        return place.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().FirstOrDefault(access => string.Equals(access.Name.Identifier.ValueText, sought, StringComparison.OrdinalIgnoreCase) && other.GetSymbolInfo(access, cancellationToken).Symbol is IPropertySymbol or IFieldSymbol)?.ToString()
            ?? (inputs.Count == 1 && place is MemberAccessExpressionSyntax or IdentifierNameSyntax ? place.ToString() : null);
    }

    private static bool IsDeclaredBefore(ISymbol variable, SyntaxNode place) =>
        variable is IParameterSymbol || variable.DeclaringSyntaxReferences.All(reference => reference.Span.End <= place.SpanStart);

    private static ITypeSymbol? TypeOf(ISymbol variable) => (variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type;

    /// <summary>One value that the computation starts from.</summary>
    internal sealed class Input
    {
        public Input(ISymbol variable, ITypeSymbol root, string path, ITypeSymbol type, string parameter)
        {
            Variable = variable;
            Root = root;
            Path = path;
            Type = type;
            Parameter = parameter;
        }

        public ISymbol Variable { get; }

        /// <summary>The variable's type.</summary>
        public ITypeSymbol Root { get; }

        /// <summary>The members that lead to it from the variable.</summary>
        public string Path { get; }

        public ITypeSymbol Type { get; }

        public string Parameter { get; }

        /// <summary>What it is where it is computed now.</summary>
        public string Text => Path.Length == 0 ? Variable.Name : Variable.Name + "." + Path;
    }
}
