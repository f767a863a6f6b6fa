using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

public class HotelOffer
{
    public string SearchId { get; set; }
    public float Price { get; set; }
    public float Stars { get; set; }
    public float Distance { get; set; }
    public uint Relevance { get; set; }
}

public class RankedOffer
{
    public string SearchId { get; set; }
    public float Score { get; set; }
}

public static class Ranking
{
    private const string GroupColumn = "SearchKey";
    private const string LabelColumn = "RelevanceKey";
    private static readonly string[] FeatureColumns = { nameof(HotelOffer.Price), nameof(HotelOffer.Stars), nameof(HotelOffer.Distance) };

    public static void Main()
    {
        var context = new MLContext(seed: 11);
        var offers = context.Data.LoadFromEnumerable(Offers());
        var split = context.Data.TrainTestSplit(offers, 0.3, samplingKeyColumnName: nameof(HotelOffer.SearchId));

        var options = new LightGbmRankingTrainer.Options
        {
            LabelColumnName = LabelColumn,
            FeatureColumnName = "Features",
            RowGroupColumnName = GroupColumn,
            NumberOfIterations = 5,
            MinimumExampleCountPerLeaf = 2,
            NumberOfThreads = 1,
        };
        var pipeline = context.Transforms.Concatenate("Features", FeatureColumns)
            .Append(context.Transforms.Conversion.MapValueToKey(LabelColumn, nameof(HotelOffer.Relevance)))
            .Append(context.Transforms.Conversion.Hash(GroupColumn, nameof(HotelOffer.SearchId), numberOfBits: 20))
            .Append(context.Ranking.Trainers.LightGbm(options));

        var model = pipeline.Fit(split.TrainSet);
        var scored = model.Transform(split.TestSet);
        var metrics = context.Ranking.Evaluate(scored, labelColumnName: LabelColumn, rowGroupColumnName: GroupColumn, scoreColumnName: "Score");
        Console.WriteLine($"NDCG {metrics.NormalizedDiscountedCumulativeGains.First():0.00}");

        foreach (var offer in context.Data.CreateEnumerable<RankedOffer>(scored, reuseRowObject: false).OrderByDescending(offer => offer.Score).Take(2))
            Console.WriteLine(offer.SearchId);
    }

    private static IEnumerable<HotelOffer> Offers()
    {
        for (int i = 0; i < 60; i++)
        {
            yield return new HotelOffer
            {
                SearchId = "s" + i / 5,
                Price = 50 + i % 5 * 20,
                Stars = 1 + i % 4,
                Distance = i % 7,
                Relevance = (uint)(i % 5 == 0 ? 2 : i % 2),
            };
        }
    }
}
