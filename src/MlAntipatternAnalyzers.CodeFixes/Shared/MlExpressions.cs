using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>What fixes need to know of the code around a call of ML.NET's.</summary>
internal static class MlExpressions
{
    /// <summary>The call whose name a finding underlines.</summary>
    public static InvocationExpressionSyntax? CallAt(SyntaxNode root, TextSpan span) =>
        root.FindNode(span).FirstAncestorOrSelf<InvocationExpressionSyntax>();

    /// <summary>What a call gives for a parameter, by its name or its place; null where it gives nothing.</summary>
    public static ArgumentSyntax? ArgumentOf(InvocationExpressionSyntax call, IMethodSymbol method, string parameter)
    {
        var arguments = call.ArgumentList.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            if ((arguments[i].NameColon?.Name.Identifier.ValueText ?? method.Parameters.ElementAtOrDefault(i)?.Name) == parameter)
                return arguments[i];
        }

        return null;
    }

    /// <summary>
    /// An expression for a catalog of the context's (<c>Data</c>, <c>Transforms</c>): the one that a call is made on, or that of a context in scope.
    /// </summary>
    /// <returns>The expression, or null where there is none that could be written again without doing its work twice.</returns>
    public static string? Catalog(SemanticModel model, InvocationExpressionSyntax call, string catalogType, string member, CancellationToken cancellationToken)
    {
        var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        for (var expression = receiver; expression is not null; expression = (expression as MemberAccessExpressionSyntax)?.Expression)
        {
            var type = model.GetTypeInfo(expression, cancellationToken).Type?.Name;
            if (type == catalogType && IsPath(expression))
                return expression.ToString();
            if (type == "MLContext" && IsPath(expression))
                return expression + "." + member;
        }

        var first = call.ArgumentList.Arguments.FirstOrDefault()?.Expression;
        if (first is not null && IsPath(first) && model.GetTypeInfo(first, cancellationToken).Type?.Name == catalogType)
            return first.ToString();
        return ContextInScope(model, call.SpanStart, cancellationToken) is { } context ? context + "." + member : null;
    }

    /// <summary>The line end that a text uses.</summary>
    public static string NewLineOf(SourceText text)
    {
        foreach (var line in text.Lines)
        {
            if (line.EndIncludingLineBreak > line.End)
                return text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        }

        return "\n";
    }

    /// <summary>The white space that the line of a position begins with.</summary>
    public static string IndentationAt(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    private static bool IsPath(ExpressionSyntax expression) =>
        expression switch
        {
            IdentifierNameSyntax or ThisExpressionSyntax or BaseExpressionSyntax => true,
            MemberAccessExpressionSyntax access => IsPath(access.Expression),
            _ => false,
        };

    private static string? ContextInScope(SemanticModel model, int position, CancellationToken cancellationToken)
    {
        var isStatic = model.GetEnclosingSymbol(position, cancellationToken)?.IsStatic != false;
        return model.LookupSymbols(position)
            .Where(symbol => symbol switch
            {
                ILocalSymbol local => local.Type.Name == "MLContext" && local.DeclaringSyntaxReferences.All(reference => reference.Span.End < position),
                IParameterSymbol parameter => parameter.Type.Name == "MLContext",
                IFieldSymbol field => field.Type.Name == "MLContext" && (field.IsStatic || !isStatic),
                IPropertySymbol property => property.Type.Name == "MLContext" && (property.IsStatic || !isStatic),
                _ => false,
            })
            .OrderBy(symbol => symbol.Kind is SymbolKind.Local or SymbolKind.Parameter ? 0 : 1)
            .ThenBy(symbol => symbol.Name, System.StringComparer.Ordinal)
            .Select(symbol => symbol.Name)
            .FirstOrDefault();
    }
}
