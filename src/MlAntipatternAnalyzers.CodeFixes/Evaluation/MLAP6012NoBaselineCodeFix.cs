using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Prints, with the runtime library, what simple models achieve on the same rows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6012NoBaselineCodeFix))]
public sealed class MLAP6012NoBaselineCodeFix : PlannedCodeFix
{
    public const string EvaluateBaselines = "MLAP6012.EvaluateBaselines";

    public MLAP6012NoBaselineCodeFix()
        : base("MLAP6012", "Evaluate baselines on the same rows", EvaluateBaselines)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model?.Compilation.GetTypeByMetadataName("MlAntipatternAnalyzers.Runtime.BaselineCatalog") is null || diagnostic.AdditionalLocations.Count < 2
            || EvaluationSite.Of(model, root, diagnostic.AdditionalLocations[0], cancellationToken) is not { } evaluation
            || diagnostic.AdditionalLocations[1].SourceTree != root.SyntaxTree
            || MlExpressions.CallAt(root, diagnostic.AdditionalLocations[1].SourceSpan) is not { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Fit" }, ArgumentList.Arguments: { Count: 1 } fitted } fit
            || EvaluationSite.BodyOf(fit) != evaluation.Body
            || !EvaluationSite.IsSteady(fitted[0].Expression))
            return null;

        // Through the model the rows get the columns that its trainer got: features for the linear baseline, the label as a key.
        var features = !diagnostic.Properties.TryGetValue(EvaluationFacts.Features, out var column) ? ""
            : ", featureColumnName: " + (string.IsNullOrEmpty(column) ? "null" : SymbolDisplay.FormatLiteral(column!, quote: true));
        var arguments = evaluation.Arguments("labelColumnName", "rowGroupColumnName") + features;
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return evaluation.Print(document, text, $"{evaluation.Catalog}.EvaluateBaselines({evaluation.Model}.Transform({fitted[0].Expression}), {evaluation.Predictions}{arguments})", "BaselineCatalog");
    }
}
