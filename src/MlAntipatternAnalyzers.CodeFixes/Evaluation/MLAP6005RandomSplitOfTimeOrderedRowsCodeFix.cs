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

/// <summary>Splits by time, with the runtime library: train on the older rows, test on the newest.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6005RandomSplitOfTimeOrderedRowsCodeFix))]
public sealed class MLAP6005RandomSplitOfTimeOrderedRowsCodeFix : PlannedCodeFix
{
    public const string SplitByTime = "MLAP6005.SplitByTime";

    private const string Runtime = "MlAntipatternAnalyzers.Runtime";

    public MLAP6005RandomSplitOfTimeOrderedRowsCodeFix()
        : base("MLAP6005", "Split by time: test on the newest rows", SplitByTime)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model?.Compilation.GetTypeByMetadataName(Runtime + ".DataSplitCatalog") is null
            || !diagnostic.Properties.TryGetValue(MLAP6005RandomSplitOfTimeOrderedRowsAnalyzer.ColumnProperty, out var column) || column is null
            || MlExpressions.CallAt(root, diagnostic.Location.SourceSpan) is not { Expression: MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "TrainTestSplit" } name } } call
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol { ContainingType.Name: "DataOperationsCatalog" } method
            || MlExpressions.ArgumentOf(call, method, "data") is not { } data)
            return null;

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var plan = new EditPlan();
        plan.Replace(document, name.Span, "TrainTestSplitByTime");
        var fraction = MlExpressions.ArgumentOf(call, method, "testFraction") is { } share ? $", testFraction: {share.Expression}" : "";
        var arguments = call.ArgumentList.Arguments;
        plan.Replace(document, TextSpan.FromBounds(arguments[0].SpanStart, arguments.Last().Span.End), $"{data.Expression}, {SymbolDisplay.FormatLiteral(column, quote: true)}{fraction}");
        plan.Use(document, model, call.SpanStart, "DataSplit", Runtime, MlExpressions.NewLineOf(text));

        // ML.NET's type for the two sides is not the library's.
        if (call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: false, Variables.Count: 1 } declaration } })
            plan.Replace(document, declaration.Type.Span, "DataSplit");
        return plan;
    }
}
