using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Gives the class that is served a member for the label, which may stay empty.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1013LabelNeededWhenServingAddCodeFix))]
public sealed class MLAP1013LabelNeededWhenServingAddCodeFix : PlannedCodeFix
{
    public const string AddMember = "MLAP1013.AddMember";

    public MLAP1013LabelNeededWhenServingAddCodeFix()
        : base("MLAP1013", "Add the label to the class that is served", AddMember)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var semantics = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (semantics is null
            || !diagnostic.Properties.TryGetValue(MLAP1013LabelNeededWhenServingAnalyzer.RowProperty, out var row) || string.IsNullOrEmpty(row)
            || !diagnostic.Properties.TryGetValue(MLAP1013LabelNeededWhenServingAnalyzer.TypeProperty, out var type) || string.IsNullOrEmpty(type)
            || !diagnostic.Properties.TryGetValue(MLAP1013LabelNeededWhenServingAnalyzer.ColumnProperty, out var column) || !SyntaxFacts.IsValidIdentifier(column)
            || semantics.Compilation.GetTypeByMetadataName(row!) is not { DeclaringSyntaxReferences: { Length: > 0 } declared } || document.Project.Solution.GetDocument(declared[0].SyntaxTree) is not { } home
            || await declared[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not TypeDeclarationSyntax { Members: { Count: > 0 } members } declaration)
            return null;

        // Behind the last member that holds data; on a line of its own, where that has one.
        var last = members.LastOrDefault(member => member is PropertyDeclarationSyntax or FieldDeclarationSyntax) ?? members.Last();
        var text = await home.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var isAlone = text.Lines.GetLineFromPosition(declaration.OpenBraceToken.SpanStart).LineNumber != text.Lines.GetLineFromPosition(last.SpanStart).LineNumber;
        var there = await home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var mayBeNull = type == "string" && (there!.GetNullableContext(last.SpanStart) & NullableContext.AnnotationsEnabled) != 0 ? "?" : "";
        var member = $"public {type}{mayBeNull} {column} {{ get; set; }}";
        var plan = new EditPlan();
        if (isAlone)
            plan.Insert(home, text.Lines.GetLineFromPosition(last.Span.End).End, MlExpressions.NewLineOf(text) + EditPlan.Indentation(last) + member);
        else
            plan.Insert(home, last.Span.End, " " + member);
        return plan;
    }
}
