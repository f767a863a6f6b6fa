using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Fits the step that makes the label by itself, and the rest of the chain on what that makes of the training data: the model that is left needs no label.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1013LabelNeededWhenServingCodeFix))]
public sealed class MLAP1013LabelNeededWhenServingCodeFix : PlannedCodeFix
{
    public const string FitApart = "MLAP1013.FitApart";

    public MLAP1013LabelNeededWhenServingCodeFix()
        : base("MLAP1013", "Fit the label's step apart from the model", FitApart)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var semantics = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || semantics is null || !diagnostic.Properties.ContainsKey(MLAP1013LabelNeededWhenServingAnalyzer.MovableProperty)
            || diagnostic.AdditionalLocations.Any(location => location.SourceTree != root.SyntaxTree))
            return null;
        var calls = diagnostic.AdditionalLocations.Select(location => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)).OfType<InvocationExpressionSyntax>().ToList();
        if (calls.Count != diagnostic.AdditionalLocations.Count || calls[1].ArgumentList.Arguments is not { Count: 1 } fitted || !IsPath(fitted[0].Expression)
            || StatementOf(calls[1]) is not { } statement || !IsSeen(semantics, calls, cancellationToken))
            return null;
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        if (StepRemoval.Plan(document, text, calls[0]) is not { } plan)
            return null;

        var mapping = Edits.UniqueName(semantics, statement.SpanStart, "labelMapping");
        plan.Insert(document, statement.SpanStart, $"var {mapping} = {calls[0]}.Fit({fitted[0].Expression});{MlExpressions.NewLineOf(text)}{EditPlan.Indentation(statement)}");
        foreach (var call in calls.Skip(1))
        {
            if (call.ArgumentList.Arguments is not { Count: 1 } given)
                return null;
            plan.Insert(document, given[0].SpanStart, $"{mapping}.Transform(");
            plan.Insert(document, given[0].Span.End, ")");
        }

        return plan;
    }

    /// <summary>Whether the fitted model is only applied, served and saved in sight: whoever else is given it may count on the label.</summary>
    private static bool IsSeen(SemanticModel semantics, List<InvocationExpressionSyntax> calls, CancellationToken cancellationToken)
    {
        var fit = calls[1];
        if (fit.Parent is ArgumentSyntax)
            return IsHandedOn(fit);
        return fit.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } && semantics.GetDeclaredSymbol(variable, cancellationToken) is ILocalSymbol local
            && Edits.UsesOf(semantics, local, cancellationToken).All(use => IsHandedOn(use) || use.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Transform" });
    }

    private static bool IsHandedOn(ExpressionSyntax model) =>
        model.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreatePredictionEngine" or "Save" } } };

    private static StatementSyntax? StatementOf(InvocationExpressionSyntax call) =>
        call.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax } statement ? statement : null;

    /// <summary>Whether an expression can be written twice.</summary>
    private static bool IsPath(ExpressionSyntax expression) =>
        expression switch
        {
            IdentifierNameSyntax or ThisExpressionSyntax => true,
            MemberAccessExpressionSyntax access => IsPath(access.Expression),
            _ => false,
        };
}
