using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Wine
{
    public class WineData
    {
        [LoadColumn(0)] public string Type;
        [LoadColumn(1)] public float FixedAcidity;
        [LoadColumn(2)] public float ResidualSugar;
        [LoadColumn(3)] public float Alcohol;
        [LoadColumn(4)] public float Quality;
    }

    public class WinePrediction
    {
        [ColumnName("Score")] public float PredictedQuality;
    }

    internal class Program
    {
        private static void Main()
        {
            File.WriteAllText("wine.csv", "type,acid,sugar,alcohol,quality\n"
                + string.Join("\n", Enumerable.Range(0, 45).Select(i => $"{(i % 3 == 0 ? "red" : "white")},{5 + i % 4},{i % 12},{9 + i % 5},{3 + i % 6}")));

            var context = new MLContext(seed: 1);
            var data = context.Data.LoadFromTextFile<WineData>("wine.csv", hasHeader: true, separatorChar: ',');
            var redOnly = context.Data.FilterRowsByColumn(data, "FixedAcidity", lowerBound: 0, upperBound: 100);

            var basePipeline = context.Transforms.Categorical.OneHotEncoding("TypeEncoded", "Type")
                .Append(context.Transforms.Concatenate("Features", "TypeEncoded", "FixedAcidity", "ResidualSugar", "Alcohol"));
            var trainers = new Dictionary<string, IEstimator<ITransformer>>
            {
                ["forest"] = context.Regression.Trainers.FastForest("Quality", numberOfTrees: 5, numberOfLeaves: 4, minimumExampleCountPerLeaf: 2),
                ["tweedie"] = context.Regression.Trainers.FastTreeTweedie("Quality", numberOfTrees: 5, numberOfLeaves: 4, minimumExampleCountPerLeaf: 2),
                ["online"] = context.Regression.Trainers.OnlineGradientDescent("Quality", "Features"),
            };

            foreach (var (name, trainer) in trainers)
            {
                var results = context.Regression.CrossValidate(redOnly, basePipeline.Append(trainer), 2, "Quality");
                Console.WriteLine($"{name}: {results.Count} folds");
            }

            var best = basePipeline.Append(trainers["forest"]).Fit(redOnly);
            var engine = context.Model.CreatePredictionEngine<WineData, WinePrediction>(best);
            Console.WriteLine(engine.Predict(new WineData { Type = "red", FixedAcidity = 5, ResidualSugar = 1, Alcohol = 12 }).PredictedQuality > 0);
        }
    }
}
