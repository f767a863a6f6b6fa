using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules.DataValidation;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Gives the filtered or validated rows to ML.NET, wherever the unfiltered ones went.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP2012UnvalidatedOneIsUsedCodeFix))]
public sealed class MLAP2012UnvalidatedOneIsUsedCodeFix : PlannedCodeFix
{
    public const string UseFiltered = "MLAP2012.UseFiltered";

    public MLAP2012UnvalidatedOneIsUsedCodeFix()
        : base("MLAP2012", "Use the filtered data", UseFiltered)
    {
    }

    private protected override Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(MLAP2012UnvalidatedOneIsUsedAnalyzer.KeptProperty, out var kept) || kept is null)
            return Task.FromResult<EditPlan?>(null);
        var plan = new EditPlan();
        foreach (var location in diagnostic.AdditionalLocations.Prepend(diagnostic.Location))
            plan.Replace(document, location.SourceSpan, kept);
        return Task.FromResult<EditPlan?>(plan);
    }
}
