using System.Linq;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>Which of the rules about a saved model's quality speaks of it: one at a time, the gravest first, since who follows it has a next step.</summary>
internal static class ModelAdvice
{
    /// <summary>Whether it is evaluated and something is decided by that, as far as all of it is known: what was left out then is worth a word.</summary>
    public static bool IsGated(SavedModel saved) =>
        !saved.Judgements.IsEmpty && !saved.MayBeJudged && saved.Judgements.All(judgement => judgement.Uses is not null) && !MLAP6010MetricsGateNothingAnalyzer.IsGatedByNothing(saved)
        && saved.Task is LearningTask.Binary or LearningTask.Multiclass or LearningTask.Regression or LearningTask.Ranking;

    /// <summary>Whether it replaces a model that it was never held against.</summary>
    public static bool ReplacesUnseen(SavedModel saved, ProgramModel program)
    {
        if (!IsGated(saved) || saved.Save.Medium is not { } medium)
            return false;

        // An evaluation of what is loaded from there, or of what nobody knows where it is from, may be the comparison.
        if (saved.AllJudgements.Any(judgement => judgement.Models.Any(model => model.Kind == TransformerKind.Loaded && (model.Medium is not { } other || other.Equals(medium)))))
            return false;
        return program.LoadingRoots().Any(root => root.Events.Any(loaded =>
            loaded.Kind == EventKind.LoadModel && loaded.Result is TransformerValue { Medium: { } from } && from.Equals(medium)
            && (root != saved.Root || root.Events.IndexOf(loaded) < root.Events.IndexOf(saved.Save))));
    }

    /// <summary>Whether a complex model is judged, and nothing simpler beside it.</summary>
    public static bool LacksBaseline(SavedModel saved)
    {
        if (!IsGated(saved) || !IsComplex(saved.Trainer.Operator!))
            return false;
        if (saved.Searched.Any(root => root.Events.Any(recorded =>
            recorded.Kind == EventKind.Evaluate && (recorded.Method.Name == "Compare" || (recorded.Method.Name == "EvaluateBaselines" && recorded.Task == saved.Task)))))
            return false;
        return !saved.AllJudgements.Any(judgement => judgement.Models.Count == 0 && judgement.Trainers.Count == 0)
            && saved.AllJudgements.SelectMany(judgement => judgement.Trainers).All(trainer => IsComplex(trainer.Operator!));
    }

    /// <summary>Whether its quality is known on the whole set only.</summary>
    public static bool LacksSlices(SavedModel saved) =>
        IsGated(saved)
        && !saved.Judgements.Any(judgement => judgement.Event.InLoop || judgement.Event.Method.Name is "EvaluateSliced" or "Compare" || Lineage.Ancestors(judgement.Event.View).Any(view => view.Kind == ViewKind.Filtered));

    /// <summary>Ensembles of trees and networks. Additive models can be read, and AutoML tries simple ones itself.</summary>
    private static bool IsComplex(Operator trainer) =>
        trainer.Name is "FastForest" or "FastTree" or "FastTreeTweedie" or "LightGbm" or "ImageClassification" or "TextClassification" or "SentenceSimilarity" or "ObjectDetection" or "NamedEntityRecognition" or "QuestionAnswer";
}
