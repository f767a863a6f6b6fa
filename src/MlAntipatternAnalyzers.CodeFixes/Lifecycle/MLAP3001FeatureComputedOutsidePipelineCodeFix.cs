using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes.Lifecycle;

/// <summary>Gives the rows the raw values, and computes from them in a custom mapping at the front of the pipeline, so that the saved model contains the computation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP3001FeatureComputedOutsidePipelineCodeFix))]
public sealed class MLAP3001FeatureComputedOutsidePipelineCodeFix : PlannedCodeFix
{
    public const string MappingKey = "MLAP3001.CustomMapping";

    public MLAP3001FeatureComputedOutsidePipelineCodeFix()
        : base("MLAP3001", "Compute in a custom mapping of the pipeline", MappingKey)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var semantics = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || semantics is null || MlNetSymbols.TryCreate(semantics.Compilation) is not { } ml
            || PipelineHead.Of(document, diagnostic, ml, cancellationToken) is not { } head
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AssignmentExpressionSyntax>() is not { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } initializer }
            || semantics.GetTypeInfo(creation, cancellationToken).Type is not INamedTypeSymbol { IsRecord: false } row
            || row.DeclaringSyntaxReferences is not { Length: 1 } declarations || declarations[0].GetSyntax(cancellationToken) is not TypeDeclarationSyntax { Members.Count: > 0 } declaration
            || document.Project.Solution.GetDocument(declaration.SyntaxTree) is not { } rowDocument
            || RowCreations.AnyBut(creation, row, semantics.Compilation, cancellationToken))
            return null;

        diagnostic.Properties.TryGetValue(MLAP3001FeatureComputedOutsidePipelineAnalyzer.MembersProperty, out var listed);
        var names = new HashSet<string>((listed ?? "").Split(','));
        if (MovedComputations.Of(initializer, row, names, semantics, cancellationToken) is not { } moved)
            return null;

        var plan = new EditPlan();
        plan.Replace(document, moved.Span, moved.Filling);
        AddMembers(plan, rowDocument, declaration, moved.Inputs, semantics);
        head.Prepend(plan, row.Name, moved, cancellationToken);
        return plan;
    }

    /// <summary>Adds the raw values to the row class, after its last member and in its style.</summary>
    private static void AddMembers(EditPlan plan, Document document, TypeDeclarationSyntax declaration, IEnumerable<RawInputs.Member> inputs, SemanticModel semantics)
    {
        var text = declaration.SyntaxTree.GetText();
        var last = declaration.Members.Last();
        var isOneLine = text.Lines.GetLineFromPosition(last.SpanStart).LineNumber == text.Lines.GetLineFromPosition(declaration.OpenBraceToken.SpanStart).LineNumber;
        var lineEnd = MlExpressions.NewLineOf(text);
        var isApart = declaration.Members.Count > 1 && text.ToString(TextSpan.FromBounds(declaration.Members[declaration.Members.Count - 2].Span.End, last.SpanStart)).Count(unit => unit == '\n') > 1;
        var gap = isOneLine ? " " : (isApart ? lineEnd : "") + lineEnd + EditPlan.Indentation(last);
        var isNullable = semantics.Compilation.GetSemanticModel(declaration.SyntaxTree).GetNullableContext(last.SpanStart).AnnotationsEnabled();
        plan.Insert(document, last.Span.End, string.Concat(inputs.Where(input => input.IsNew).Select(input => gap + PipelineHead.Property(input.Name, input.Type, isNullable))));
    }
}
