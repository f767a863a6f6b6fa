using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules.DataValidation;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Loads missing numbers as NaN, and replaces them at the front of the chains that the data are given to.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP2003MissingNumbersBecomeZeroCodeFix))]
public sealed class MLAP2003MissingNumbersBecomeZeroCodeFix : CodeFixProvider
{
    public const string EquivalenceKey = "MLAP2003.LoadAsNaN";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP2003");

    public override FixAllProvider GetFixAllProvider() => new SolutionFixAllProvider((document, diagnostics, _, cancellationToken) => FixAsync(document, diagnostics, cancellationToken));

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        foreach (var diagnostic in context.Diagnostics)
        {
            var diagnostics = ImmutableArray.Create(diagnostic);
            if (await PlanAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false) is not { Changes.Count: > 0 } plan)
                continue;
            var title = plan.IsIncomplete ? "Load missing numbers as NaN, to be replaced by you"
                : plan.Replaces ? "Load missing numbers as NaN and replace them by the mean"
                : "Load missing numbers as NaN";
            context.RegisterCodeFix(CodeAction.Create(title, token => FixAsync(document, diagnostics, token), EquivalenceKey), diagnostic);
        }
    }

    private static async Task<Solution> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var solution = document.Project.Solution;
        if (await PlanAsync(document, diagnostics, cancellationToken).ConfigureAwait(false) is not { Changes.Count: > 0 } plan)
            return solution;
        return solution.WithDocumentText(document.Id, plan.Text.WithChanges(plan.Changes));
    }

    private static async Task<MissingValuePlan?> PlanAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await MissingValuePlan.ForAsync(document, cancellationToken).ConfigureAwait(false) is not { } plan)
            return null;
        foreach (var diagnostic in diagnostics)
        {
            if (MlExpressions.CallAt(plan.Root, diagnostic.Location.SourceSpan) is not { } call
                || TextLoaderRewriter.Rewrite(plan.Model, call, plan.Text, "MissingRealsAsNaNs", "true", cancellationToken) is not { } rewritten)
                continue;
            plan.Add(rewritten);
            plan.Replace(diagnostic, MLAP2003MissingNumbersBecomeZeroAnalyzer.RowProperty);
            if (plan.Model.LookupNamespacesAndTypes(call.SpanStart, name: "TextLoader").IsEmpty)
                plan.Use("Microsoft.ML.Data");
        }

        await plan.CompleteAsync(cancellationToken).ConfigureAwait(false);
        return plan;
    }
}
