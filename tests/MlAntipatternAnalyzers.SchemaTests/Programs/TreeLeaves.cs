using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Leaves;

internal sealed class Visit
{
    [VectorType(3)] public float[] Behaviour { get; set; }
    public bool Bought { get; set; }
}

internal sealed class Purchase
{
    public bool PredictedLabel { get; set; }
    public float Probability { get; set; }
    public float[] Leaves { get; set; }
}

internal static class Shop
{
    private static void Main()
    {
        MLContext context = new(seed: 4);
        var visits = Enumerable.Range(0, 60).Select(i => new Visit { Behaviour = new float[] { i % 5, i % 7, i % 2 }, Bought = i % 5 + i % 7 > 6 }).ToList();
        var view = context.Data.LoadFromEnumerable(visits);

        var trees = context.Transforms.FeaturizeByFastTreeBinary(new FastTreeBinaryFeaturizationEstimator.Options
        {
            InputColumnName = "Behaviour",
            TreesColumnName = "Trees",
            LeavesColumnName = "Leaves",
            PathsColumnName = "Paths",
            TrainerOptions = new FastTreeBinaryTrainer.Options
            {
                FeatureColumnName = "Behaviour",
                LabelColumnName = "Bought",
                NumberOfTrees = 3,
                MinimumExampleCountPerLeaf = 2,
            },
        });
        var pipeline = trees
            .Append(context.Transforms.Concatenate("Combined", "Trees", "Leaves", "Paths", "Behaviour"))
            .Append(context.BinaryClassification.Trainers.SdcaLogisticRegression("Bought", "Combined", maximumNumberOfIterations: 5));
        var model = pipeline.Fit(view);
        Console.WriteLine(context.BinaryClassification.Evaluate(model.Transform(view), "Bought").Accuracy > 0);

        var engine = context.Model.CreatePredictionEngine<Visit, Purchase>(model);
        var purchase = engine.Predict(visits[1]);
        Console.WriteLine($"{purchase.PredictedLabel} {purchase.Probability >= 0} {purchase.Leaves.Length > 0}");
    }
}
