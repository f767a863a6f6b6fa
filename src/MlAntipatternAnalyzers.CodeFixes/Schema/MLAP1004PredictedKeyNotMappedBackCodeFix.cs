using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Appends the mapping from key to label to the trainer; a member that held the key holds the label then.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1004PredictedKeyNotMappedBackCodeFix))]
public sealed class MLAP1004PredictedKeyNotMappedBackCodeFix : PlannedCodeFix
{
    public const string MapBack = "MLAP1004.MapBack";

    public MLAP1004PredictedKeyNotMappedBackCodeFix()
        : base("MLAP1004", "Append MapKeyToValue(\"PredictedLabel\")", MapBack)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.ContainsKey(MLAP1004PredictedKeyNotMappedBackAnalyzer.MappableProperty) || diagnostic.AdditionalLocations.Count != 1
            || document.Project.Solution.GetDocument(diagnostic.AdditionalLocations[0].SourceTree) is not { } home)
            return null;
        var root = await home.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var semantics = await home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root?.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax trainer || semantics is null
            || MlExpressions.Catalog(semantics, trainer, "TransformsCatalog", "Transforms", cancellationToken) is not { } transforms)
            return null;

        var plan = new EditPlan();
        var appended = $".Append({transforms}.Conversion.MapKeyToValue(\"PredictedLabel\"))";
        if (trainer.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Append" } access } append })
        {
            // On a line of its own, where the trainer has one.
            var text = await home.GetTextAsync(cancellationToken).ConfigureAwait(false);
            var dot = access.OperatorToken.SpanStart;
            var before = text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(dot).Start, dot));
            plan.Insert(home, append.Span.End, (string.IsNullOrWhiteSpace(before) ? MlExpressions.NewLineOf(text) + before : "") + appended);
        }
        else
        {
            plan.Insert(home, trainer.Span.End, appended);
        }

        if (!diagnostic.Properties.ContainsKey(MLAP1004PredictedKeyNotMappedBackAnalyzer.ShownProperty))
            return plan;
        var name = diagnostic.Properties[MLAP1004PredictedKeyNotMappedBackAnalyzer.MemberProperty];
        if (await DeclaredMember.FindAsync(document, diagnostic, MLAP1004PredictedKeyNotMappedBackAnalyzer.RowProperty, name, cancellationToken).ConfigureAwait(false) is not { } member)
            return null;
        var there = await member.Home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var mayBeNull = (there!.GetNullableContext(member.Type.SpanStart) & NullableContext.AnnotationsEnabled) != 0 ? "?" : "";
        plan.Replace(member.Home, member.Type.Span, "string" + mayBeNull);
        return plan;
    }
}
