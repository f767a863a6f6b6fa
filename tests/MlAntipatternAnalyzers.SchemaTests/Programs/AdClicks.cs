using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

public class Impression
{
    public string User;
    public string Site;
    public string Hour;
    public bool Clicked;
}

public class ClickChance
{
    public float Probability;
    public bool PredictedLabel;
}

internal class Program
{
    private static IEnumerable<Impression> Impressions() =>
        from i in Enumerable.Range(0, 60)
        select new Impression { User = "u" + i % 5, Site = i % 2 == 0 ? "news" : "games", Hour = (i % 24).ToString(), Clicked = i % 5 == 0 || i % 7 == 0 };

    private static void Main(string[] args)
    {
        var mlContext = new MLContext(seed: 0);
        var view = mlContext.Data.LoadFromEnumerable(Impressions());

        string[] fields = { "UserVector", "SiteVector", "HourVector" };
        var trainer = mlContext.BinaryClassification.Trainers.FieldAwareFactorizationMachine(new FieldAwareFactorizationMachineTrainer.Options
        {
            FeatureColumnName = fields[0],
            ExtraFeatureColumns = fields.Skip(1).ToArray(),
            LabelColumnName = nameof(Impression.Clicked),
            NumberOfIterations = 3,
            LatentDimension = 4,
        });
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding("UserVector", "User")
            .Append(mlContext.Transforms.Categorical.OneHotEncoding("SiteVector", "Site"))
            .Append(mlContext.Transforms.Categorical.OneHotHashEncoding("HourVector", "Hour", numberOfBits: 4))
            .Append(trainer);

        var model = pipeline.Fit(view);
        var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(view), "Clicked");
        Console.WriteLine($"log loss {metrics.LogLoss:0.00}");

        var engine = mlContext.Model.CreatePredictionEngine<Impression, ClickChance>(model);
        var chance = engine.Predict(new Impression { User = "u1", Site = "news", Hour = "3" });
        Console.WriteLine($"{chance.PredictedLabel} {chance.Probability:0.00}");
    }
}
