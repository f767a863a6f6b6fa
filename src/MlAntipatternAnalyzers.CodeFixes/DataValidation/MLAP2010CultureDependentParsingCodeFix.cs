using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Reads and writes what a row is made of by the invariant culture: all members that one piece of code fills, at once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP2010CultureDependentParsingCodeFix))]
public sealed class MLAP2010CultureDependentParsingCodeFix : PlannedCodeFix
{
    public const string UseInvariant = "MLAP2010.UseInvariant";

    public MLAP2010CultureDependentParsingCodeFix()
        : base("MLAP2010", "Use the invariant culture", UseInvariant)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } semantics)
            return null;
        var root = await semantics.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        var plan = new EditPlan();
        foreach (var location in diagnostic.AdditionalLocations.Prepend(diagnostic.Location))
        {
            var node = root.FindNode(location.SourceSpan, getInnermostNodeForTie: true);
            var texts = TextsOf(node, semantics, cancellationToken).ToList();

            // Text that was given commas on purpose is meant for another culture.
            if (texts.Any(MakesCommas) || !InvariantForm.TryUse(plan, document, node, semantics, cancellationToken))
                return null;
            foreach (var text in texts.SelectMany(text => text.DescendantNodesAndSelf()).OfType<InvocationExpressionSyntax>())
                WriteAlike(plan, document, text, semantics, cancellationToken);
        }

        return plan;
    }

    /// <summary>The text that a call parses, and that of a variable which holds it.</summary>
    private static IEnumerable<SyntaxNode> TextsOf(SyntaxNode node, SemanticModel semantics, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>(call => call.Expression.Span.Contains(node.Span) || call == node)?.ArgumentList.Arguments.FirstOrDefault()?.Expression is not { } text)
            yield break;
        yield return text;
        foreach (var name in text.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            if (semantics.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol local
                && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } value })
                yield return value;
        }
    }

    /// <summary>Writes an object as text by the culture that it is read with: a number in it would come back as another one.</summary>
    private static void WriteAlike(EditPlan plan, Document document, InvocationExpressionSyntax text, SemanticModel semantics, CancellationToken cancellationToken)
    {
        if (text is not { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" } access }
            || semantics.GetTypeInfo(access.Expression, cancellationToken).Type?.SpecialType != SpecialType.System_Object)
            return;
        plan.Insert(document, text.SpanStart, "Convert.ToString(");
        plan.Replace(document, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(access.OperatorToken.SpanStart, text.Span.End), ", CultureInfo.InvariantCulture)");
        plan.Use(document, semantics, text.SpanStart, "Convert", "System", MlExpressions.NewLineOf(semantics.SyntaxTree.GetText(cancellationToken)));
    }

    private static bool MakesCommas(SyntaxNode text) =>
        text.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call =>
            call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Replace" }, ArgumentList.Arguments: { Count: > 1 } arguments }
            && arguments[1].Expression is LiteralExpressionSyntax { Token.ValueText: "," });
}
