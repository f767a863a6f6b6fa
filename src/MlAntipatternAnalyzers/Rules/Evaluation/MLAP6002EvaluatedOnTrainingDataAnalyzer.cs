using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6002: a model is evaluated on the rows that it was fitted on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6002EvaluatedOnTrainingDataAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6002",
        "The model is evaluated on the data that it was trained on",
        "The metrics are computed on {0}, which the model was fitted on: they say how well it remembers, not how well it predicts; evaluate on rows that Fit has not seen",
        Categories.Evaluation,
        DiagnosticSeverity.Warning,
        "Metrics on training rows are too good, by an amount that nobody knows.",
        exploration: true);

    public MLAP6002EvaluatedOnTrainingDataAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var flow in context.Flows.Roots)
        {
            var evaluations = flow.Events.Where(@event => @event.Kind == EventKind.Evaluate).ToList();
            foreach (var evaluation in evaluations.Where(evaluation => IsSupervised(evaluation.Task)))
            {
                var evaluated = Evaluated(evaluation.View).ToList();
                if (evaluated.Count == 0 || !evaluated.All(pair => Leaks(pair.Model, pair.Rows)))
                    continue;
                var place = PlaceOf(flow, evaluation, evaluated[0].Model);

                // Both sides evaluated, to tell over-fitting from a poor model, is good practice.
                if (evaluations.Any(other => other != evaluation && Evaluated(other.View).Any(pair => evaluated.Any(mine => mine.Model.Equals(pair.Model)) && IsHeldOut(pair.Model, pair.Rows))))
                    continue;
                context.Report(place, Describe(evaluated[0].Model));
            }
        }
    }

    /// <summary>Where model and rows meet: the Evaluate, or the call of a helper that evaluates whatever it is given.</summary>
    private static SyntaxNode PlaceOf(FlowRoot flow, ProgramEvent evaluation, TransformerValue model)
    {
        if (!flow.Events.Any(fit => fit.Kind == EventKind.Fit && fit.Result.Equals(model)))
            return evaluation.Node;
        var node = evaluation.Node;
        for (var path = evaluation.Origin.Path; path is not null && !IsBelow(model.Origin.Path, path); path = path.Caller)
            node = path.Call is ExpressionSyntax ? path.Call : node;
        return node;
    }

    private static bool IsBelow(CallPath? path, CallPath above)
    {
        for (; path is not null; path = path.Caller)
        {
            if (ReferenceEquals(path, above))
                return true;
        }

        return false;
    }

    private static bool IsSupervised(LearningTask task) =>
        task is LearningTask.Binary or LearningTask.Multiclass or LearningTask.Regression or LearningTask.Ranking or LearningTask.Recommendation;

    /// <summary>The models whose predictions a view holds, each with the view that it predicted.</summary>
    private static IEnumerable<(TransformerValue Model, Value Rows)> Evaluated(Value view)
    {
        foreach (var alternative in view.Alternatives)
        {
            foreach (var ancestor in Lineage.Ancestors(alternative))
            {
                if (ancestor is not { Kind: ViewKind.Transformed, Model: { } model, Parent: { } parent })
                    continue;
                foreach (var part in ModelsIn(model))
                    yield return (part, parent);
            }
        }
    }

    /// <summary>The models that a transformer may be, where all that it may be is known.</summary>
    /// <remarks>One that is loaded where none was fitted in this run is an earlier one of the same kind.</remarks>
    private static IEnumerable<TransformerValue> ModelsIn(Value transformer)
    {
        var alternatives = transformer.Alternatives.Select(alternative => Lineage.PartsOf(alternative).ToList()).Where(parts => parts.Any(HasTrainer) || !parts.Any(part => part.Kind == TransformerKind.Loaded)).ToList();
        return alternatives.All(parts => parts.Any(HasTrainer)) ? alternatives.SelectMany(parts => parts.Where(HasTrainer)) : Enumerable.Empty<TransformerValue>();
    }

    private static bool HasTrainer(TransformerValue part) =>
        part.Kind == TransformerKind.Experiment || (part is { Kind: TransformerKind.Fitted, Estimator: { } estimator } && estimator.Alternatives.All(alternative => alternative is EstimatorValue { Trainer: not null }));

    private static bool Leaks(TransformerValue model, Value view) =>
        view.Alternatives.All(alternative =>
            RowSet.Of(alternative) is { } rows && model.View is { } fitted && RowSet.Of(fitted) is { } seen && (rows.Contains(seen) || rows.IsFilterOf(seen)));

    private static bool IsHeldOut(TransformerValue model, Value view) =>
        RowSet.Of(view) is { } rows && model.View is { } fitted && RowSet.Of(fitted) is { } seen && !rows.Contains(seen) && !rows.IsFilterOf(seen);

    /// <summary>What the model was fitted on, as the code calls it.</summary>
    private static string Describe(TransformerValue model) =>
        (model.Origin.Node as InvocationExpressionSyntax)?.ArgumentList.Arguments.FirstOrDefault()?.Expression.ToString() is { Length: < 60 } text ? $"'{text}'" : "the rows";
}
