using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace EnergyLoad
{
    internal class Reading
    {
        public float Hour { get; set; }
        public float IsWeekend { get; set; }
        public float Temperature { get; set; }
        public float LoadYesterday { get; set; }
        public float Load { get; set; }
    }

    internal class Forecast
    {
        [ColumnName("Score")]
        public float Load { get; set; }
    }

    internal static class ReadingParser
    {
        public static IEnumerable<Reading> Parse(string path)
        {
            float previous = 0;
            foreach (string line in File.ReadAllLines(path).Skip(1))
            {
                string[] cells = line.Split(';');
                if (cells.Length < 3 || !DateTime.TryParse(cells[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time))
                    continue;

                float load = float.Parse(cells[2]);
                yield return new Reading
                {
                    Hour = time.Hour / 24f,
                    IsWeekend = time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 0,
                    Temperature = (float)Convert.ToDouble(cells[1]),
                    LoadYesterday = previous,
                    Load = load,
                };
                previous = load;
            }
        }
    }

    internal class Program
    {
        private static string modelPath = Path.Combine(AppContext.BaseDirectory, "load.zip");

        private static void Main()
        {
            MLContext mlContext = new MLContext(seed: 0);
            IDataView data = mlContext.Data.LoadFromEnumerable(ReadingParser.Parse("load.csv"));
            IDataView trainingData, testData;
            DivideByTime(mlContext, data, out trainingData, out testData);

            var prepare = mlContext.Transforms.NormalizeMeanVariance("Temperature")
                .Append(mlContext.Transforms.NormalizeMinMax("LoadYesterday"))
                .Append(mlContext.Transforms.Concatenate("Features", "Hour", "IsWeekend", "Temperature", "LoadYesterday"));
            ITransformer prepared = prepare.Fit(trainingData);
            IDataView transformed = prepared.Transform(trainingData);

            (string Name, IEstimator<ITransformer> Trainer)[] candidates =
            {
                ("SDCA", mlContext.Regression.Trainers.Sdca("Load", "Features")),
                ("Poisson", mlContext.Regression.Trainers.LbfgsPoissonRegression("Load")),
                ("Online", mlContext.Regression.Trainers.OnlineGradientDescent(new OnlineGradientDescentTrainer.Options { LabelColumnName = "Load" })),
            };
            ITransformer best = null;
            double bestError = double.PositiveInfinity;
            foreach (var (name, trainer) in candidates)
            {
                ITransformer model = trainer.Fit(transformed);
                RegressionMetrics metrics = mlContext.Regression.Evaluate(model.Transform(prepared.Transform(testData)), "Load");
                Console.WriteLine("{0}: {1:0.00}", name, metrics.RootMeanSquaredError);
                if (metrics.RootMeanSquaredError < bestError)
                {
                    best = model;
                    bestError = metrics.RootMeanSquaredError;
                }
            }

            mlContext.Model.Save(best, trainingData.Schema, modelPath);
            Predict(mlContext);
        }

        private static void DivideByTime(MLContext mlContext, IDataView data, out IDataView first, out IDataView rest)
        {
            long count = data.GetRowCount() ?? 1000;
            first = mlContext.Data.TakeRows(data, count * 8 / 10);
            rest = mlContext.Data.SkipRows(data, count * 8 / 10);
        }

        private static void Predict(MLContext mlContext)
        {
            ITransformer model = mlContext.Model.Load(modelPath, out DataViewSchema schema);
            for (int hour = 0; hour < 24; hour++)
            {
                var engine = mlContext.Model.CreatePredictionEngine<Reading, Forecast>(model, schema);
                Console.WriteLine(engine.Predict(new Reading { Hour = hour / 24f, Temperature = 12 }).Load);
            }
        }
    }
}
