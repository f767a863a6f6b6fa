using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules.DataValidation;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Puts the check of the header around the path that is loaded.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP2005ColumnsBoundByPositionCodeFix))]
public sealed class MLAP2005ColumnsBoundByPositionCodeFix : PlannedCodeFix
{
    public const string EquivalenceKey = "MLAP2005.VerifyHeader";

    private const string RuntimeNamespace = "MlAntipatternAnalyzers.Runtime";

    private const string Check = "HeaderCheck";

    public MLAP2005ColumnsBoundByPositionCodeFix()
        : base("MLAP2005", "Verify the header of the file", EquivalenceKey)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null || model.Compilation.GetTypeByMetadataName(RuntimeNamespace + "." + Check) is null
            || MlExpressions.CallAt(root, diagnostic.Location.SourceSpan) is not { } load
            || model.GetSymbolInfo(load, cancellationToken).Symbol is not IMethodSymbol method
            || PathOf(load, method, model, cancellationToken) is not { } path
            || MlExpressions.Catalog(model, load, "DataOperationsCatalog", "Data", cancellationToken) is not { } catalog
            || ArgumentsOf(load, method, diagnostic, model, cancellationToken) is not var (row, arguments))
            return null;

        var plan = new EditPlan();
        plan.Insert(document, path.SpanStart, $"{catalog}.VerifyHeader{row}(");
        plan.Insert(document, path.Span.End, arguments + ")");
        plan.Use(document, model, load.SpanStart, Check, RuntimeNamespace, MlExpressions.NewLineOf(await document.GetTextAsync(cancellationToken).ConfigureAwait(false)));
        return plan;
    }

    /// <summary>The one expression that says which file.</summary>
    private static ExpressionSyntax? PathOf(InvocationExpressionSyntax load, IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken)
    {
        var isText = method.Parameters.FirstOrDefault(parameter => parameter.Name == "path")?.Type is { SpecialType: SpecialType.System_String };
        var path = isText ? MlExpressions.ArgumentOf(load, method, "path")?.Expression : load.ArgumentList.Arguments.Count == 1 ? load.ArgumentList.Arguments[0].Expression : null;
        return path is not null && model.GetTypeInfo(path, cancellationToken).Type?.SpecialType == SpecialType.System_String ? path : null;
    }

    /// <summary>The type argument and what comes behind the path: how the line is read.</summary>
    private static (string Row, string Arguments)? ArgumentsOf(InvocationExpressionSyntax load, IMethodSymbol method, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellationToken)
    {
        var row = diagnostic.Properties.TryGetValue(MLAP2005ColumnsBoundByPositionAnalyzer.RowProperty, out var name) && name is not null ? model.Compilation.GetTypeByMetadataName(name) : null;
        var written = row is null ? "" : $"<{row.ToMinimalDisplayString(model, load.SpanStart)}>";

        // Options that have a name are given as they are, with all that they say.
        if (MlExpressions.ArgumentOf(load, method, "options")?.Expression is { } options && IsNamed(options, model, cancellationToken))
            return (written, ", " + options);
        if (row is null || !diagnostic.Properties.ContainsKey(MLAP2005ColumnsBoundByPositionAnalyzer.LayoutProperty))
            return null;
        var separator = diagnostic.Properties.TryGetValue(MLAP2005ColumnsBoundByPositionAnalyzer.SeparatorProperty, out var code) ? ", " + code : "";
        return (written, separator + (diagnostic.Properties.ContainsKey(MLAP2005ColumnsBoundByPositionAnalyzer.QuotingProperty) ? ", allowQuoting: true" : ""));
    }

    private static bool IsNamed(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax && model.GetSymbolInfo(expression, cancellationToken).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol;
}
