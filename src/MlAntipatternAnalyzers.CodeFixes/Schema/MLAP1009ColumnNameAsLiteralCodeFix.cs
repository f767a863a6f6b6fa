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

/// <summary>Writes <c>nameof</c> of the row class's member in place of each literal that a finding is about.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1009ColumnNameAsLiteralCodeFix))]
public sealed class MLAP1009ColumnNameAsLiteralCodeFix : PlannedCodeFix
{
    public const string UseNameof = "MLAP1009.UseNameof";

    public MLAP1009ColumnNameAsLiteralCodeFix()
        : base("MLAP1009", "Name the columns by 'nameof'", UseNameof)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var semantics = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (semantics is null || !diagnostic.Properties.TryGetValue(MLAP1009ColumnNameAsLiteralAnalyzer.RowProperty, out var name) || name is null
            || semantics.Compilation.GetTypeByMetadataName(name) is not { } row)
            return null;
        var root = await semantics.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        var plan = new EditPlan();
        foreach (var location in diagnostic.AdditionalLocations.Prepend(diagnostic.Location))
        {
            if (location.SourceTree != semantics.SyntaxTree || root.FindNode(location.SourceSpan, getInnermostNodeForTie: true) is not LiteralExpressionSyntax literal)
                return null;
            var member = literal.Token.ValueText;
            var escaped = SyntaxFacts.GetKeywordKind(member) == SyntaxKind.None ? member : "@" + member;
            plan.Replace(document, literal.Span, $"nameof({row.ToMinimalDisplayString(semantics, literal.SpanStart)}.{escaped})");
        }

        return plan;
    }
}
