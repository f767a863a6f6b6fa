using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <summary>Reads and writes text by the invariant culture. Time zones have no such form: which one is meant, only its author knows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP4013MappingDependsOnCultureCodeFix))]
public sealed class MLAP4013MappingDependsOnCultureCodeFix : PlannedCodeFix
{
    public const string UseInvariant = "MLAP4013.UseInvariant";

    public MLAP4013MappingDependsOnCultureCodeFix()
        : base("MLAP4013", "Use the invariant culture", UseInvariant)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } semantics)
            return null;
        var root = await semantics.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        var plan = new EditPlan();
        return InvariantForm.TryUse(plan, document, root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), semantics, cancellationToken) ? plan : null;
    }
}
