using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using static GameOutcome.Names;

namespace GameOutcome;

internal static class Names
{
    public const string Home = nameof(Match.HomeTeam);
    public const string Away = nameof(Match.AwayTeam);
    public const string Encoded = "Encoded";
}

internal sealed class Match
{
    [LoadColumn(0)] public string HomeTeam { get; set; }
    [LoadColumn(1)] public string AwayTeam { get; set; }
    [LoadColumn(2)] public float Odds { get; set; }
    [LoadColumn(3)] public string Result { get; set; }
}

internal sealed class MatchPrediction
{
    [ColumnName("PredictedResult")] public string Result { get; set; }
    [ColumnName("Score")] public float[] Probabilities { get; set; }
}

internal static class Program
{
    private static void Main()
    {
        string[] teams = { "Ajax", "Feyenoord", "PSV", "AZ" };
        File.WriteAllLines("matches.csv", Enumerable.Range(0, 48).Select(i => $"{teams[i % 4]},{teams[(i + 1 + i / 4 % 3) % 4]},{1 + i % 3},{"HDA"[i % 3]}"));
        var context = new MLContext(seed: 1908);
        var model = Train(context, "matches.csv", out var names);
        Console.WriteLine(string.Join(", ", names));
        var engine = context.Model.CreatePredictionEngine<Match, MatchPrediction>(model);
        var prediction = engine.Predict(new Match { HomeTeam = "Ajax", AwayTeam = "PSV", Odds = 2 });
        Console.WriteLine($"{prediction.Result} {prediction.Probabilities.Length}");
    }

    private static ITransformer Train(MLContext context, string path, out string[] columnNames)
    {
        var matches = context.Data.LoadFromTextFile<Match>(path, separatorChar: ',');
        var steps = new EstimatorChain<ITransformer>()
            .Append(context.Transforms.Categorical.OneHotEncoding(Home + Encoded, Home))
            .Append(context.Transforms.Categorical.OneHotEncoding(Away + Encoded, Away))
            .Append(context.Transforms.Concatenate("Features", Home + Encoded, Away + Encoded, nameof(Match.Odds)))
            .Append(context.Transforms.Conversion.MapValueToKey("ResultKey", nameof(Match.Result)))
            .Append(context.MulticlassClassification.Trainers.SdcaMaximumEntropy("ResultKey", maximumNumberOfIterations: 3))
            .Append(context.Transforms.Conversion.MapKeyToValue("PredictedResult", "PredictedLabel"));
        var model = steps.Fit(matches);
        columnNames = model.Transform(matches).Schema.Where(column => !column.IsHidden).Select(column => column.Name).ToArray();
        return model;
    }
}
