using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Sets a validation set apart from the train set, and chooses by it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6004TestSetChoosesModelCodeFix))]
public sealed class MLAP6004TestSetChoosesModelCodeFix : PlannedCodeFix
{
    public const string ChooseOnValidationSet = "MLAP6004.ChooseOnValidationSet";

    public MLAP6004TestSetChoosesModelCodeFix()
        : base("MLAP6004", "Choose on a validation set, and keep the test set for the model that is chosen", ChooseOnValidationSet)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !diagnostic.Properties.TryGetValue(MLAP6004TestSetChoosesModelAnalyzer.SplitProperty, out var start) || start is null)
            return null;

        // var split = mlContext.Data.TrainTestSplit(…); in the method, or the program, that chooses.
        var position = int.Parse(start, CultureInfo.InvariantCulture);
        if (root.FindToken(position).Parent?.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(call => call.SpanStart == position && call.Parent is EqualsValueClauseSyntax)
                is not { Expression: MemberAccessExpressionSyntax { Expression: var data }, Parent.Parent: VariableDeclaratorSyntax variable } split
            || split.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { } statement
            || model.GetDeclaredSymbol(variable, cancellationToken) is not { } local)
            return null;

        var scope = statement.FirstAncestorOrSelf<BlockSyntax>() ?? (SyntaxNode)root;
        if (!scope.Span.Contains(diagnostic.Location.SourceSpan))
            return null;
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var name = Edits.UniqueName(model, statement.SpanStart, "validation");
        var plan = new EditPlan();
        var line = text.Lines.GetLineFromPosition(statement.Span.End);
        plan.Insert(document, line.EndIncludingLineBreak, $"{EditPlan.Indentation(statement)}var {name} = {data}.TrainTestSplit({local.Name}.TrainSet, testFraction: 0.2);{EditPlan.LineEndOf(text)}");
        foreach (var use in scope.DescendantNodes().OfType<MemberAccessExpressionSyntax>())
        {
            if (use is { Expression: IdentifierNameSyntax holder, Name.Identifier.ValueText: "TrainSet" or "TestSet" } && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(holder, cancellationToken).Symbol, local))
                plan.Replace(document, holder.Span, name);
        }

        return plan;
    }
}
