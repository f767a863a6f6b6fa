using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <summary>The code of a custom mapping that can be taken to a class of its own: it captures nothing.</summary>
internal sealed class MovedMapping
{
    private readonly LambdaExpressionSyntax? lambda;

    private MovedMapping(string? name, string target, bool needsItsType, LambdaExpressionSyntax? lambda, StatementSyntax? variable)
    {
        Name = name;
        Target = target;
        NeedsItsType = needsItsType;
        this.lambda = lambda;
        Variable = variable;
    }

    /// <summary>The name of the method, or null for a lambda.</summary>
    public string? Name { get; }

    /// <summary>What <c>GetMapping</c> returns.</summary>
    public string Target { get; }

    /// <summary>Whether the code can only stand inside the type that it stands in now.</summary>
    public bool NeedsItsType { get; }

    /// <summary>The declaration of the variable that held the lambda for this one call, or null.</summary>
    public StatementSyntax? Variable { get; }

    public static MovedMapping? Of(ExpressionSyntax mapping, SemanticModel semantics, CancellationToken cancellationToken)
    {
        if (mapping is ParenthesizedLambdaExpressionSyntax lambda)
            return Of(lambda, null, semantics, cancellationToken);

        switch (semantics.GetSymbolInfo(mapping, cancellationToken).Symbol)
        {
            case IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: true, TypeArguments.IsEmpty: true } method:
                var isOpen = method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal && IsOpen(method.ContainingType);
                return new MovedMapping(method.Name, isOpen ? $"{method.ContainingType.ToMinimalDisplayString(semantics, mapping.SpanStart)}.{method.Name}" : mapping.WithoutTrivia().ToString(), !isOpen, null, null);

            case ILocalSymbol local when local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is VariableDeclaratorSyntax
            {
                Initializer.Value: ParenthesizedLambdaExpressionSyntax held,
                Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement },
            }:
                var scope = statement.Parent is BlockSyntax block ? block : statement.SyntaxTree.GetRoot(cancellationToken);
                return scope.DescendantTokens().Count(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == local.Name) == 2
                    ? Of(held, statement.Parent is GlobalStatementSyntax ? null : statement, semantics, cancellationToken)
                    : null;

            default:
                return null;
        }
    }

    /// <summary>The method that holds the lambda's code; nothing where a method is called as it is.</summary>
    public string Declaration(string source, string result)
    {
        if (lambda is not ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: { Count: 2 } parameters })
            return "";
        var head = $"\nprivate static void Map({source} {Parameter(parameters[0], "_")}, {result} {Parameter(parameters[1], "__")})";
        return lambda.Body is BlockSyntax block ? $"{head}\n{block.WithoutTrivia().ToFullString()}\n" : $"{head} => {lambda.Body.WithoutTrivia().ToFullString()};\n";
    }

    private static string Parameter(ParameterSyntax parameter, string discarded) =>
        parameter.Identifier.ValueText == "_" ? discarded : parameter.Identifier.Text;

    private static MovedMapping? Of(ParenthesizedLambdaExpressionSyntax lambda, StatementSyntax? variable, SemanticModel semantics, CancellationToken cancellationToken)
    {
        if (lambda.AsyncKeyword.RawKind != 0 || lambda.ParameterList.Parameters.Count != 2)
            return null;
        var home = semantics.GetEnclosingSymbol(lambda.SpanStart, cancellationToken)?.ContainingType;
        var needsItsType = false;
        foreach (var node in lambda.Body.DescendantNodesAndSelf())
        {
            if (node is ThisExpressionSyntax or BaseExpressionSyntax)
                return null;
            if (node is not SimpleNameSyntax name || semantics.GetSymbolInfo(name, cancellationToken).Symbol is not { } symbol)
                continue;
            if (symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction })
            {
                if (!symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == lambda.SyntaxTree && lambda.Span.Contains(reference.Span)))
                    return null;
                continue;
            }

            var isQualified = name.Parent is MemberAccessExpressionSyntax access && access.Name == name || name.Parent is MemberBindingExpressionSyntax or QualifiedNameSyntax;
            if (symbol.ContainingType is not null && !isQualified && IsMemberOf(symbol, home))
            {
                if (symbol is not ITypeSymbol and not IFieldSymbol { IsConst: true } && !symbol.IsStatic && name.Parent is not (AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } or NameColonSyntax))
                    return null;
                needsItsType = true;
            }

            needsItsType |= symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal;
        }

        return new MovedMapping(null, "Map", needsItsType, lambda, variable);
    }

    /// <summary>Whether a name that is written bare means a member of a type or of one around it.</summary>
    private static bool IsMemberOf(ISymbol symbol, INamedTypeSymbol? home)
    {
        for (var outer = home; outer is not null; outer = outer.ContainingType)
        {
            for (var type = outer; type is not null; type = type.BaseType)
            {
                if (SymbolEqualityComparer.Default.Equals(symbol.ContainingType.OriginalDefinition, type.OriginalDefinition))
                    return true;
            }
        }

        return false;
    }

    private static bool IsOpen(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.ContainingType)
        {
            if (type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal) || type.IsGenericType)
                return false;
        }

        return true;
    }
}
