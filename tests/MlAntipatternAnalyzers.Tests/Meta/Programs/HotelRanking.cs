using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace HotelRanking;

public class Impression
{
    [LoadColumn(0)] public string SearchId;
    [LoadColumn(1)] public float Position;
    [LoadColumn(2)] public float Price;
    [LoadColumn(3)] public float Stars;
    [LoadColumn(4)] public float Distance;
    [LoadColumn(5)] public float Clicked;
}

public class Ranked : Impression
{
    public float Score;
}

public static class Columns
{
    public const string Features = nameof(Features);
    public const string Group = "GroupId";
    public static readonly string[] Numeric = { nameof(Impression.Position), nameof(Impression.Price), nameof(Impression.Stars) };
}

public static class ContextExtensions
{
    public static IDataView LoadImpressions(this MLContext context, string path) =>
        context.Data.LoadFromTextFile<Impression>(path, new TextLoader.Options { HasHeader = true, Separators = new[] { '\t' }, MissingRealsAsNaNs = true });

    public static EstimatorChain<T> Then<T>(this IEstimator<ITransformer> first, IEstimator<T> second) where T : class, ITransformer =>
        first.Append(second);
}

public static class Job
{
    public static int Main(string[] args)
    {
        var context = new MLContext();
        var path = args.Length > 0 ? args[0] : "impressions.tsv";
        var (train, test) = Split(context, context.LoadImpressions(path));
        Func<IDataView, ITransformer> fit = data => Pipeline(context).Fit(data);
        var model = fit(train);
        var metrics = context.Ranking.Evaluate(model.Transform(test), labelColumnName: "Label", rowGroupColumnName: Columns.Group);
        Report(metrics, level => $"NDCG@{level + 1}");
        if (metrics.NormalizedDiscountedCumulativeGains[0] < 0.5)
            return 1;

        context.Model.Save(model, train.Schema, "ranking.zip");
        return Serve(context, model, new[] { new Impression { SearchId = "a", Price = 80, Stars = 3 } });
    }

    private static (IDataView Train, IDataView Test) Split(MLContext context, IDataView view)
    {
        var split = context.Data.TrainTestSplit(view, samplingKeyColumnName: nameof(Impression.SearchId));
        return (split.TrainSet, split.TestSet);
    }

    private static IEstimator<ITransformer> Pipeline(MLContext context)
    {
        var keys = context.Transforms.Conversion.MapValueToKey("Label", nameof(Impression.Clicked))
            .Append(context.Transforms.Conversion.Hash(Columns.Group, nameof(Impression.SearchId), numberOfBits: 20));
        var features = context.Transforms.Concatenate(Columns.Features, Columns.Numeric.Append(nameof(Impression.Distance)).ToArray());
        IEstimator<ITransformer> trainer = DateTime.Now.Year > 2030
            ? context.Ranking.Trainers.LightGbm(rowGroupColumnName: Columns.Group)
            : context.Ranking.Trainers.FastTree(new FastTreeRankingTrainer.Options { RowGroupColumnName = Columns.Group, NumberOfTrees = 50 });
        return keys.Then(features).Append(trainer);
    }

    private static void Report(RankingMetrics metrics, Func<int, string> name)
    {
        void Line(string text, double value) => Console.WriteLine($"{text,-10} {value:F3}");
        for (var level = 0; level < metrics.NormalizedDiscountedCumulativeGains.Count; level++)
            Line(name(level), metrics.NormalizedDiscountedCumulativeGains[level]);
    }

    private static int Serve(MLContext context, ITransformer model, IReadOnlyList<Impression> candidates)
    {
        var engine = context.Model.CreatePredictionEngine<Impression, Ranked>(model);
        var best = candidates.Select(candidate => engine.Predict(candidate)).OrderByDescending(ranked => ranked.Score).First();
        Console.WriteLine(best.SearchId ?? "none");
        return 0;
    }
}
