using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6022: something learns from the rows that it is judged by, or that are to be predicted.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6022FittedOnTestDataAnalyzer : ProgramRule
{
    /// <summary>A fact for the fix: which of the cases it is.</summary>
    public const string CaseProperty = "case";

    /// <summary>A trainer is fitted on the test side.</summary>
    public const string Trained = "trained";

    /// <summary>The Fit that prepared the training rows by the same steps is the additional location.</summary>
    public const string Prepared = "prepared";

    /// <summary>The model's own pipeline does what is done to the rows here.</summary>
    public const string Superfluous = "superfluous";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6022",
        "Something is fitted on test or prediction data",
        "{0}",
        Categories.Evaluation,
        DiagnosticSeverity.Warning,
        "The test set stands for rows that nobody has seen. What is fitted on it has seen them; what is fitted again on the rows to predict prepares them differently from the rows that the model learned from.",
        exploration: true);

    public MLAP6022FittedOnTestDataAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var fit in context.Flows.Of(EventKind.Fit))
        {
            if (Trainer(fit) is { } trainer && fit.View.Alternatives.All(IsTestSet) && !IsDoneOnPurpose(context.Flows, fit))
                context.Report(fit.Node, Case(Trained), $"{trainer.Operator!.Name} is fitted on the test set: the model learns from the rows that were set apart to judge it, and from few of them; fit it on the train set");
        }

        foreach (var transform in context.Flows.Of(EventKind.Transform))
        {
            foreach (var (part, learner, models) in FittedAgain(transform, context.Flows.Events))
            {
                var first = FirstFit(part, models);
                var facts = first is not null ? Case(Prepared) : HaveItInside(models, part) ? Case(Superfluous) : ImmutableDictionary<string, string?>.Empty;
                context.Report(part.Origin.Node, first is null ? Enumerable.Empty<SyntaxNode>() : new[] { first }, facts, $"{learner} is fitted again here, on the rows that the model then predicts: they are prepared by what they have in common, not as the rows were that the model learned from; transform them by what was fitted on the training rows");
            }
        }
    }

    private static Step? Trainer(ProgramEvent fit)
    {
        var trainers = fit.Estimator.Alternatives.Select(chain => (chain as EstimatorValue)?.Trainer).ToList();
        return trainers.All(trainer => trainer?.Operator is { } known && JudgedModels.IsSupervised(known.Task)) ? trainers[0] : null;
    }

    private static bool IsTestSet(Value view) => RowSet.Of(view)?.LastSide is { Kind: ViewKind.TestSide };

    /// <summary>A last fit on the rest of the rows, which nobody judges; sides that have changed their parts.</summary>
    private static bool IsDoneOnPurpose(Flows flows, ProgramEvent fit)
    {
        var sides = fit.View.Alternatives.Select(view => RowSet.Of(view)!.LastSide!.Value.Maker).ToList();
        if (sides.OfType<SplitValue>().Any(split => SplitFacts.EventOf(split, flows)?.Arguments?.Constant("testFraction") is double and >= 0.5))
            return true;
        if (flows.Of(EventKind.Evaluate).Any(evaluation => JudgedModels.In(evaluation.View).Any(pair => pair.Model.Equals(fit.Result) && !pair.Rows.Alternatives.All(IsTestSet))))
            return true;
        return flows.Of(EventKind.Fit).Any(other => Trainer(other) is not null && other.View.Alternatives.Any(view => RowSet.Of(view)?.LastSide is { Kind: ViewKind.TrainSide } side && sides.Contains(side.Maker)))
            && !flows.Of(EventKind.Evaluate).Any(evaluation => JudgedModels.In(evaluation.View).Any(pair => pair.Model.Equals(fit.Result)));
    }

    /// <summary>What learned from the very rows that it prepares for a model which it did not prepare the training rows for.</summary>
    private static IEnumerable<(TransformerValue Part, string Learner, IReadOnlyList<TransformerValue> Models)> FittedAgain(ProgramEvent transform, IReadOnlyList<ProgramEvent> events)
    {
        if (transform.View is not ViewValue prepared)
            yield break;
        var models = transform.Model.Alternatives.Select(alternative => Lineage.Saved(alternative, events)).ToList();
        if (!models.All(IsModel))
            yield break;
        for (var view = prepared; view is not null; view = view.Parent as ViewValue)
        {
            if (view is not { Kind: ViewKind.Transformed, Model: TransformerValue { Kind: TransformerKind.Fitted } part, Parent: ViewValue rows } || !rows.Equals(part.View) || Learner(part) is not { } learner)
                continue;
            var trained = models.SelectMany(JudgedModels.TrainedIn).ToList();
            if (trained.All(model => !IsPreparedBy(model, part) && !AreSame(model.View, rows)))
                yield return (part, learner, trained);
        }
    }

    private static bool IsModel(Value model) => model is TransformerValue { Kind: TransformerKind.Loaded } || JudgedModels.TrainedIn(model).Any();

    private static bool IsPreparedBy(TransformerValue model, TransformerValue part) =>
        model.View is not { } fitted || fitted.Alternatives.Any(view => Lineage.TransformersOf(view).Any(prepared => Lineage.PartsOf(prepared).Contains(part)));

    /// <summary>The Fit that prepared the training rows of all the models by the same steps, or null.</summary>
    private static SyntaxNode? FirstFit(TransformerValue part, IReadOnlyList<TransformerValue> models)
    {
        if (part.Estimator is not EstimatorValue steps)
            return null;
        SyntaxNode? found = null;
        foreach (var model in models)
        {
            var fits = Lineage.TransformersOf(model.View ?? Value.Unknown).SelectMany(Lineage.PartsOf)
                .Where(prepared => prepared is { Kind: TransformerKind.Fitted, Estimator: EstimatorValue first } && SameSteps.Are(first, steps))
                .Select(prepared => prepared.Origin.Node).Distinct().ToList();
            if (fits.Count != 1 || (found is not null && found != fits[0]))
                return null;
            found = fits[0];
        }

        return found;
    }

    /// <summary>Whether every model does to its rows, by what it was fitted on, what is done to them here, and nothing did so before.</summary>
    private static bool HaveItInside(IReadOnlyList<TransformerValue> models, TransformerValue part) =>
        models.Count > 0 && part.Estimator is EstimatorValue { IsKnown: true } again
        && models.All(model => model is { Kind: TransformerKind.Fitted, Estimator: EstimatorValue pipeline, View: { } fitted }
            && again.Steps.All(step => pipeline.Steps.Any(inner => SameSteps.Are(inner, step)))
            && !Lineage.StepsBehind(fitted).Any(earlier => earlier.Operator is null || again.Steps.Any(step => SameSteps.Are(step, earlier))));

    private static ImmutableDictionary<string, string?> Case(string name) => ImmutableDictionary<string, string?>.Empty.Add(CaseProperty, name);

    /// <summary>Whether what is fitted on the one has learned the same as what is fitted on the other.</summary>
    private static bool AreSame(Value? fitted, Value rows) =>
        fitted is not null && RowSet.Of(rows) is { } mine && fitted.Alternatives.Any(view => RowSet.Of(view) is { } seen && seen.IsSameAs(mine));

    /// <summary>What learns more of the rows than which keys there are, where there is no trainer.</summary>
    private static string? Learner(TransformerValue part)
    {
        var chains = part.Estimator?.Alternatives.OfType<EstimatorValue>().ToList();
        if (chains is null || chains.Count == 0 || chains.Any(chain => chain.Trainer is not null))
            return null;
        var learners = chains.Select(chain => chain.Steps.FirstOrDefault(step => step.Learning == Learning.Yes && step.Operator!.Kind == OperatorKind.Transform)?.Operator!.Name).ToList();
        return learners.All(name => name is not null) ? learners[0] : null;
    }
}
