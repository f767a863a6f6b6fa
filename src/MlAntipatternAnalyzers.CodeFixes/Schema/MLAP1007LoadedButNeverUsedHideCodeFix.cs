using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Keeps the member and tells ML.NET that it is no column, where rows are objects: text loaders do not look at the attribute.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1007LoadedButNeverUsedHideCodeFix))]
public sealed class MLAP1007LoadedButNeverUsedHideCodeFix : PlannedCodeFix
{
    public const string Hide = "MLAP1007.Hide";

    public MLAP1007LoadedButNeverUsedHideCodeFix()
        : base("MLAP1007", "Leave it out with [NoColumn]", Hide)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.ContainsKey(MLAP1007LoadedButNeverUsedAnalyzer.ObjectsProperty) || !diagnostic.Properties.TryGetValue(MLAP1007LoadedButNeverUsedAnalyzer.MemberProperty, out var name)
            || await DeclaredMember.FindAsync(document, diagnostic, MLAP1007LoadedButNeverUsedAnalyzer.RowProperty, name, cancellationToken).ConfigureAwait(false) is not { } member)
            return null;
        var plan = new EditPlan();
        await member.AnnotateAsync(plan, "NoColumn", null, cancellationToken).ConfigureAwait(false);
        return plan;
    }
}
