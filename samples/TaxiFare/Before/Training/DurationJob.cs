using System.Collections.Generic;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace TaxiFare.Training;

/// <summary>How long a trip will take.</summary>
public sealed class DurationJob
{
    private readonly MLContext _mlContext;

    public DurationJob(MLContext mlContext) => _mlContext = mlContext;

    public void Run(string tripsPath, string modelPath)
    {
        List<TimedTrip> rows = TimedTripReader.Read(tripsPath);
        IDataView trips = _mlContext.Data.LoadFromEnumerable(rows);

        ITransformer model = Train(trips);
        PrintQuality(model, trips);
        _mlContext.Model.Save(model, trips.Schema, modelPath);
    }

    private ITransformer Train(IDataView trips)
    {
        var pipeline = _mlContext.Transforms.Concatenate(
                "Features",
                nameof(TimedTrip.DistanceKm),
                nameof(TimedTrip.TemperatureC),
                nameof(TimedTrip.Hour),
                nameof(TimedTrip.RushHour))
            .Append(_mlContext.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options
            {
                LabelColumnName = nameof(TimedTrip.DurationMin),
                NumberOfTrees = 200,
                NumberOfLeaves = 120,
                MinimumExampleCountPerLeaf = 2,
            }));
        return pipeline.Fit(trips);
    }

    private void PrintQuality(ITransformer model, IDataView data)
    {
        IDataView predictions = model.Transform(data);
        Report.Print("duration", _mlContext.Regression.Evaluate(predictions, labelColumnName: nameof(TimedTrip.DurationMin)));
    }
}
