using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace Birds;

public sealed class Bird
{
    public float WingSpan { get; set; }
    public float Mass { get; set; }
    public float Beak { get; set; }
    public string Family { get; set; }
}

public sealed class BirdFamily
{
    public string Family { get; set; }
    public string FamilyName { get; set; }
    public float[] Score { get; set; }
}

public static class PipelineExtensions
{
    public static IEstimator<ITransformer> PrepareBirds(this MLContext context, string output) =>
        context.Transforms.Conversion.MapValueToKey("FamilyKey", nameof(Bird.Family))
            .Append(context.Transforms.Concatenate(output, nameof(Bird.WingSpan), nameof(Bird.Mass), nameof(Bird.Beak)));

    public static IEstimator<ITransformer> NameFamilies(this IEstimator<ITransformer> learner, MLContext context) =>
        learner.Append(context.Transforms.Conversion.MapKeyToValue("FamilyName", "PredictedLabel"));
}

public static class Program
{
    private static IReadOnlyList<Bird> Birds { get; } =
        [.. Enumerable.Range(0, 60).Select(i => new Bird { WingSpan = 20 + i % 3 * 30, Mass = 1 + i % 3, Beak = i % 4, Family = i % 3 == 0 ? "finch" : i % 3 == 1 ? "gull" : "eagle" })];

    public static void Main()
    {
        var context = new MLContext(seed: 5);
        var view = context.Data.LoadFromEnumerable(Birds);
        var prepared = context.PrepareBirds(output: "Features").Fit(view).Transform(view);
        var trainer = context.MulticlassClassification.Trainers.LightGbm("FamilyKey", numberOfIterations: 3, minimumExampleCountPerLeaf: 2);
        var model = trainer.Fit(prepared);
        var importance = context.MulticlassClassification.PermutationFeatureImportance(model, prepared, "FamilyKey", permutationCount: 1);
        Console.WriteLine(importance.Length);

        var whole = context.PrepareBirds("Features").Append(trainer).NameFamilies(context).Fit(view);
        var named = context.Data.CreateEnumerable<BirdFamily>(whole.Transform(view), reuseRowObject: false);
        Console.WriteLine(named.Count(bird => bird.Family == bird.FamilyName && bird.Score.Length == 3) > 0);
    }
}
