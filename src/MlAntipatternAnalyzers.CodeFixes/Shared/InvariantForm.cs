using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Makes code that reads or writes text with the machine's culture do it with the invariant one.</summary>
internal static class InvariantForm
{
    private const string Invariant = "CultureInfo.InvariantCulture";

    /// <summary>Adds what has to be changed about the use of a culture at a node; false where it has no invariant form.</summary>
    public static bool TryUse(EditPlan plan, Document document, SyntaxNode node, SemanticModel semantics, CancellationToken cancellationToken)
    {
        var name = node as SimpleNameSyntax ?? (node as InvocationExpressionSyntax)?.Expression switch
        {
            MemberAccessExpressionSyntax { Name: var member } => member,
            MemberBindingExpressionSyntax { Name: var member } => member,
            SimpleNameSyntax own => own,
            _ => null,
        };
        var call = name?.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Name == name || name?.Parent is MemberBindingExpressionSyntax or InvocationExpressionSyntax
            ? name.FirstAncestorOrSelf<InvocationExpressionSyntax>()
            : null;
        var added = call is not null ? Call(plan, document, call, name!, semantics, cancellationToken)
            : node is ExpressionSyntax expression ? Value(plan, document, expression, semantics, cancellationToken)
            : null;
        if (added is null)
            return false;
        var lineEnd = MlExpressions.NewLineOf(semantics.SyntaxTree.GetText(cancellationToken));
        if (added.Length > 0)
            plan.Use(document, semantics, node.SpanStart, added == "FormattableString" ? added : "CultureInfo", added == "FormattableString" ? "System" : "System.Globalization", lineEnd);
        return true;
    }

    /// <summary>Gives a call the culture, or calls its invariant form.</summary>
    /// <returns>The type that is named now; empty where none is; null where there is no such form.</returns>
    private static string? Call(EditPlan plan, Document document, InvocationExpressionSyntax call, SimpleNameSyntax name, SemanticModel semantics, CancellationToken cancellationToken)
    {
        if (semantics.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
            return null;
        var arguments = call.ArgumentList.Arguments;
        switch (method.Name)
        {
            case "ToLower" or "ToUpper" when arguments.Count == 0 || method.IsStatic:
                plan.Replace(document, name.Span, method.Name + "Invariant");
                return "";

            case "ToLocalTime":
                return null;

            // Dates have no form with a culture: that of their format has.
            case "ToShortDateString" or "ToLongDateString" or "ToShortTimeString" or "ToLongTimeString" when arguments.Count == 0:
                var format = method.Name switch { "ToShortDateString" => "d", "ToLongDateString" => "D", "ToShortTimeString" => "t", _ => "T" };
                plan.Replace(document, name.Span, "ToString");
                plan.Insert(document, call.ArgumentList.OpenParenToken.Span.End, $"\"{format}\", {Invariant}");
                return "CultureInfo";

            case "Format":
                plan.Insert(document, call.ArgumentList.OpenParenToken.Span.End, Invariant + ", ");
                return "CultureInfo";

            // Before the variable that is filled.
            case "TryParse" or "TryParseExact":
                if (arguments.FirstOrDefault(argument => argument.RefKindKeyword.RawKind != 0) is not { } filled)
                    return null;
                plan.Insert(document, filled.SpanStart, Invariant + ", ");
                return "CultureInfo";

            default:
                plan.Insert(document, call.ArgumentList.CloseParenToken.SpanStart, (arguments.Count == 0 ? "" : ", ") + Invariant);
                return "CultureInfo";
        }
    }

    private static string? Value(EditPlan plan, Document document, ExpressionSyntax expression, SemanticModel semantics, CancellationToken cancellationToken)
    {
        switch (expression)
        {
            case InterpolatedStringExpressionSyntax:
                plan.Insert(document, expression.SpanStart, "FormattableString.Invariant(");
                plan.Insert(document, expression.Span.End, ")");
                return "FormattableString";

            case IdentifierNameSyntax { Identifier.ValueText: "CurrentCulture" or "CurrentUICulture" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CurrentCulture" or "CurrentUICulture" }:
                plan.Replace(document, (expression as MemberAccessExpressionSyntax)?.Name.Span ?? expression.Span, "InvariantCulture");
                return "";

            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "LocalDateTime" or "Local" }:
                return null;

            // A method as it is takes no culture along.
            case MemberAccessExpressionSyntax or IdentifierNameSyntax when semantics.GetSymbolInfo(expression, cancellationToken).Symbol is IMethodSymbol { IsStatic: true }:
                var text = Edits.UniqueName(semantics, expression.SpanStart, "text");
                plan.Insert(document, expression.SpanStart, text + " => ");
                plan.Insert(document, expression.Span.End, $"({text}, {Invariant})");
                return "CultureInfo";

            default:
                if (semantics.GetTypeInfo(expression, cancellationToken).Type is not { IsValueType: true } type || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
                    return null;
                var isSimple = expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax;
                if (!isSimple)
                    plan.Insert(document, expression.SpanStart, "(");
                plan.Insert(document, expression.Span.End, (isSimple ? "" : ")") + $".ToString({Invariant})");
                return "CultureInfo";
        }
    }
}
