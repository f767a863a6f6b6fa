using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Tells the split which column's equal values are to stay on one side.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6006GroupsSplitApartCodeFix))]
public sealed class MLAP6006GroupsSplitApartCodeFix : PlannedCodeFix
{
    public const string KeepTogether = "MLAP6006.KeepTogether";

    private const string Key = "samplingKeyColumnName";

    public MLAP6006GroupsSplitApartCodeFix()
        : base("MLAP6006", "Keep the rows of one group together", KeepTogether)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null
            || !diagnostic.Properties.TryGetValue(MLAP6006GroupsSplitApartAnalyzer.ColumnProperty, out var column) || column is null
            || Edits.CallAt(root, diagnostic.Location.SourceSpan) is not { ArgumentList.Arguments: { Count: > 0 } arguments } call
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method
            || method.Parameters.All(parameter => parameter.Name != Key))
            return null;

        diagnostic.Properties.TryGetValue(MLAP6006GroupsSplitApartAnalyzer.RowProperty, out var row);
        var spelled = Spell(model, call.SpanStart, row, column);
        var plan = new EditPlan();
        var given = MlExpressions.ArgumentOf(call, method, Key);
        if (given is null)
            plan.Insert(document, arguments.Last().Span.End, $", {Key}: {spelled}");
        else if (given.Expression.IsKind(SyntaxKind.NullLiteralExpression) || given.Expression.IsKind(SyntaxKind.DefaultLiteralExpression))
            plan.Replace(document, given.Expression.Span, spelled);
        else
            return null;
        return plan;
    }

    private static string Spell(SemanticModel model, int position, string? row, string column) =>
        row is not null && model.Compilation.GetTypeByMetadataName(row) is { } type && model.IsAccessible(position, type)
            && type.GetMembers(column).All(member => model.IsAccessible(position, member))
            ? $"nameof({type.ToMinimalDisplayString(model, position)}.{(SyntaxFacts.GetKeywordKind(column) == SyntaxKind.None ? column : "@" + column)})"
            : SymbolDisplay.FormatLiteral(column, quote: true);
}
