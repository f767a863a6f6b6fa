using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The objects that a program fills as rows: for a view, or for a prediction.</summary>
internal static class FilledRows
{
    /// <summary>The row objects of a load; none where they are not made in the compilation.</summary>
    public static IEnumerable<ObjectValue> Of(LoadInfo load) =>
        load.Api == Api.LoadEnumerable ? Of(load.Source) : Enumerable.Empty<ObjectValue>();

    /// <summary>The row objects of a set of flows that a model scores: given to Predict, or transformed and not evaluated.</summary>
    public static IEnumerable<ObjectValue> Scored(Flows flows) => ScoredBy(flows).Select(scored => scored.Row);

    /// <summary>The row objects that a model scores, each with the Predict or Transform that does.</summary>
    public static IEnumerable<(ObjectValue Row, ProgramEvent By)> ScoredBy(Flows flows)
    {
        foreach (var predict in flows.Of(EventKind.Predict))
        {
            foreach (var row in predict.Argument.Alternatives.SelectMany(Rows))
                yield return (row, predict);
        }

        var trainedOn = new HashSet<Value>(flows.Of(EventKind.Fit).Concat(flows.Of(EventKind.Evaluate)).Concat(flows.Of(EventKind.CrossValidate))
            .SelectMany(@event => Lineage.Ancestors(@event.View)));
        foreach (var transform in flows.Of(EventKind.Transform))
        {
            if (trainedOn.Contains(transform.Result) || !Scores(transform.Model))
                continue;
            foreach (var view in Lineage.Ancestors(transform.View))
            {
                if (view.Load is { } load && !trainedOn.Contains(view))
                {
                    foreach (var row in Of(load))
                        yield return (row, transform);
                }
            }
        }
    }

    private static IEnumerable<ObjectValue> Of(Value rows) => rows.Alternatives.SelectMany(Rows);

    private static IEnumerable<ObjectValue> Rows(Value value) =>
        value switch
        {
            ObjectValue row => new[] { row },
            SequenceValue sequence => sequence.Items.SelectMany(item => item.Alternatives).OfType<ObjectValue>(),
            _ => Enumerable.Empty<ObjectValue>(),
        };

    /// <summary>Whether a model may predict: it holds a trainer, or nothing is known of it.</summary>
    private static bool Scores(Value model)
    {
        var steps = model.Alternatives.SelectMany(alternative => Lineage.StepsOf(alternative)).ToList();
        return steps.Count == 0 || steps.Any(step => step.Operator is null or { IsTrainer: true });
    }
}
