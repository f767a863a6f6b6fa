using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Prints, with the runtime library, the metrics of each value of a column.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6013NoSlicesCodeFix))]
public sealed class MLAP6013NoSlicesCodeFix : PlannedCodeFix
{
    public const string EvaluateSliced = "MLAP6013.EvaluateSliced";

    public MLAP6013NoSlicesCodeFix()
        : base("MLAP6013", "Evaluate it by slices too", EvaluateSliced)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model?.Compilation.GetTypeByMetadataName("MlAntipatternAnalyzers.Runtime.SlicedEvaluationCatalog") is null || diagnostic.AdditionalLocations.Count == 0
            || !diagnostic.Properties.TryGetValue(EvaluationFacts.Slice, out var column) || column is null
            || EvaluationSite.Of(model, root, diagnostic.AdditionalLocations[0], cancellationToken) is not { } evaluation)
            return null;

        var arguments = evaluation.Arguments("labelColumnName", "rowGroupColumnName", "scoreColumnName", "probabilityColumnName");
        var by = SymbolDisplay.FormatLiteral(column, quote: true);
        var columns = arguments.Length == 0 ? by : $"new[] {{ {by} }}";
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return evaluation.Print(document, text, $"{evaluation.Catalog}.EvaluateSliced({evaluation.Predictions}, {columns}{arguments})", "SlicedEvaluationCatalog");
    }
}
