using System;
using System.Collections.Generic;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Defaults
{
    class Point
    {
        public bool Label { get; set; }

        [VectorType(2)]
        public float[] Features { get; set; }

        public float Weight { get; set; } = 1;
    }

    class Side
    {
        public bool Label { get; set; }
        public bool PredictedLabel { get; set; }
        public float Score { get; set; }
        public float Probability { get; set; }
    }

    class Program
    {
        static IEnumerable<Point> Points(int count, int seed)
        {
            var random = new Random(seed);
            for (int i = 0; i < count; i++)
            {
                var label = i % 2 == 0;
                yield return new Point { Label = label, Features = new[] { (float)random.NextDouble() + (label ? 0.3f : 0), (float)random.NextDouble() } };
            }
        }

        static void Main()
        {
            var mlContext = new MLContext(seed: 0);
            var trainingData = mlContext.Data.LoadFromEnumerable(Points(60, 1));
            var testData = mlContext.Data.LoadFromEnumerable(Points(20, 2));

            var pipeline = mlContext.BinaryClassification.Trainers.FastForest(numberOfTrees: 4, minimumExampleCountPerLeaf: 2)
                .Append(mlContext.BinaryClassification.Calibrators.Platt());
            var model = pipeline.Fit(trainingData);
            var transformedTestData = model.Transform(testData);
            foreach (var p in mlContext.Data.CreateEnumerable<Side>(transformedTestData, reuseRowObject: false))
            {
                if (p.Label != p.PredictedLabel)
                    Console.WriteLine($"wrong {p.Probability >= 0} {p.Score != 0}");
            }

            var metrics = mlContext.BinaryClassification.Evaluate(transformedTestData);
            Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable().Length > 0);
            var weighted = mlContext.BinaryClassification.Trainers.SdcaLogisticRegression(exampleWeightColumnName: "Weight", maximumNumberOfIterations: 3);
            Console.WriteLine(weighted.Fit(trainingData).Transform(testData).Schema["Score"].Type);
        }
    }
}
