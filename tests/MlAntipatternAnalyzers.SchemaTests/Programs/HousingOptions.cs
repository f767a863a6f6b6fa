using System;
using System.Globalization;
using System.IO;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Housing
{
    public sealed class Estimate
    {
        public float Score { get; set; }
    }

    public sealed class HouseRow
    {
        public float Area { get; set; }
        public float Rooms { get; set; }
        public float Age { get; set; }
    }

    public class Program
    {
        private const string DataPath = "houses.txt";

        public static void Main()
        {
            using (var writer = new StreamWriter(DataPath))
            {
                for (var i = 0; i < 50; i++)
                {
                    var rooms = i % 7 == 0 ? "" : (1 + i % 5).ToString(CultureInfo.InvariantCulture);
                    writer.WriteLine($"{40 + i};{rooms};{i % 30};{i % 9}");
                }
            }

            var context = new MLContext(seed: 5);
            var loader = context.Data.CreateTextLoader(new TextLoader.Options
            {
                Separators = new[] { ';' },
                MissingRealsAsNaNs = true,
                Columns = new[]
                {
                    new TextLoader.Column { Name = "Area", DataKind = DataKind.Single, Source = new[] { new TextLoader.Range(0) } },
                    new TextLoader.Column { Name = "Rooms", DataKind = DataKind.Single, Source = new[] { new TextLoader.Range(1) } },
                    new TextLoader.Column("Age", DataKind.Single, 2),
                    new TextLoader.Column("Offers", DataKind.Single, 3),
                },
            });
            var houses = loader.Load(DataPath);

            var replace = context.Transforms.ReplaceMissingValues(
                new[] { new InputOutputColumnPair("Area"), new InputOutputColumnPair("Rooms"), new InputOutputColumnPair("Age") },
                MissingValueReplacingEstimator.ReplacementMode.Mean);
            var scale = context.Transforms.NormalizeMeanVariance(
                new[] { new InputOutputColumnPair("AreaScaled", "Area"), new InputOutputColumnPair("AgeScaled", "Age") });
            var pipeline = replace
                .Append(scale)
                .Append(context.Transforms.Concatenate("Features", new[] { "AreaScaled", "Rooms", "AgeScaled" }))
                .Append(context.Regression.Trainers.LbfgsPoissonRegression("Offers"));

            var folds = context.Regression.CrossValidate(houses, pipeline, numberOfFolds: 3, labelColumnName: "Offers");
            foreach (var fold in folds)
                Console.WriteLine($"fold {fold.Fold}: {fold.Metrics.MeanAbsoluteError:0.00}");

            var model = pipeline.Fit(houses);
            var engine = context.Model.CreatePredictionEngine<HouseRow, Estimate>(model);
            Console.WriteLine(engine.Predict(new HouseRow { Area = 70, Rooms = 3, Age = 12 }).Score >= 0);
        }
    }
}
