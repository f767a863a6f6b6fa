using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Poker
{
    public static class Program
    {
        private static TextLoader.Options LoaderOptions()
        {
            return new TextLoader.Options
            {
                Separators = new[] { ',' },
                HasHeader = false,
                Columns = new[]
                {
                    new TextLoader.Column
                    {
                        Name = "Ranks",
                        DataKind = DataKind.Single,
                        Source = new[] { new TextLoader.Range(0, 2) },
                    },
                    new TextLoader.Column
                    {
                        Name = "Suit",
                        DataKind = DataKind.UInt32,
                        Source = new[] { new TextLoader.Range(3) },
                        KeyCount = new KeyCount(4),
                    },
                    new TextLoader.Column("Hand", DataKind.UInt32, new[] { new TextLoader.Range(4) }, new KeyCount(3)),
                },
            };
        }

        public static void Main()
        {
            File.WriteAllLines("hands.csv", Enumerable.Range(0, 60).Select(i => $"{1 + i % 13},{1 + i % 7},{1 + i % 5},{i % 4},{i % 3}"));
            var ml = new MLContext(seed: 7);
            var loader = ml.Data.CreateTextLoader(LoaderOptions());
            var hands = loader.Load("hands.csv");
            var estimator = ml.Transforms.Conversion.MapKeyToVector("SuitVector", "Suit")
                .Append(ml.Transforms.NormalizeMinMax("Ranks"))
                .Append(ml.Transforms.Concatenate("Features", "Ranks", "SuitVector"))
                .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(labelColumnName: "Hand", featureColumnName: "Features", exampleWeightColumnName: null));
            var results = ml.MulticlassClassification.CrossValidate(hands, estimator, numberOfFolds: 2, labelColumnName: "Hand");
            Console.WriteLine(results.Select(result => result.Metrics.LogLossReduction).All(double.IsFinite));
            var predicted = estimator.Fit(hands).Transform(hands).GetColumn<uint>("PredictedLabel");
            Console.WriteLine(predicted.Max() <= 3);
        }
    }
}
