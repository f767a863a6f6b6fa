using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Binds the member of the output class to the column that was meant, or gives it the column's type.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1003OutputMemberNotProducedCodeFix))]
public sealed class MLAP1003OutputMemberNotProducedCodeFix : PlannedCodeFix
{
    public const string Bind = "MLAP1003.Bind";

    public MLAP1003OutputMemberNotProducedCodeFix()
        : base("MLAP1003", "Bind the member to the model's column", Bind)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var name = Property(diagnostic, MLAP1003OutputMemberNotProducedAnalyzer.MemberProperty);
        if (await DeclaredMember.FindAsync(document, diagnostic, MLAP1003OutputMemberNotProducedAnalyzer.RowProperty, name, cancellationToken).ConfigureAwait(false) is not { } member)
            return null;
        var plan = new EditPlan();
        if (Property(diagnostic, MLAP1003OutputMemberNotProducedAnalyzer.TypeProperty) is { } type)
        {
            plan.Replace(member.Home, member.Type.Span, type);
            return plan;
        }

        if (Property(diagnostic, MLAP1003OutputMemberNotProducedAnalyzer.NearestProperty) is not { } nearest)
            return null;
        var column = SymbolDisplay.FormatLiteral(nearest, quote: true);
        if (member.Attribute("ColumnName") is { ArgumentList.Arguments: { Count: 1 } given })
        {
            plan.Replace(member.Home, given[0].Expression.Span, column);
            return plan;
        }

        await member.AnnotateAsync(plan, "ColumnName", column, cancellationToken).ConfigureAwait(false);
        return plan;
    }

    private static string? Property(Diagnostic diagnostic, string name) => diagnostic.Properties.TryGetValue(name, out var value) && !string.IsNullOrEmpty(value) ? value : null;
}
