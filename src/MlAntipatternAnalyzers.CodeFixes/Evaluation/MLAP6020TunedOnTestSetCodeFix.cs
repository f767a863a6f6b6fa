using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Splits the train set once more, and chooses by that part of it which the model is then not fitted on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6020TunedOnTestSetCodeFix))]
public sealed class MLAP6020TunedOnTestSetCodeFix : EditsCodeFix
{
    public const string ChooseOnThirdSet = "MLAP6020.ChooseOnThirdSet";

    private const string Train = "TrainSet";

    private const string Test = "TestSet";

    public MLAP6020TunedOnTestSetCodeFix()
        : base("MLAP6020", ChooseOnThirdSet)
    {
    }

    private protected override string? Edit(Edits edits, SemanticModel model, Diagnostic diagnostic, IDictionary<string, string> made, CancellationToken cancellationToken)
    {
        var root = model.SyntaxTree.GetRoot(cancellationToken);
        if (Edits.CallAt(root, diagnostic.Location.SourceSpan) is not { } call
            || call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method }
            || SplitUse.Of(model, diagnostic, cancellationToken) is not { } split)
            return null;

        var scorer = method switch
        {
            "ChangeModelThreshold" => RootOf(ModelOf(call)),
            "Fit" when call.ArgumentList.Arguments is { Count: 1 } rows => ScorerOf(model, rows[0].Expression, cancellationToken),
            _ => null,
        };

        // The same rows are set apart for all that is chosen by the test set of one split.
        var key = split.Call.SpanStart.ToString(CultureInfo.InvariantCulture);
        var third = scorer is null ? null : ThirdSetOf(model, split, scorer, cancellationToken);
        var name = third ?? (made.TryGetValue(key, out var before) ? before : Edits.UniqueName(model, call.SpanStart, "validation"));
        var first = (method, scorer) switch
        {
            ("Execute" or "SetDataset", _) => GiveToExperiment(edits, split, call, name),
            ("ChangeModelThreshold", { } scores) when ChooseThreshold(edits, model, split, call, scores, name, cancellationToken) => FitAnew(edits, model, split, scores, name, cancellationToken),
            ("Fit", { } scores) when split.Replace(edits, call.ArgumentList.Arguments[0].Expression, Test, $"{name}.{Test}") => FitAnew(edits, model, split, scores, name, cancellationToken),
            _ => null,
        };
        if (first?.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || statement.SpanStart < split.Statement.Span.End)
            return null;
        if (third is null && !made.ContainsKey(key))
        {
            edits.InsertLineBefore(statement, split.Again(name));
            made[key] = name;
        }

        return $"Choose on a third set, '{name}.{Test}'";
    }

    private static SyntaxNode? GiveToExperiment(Edits edits, SplitUse split, InvocationExpressionSyntax call, string name)
    {
        var arguments = call.ArgumentList.Arguments.Select(argument => argument.Expression).ToList();
        if (arguments.SingleOrDefault(split.IsVariable) is { } whole)
        {
            edits.Replace(whole, name);
            return call;
        }

        var train = arguments.Where(argument => split.IsSide(argument, Train)).ToList();
        var test = arguments.Where(argument => split.IsSide(argument, Test)).ToList();
        if (train.Count != 1 || test.Count != 1)
            return null;
        edits.Replace(train[0], $"{name}.{Train}");
        edits.Replace(test[0], $"{name}.{Test}");
        return call;
    }

    private static bool ChooseThreshold(Edits edits, SemanticModel model, SplitUse split, InvocationExpressionSyntax change, IdentifierNameSyntax scorer, string name, CancellationToken cancellationToken)
    {
        // All that the test set is used for until then is scored by the model: labels that are read apart would be those of other rows.
        var scope = change.FirstAncestorOrSelf<SyntaxNode>(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax)!;
        var between = TextSpan.FromBounds(split.Statement.Span.End, change.SpanStart);
        var uses = scope.DescendantNodes().OfType<ExpressionSyntax>().Where(use => between.Contains(use.Span) && split.IsSide(use, Test) && use.Parent is not EqualsValueClauseSyntax).ToList();
        foreach (var use in uses)
        {
            if (use.Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Transform", Expression: var receiver } } scoring }
                || RootOf(receiver)?.Identifier.ValueText != scorer.Identifier.ValueText
                || IsReadAfter(model, scoring, change, cancellationToken))
                return false;
            edits.Replace(use, $"{name}.{Test}");
        }

        return uses.Count > 0;
    }

    /// <summary>Whether the scores that a variable holds are read again when the threshold has been chosen by them.</summary>
    private static bool IsReadAfter(SemanticModel model, InvocationExpressionSyntax scoring, InvocationExpressionSyntax change, CancellationToken cancellationToken) =>
        scoring.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator }
            && model.GetDeclaredSymbol(declarator, cancellationToken) is { } scores
            && Edits.UsesOf(model, scores, cancellationToken).Any(use => use.SpanStart > change.Span.End);

    /// <summary>Fits the model that scores on the rest of the train set, unless it is; its Fit, or null where that is not here.</summary>
    private static SyntaxNode? FitAnew(Edits edits, SemanticModel model, SplitUse split, IdentifierNameSyntax scorer, string name, CancellationToken cancellationToken)
    {
        if (FittedIn(model, scorer, cancellationToken) is not { } fitted)
            return null;
        if (ThirdSetOf(model, split, scorer, cancellationToken) is not null)
            return fitted;
        return split.Replace(edits, fitted, Train, $"{name}.{Train}") ? fitted : null;
    }

    /// <summary>The split of the train set that a model is fitted on a side of already.</summary>
    private static string? ThirdSetOf(SemanticModel model, SplitUse split, IdentifierNameSyntax scorer, CancellationToken cancellationToken) =>
        FittedIn(model, scorer, cancellationToken) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Train, Expression: IdentifierNameSyntax inner }
            && SplitUse.InitializerOf(model, inner, cancellationToken) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TrainTestSplit" }, ArgumentList.Arguments: { Count: > 0 } arguments }
            && split.IsSide(arguments[0].Expression, Train)
            ? inner.Identifier.ValueText
            : null;

    /// <summary>What a model is fitted on that a variable is initialised with.</summary>
    private static ExpressionSyntax? FittedIn(SemanticModel model, IdentifierNameSyntax scorer, CancellationToken cancellationToken) =>
        SplitUse.InitializerOf(model, scorer, cancellationToken) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Fit" }, ArgumentList.Arguments: { Count: 1 } fitted }
            ? fitted[0].Expression
            : null;

    private static ExpressionSyntax? ModelOf(InvocationExpressionSyntax change) =>
        (change.ArgumentList.Arguments.FirstOrDefault(given => given.NameColon?.Name.Identifier.ValueText == "model") ?? change.ArgumentList.Arguments.FirstOrDefault())?.Expression;

    private static IdentifierNameSyntax? ScorerOf(SemanticModel model, ExpressionSyntax scored, CancellationToken cancellationToken) =>
        (SplitUse.InitializerOf(model, scored, cancellationToken) ?? scored) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Transform", Expression: var receiver } } ? RootOf(receiver) : null;

    private static IdentifierNameSyntax? RootOf(ExpressionSyntax? expression)
    {
        while (expression is MemberAccessExpressionSyntax access)
            expression = access.Expression;
        return expression as IdentifierNameSyntax;
    }
}
