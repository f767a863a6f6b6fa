using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

namespace GenericExperiments;

public enum Goal { Price, Demand }

public class House
{
    [LoadColumn(0)] public float Area { get; set; }
    [LoadColumn(1)] public float Rooms { get; set; }
    [LoadColumn(2)] public string District { get; set; }
    [LoadColumn(3)] public float Price { get; set; }
    [LoadColumn(4)] public float Demand { get; set; }
    [NoColumn] public DateTime Sold { get; set; }
}

public interface IExperiment<out TModel> where TModel : class, ITransformer
{
    TModel Run(IDataView train);
}

public sealed class Experiment<TModel> : IExperiment<TModel> where TModel : class, ITransformer
{
    private readonly Func<MLContext, IEstimator<TModel>> _make;

    public Experiment(MLContext context, Func<MLContext, IEstimator<TModel>> make) => (Context, _make) = (context, make);

    private MLContext Context { get; }

    public TModel Run(IDataView train) => _make(Context).Fit(train);
}

public static class Entry
{
    private static readonly Dictionary<Goal, string> Labels = new() { [Goal.Price] = nameof(House.Price), [Goal.Demand] = nameof(House.Demand) };

    public static IEnumerable<(Goal Goal, double Error)> RunAll(string path)
    {
        MLContext context = new(42);
        var houses = context.Data.LoadFromTextFile<House>(path, separatorChar: ',', hasHeader: true);
        var (train, test, validation) = ThreeWays(context, houses);
        foreach (Goal goal in Enum.GetValues<Goal>())
        {
            var label = goal switch
            {
                Goal.Price => nameof(House.Price),
                Goal.Demand when Labels.TryGetValue(goal, out var name) => name,
                _ => throw new ArgumentOutOfRangeException(nameof(goal), goal, null),
            };
            var experiment = new Experiment<ITransformer>(context, c => Featurize(c, label).Append(goal == Goal.Price ? Tree(c, label) : Forest(c, label)));
            var model = experiment.Run(train);
            var metrics = context.Regression.Evaluate(model.Transform(validation), label);
            var importance = context.Regression.PermutationFeatureImportance(model, model.Transform(test), label);
            Console.WriteLine(string.Join(", ", importance.OrderBy(pair => pair.Value.RSquared.Mean).Select(pair => pair.Key)));
            yield return (goal, metrics.MeanAbsoluteError);
        }

        var cross = context.Regression.CrossValidate(houses, Featurize(context, "Price").Append(Tree(context, "Price")), numberOfFolds: 3, labelColumnName: "Price");
        yield return (Goal.Price, cross.Average(fold => fold.Metrics.MeanAbsoluteError));
    }

    private static (IDataView, IDataView, IDataView) ThreeWays(MLContext context, IDataView view)
    {
        var outer = context.Data.TrainTestSplit(view, 0.3);
        var inner = context.Data.TrainTestSplit(outer.TestSet, 0.5);
        return (outer.TrainSet, inner.TrainSet, inner.TestSet);
    }

    private static IEstimator<ITransformer> Featurize(MLContext context, string label)
    {
        IEstimator<ITransformer>[] steps =
        [
            context.Transforms.Categorical.OneHotEncoding("DistrictKey", nameof(House.District)),
            context.Transforms.Expression("AreaPerRoom", "(a, r) => a / (r + 1)", nameof(House.Area), nameof(House.Rooms)),
            context.Transforms.Concatenate("Features", ["DistrictKey", "AreaPerRoom", nameof(House.Area), label == nameof(House.Price) ? nameof(House.Demand) : nameof(House.Price)]),
        ];
        IEstimator<ITransformer> chain = steps[0];
        for (int i = 1; i < steps.Length; i++)
            chain = chain.Append(steps[i]);
        return chain;
    }

    private static IEstimator<ITransformer> Tree(MLContext context, string label) =>
        context.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options { LabelColumnName = label, NumberOfLeaves = 8 });

    private static IEstimator<ITransformer> Forest(MLContext context, string label) =>
        context.Regression.Trainers.FastForest(labelColumnName: label);
}
