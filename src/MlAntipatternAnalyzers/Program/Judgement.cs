using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Whether one thing is so of another.</summary>
internal enum Answer
{
    No,
    Maybe,
    Yes,
}

/// <summary>Something that tells how good models are: an evaluation, a cross-validation, a loop over predictions that computes something.</summary>
internal sealed class Judgement
{
    private readonly List<TransformerValue> models = new();
    private readonly List<Step> trainers = new();
    private bool anyModel;

    private Judgement(FlowRoot root, ProgramEvent judged, MetricUses? uses)
    {
        Root = root;
        Event = judged;
        Uses = uses;
    }

    public FlowRoot Root { get; }

    public ProgramEvent Event { get; }

    /// <summary>What becomes of its metrics; null where the program computes them itself, and nobody knows.</summary>
    public MetricUses? Uses { get; }

    /// <summary>The trainers that it judges, as far as they are known.</summary>
    public IReadOnlyList<Step> Trainers => trainers;

    /// <summary>The models that it judges, as far as they are known.</summary>
    public IReadOnlyList<TransformerValue> Models => models;

    /// <summary>What a flow judges by ML.NET's own means.</summary>
    public static IEnumerable<Judgement> In(FlowRoot root, ProgramModel model)
    {
        foreach (var recorded in root.Events)
        {
            switch (recorded.Kind)
            {
                // What is fitted and evaluated there are baselines, and no model of the program's.
                case EventKind.Evaluate when recorded.Method.Name == "EvaluateBaselines":
                    break;

                case EventKind.Evaluate:
                    var evaluation = new Judgement(root, recorded, (recorded.Result as MetricsValue)?.Uses);
                    if (recorded.Model.IsUnknown)
                        evaluation.AddModelsOf(recorded.View, model);
                    else
                        evaluation.AddModel(recorded.Model, model);
                    yield return evaluation;
                    break;

                case EventKind.CrossValidate:
                    var validation = new Judgement(root, recorded, (recorded.Result as MetricsValue)?.Uses);
                    foreach (var estimator in recorded.Estimator.Alternatives)
                        validation.Add(estimator);
                    yield return validation;
                    break;
            }
        }
    }

    /// <summary>What a flow computes of predictions itself: that may be a metric.</summary>
    public static IEnumerable<Judgement> ByHandIn(FlowRoot root, ProgramModel model)
    {
        foreach (var recorded in root.Events)
        {
            var judgement = new Judgement(root, recorded, null);
            switch (recorded.Kind)
            {
                case EventKind.Predict when recorded.InLoop:
                    foreach (var engine in recorded.Model.Alternatives)
                        judgement.AddModel((engine as EngineValue)?.Model ?? Value.Unknown, model);
                    break;
                case EventKind.CreateEnumerable or EventKind.ReadColumn when Lineage.Ancestors(recorded.View).Any(view => view.Kind == ViewKind.Transformed):
                    judgement.AddModelsOf(recorded.View, model);
                    break;
                default:
                    continue;
            }

            if ((judgement.models.Count > 0 || judgement.trainers.Count > 0) && HandMetrics.AreComputed(root, recorded, model))
                yield return judgement;
        }
    }

    /// <summary>Whether it judges a model, or another fit of the pipeline that the model was made with.</summary>
    public Answer Of(SavedModel saved)
    {
        if (!IsSameTask(saved.Trainer.Operator?.Task ?? LearningTask.None, Event.Task))
        {
            // An evaluator that does not fit the model is a fault of its own.
            return trainers.Any(trainer => IsSame(trainer, saved.Trainer)) ? Answer.Maybe : Answer.No;
        }

        if (trainers.Any(trainer => IsSame(trainer, saved.Trainer) || (Root == saved.Root && IsAlike(trainer, saved.Trainer))))
            return Answer.Yes;
        var answer = anyModel ? Answer.Maybe : Answer.No;
        foreach (var model in models)
        {
            if (model.Kind == TransformerKind.Loaded && model.Medium is { } medium && saved.Save.Medium is { } target && (medium.Equals(target) || (IsFile(medium) && IsFile(target))))
                answer = medium.Equals(target) ? Answer.Yes : answer;
            else if (model.Kind is TransformerKind.Loaded or TransformerKind.Opaque)
                answer = answer == Answer.No ? Answer.Maybe : answer;
            if (answer == Answer.Yes)
                return answer;
        }

        return answer;
    }

    /// <summary>Whether a medium is a file of a known name; what is in another stream may have come there from anywhere.</summary>
    private static bool IsFile(Value medium) => medium is ConstantValue;

    /// <summary>Whether both judge models of one pipeline.</summary>
    public bool SharesTrainerWith(Judgement other) => trainers.Any(trainer => other.trainers.Any(their => IsSame(trainer, their)));

    /// <summary>The same trainer, however often it was made.</summary>
    public static bool IsSame(Step left, Step right) => ReferenceEquals(left.Origin.Node, right.Origin.Node);

    /// <summary>A trainer of the same kind for the same label: a pipeline that is written a second time, to be fitted on all rows.</summary>
    private static bool IsAlike(Step left, Step right) =>
        left.Operator!.Name == right.Operator!.Name && (left.Column(ColumnRole.Label) ?? ColumnNames.Unknown).Names.SequenceEqual((right.Column(ColumnRole.Label) ?? ColumnNames.Unknown).Names);

    /// <summary>Ratings are evaluated as numbers; what task a trainer of an unknown catalog has is not known.</summary>
    private static bool IsSameTask(LearningTask left, LearningTask right) =>
        left == right || left == LearningTask.None || right == LearningTask.None || (IsNumber(left) && IsNumber(right));

    private static bool IsNumber(LearningTask task) => task is LearningTask.Regression or LearningTask.Recommendation;

    private void AddModelsOf(Value view, ProgramModel program)
    {
        foreach (var alternative in view.Alternatives)
        {
            var before = (models.Count, trainers.Count);
            ViewValue? first = null;
            foreach (var ancestor in Lineage.Ancestors(alternative))
            {
                first = ancestor;
                if (ancestor is { Kind: ViewKind.Transformed, Model: { } model })
                    AddModel(model, program);
            }

            // Predictions that somebody else made, of whatever model.
            if ((models.Count, trainers.Count) == before && first is not { Kind: ViewKind.Loaded } && !(first is not null && IsNeverGiven(first.Origin, program)))
                anyModel = true;
        }
    }

    private void AddModel(Value value, ProgramModel program)
    {
        foreach (var alternative in value.Alternatives)
        {
            if (alternative is not TransformerValue)
                anyModel |= alternative is not ConstantValue;
            foreach (var part in Lineage.PartsOf(alternative))
                AddPart(part, program);
        }
    }

    private void AddPart(TransformerValue part, ProgramModel program)
    {
        switch (part.Kind)
        {
            case TransformerKind.Fitted or TransformerKind.Experiment:
                foreach (var estimator in part.Estimator?.Alternatives ?? ImmutableArray<Value>.Empty)
                    Add(estimator);
                break;
            case TransformerKind.Part:
                AddModel(part.First!, program);
                return;
            case TransformerKind.Opaque when IsNeverGiven(part.Origin, program):
                return;
        }

        models.Add(part);
    }

    private void Add(Value estimator)
    {
        if (estimator is EstimatorValue { Trainer: { } trainer })
            trainers.Add(trainer);
        else
            anyModel |= estimator is not EstimatorValue { IsKnown: true };
    }

    /// <summary>Whether a value is a parameter of a method that nobody calls or can call.</summary>
    private bool IsNeverGiven(Origin origin, ProgramModel program) =>
        origin is { Path: null, Node: ParameterSyntax } && !Root.IsDetached
        && Root.Body.Method is { MethodKind: MethodKind.Ordinary } method && !program.IsVisibleOutside(method)
        && program.Ask(() => program.Code.CallersOf(Root.Body).IsEmpty);
}
