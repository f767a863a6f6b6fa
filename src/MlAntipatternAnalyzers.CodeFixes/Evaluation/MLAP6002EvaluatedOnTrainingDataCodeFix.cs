using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Evaluates on the test side of a split: of the one that is there, or of a new one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6002EvaluatedOnTrainingDataCodeFix))]
public sealed class MLAP6002EvaluatedOnTrainingDataCodeFix : CodeFixProvider
{
    public const string UseTestSet = "MLAP6002.UseTestSet";

    public const string SplitFirst = "MLAP6002.SplitFirst";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP6002");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || Edits.CallAt(root, context.Span) is not { } evaluation || Shape.Find(model, evaluation, context.CancellationToken) is not { } shape)
            return;

        var edits = new Edits(await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false));
        var (title, key) = shape.TrainSet is { } train ? ReplaceEvaluated(edits, shape, train) : Split(edits, model, shape);
        if (edits.IsEmpty || !await edits.CompileAsync(context.Document, context.CancellationToken).ConfigureAwait(false))
            return;
        context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(edits.Apply(context.Document)), key), context.Diagnostics);
    }

    private static (string Title, string Key) ReplaceEvaluated(Edits edits, Shape shape, MemberAccessExpressionSyntax train)
    {
        var test = train.Expression + ".TestSet";
        edits.Replace(shape.Evaluated, test);
        return ($"Evaluate on '{test}'", UseTestSet);
    }

    private static (string Title, string Key) Split(Edits edits, SemanticModel model, Shape shape)
    {
        // The context is the one that evaluates: mlContext.Regression.Evaluate(…).
        if (shape.Context is null || shape.FitStatement is null)
            return ("", "");
        var name = Edits.UniqueName(model, shape.FitStatement.SpanStart, "split");
        edits.InsertLineBefore(shape.FitStatement, $"var {name} = {shape.Context}.Data.TrainTestSplit({shape.Fitted}, testFraction: 0.2);");
        edits.Replace(shape.Fitted, name + ".TrainSet");
        edits.Replace(shape.Evaluated, name + ".TestSet");
        return ($"Split '{shape.Fitted}' first, and evaluate on the test set", SplitFirst);
    }

    /// <summary>A model that is a local variable, fitted on a view and evaluated on the same one, in one method.</summary>
    private sealed class Shape
    {
        private Shape(ExpressionSyntax fitted, ExpressionSyntax evaluated, StatementSyntax? fitStatement, ExpressionSyntax? context)
        {
            Fitted = fitted;
            Evaluated = evaluated;
            FitStatement = fitStatement;
            Context = context;
        }

        public ExpressionSyntax Fitted { get; }

        public ExpressionSyntax Evaluated { get; }

        public StatementSyntax? FitStatement { get; }

        public ExpressionSyntax? Context { get; }

        /// <summary>What it is fitted on, where that is the train side of a split.</summary>
        public MemberAccessExpressionSyntax? TrainSet => Fitted is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TrainSet" } side ? side : null;

        public static Shape? Find(SemanticModel model, InvocationExpressionSyntax evaluation, CancellationToken cancellationToken)
        {
            if (evaluation.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Evaluate" or "EvaluateNonCalibrated", Expression: var catalog } || evaluation.ArgumentList.Arguments.Count == 0)
                return null;

            // model.Transform(data), written there or kept in a variable that nothing else reads.
            var predictions = evaluation.ArgumentList.Arguments[0].Expression;
            if (predictions is IdentifierNameSyntax && InitializerOf(model, predictions, cancellationToken) is { } kept)
                predictions = kept;
            if (predictions is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Transform", Expression: var modelUse }, ArgumentList.Arguments: { Count: 1 } rows })
                return null;

            var evaluated = rows[0].Expression;
            while (modelUse is MemberAccessExpressionSyntax part)
                modelUse = part.Expression;
            if (InitializerOf(model, modelUse, cancellationToken) is not { } made)
                return null;
            var fit = made.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
                .FirstOrDefault(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Fit" or "Execute" } && call.ArgumentList.Arguments.Count > 0);
            var fitted = fit?.ArgumentList.Arguments[0].Expression;
            if (fitted is null || !IsSame(model, fitted, evaluated, cancellationToken))
                return null;
            var statement = fitted.FirstAncestorOrSelf<StatementSyntax>();
            var context = catalog is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or IdentifierNameSyntax } } access ? access.Expression : null;
            return new Shape(fitted, evaluated, statement, context);
        }

        /// <summary>Whether a model fitted on one is evaluated on the same, or on the whole that the one is a side of.</summary>
        private static bool IsSame(SemanticModel model, ExpressionSyntax fitted, ExpressionSyntax evaluated, CancellationToken cancellationToken)
        {
            if (SyntaxFactory.AreEquivalent(fitted, evaluated))
                return fitted is IdentifierNameSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TrainSet" };
            return fitted is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TrainSet", Expression: var split }
                && InitializerOf(model, split, cancellationToken) is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } whole }
                && SyntaxFactory.AreEquivalent(whole[0].Expression, evaluated);
        }

        private static ExpressionSyntax? InitializerOf(SemanticModel model, ExpressionSyntax variable, CancellationToken cancellationToken) =>
            model.GetSymbolInfo(variable, cancellationToken).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references }
                && references[0].GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var value }
                ? value
                : null;
    }
}
