using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>A trained model that is written to a file or stream, and what the compilation tells of its quality.</summary>
internal sealed class SavedModel
{
    private SavedModel(FlowRoot root, ProgramEvent save, TransformerValue model, Step trainer)
    {
        Root = root;
        Save = save;
        Model = model;
        Trainer = trainer;
    }

    public FlowRoot Root { get; }

    public ProgramEvent Save { get; }

    /// <summary>The part of it that was trained.</summary>
    public TransformerValue Model { get; }

    public Step Trainer { get; }

    public LearningTask Task => Trainer.Operator!.Task;

    /// <summary>What judges it, or another fit of its pipeline.</summary>
    public ImmutableArray<Judgement> Judgements { get; private set; } = ImmutableArray<Judgement>.Empty;

    /// <summary>All that the compilation judges by ML.NET's own means, other models too.</summary>
    public IReadOnlyList<Judgement> AllJudgements { get; private set; } = System.Array.Empty<Judgement>();

    /// <summary>The flows that it was looked for in.</summary>
    public IReadOnlyList<FlowRoot> Searched { get; private set; } = System.Array.Empty<FlowRoot>();

    /// <summary>Whether something else may judge it besides, unseen or in a way that is not understood.</summary>
    public bool MayBeJudged { get; private set; }

    /// <summary>Whether the compilation looks at what models say of many rows.</summary>
    public bool IsLookedAt { get; private set; }

    /// <summary>The models that flows save, each at its first save; what judges them is looked for in their own flows, and then in the whole compilation.</summary>
    public static ImmutableArray<SavedModel> Of(Flows flows)
    {
        var saved = flows.Roots.SelectMany(SavedBy).ToList();
        if (saved.Count == 0)
            return ImmutableArray<SavedModel>.Empty;
        var program = flows.Model!;
        var roots = flows.Roots.ToList();
        var judgements = roots.SelectMany(root => Judgement.In(root, program)).ToList();

        // The rest of the compilation is only asked where the flows themselves do not judge each model: that is work at every keystroke.
        if (!saved.All(model => judgements.Any(judgement => judgement.Of(model) == Answer.Yes)))
        {
            var others = program.JudgingRoots().Except(flows.Roots).ToList();
            roots.AddRange(others);
            judgements.AddRange(others.SelectMany(root => Judgement.In(root, program)));
        }

        List<Judgement>? byHand = null;
        foreach (var model in saved)
        {
            model.AllJudgements = judgements;
            model.Searched = roots;
            model.Weigh(judgements);
            if (model.Judgements.IsEmpty && !model.MayBeJudged)
                model.Weigh(byHand ??= roots.SelectMany(root => Judgement.ByHandIn(root, program)).ToList());
            model.IsLookedAt = model.Task is LearningTask.Clustering or LearningTask.AnomalyDetection && roots.Any(LooksAtMany);
            model.MayBeJudged = model.MayBeJudged || (model.Judgements.IsEmpty && model.IsInOtherHands(program));
        }

        return saved.ToImmutableArray();
    }

    private static bool LooksAtMany(FlowRoot root) =>
        root.Events.Any(recorded => recorded.Kind == EventKind.Predict
            ? recorded.InLoop
            : recorded.Kind is EventKind.CreateEnumerable or EventKind.ReadColumn && Lineage.Ancestors(recorded.View).Any(view => view.Kind == ViewKind.Transformed));

    private static IEnumerable<SavedModel> SavedBy(FlowRoot root)
    {
        var seen = new HashSet<SyntaxNode>();
        foreach (var save in root.Events.Where(recorded => recorded.Kind == EventKind.Save))
        {
            foreach (var part in save.Model.Alternatives.SelectMany(Lineage.PartsOf).SelectMany(Whole))
            {
                if (part is { Kind: TransformerKind.Fitted, Estimator: { } estimator }
                    && estimator.Alternatives.OfType<EstimatorValue>().Select(chain => chain.Trainer).FirstOrDefault(trainer => trainer is not null) is { } trainer
                    && seen.Add(part.Origin.Node))
                    yield return new SavedModel(root, save, part, trainer);
            }
        }
    }

    private static IEnumerable<TransformerValue> Whole(TransformerValue part) =>
        part is { Kind: TransformerKind.Part, First: { } whole } ? whole.Alternatives.SelectMany(Lineage.PartsOf) : new[] { part };

    private void Weigh(List<Judgement> judgements)
    {
        foreach (var judgement in judgements)
        {
            switch (judgement.Of(this))
            {
                case Answer.Yes:
                    Judgements = Judgements.Add(judgement);
                    break;
                case Answer.Maybe:
                    MayBeJudged = true;
                    break;
            }
        }
    }

    /// <summary>Whether code that is not followed has the model, or what it predicted: it may evaluate it.</summary>
    private bool IsInOtherHands(ProgramModel program)
    {
        var returned = Root.Body.Method is { } method && program.IsVisibleOutside(method) ? null : new HashSet<Value>(Contents(Root.Returns));
        return Root.Exposed.Any(value => returned?.Contains(value) != true && Contents(value).Any(IsOfIt))
            || Root.Writes.Any(written => program.IsVisibleOutside(written.Key) && written.Value.SelectMany(Contents).Any(IsOfIt));
    }

    private bool IsOfIt(Value value) =>
        value switch
        {
            TransformerValue transformer => Lineage.PartsOf(transformer).SelectMany(Whole).Contains(Model),
            ViewValue view => Lineage.TransformersOf(view).Any(IsOfIt),
            JoinValue join => join.Alternatives.Any(IsOfIt),
            _ => false,
        };

    private static IEnumerable<Value> Contents(Value value) =>
        value switch
        {
            TupleValue tuple => tuple.Items.SelectMany(Contents),
            SequenceValue sequence => sequence.Items.SelectMany(item => item.Alternatives),
            ObjectValue { IsThis: false } made => made.Writes.SelectMany(write => write.Value.Alternatives),
            _ => value.Alternatives,
        };
}
