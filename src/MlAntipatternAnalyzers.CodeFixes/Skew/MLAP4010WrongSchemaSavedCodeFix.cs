using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules.Skew;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <summary>Saves a model with the schema of the view that it was fitted on, where a variable holds that view.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP4010WrongSchemaSavedCodeFix))]
public sealed class MLAP4010WrongSchemaSavedCodeFix : EditsCodeFix
{
    public const string RawSchema = "MLAP4010.RawSchema";

    public MLAP4010WrongSchemaSavedCodeFix()
        : base("MLAP4010", RawSchema)
    {
    }

    private protected override string? Edit(Edits edits, SemanticModel model, Diagnostic diagnostic, IDictionary<string, string> made, CancellationToken cancellationToken)
    {
        var root = model.SyntaxTree.GetRoot(cancellationToken);
        if (Edits.CallAt(root, diagnostic.Location.SourceSpan) is not { } save
            || model.GetSymbolInfo(save, cancellationToken).Symbol is not IMethodSymbol method
            || MlExpressions.ArgumentOf(save, method, "inputSchema")?.Expression is not { } schema
            || !diagnostic.Properties.TryGetValue(MLAP4010WrongSchemaSavedAnalyzer.RawProperty, out var spans) || spans is null)
            return null;
        var raw = spans.Split(',').Select(span => ViewAt(root, span)).OfType<ExpressionSyntax>().FirstOrDefault(view => IsStill(view, model, save, cancellationToken));
        if (raw is null)
            return null;
        edits.Replace(schema, raw.WithoutTrivia() + ".Schema");
        return $"Save the schema of '{raw.WithoutTrivia()}'";
    }

    private static ExpressionSyntax? ViewAt(SyntaxNode root, string span)
    {
        var plus = span.IndexOf('+');
        var place = new TextSpan(int.Parse(span.Substring(0, plus), CultureInfo.InvariantCulture), int.Parse(span.Substring(plus + 1), CultureInfo.InvariantCulture));
        return root.FindNode(place, getInnermostNodeForTie: true) as ExpressionSyntax;
    }

    /// <summary>Whether an expression is the same view where the model is saved: a variable that holds it all its life, or a side of such a split.</summary>
    private static bool IsStill(ExpressionSyntax view, SemanticModel model, SyntaxNode save, CancellationToken cancellationToken) =>
        Holder.IsStable(view, model, save, cancellationToken)
        || (view is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TrainSet" or "TestSet" or "ValidationSet" } side && Holder.IsStable(side.Expression, model, save, cancellationToken));
}
