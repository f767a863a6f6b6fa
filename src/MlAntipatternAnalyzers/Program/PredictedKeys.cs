using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What multiclass models predict: the key of a label, and not the label.</summary>
internal static class PredictedKeys
{
    public const string Column = "PredictedLabel";

    /// <summary>What code that looks up a key's value by hand cannot do without.</summary>
    private static readonly string[] LookUps = { "GetKeyValues", "GetSlotNames", "Annotations", "Metadata", "VBuffer" };

    /// <summary>The trainer whose predicted key is to fill a member that holds what the keys stand for; null for any other problem.</summary>
    public static Step? TrainerOf(Schemas schemas, SchemaUse use, SchemaProblem problem)
    {
        if (use.Step is not null || problem is not { Column: Column, Actual: { IsKey: true, IsScalar: true } key, Expected: { } member })
            return null;
        var held = member.Scalar & ~Items.Key;
        return key.Values != Items.None && held == (key.Values == Items.Any ? Items.Text : key.Values) ? TrainerBehind(schemas, use) : null;
    }

    /// <summary>The trainer whose predicted keys stand for texts, and are read as they are; null where they are not, or are mapped as well.</summary>
    public static Step? TrainerOfTexts(Schemas schemas, SchemaUse use) =>
        use.Step is null && use.Input.TypeOf(Column) is { IsKey: true, IsScalar: true, Values: Items.Text } && TrainerBehind(schemas, use) is { } trainer && StepsOf(schemas, use.Event).All(chain => !IsReadBehind(chain, trainer))
            ? trainer
            : null;

    /// <summary>Whether a step behind the trainer reads what it predicts, or may.</summary>
    public static bool IsReadBehind(ImmutableArray<Step> chain, Step trainer) =>
        chain.IndexOf(trainer) is >= 0 and var index && chain.Skip(index + 1).Any(step => ChainColumns.Touches(step, Column) != false);

    /// <summary>Whether the program maps keys to values in another way than by a step of the trained chain. To be asked inside <see cref="ProgramModel.Ask{T}"/>.</summary>
    public static bool AreMappedApart(ProgramModel model, Flows flows) =>
        LookUps.Any(model.Code.Mentions)
        || flows.Of(EventKind.Fit).SelectMany(fit => fit.Estimator.Alternatives).OfType<EstimatorValue>().Any(chain => chain.Trainer is null && chain.Steps.Any(step => step.Operator is null or { Name: "MapKeyToValue" } || step.IsMapping));

    /// <summary>The steps behind the rows that an event reads into a class: of each model that it may be, by themselves.</summary>
    public static IEnumerable<ImmutableArray<Step>> StepsOf(Schemas schemas, ProgramEvent recorded) =>
        recorded.Kind == EventKind.CreateEngine
            ? recorded.Model.Alternatives.Select(model => Lineage.StepsOf(schemas.Saved(model)))
            : recorded.View.Alternatives.Select(view => Lineage.TransformersOf(view).SelectMany(model => Lineage.StepsOf(schemas.Saved(model))).ToImmutableArray());

    private static Step? TrainerBehind(Schemas schemas, SchemaUse use)
    {
        Step? found = null;
        foreach (var chain in StepsOf(schemas, use.Event))
        {
            if (chain.LastOrDefault(step => step.Operator is { IsTrainer: true }) is not { Operator.Task: LearningTask.Multiclass, IsExperiment: false } trainer)
                return null;
            found ??= trainer;
        }

        return found;
    }
}
