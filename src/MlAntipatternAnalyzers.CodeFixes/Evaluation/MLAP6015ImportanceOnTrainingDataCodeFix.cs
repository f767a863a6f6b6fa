using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Measures the importance of features on the test side of the split that there is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6015ImportanceOnTrainingDataCodeFix))]
public sealed class MLAP6015ImportanceOnTrainingDataCodeFix : EditsCodeFix
{
    public const string UseTestSet = "MLAP6015.UseTestSet";

    public MLAP6015ImportanceOnTrainingDataCodeFix()
        : base("MLAP6015", UseTestSet)
    {
    }

    private protected override string? Edit(Edits edits, SemanticModel model, Diagnostic diagnostic, IDictionary<string, string> made, CancellationToken cancellationToken)
    {
        var root = model.SyntaxTree.GetRoot(cancellationToken);
        if (Edits.CallAt(root, diagnostic.Location.SourceSpan) is not { } importance || DataOf(importance) is not { } data)
            return null;
        var split = SplitUse.Of(model, diagnostic, cancellationToken);
        if (TestRows(model, split, data, cancellationToken) is not { } rows || IsStale(root, model, data, importance, cancellationToken))
            return null;
        edits.Replace(data, rows);
        return $"Measure on '{rows}'";
    }

    private static ExpressionSyntax? DataOf(InvocationExpressionSyntax importance) =>
        (importance.ArgumentList.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "data") ?? importance.ArgumentList.Arguments.ElementAtOrDefault(1))?.Expression;

    private static string? TestRows(SemanticModel model, SplitUse? split, ExpressionSyntax rows, CancellationToken cancellationToken)
    {
        if (rows is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TrainSet" } side)
            return side.Expression + ".TestSet";
        if (split is not null && (split.IsSide(rows, "TrainSet") || (split.Data is { } whole && SyntaxFactory.AreEquivalent(rows, whole))))
            return split.Name + ".TestSet";
        if (SplitUse.InitializerOf(model, rows, cancellationToken) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TrainSet" } kept)
            return kept.Expression + ".TestSet";
        return SplitUse.Transformed(model, rows, inner => TestRows(model, split, inner, cancellationToken), cancellationToken);
    }

    /// <summary>Whether what a local variable was made of has changed since.</summary>
    private static bool IsStale(SyntaxNode root, SemanticModel model, ExpressionSyntax rows, InvocationExpressionSyntax use, CancellationToken cancellationToken) =>
        SplitUse.InitializerOf(model, rows, cancellationToken) is { } made && made.Span.End < use.SpanStart && SplitUse.ChangesBetween(root, TextSpan.FromBounds(made.Span.End, use.SpanStart), made);
}
