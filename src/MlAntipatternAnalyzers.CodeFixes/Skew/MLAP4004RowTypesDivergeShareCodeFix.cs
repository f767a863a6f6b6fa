using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules.Skew;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <summary>Serves with the row class of the training: wherever the other one is named, the training's is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP4004RowTypesDivergeShareCodeFix))]
public sealed class MLAP4004RowTypesDivergeShareCodeFix : PlannedCodeFix
{
    public const string ShareClass = "MLAP4004.ShareClass";

    public MLAP4004RowTypesDivergeShareCodeFix()
        : base("MLAP4004", "Serve with the row class of the training", ShareClass)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(MLAP4004RowTypesDivergeAnalyzer.ServedProperty, out var served) || served is null
            || !diagnostic.Properties.TryGetValue(MLAP4004RowTypesDivergeAnalyzer.TrainedProperty, out var trained) || trained is null
            || await document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation
            || compilation.GetTypeByMetadataName(served) is not { IsGenericType: false } from || compilation.GetTypeByMetadataName(trained) is not { IsGenericType: false } to)
            return null;

        var plan = new EditPlan();
        var isNamed = false;
        foreach (var reference in await SymbolFinder.FindReferencesAsync(from, document.Project.Solution, cancellationToken).ConfigureAwait(false))
        {
            foreach (var place in reference.Locations.Where(place => !place.IsImplicit))
            {
                if (await place.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root || await place.Document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } semantics
                    || root.FindNode(place.Location.SourceSpan, getInnermostNodeForTie: true) is not SimpleNameSyntax name)
                    return null;

                // The whole of a qualified name.
                SyntaxNode whole = name;
                while (whole.Parent is QualifiedNameSyntax qualified && qualified.Right == whole || whole.Parent is AliasQualifiedNameSyntax || whole.Parent is MemberAccessExpressionSyntax access && access.Name == whole)
                    whole = whole.Parent!;
                plan.Replace(place.Document, whole.Span, to.ToMinimalDisplayString(semantics, whole.SpanStart));
                isNamed = true;
            }
        }

        return isNamed ? plan : null;
    }
}
