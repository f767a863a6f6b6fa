using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Takes the step out of its chain, or the column out of a step that makes several.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1008ProducedButNeverUsedCodeFix))]
public sealed class MLAP1008ProducedButNeverUsedCodeFix : PlannedCodeFix
{
    public const string Remove = "MLAP1008.Remove";

    public MLAP1008ProducedButNeverUsedCodeFix()
        : base("MLAP1008", "Do not produce the column", Remove)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        if (root is null)
            return null;
        if (Edits.CallAt(root, diagnostic.Location.SourceSpan) is { } step)
            return StepRemoval.Plan(document, text, step);

        // One pair of columns of several.
        var plan = new EditPlan();
        return root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is { } pair && ListRemoval.Plan(plan, document, text, new[] { pair }) ? plan : null;
    }
}
