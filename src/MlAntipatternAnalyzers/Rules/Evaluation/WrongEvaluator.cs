using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>An evaluator that does not fit the model whose predictions it is given.</summary>
internal sealed class WrongEvaluator
{
    /// <summary>What ML.NET calls the columns of a model's predictions, where nothing is said.</summary>
    private static readonly (string Name, string[] Parameters)[] Defaults =
    {
        ("Score", new[] { "scoreColumnName", "score" }),
        ("Probability", new[] { "probabilityColumnName", "probability" }),
        ("PredictedLabel", new[] { "predictedLabelColumnName", "predictedLabel" }),
    };

    private WrongEvaluator(ProgramEvent evaluation, Operator trainer)
    {
        Evaluation = evaluation;
        Trainer = trainer;
    }

    public ProgramEvent Evaluation { get; }

    public Operator Trainer { get; }

    public bool IsOfAnotherTask => Trainer.Task != Evaluation.Task;

    /// <summary>The wrong evaluators of a set of flows, by the call; where flows disagree about a call, it is right for one of them.</summary>
    public static IReadOnlyDictionary<SyntaxNode, WrongEvaluator> In(Flows flows)
    {
        var found = new Dictionary<SyntaxNode, WrongEvaluator>();
        foreach (var call in flows.Of(EventKind.Evaluate).Where(evaluation => evaluation.Method.Name is "Evaluate" or "EvaluateNonCalibrated" or "EvaluateWithPRCurve").GroupBy(evaluation => evaluation.Node))
        {
            var wrong = call.Select(Of).ToList();
            if (wrong[0] is { } first && wrong.All(other => other is not null && other.Trainer.Task == first.Trainer.Task))
                found.Add(call.Key, first);
        }

        return found;
    }

    private static WrongEvaluator? Of(ProgramEvent evaluation)
    {
        if (evaluation.Arguments is not { } arguments || Defaults.Any(column => column.Parameters.Any(parameter => arguments[parameter] is { } given && given is not ConstantValue { Content: string } && !arguments.Lacks(parameter))
            || column.Parameters.Any(parameter => arguments[parameter] is ConstantValue { Content: string name } && name != column.Name)))
            return null;
        var trainers = evaluation.View.Alternatives.SelectMany(TrainersBehind).ToList();
        return trainers.Count > 0 && trainers.All(trainer => trainer is not null && trainer.Task == trainers[0]!.Task && IsWrong(evaluation, trainer)) ? new WrongEvaluator(evaluation, trainers[0]!) : null;
    }

    private static bool IsWrong(ProgramEvent evaluation, Operator trainer)
    {
        if (trainer.Task == evaluation.Task)
            return trainer.Task == LearningTask.Binary && (evaluation.Method.Name == "EvaluateNonCalibrated") == trainer.IsCalibrated;

        // A score that is learned otherwise may well rank; numbers that a matrix holds are numbers; an anomaly is one of two classes.
        return (evaluation.Task, trainer.Task) switch
        {
            (LearningTask.None or LearningTask.Forecasting, _) or (_, LearningTask.None or LearningTask.Forecasting) => false,
            (LearningTask.Ranking, LearningTask.Binary or LearningTask.Regression or LearningTask.Recommendation) => false,
            (LearningTask.Regression, LearningTask.Recommendation) or (LearningTask.Recommendation, LearningTask.Regression) => false,
            (LearningTask.Binary, LearningTask.AnomalyDetection) or (LearningTask.AnomalyDetection, LearningTask.Binary) => false,
            _ => true,
        };
    }

    /// <summary>What made the predictions that a view holds: each trainer that it may be, null for one of which that is not known.</summary>
    private static IEnumerable<Operator?> TrainersBehind(Value view)
    {
        if (view is not ViewValue { Parent: { } parent } made)
            return new Operator?[] { null };
        if (made is not { Kind: ViewKind.Transformed, Model: { } model })
            return parent.Alternatives.SelectMany(TrainersBehind);
        return model.Alternatives.SelectMany(alternative =>
        {
            var steps = Lineage.StepsOf(alternative);
            for (var i = steps.Length - 1; i >= 0; i--)
            {
                if (steps[i] is { IsExperiment: false, Operator: { IsTrainer: true, IsInferred: false } trainer } && IsKnown(trainer))
                    return new[] { trainer };
                if (!LeavesPredictions(steps[i]))
                    return new Operator?[] { null };
            }

            return steps.IsEmpty ? new Operator?[] { null } : parent.Alternatives.SelectMany(TrainersBehind);
        });
    }

    /// <summary>Whether what a trainer's model writes is what all models of its task write, so that it is known whether there are probabilities.</summary>
    private static bool IsKnown(Operator trainer) => trainer.Task != LearningTask.Binary || trainer.IsCalibrated || !trainer.AddsItsOwn;

    /// <summary>Whether a step that comes after the trainer leaves its predictions as they are; that a class gets its name back is no matter.</summary>
    private static bool LeavesPredictions(Step step) =>
        step is { Operator: { IsTrainer: false, IsInferred: false, Name: not "Platt" and not "Isotonic" and not "Naive" } }
        && (step.Column(ColumnRole.Output) is not { } outputs
            ? !step.IsMapping
            : outputs.Complete && !outputs.Names.Any(name => name is "Score" or "Probability" || (name == "PredictedLabel" && step.Operator.Name != "MapKeyToValue")));
}
