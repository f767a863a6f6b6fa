using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Generic;

public interface ITrainingJob<TRow> where TRow : class, new()
{
    string LabelColumn { get; }
    IEstimator<ITransformer> CreatePipeline(MLContext context);
}

public sealed class Harvest
{
    public float Rain { get; set; }
    public float Sun { get; set; }
    public string Soil { get; set; }
    public float Tonnes { get; set; }
}

public sealed class HarvestForecast
{
    public float Score { get; set; }
}

public sealed class HarvestJob : ITrainingJob<Harvest>
{
    public string LabelColumn => nameof(Harvest.Tonnes);

    public IEstimator<ITransformer> CreatePipeline(MLContext context)
    {
        var options = new GamRegressionTrainer.Options
        {
            LabelColumnName = LabelColumn,
            FeatureColumnName = "Features",
            NumberOfIterations = 20,
            MaximumBinCountPerFeature = 8,
        };
        return context.Transforms.Categorical.OneHotEncoding("SoilVector", nameof(Harvest.Soil))
            .Append(context.Transforms.Concatenate("Features", nameof(Harvest.Rain), nameof(Harvest.Sun), "SoilVector"))
            .Append(context.Regression.Trainers.Gam(options));
    }
}

public sealed class Runner<TRow, TPrediction>
    where TRow : class, new()
    where TPrediction : class, new()
{
    private readonly MLContext _context = new(seed: 0);

    public PredictionEngine<TRow, TPrediction> Run(ITrainingJob<TRow> job, IEnumerable<TRow> rows)
    {
        var view = _context.Data.LoadFromEnumerable(rows);
        var model = job.CreatePipeline(_context).Fit(view);
        var metrics = _context.Regression.Evaluate(model.Transform(view), labelColumnName: job.LabelColumn);
        Console.WriteLine(metrics.RSquared <= 1);
        return _context.Model.CreatePredictionEngine<TRow, TPrediction>(model);
    }
}

public static class Program
{
    public static void Main()
    {
        var rows = Enumerable.Range(0, 30).Select(i => new Harvest { Rain = i % 10, Sun = i % 7, Soil = i % 2 == 0 ? "clay" : "sand", Tonnes = i % 10 + i % 7 }).ToList();
        var engine = new Runner<Harvest, HarvestForecast>().Run(new HarvestJob(), rows);
        Console.WriteLine(engine.Predict(new Harvest { Rain = 4, Sun = 3, Soil = "clay" }).Score > -100);
    }
}
