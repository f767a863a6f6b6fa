using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Fits the trainer on the train side, or prepares rows by what was fitted on the training rows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6022FittedOnTestDataCodeFix))]
public sealed class MLAP6022FittedOnTestDataCodeFix : PlannedCodeFix
{
    public const string UseTrainingRows = "MLAP6022.UseTrainingRows";

    public MLAP6022FittedOnTestDataCodeFix()
        : base("MLAP6022", "Use what is fitted on the training rows", UseTrainingRows)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null
            || !diagnostic.Properties.TryGetValue(MLAP6022FittedOnTestDataAnalyzer.CaseProperty, out var kind)
            || Edits.CallAt(root, diagnostic.Location.SourceSpan) is not { ArgumentList.Arguments: { Count: 1 } } fit)
            return null;
        var plan = new EditPlan();
        var isPlanned = kind switch
        {
            MLAP6022FittedOnTestDataAnalyzer.Trained => FitOnTrainSide(document, model, fit, plan, cancellationToken),
            MLAP6022FittedOnTestDataAnalyzer.Prepared => UsePrepared(document, model, fit, diagnostic.AdditionalLocations.FirstOrDefault(), plan, cancellationToken),
            MLAP6022FittedOnTestDataAnalyzer.Superfluous => Replace(document, model, fit, null, plan, cancellationToken),
            _ => false,
        };
        return isPlanned ? plan : null;
    }

    /// <summary>Every <c>split.TestSet</c> in what is fitted becomes the <c>split.TrainSet</c>, where all are of one split.</summary>
    private static bool FitOnTrainSide(Document document, SemanticModel model, InvocationExpressionSyntax fit, EditPlan plan, CancellationToken cancellationToken)
    {
        var fitted = fit.ArgumentList.Arguments[0].Expression;
        var sides = fitted.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Where(IsTestSide).ToList();
        if (sides.Count > 0)
        {
            foreach (var side in sides)
                plan.Replace(document, side.Name.Span, "TrainSet");
            return sides.All(side => SyntaxFactory.AreEquivalent(side.Expression, sides[0].Expression));
        }

        // var test = split.TestSet; … Fit(test)
        if (model.GetSymbolInfo(fitted, cancellationToken).Symbol is not ILocalSymbol local || KeptIn(model, local, cancellationToken) is not MemberAccessExpressionSyntax kept || !IsTestSide(kept))
            return false;
        plan.Replace(document, fitted.Span, kept.Expression + ".TrainSet");
        return kept.Expression is IdentifierNameSyntax;
    }

    /// <summary>The variable that keeps what was fitted on the training rows takes the place of what is fitted again.</summary>
    private static bool UsePrepared(Document document, SemanticModel model, InvocationExpressionSyntax fit, Location? first, EditPlan plan, CancellationToken cancellationToken)
    {
        if (first?.SourceTree != model.SyntaxTree || Edits.CallAt(model.SyntaxTree.GetRoot(cancellationToken), SpanOfName(model, first!, cancellationToken)) is not { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } })
            return false;
        if (model.GetDeclaredSymbol(variable, cancellationToken) is not ILocalSymbol prepared || KeptIn(model, prepared, cancellationToken) is null
            || variable.Span.End > fit.SpanStart || !model.LookupSymbols(fit.SpanStart, name: prepared.Name).Contains(prepared, SymbolEqualityComparer.Default))
            return false;
        return Replace(document, model, fit, prepared.Name, plan, cancellationToken);
    }

    /// <summary>Puts another transformer in the place of a fitted one, or none: then the rows are left as they are.</summary>
    private static bool Replace(Document document, SemanticModel model, InvocationExpressionSyntax fit, string? by, EditPlan plan, CancellationToken cancellationToken)
    {
        if (fit.Parent is MemberAccessExpressionSyntax)
            return ReplaceUse(document, fit, by, plan);

        // var again = prepare.Fit(rows); … again.Transform(rows)
        if (fit.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } } variable }
            || model.GetDeclaredSymbol(variable, cancellationToken) is not ILocalSymbol local || KeptIn(model, local, cancellationToken) is null)
            return false;
        plan.Replace(document, LineOf(statement), "");
        return Edits.UsesOf(model, local, cancellationToken).All(use => ReplaceUse(document, use, by, plan));
    }

    private static bool ReplaceUse(Document document, ExpressionSyntax transformer, string? by, EditPlan plan)
    {
        if (transformer.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Transform", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } rows } call })
            return false;
        if (by is null)
            plan.Replace(document, call.Span, rows[0].Expression.ToString());
        else
            plan.Replace(document, transformer.Span, by);
        return true;
    }

    /// <summary>What a local variable is declared with, where nothing else is ever assigned to it.</summary>
    private static ExpressionSyntax? KeptIn(SemanticModel model, ILocalSymbol local, CancellationToken cancellationToken) =>
        local.DeclaringSyntaxReferences.Length == 1 && local.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value }
            && !Edits.UsesOf(model, local, cancellationToken).Any(use => use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use
                || use.Parent is ArgumentSyntax argument && (!argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax))
            ? value
            : null;

    private static bool IsTestSide(MemberAccessExpressionSyntax access) => access.Name.Identifier.ValueText == "TestSet";

    /// <summary>The name in a call that stretches over many lines.</summary>
    private static TextSpan SpanOfName(SemanticModel model, Location call, CancellationToken cancellationToken) =>
        model.SyntaxTree.GetRoot(cancellationToken).FindNode(call.SourceSpan, getInnermostNodeForTie: true) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            ? access.Name.Span
            : call.SourceSpan;

    /// <summary>A statement with its line, where it is alone there; comments above it stay.</summary>
    private static TextSpan LineOf(StatementSyntax statement)
    {
        var text = statement.SyntaxTree.GetText();
        var first = text.Lines.GetLineFromPosition(statement.SpanStart);
        var last = text.Lines.GetLineFromPosition(statement.Span.End);
        var isAlone = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(first.Start, statement.SpanStart)))
            && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(statement.Span.End, last.End)));
        return isAlone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : statement.Span;
    }
}
