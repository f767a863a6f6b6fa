using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Sets a validation set apart from the train set, and chooses by it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6004TestSetChoosesModelCodeFix))]
public sealed class MLAP6004TestSetChoosesModelCodeFix : PlannedCodeFix
{
    public const string ChooseOnValidationSet = "MLAP6004.ChooseOnValidationSet";

    public MLAP6004TestSetChoosesModelCodeFix()
        : base("MLAP6004", "Choose on a validation set, and keep the test set for the model that is chosen", ChooseOnValidationSet)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null || SplitUse.Of(model, diagnostic, cancellationToken) is not { } split)
            return null;

        var statement = split.Statement;
        var scope = statement.FirstAncestorOrSelf<BlockSyntax>() ?? await model.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        if (!scope.Span.Contains(diagnostic.Location.SourceSpan))
            return null;
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var name = Edits.UniqueName(model, statement.SpanStart, "validation");
        var plan = new EditPlan();
        plan.Insert(document, text.Lines.GetLineFromPosition(statement.Span.End).EndIncludingLineBreak, EditPlan.Indentation(statement) + split.Again(name) + MlExpressions.NewLineOf(text));
        foreach (var use in scope.DescendantNodes().OfType<MemberAccessExpressionSyntax>())
        {
            if (use.Name.Identifier.ValueText is "TrainSet" or "TestSet" && split.IsVariable(use.Expression))
                plan.Replace(document, use.Expression.Span, name);
        }

        return plan;
    }
}
