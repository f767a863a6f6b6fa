using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Sales;

public class DayOfSales
{
    public float Price;
    public float Visitors;
    public float Recency;
    public float Sold;
}

public class SalesForecast
{
    [ColumnName("Score")]
    public float Sold;
}

public class Forecaster
{
    private readonly MLContext _mlContext = new MLContext(seed: 12);

    public static async Task Main(string[] args)
    {
        var forecaster = new Forecaster();
        var model = await forecaster.TrainAsync(await ReadAsync());
        Console.WriteLine(forecaster.Forecast(model, 3, 100) > 0);
    }

    private static Task<List<DayOfSales>> ReadAsync()
    {
        var days = new List<DayOfSales>();
        for (var i = 0; i < 40; i++)
            days.Add(new DayOfSales { Price = 1 + i % 4, Visitors = 50 + i, Recency = 1f / (41 - i), Sold = 10 + i % 4 + i / 4 });
        return Task.FromResult(days);
    }

    private Task<ITransformer> TrainAsync(List<DayOfSales> days) => Task.Run<ITransformer>(() =>
    {
        var view = _mlContext.Data.LoadFromEnumerable(days);
        var boosted = new FastTreeRegressionTrainer.Options
        {
            LabelColumnName = nameof(DayOfSales.Sold),
            FeatureColumnName = "Inputs",
            ExampleWeightColumnName = nameof(DayOfSales.Recency),
            NumberOfTrees = 5,
            MinimumExampleCountPerLeaf = 2,
        };
        var pipeline = _mlContext.Transforms.Concatenate("Inputs", nameof(DayOfSales.Price), nameof(DayOfSales.Visitors))
            .Append(_mlContext.Regression.Trainers.FastTree(boosted));
        var linear = _mlContext.Transforms.Concatenate("Inputs", "Price", "Visitors")
            .Append(_mlContext.Regression.Trainers.Sdca("Sold", "Inputs", exampleWeightColumnName: "Recency", maximumNumberOfIterations: 3));
        var error = _mlContext.Regression.Evaluate(linear.Fit(view).Transform(view), "Sold").MeanSquaredError;
        Console.WriteLine(double.IsFinite(error));
        return pipeline.Fit(view);
    });

    private float Forecast(ITransformer model, float price, float visitors)
    {
        using var engine = _mlContext.Model.CreatePredictionEngine<DayOfSales, SalesForecast>(model);
        return engine.Predict(new DayOfSales { Price = price, Visitors = visitors }).Sold;
    }
}
