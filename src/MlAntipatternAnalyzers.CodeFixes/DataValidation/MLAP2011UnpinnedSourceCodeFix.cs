using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules.DataValidation;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Names the columns that a query is read for, where the code tells which those are.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP2011UnpinnedSourceCodeFix))]
public sealed class MLAP2011UnpinnedSourceCodeFix : PlannedCodeFix
{
    public const string NameColumns = "MLAP2011.NameColumns";

    public MLAP2011UnpinnedSourceCodeFix()
        : base("MLAP2011", "Name the columns that are read", NameColumns)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(MLAP2011UnpinnedSourceAnalyzer.ColumnsProperty, out var columns) || columns is null)
            return null;
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var star = text.ToString(diagnostic.Location.SourceSpan).IndexOf('*');
        if (star < 0)
            return null;
        var plan = new EditPlan();
        plan.Replace(document, new TextSpan(diagnostic.Location.SourceSpan.Start + star, 1), columns);
        return plan;
    }
}
