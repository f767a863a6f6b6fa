using Microsoft.ML;
using Microsoft.ML.Transforms;
using MlAntipatternAnalyzers.Runtime;
using TaxiFare.Features;

namespace TaxiFare.Training;

/// <summary>How long a trip will take.</summary>
public sealed class DurationJob
{
    private const double AtLeastRSquared = 0.7;

    private readonly MLContext _mlContext;

    public DurationJob(MLContext mlContext) => _mlContext = mlContext;

    public bool Run(IDataView train, IDataView test, string modelPath)
    {
        ITransformer model = Train(train);
        return new Release(_mlContext).Regression("duration", model, train, test, nameof(Trip.DurationMin), AtLeastRSquared, modelPath);
    }

    private ITransformer Train(IDataView trips)
    {
        InputOutputColumnPair[] mayBeMissing =
        [
            new InputOutputColumnPair(nameof(Trip.DistanceKm)),
            new InputOutputColumnPair(nameof(Trip.TemperatureC)),
        ];
        var pipeline = _mlContext.Transforms.FeatureMapping(new PickupTimeMapping())
            .Append(_mlContext.Transforms.ReplaceMissingValues(mayBeMissing, MissingValueReplacingEstimator.ReplacementMode.Mean))
            .Append(_mlContext.Transforms.Concatenate(
                "Features",
                nameof(Trip.DistanceKm),
                nameof(Trip.TemperatureC),
                nameof(PickupFeatures.Hour),
                nameof(PickupFeatures.RushHour)))
            .Append(_mlContext.Regression.Trainers.FastTree(labelColumnName: nameof(Trip.DurationMin)));
        return pipeline.Fit(trips);
    }
}
