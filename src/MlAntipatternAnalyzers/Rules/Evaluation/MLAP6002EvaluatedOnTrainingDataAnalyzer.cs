using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
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
        "The metrics are computed on '{0}', which the model was fitted on: they say how well it remembers, not how well it predicts; evaluate on rows that Fit has not seen",
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
        var evaluations = context.Flows.Of(EventKind.Evaluate).ToList();
        foreach (var evaluation in evaluations)
        {
            if (!context.IsHere(evaluation.Node) || !IsSupervised(evaluation.Task))
                continue;
            var evaluated = Evaluated(evaluation.View).ToList();
            if (evaluated.Count == 0 || !evaluated.All(pair => Leaks(pair.Model, pair.Rows)))
                continue;

            // Both sides evaluated, to tell over-fitting from a poor model, is good practice.
            if (evaluations.Any(other => other != evaluation && Evaluated(other.View).Any(pair => evaluated.Any(mine => mine.Model.Equals(pair.Model)) && IsHeldOut(pair.Model, pair.Rows))))
                continue;
            context.Report(evaluation.Node, Describe(evaluated[0].Model));
        }
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
                foreach (var part in Lineage.PartsOf(model).Where(HasTrainer))
                    yield return (part, parent);
            }
        }
    }

    private static bool HasTrainer(TransformerValue part) =>
        part.Kind == TransformerKind.Experiment || (part is { Kind: TransformerKind.Fitted, Estimator: { } estimator } && estimator.Alternatives.All(alternative => alternative is EstimatorValue { Trainer: not null }));

    private static bool Leaks(TransformerValue model, Value view) =>
        view.Alternatives.All(alternative =>
            RowSet.Of(alternative) is { } rows && model.View is { } fitted && RowSet.Of(fitted) is { } seen && (rows.Contains(seen) || rows.IsFilterOf(seen)));

    private static bool IsHeldOut(TransformerValue model, Value view) =>
        RowSet.Of(view) is { } rows && model.View is { } fitted && RowSet.Of(fitted) is { } seen && !rows.Contains(seen) && !rows.IsFilterOf(seen);

    private static string Describe(TransformerValue model) => (model.View as MadeValue)?.Origin.Node.ToString() is { Length: < 60 } text ? text : "the training view";
}
