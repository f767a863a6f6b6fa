using System;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Stacking;

public class Loan
{
    public float Amount { get; set; }
    public float Duration { get; set; }
    public float Age { get; set; }
    public bool Repaid { get; set; }
}

public class Chance
{
    public float LinearScore { get; set; }
    public float Probability { get; set; }
}

public static class Program
{
    public static void Main()
    {
        var ctx = new MLContext(seed: 0);
        var loans = ctx.Data.LoadFromEnumerable(Enumerable.Range(0, 50).Select(i => new Loan { Amount = 100 * (i % 9), Duration = 6 + i % 24, Age = 20 + i % 40, Repaid = i % 9 < 5 }).ToArray());

        var linear = ctx.Transforms.Concatenate("Inputs", "Amount", "Duration", "Age")
            .Append(ctx.Transforms.NormalizeMinMax("Inputs"))
            .Append(ctx.BinaryClassification.Trainers.SdcaNonCalibrated(labelColumnName: "Repaid", featureColumnName: "Inputs", maximumNumberOfIterations: 5))
            .Append(ctx.Transforms.CopyColumns("LinearScore", "Score"));
        var stacked = linear
            .Append(ctx.Transforms.Concatenate("Stacked", "Inputs", "LinearScore"))
            .Append(ctx.BinaryClassification.Trainers.FastTree("Repaid", "Stacked", numberOfTrees: 4, minimumExampleCountPerLeaf: 2));

        var folds = ctx.BinaryClassification.CrossValidate(loans, stacked, numberOfFolds: 2, labelColumnName: "Repaid", seed: 1);
        var bestModel = folds.OrderByDescending(fold => fold.Metrics.AreaUnderRocCurve).Select(fold => fold.Model).First();
        var chances = ctx.Data.CreateEnumerable<Chance>(bestModel.Transform(loans), reuseRowObject: false).ToList();
        Console.WriteLine($"{chances.Count} {chances.All(chance => chance.Probability >= 0)} {chances.Any(chance => chance.LinearScore != 0)}");
    }
}
