using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
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
        return root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax name ? PlanPair(document, text, name) : null;
    }

    /// <summary>Leaves the pair of columns out that names the one.</summary>
    private static EditPlan? PlanPair(Document document, SourceText text, ExpressionSyntax name)
    {
        if (name.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } pair)
            return null;
        SyntaxNode element = pair.Parent is ArgumentSyntax or ExpressionElementSyntax ? pair.Parent : pair;
        SyntaxNodeOrTokenList? list = element.Parent switch
        {
            InitializerExpressionSyntax initializer => initializer.Expressions.GetWithSeparators(),
            CollectionExpressionSyntax collection => collection.Elements.GetWithSeparators(),
            ArgumentListSyntax arguments => arguments.Arguments.GetWithSeparators(),
            _ => null,
        };
        if (list is not { Count: > 1 } elements || Removal.HasComment(element))
            return null;
        var plan = new EditPlan();
        foreach (var span in NameRemoval.SpansOf(elements, new[] { element }.ToList(), text))
            plan.Replace(document, span, "");
        return plan;
    }
}
