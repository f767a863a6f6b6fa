using System.Collections.Generic;
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

/// <summary>Moves preprocessing that is fitted before a split into the chain that is trained after it, or fits it on the train side.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6001FitBeforeSplitCodeFix))]
public sealed class MLAP6001FitBeforeSplitCodeFix : CodeFixProvider
{
    public const string IntoChain = "MLAP6001.IntoChain";

    public const string OnTrainSet = "MLAP6001.OnTrainSet";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP6001");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || Edits.CallAt(root, context.Span) is not { } fit
            || fit.Expression is not MemberAccessExpressionSyntax { Expression: var preparation } || fit.ArgumentList.Arguments.Count != 1 || fit.ArgumentList.Arguments[0].Expression is not IdentifierNameSyntax data)
            return;

        var shape = new Shape(model, fit, preparation, data, new Edits(await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false)), context.CancellationToken);
        var (title, key) = shape.MoveIntoChain() ? ($"Append the trainer to '{shape.Name}' and split '{data}'", IntoChain)
            : shape.FitOnTrainSet() ? ($"Fit on '{shape.Name}.TrainSet'", OnTrainSet)
            : ("", "");
        if (key.Length == 0 || !await shape.Edits.CompileAsync(context.Document, context.CancellationToken).ConfigureAwait(false))
            return;
        context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(shape.Edits.Apply(context.Document)), key), context.Diagnostics);
    }

    /// <summary>Preprocessing, split and training in one method, kept in local variables.</summary>
    private sealed class Shape
    {
        private readonly SemanticModel model;
        private readonly InvocationExpressionSyntax fit;
        private readonly ExpressionSyntax preparation;
        private readonly IdentifierNameSyntax data;
        private readonly CancellationToken cancellationToken;

        public Shape(SemanticModel model, InvocationExpressionSyntax fit, ExpressionSyntax preparation, IdentifierNameSyntax data, Edits edits, CancellationToken cancellationToken)
        {
            this.model = model;
            this.fit = fit;
            this.preparation = preparation;
            this.data = data;
            this.cancellationToken = cancellationToken;
            Edits = edits;
        }

        public Edits Edits { get; }

        /// <summary>The preparation that the trainer is appended to, or the split whose train side is fitted.</summary>
        public string Name { get; private set; } = "";

        /// <summary><c>var t = prep.Fit(data).Transform(data); … Split(t) … trainer.Fit(split.TrainSet)</c> becomes <c>Split(data) … prep.Append(trainer).Fit(split.TrainSet)</c>.</summary>
        public bool MoveIntoChain()
        {
            var declarations = new List<(VariableDeclaratorSyntax Variable, LocalDeclarationStatementSyntax Statement)>();
            var transform = TransformOf(fit, out var chain);
            if (chain is { } kept)
                declarations.Add(kept);
            if (transform is null || DeclarationOf(transform) is not { } prepared)
                return false;
            declarations.Add(prepared);

            var uses = UsesOf(prepared.Variable);
            var consumers = uses.Where(use => use.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Schema" }).ToList();
            if (consumers.Count != 1 || consumers[0].Parent is not ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax consumer } || MethodOf(consumer) is not { } name)
                return false;
            var trainers = name == "TrainTestSplit" ? TrainersAfter(consumer) : name is "CrossValidate" or "CrossValidateNonCalibrated" ? EstimatorOf(consumer) : null;
            if (trainers is null || declarations.Any(declaration => HasComment(declaration.Statement)))
                return false;

            foreach (var use in uses)
                Edits.Replace(use, data.Identifier.ValueText);
            KeepPreparation(declarations);
            Edits.InsertBefore(trainers, Name + ".Append(");
            Edits.Replace(new Microsoft.CodeAnalysis.Text.TextSpan(trainers.Span.End, 0), ")");
            return true;
        }

        /// <summary><c>var t = prep.Fit(data); var split = Split(data); t.Transform(split.…)</c>: the fit goes behind the split and sees its train side.</summary>
        public bool FitOnTrainSet()
        {
            if (DeclarationOf(fit) is not { } fitted || model.GetSymbolInfo(data, cancellationToken).Symbol is not { } rows)
                return false;
            var split = Edits.UsesOf(model, rows, cancellationToken)
                .Select(use => use.Parent?.Parent?.Parent as InvocationExpressionSyntax)
                .FirstOrDefault(call => call is not null && MethodOf(call) == "TrainTestSplit");
            if (split is null || DeclarationOf(split) is not { } sides || sides.Statement.Parent is null || fitted.Statement.Parent is null || BlockOf(sides.Statement) != BlockOf(fitted.Statement))
                return false;
            var uses = UsesOf(fitted.Variable);
            if (uses.Any(use => use.SpanStart < sides.Statement.Span.End) || uses.Any(use => use.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Transform" }))
                return false;

            Name = sides.Variable.Identifier.ValueText;
            if (sides.Statement.SpanStart < fitted.Statement.SpanStart)
            {
                Edits.Replace(data, Name + ".TrainSet");
                return true;
            }

            if (HasComment(fitted.Statement))
                return false;
            var statement = fitted.Statement.ToString();
            var at = data.SpanStart - fitted.Statement.SpanStart;
            Edits.RemoveLine(fitted.Statement);
            Edits.InsertLineAfter(sides.Statement, statement.Substring(0, at) + Name + ".TrainSet" + statement.Substring(at + data.Span.Length));
            return true;
        }

        /// <summary>The transformation of the very data that was fitted: chained, or by the variable that the fit is kept in.</summary>
        private InvocationExpressionSyntax? TransformOf(InvocationExpressionSyntax fitted, out (VariableDeclaratorSyntax, LocalDeclarationStatementSyntax)? kept)
        {
            kept = null;
            ExpressionSyntax transformer = fitted;
            if (DeclarationOf(fitted) is { } declaration)
            {
                var uses = UsesOf(declaration.Variable);
                if (uses.Length != 1)
                    return null;
                kept = declaration;
                transformer = uses[0];
            }

            return transformer.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Transform", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } rows } call }
                && SyntaxFactory.AreEquivalent(rows[0].Expression, data)
                ? call
                : null;
        }

        /// <summary>The one estimator that is fitted on the train side, where nothing else needs the sides prepared.</summary>
        private ExpressionSyntax? TrainersAfter(InvocationExpressionSyntax split)
        {
            if (DeclarationOf(split) is not { } sides)
                return null;
            ExpressionSyntax? trainers = null;
            string? trained = null;
            foreach (var use in UsesOf(sides.Variable))
            {
                if (use.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TrainSet" or "TestSet", Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } side)
                    return null;
                if (MethodOf(call) == "Fit" && side.Name.Identifier.ValueText == "TrainSet" && trainers is null && call.Expression is MemberAccessExpressionSyntax { Expression: var estimator })
                {
                    trainers = estimator;
                    trained = DeclarationOf(call)?.Variable.Identifier.ValueText;
                }
                else if (trained is null || !IsAbout(call, trained))
                {
                    return null;
                }
            }

            return trainers;
        }

        /// <summary>Whether a call is the trained model's, or is given it: then it transforms the raw rows by the whole chain.</summary>
        private static bool IsAbout(InvocationExpressionSyntax call, string trained) =>
            call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Transform", Expression: IdentifierNameSyntax { Identifier.ValueText: var receiver } } && receiver == trained
            || call.ArgumentList.Arguments.Any(argument => argument.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == trained);

        private ExpressionSyntax? EstimatorOf(InvocationExpressionSyntax validation) =>
            validation.ArgumentList.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "estimator")?.Expression
            ?? (validation.ArgumentList.Arguments is { Count: > 1 } arguments && arguments[1].NameColon is null ? arguments[1].Expression : null);

        /// <summary>The statements that fitted go; what they fitted stays, in a variable.</summary>
        private void KeepPreparation(List<(VariableDeclaratorSyntax Variable, LocalDeclarationStatementSyntax Statement)> declarations)
        {
            if (preparation is IdentifierNameSyntax name)
            {
                Name = name.Identifier.ValueText;
                foreach (var declaration in declarations)
                    Edits.RemoveLine(declaration.Statement);
                return;
            }

            Name = Edits.UniqueName(model, fit.SpanStart, "preparation");
            var first = declarations[0];
            Edits.Replace(first.Statement.Declaration.Type, "var");
            Edits.Replace(first.Variable.Identifier.Span, Name);
            var initializer = first.Variable.Initializer!.Value;
            Edits.Replace(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(preparation.Span.End, initializer.Span.End), "");
            foreach (var declaration in declarations.Skip(1))
                Edits.RemoveLine(declaration.Statement);
        }

        /// <summary>The statement that declares one variable with a value.</summary>
        private static (VariableDeclaratorSyntax Variable, LocalDeclarationStatementSyntax Statement)? DeclarationOf(ExpressionSyntax value) =>
            value.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } } variable }
                ? (variable, statement)
                : null;

        private ImmutableArray<IdentifierNameSyntax> UsesOf(VariableDeclaratorSyntax variable) =>
            model.GetDeclaredSymbol(variable, cancellationToken) is { } symbol ? Edits.UsesOf(model, symbol, cancellationToken) : ImmutableArray<IdentifierNameSyntax>.Empty;

        private static SyntaxNode? BlockOf(SyntaxNode statement) => statement.Parent is GlobalStatementSyntax top ? top.Parent : statement.Parent;

        private static string? MethodOf(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;

        /// <summary>A comment inside or behind a statement would go with it.</summary>
        private static bool HasComment(StatementSyntax statement) =>
            statement.DescendantTrivia().Any(trivia => !statement.GetLeadingTrivia().Contains(trivia) && (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)));
    }
}
