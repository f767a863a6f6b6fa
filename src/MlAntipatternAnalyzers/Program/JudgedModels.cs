using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Which models are judged by which rows, and whether they know them.</summary>
internal static class JudgedModels
{
    public static bool IsSupervised(LearningTask task) =>
        task is LearningTask.Binary or LearningTask.Multiclass or LearningTask.Regression or LearningTask.Ranking or LearningTask.Recommendation;

    /// <summary>The models whose predictions a view holds, each with the view that it predicted.</summary>
    public static IEnumerable<(TransformerValue Model, Value Rows)> In(Value view)
    {
        foreach (var alternative in view.Alternatives)
        {
            foreach (var ancestor in Lineage.Ancestors(alternative))
            {
                if (ancestor is not { Kind: ViewKind.Transformed, Model: { } model, Parent: { } parent })
                    continue;
                foreach (var part in TrainedIn(model))
                    yield return (part, parent);
            }
        }
    }

    /// <summary>The models that a transformer may be, where all that it may be is known.</summary>
    /// <remarks>One that is loaded where none was fitted in this run is an earlier one of the same kind.</remarks>
    public static IEnumerable<TransformerValue> TrainedIn(Value transformer)
    {
        var alternatives = transformer.Alternatives.Select(alternative => Lineage.PartsOf(WholeOf(alternative)).ToList()).Where(parts => parts.Any(HasTrainer) || !parts.Any(part => part.Kind == TransformerKind.Loaded)).ToList();
        return alternatives.All(parts => parts.Any(HasTrainer)) ? alternatives.SelectMany(parts => parts.Where(HasTrainer)) : Enumerable.Empty<TransformerValue>();
    }

    public static bool HasTrainer(TransformerValue part) =>
        part.Kind == TransformerKind.Experiment || (part is { Kind: TransformerKind.Fitted, Estimator: { } estimator } && estimator.Alternatives.All(alternative => alternative is EstimatorValue { Trainer: not null }));

    /// <summary>Whether rows hold all that a model was fitted on, or are some of them that no split sets apart.</summary>
    public static bool WereFitted(TransformerValue model, Value rows) =>
        rows.Alternatives.All(alternative =>
            RowSet.Of(alternative) is { } judged && model.View is { } fitted && RowSet.Of(fitted) is { } seen && (judged.Contains(seen) || judged.IsFilterOf(seen)));

    /// <summary>Whether a model knows none of the rows, as far as that can be told.</summary>
    public static bool AreHeldOut(TransformerValue model, Value rows) =>
        RowSet.Of(rows) is { } judged && model.View is { } fitted && RowSet.Of(fitted) is { } seen && !judged.Contains(seen) && !judged.IsFilterOf(seen);

    /// <summary>The model that <c>LastTransformer</c> is a part of.</summary>
    private static Value WholeOf(Value transformer)
    {
        while (transformer is TransformerValue { Kind: TransformerKind.Part, First: { } whole })
            transformer = whole;
        return transformer;
    }
}
