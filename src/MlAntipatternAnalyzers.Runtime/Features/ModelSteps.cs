using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What a fitted or loaded model tells of itself: its steps, one after the other, and what its trainers read.</summary>
internal static class ModelSteps
{
    /// <summary>The steps of a model, chains within chains taken apart.</summary>
    public static IEnumerable<ITransformer> Of(ITransformer model) => model is IEnumerable<ITransformer> chain ? chain.SelectMany(Of) : [model];

    /// <summary>The column that a trainer's model reads as features; null for one that does not tell (it reads several), and for all other steps.</summary>
    public static string? FeaturesOf(ITransformer step) =>
        step is ISingleFeaturePredictionTransformer<object> { FeatureColumnName: { Length: > 0 } name } ? name : null;

    /// <summary>The visible columns that are not in the earlier schema, or are there with another type.</summary>
    public static IEnumerable<DataViewSchema.Column> Added(DataViewSchema before, DataViewSchema after) =>
        after.Where(c => !c.IsHidden && !(before.GetColumnOrNull(c.Name) is { } old && old.Type.Equals(c.Type)));

    /// <summary>What the last of a model's trainers gets, and the columns that any of them reads.</summary>
    /// <returns>Null for the schema where no step is a trainer's model.</returns>
    public static (DataViewSchema? BeforeLastTrainer, IReadOnlyList<string> Features) Trainers(ITransformer model, DataViewSchema input)
    {
        DataViewSchema? before = null;
        var features = new List<string>();
        var schema = input;
        foreach (var step in Of(model))
        {
            if (step is IPredictionTransformer<object>)
                before = schema;
            if (FeaturesOf(step) is { } read)
                features.Add(read);
            schema = step.GetOutputSchema(schema);
        }
        return (before, [.. features.Distinct(StringComparer.Ordinal)]);
    }
}
