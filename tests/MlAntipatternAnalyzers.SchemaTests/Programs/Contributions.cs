using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Contributions
{
    public class Car
    {
        public float Mileage { get; set; }
        public float Age { get; set; }
        public float Power { get; set; }
        public float Price { get; set; }
    }

    public class ExplainedCar : Car
    {
        public float[] FeatureContributions { get; set; }
        public float Score { get; set; }
    }

    internal class Program
    {
        private const string FeaturesColumn = "Features";

        private static void Main()
        {
            var mlContext = new MLContext(seed: 6);
            var rng = Enumerable.Range(0, 40);
            var cars = mlContext.Data.LoadFromEnumerable(from i in rng select new Car { Mileage = 10 * i, Age = i % 12, Power = 60 + i % 5 * 20, Price = 30000 - 500 * i });

            var prepare = mlContext.Transforms.Concatenate(FeaturesColumn, nameof(Car.Mileage), nameof(Car.Age), nameof(Car.Power))
                .Append(mlContext.Transforms.NormalizeMeanVariance(FeaturesColumn));
            var prepared = prepare.Fit(cars).Transform(cars);
            var model = mlContext.Regression.Trainers.FastTree(nameof(Car.Price), FeaturesColumn, numberOfTrees: 4, minimumExampleCountPerLeaf: 2).Fit(prepared);

            var explain = mlContext.Transforms.CalculateFeatureContribution(model, numberOfPositiveContributions: 2, normalize: false).Fit(prepared);
            var explained = explain.Transform(model.Transform(prepared));
            foreach (var car in mlContext.Data.CreateEnumerable<ExplainedCar>(explained, reuseRowObject: false).Take(2))
                Console.WriteLine($"{car.Score > 0} {car.FeatureContributions.Length} {car.Age}");
        }
    }
}
