using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules.DataValidation;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Replaces missing values at the front of the chain that the trainer ends.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP2004MissingValuesReachTrainerCodeFix))]
public sealed class MLAP2004MissingValuesReachTrainerCodeFix : CodeFixProvider
{
    public const string EquivalenceKey = "MLAP2004.Replace";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP2004");

    public override FixAllProvider GetFixAllProvider() => new SolutionFixAllProvider((document, diagnostics, _, cancellationToken) => FixAsync(document, diagnostics, cancellationToken));

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        foreach (var diagnostic in context.Diagnostics)
        {
            var diagnostics = ImmutableArray.Create(diagnostic);
            if (await PlanAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false) is { Replaces: true, IsIncomplete: false })
                context.RegisterCodeFix(CodeAction.Create("Replace missing values by the mean", token => FixAsync(document, diagnostics, token), EquivalenceKey), diagnostic);
        }
    }

    private static async Task<Solution> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        return await PlanAsync(document, diagnostics, cancellationToken).ConfigureAwait(false) is { Replaces: true } plan
            ? solution.WithDocumentText(document.Id, plan.Text.WithChanges(plan.Changes))
            : solution;
    }

    private static async Task<MissingValuePlan?> PlanAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await MissingValuePlan.ForAsync(document, cancellationToken).ConfigureAwait(false) is not { } plan)
            return null;
        foreach (var diagnostic in diagnostics)
            plan.Replace(diagnostic, MLAP2004MissingValuesReachTrainerAnalyzer.RowProperty);
        await plan.CompleteAsync(cancellationToken).ConfigureAwait(false);
        return plan;
    }
}
