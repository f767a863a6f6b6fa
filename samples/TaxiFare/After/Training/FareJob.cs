using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using TaxiFare.Features;

namespace TaxiFare.Training;

/// <summary>Fare quoted before the trip: what distance, zones and weather let us expect.</summary>
public sealed class FareJob
{
    private const double AtLeastRSquared = 0.9;

    private readonly MLContext _mlContext;

    public FareJob(MLContext mlContext) => _mlContext = mlContext;

    public bool Run(IDataView train, IDataView test, string modelPath)
    {
        ITransformer model = BuildPipeline().Fit(train);
        return new Release(_mlContext).Regression("fare", model, train, test, nameof(Trip.Fare), AtLeastRSquared, modelPath);
    }

    private IEstimator<ITransformer> BuildPipeline() =>
        FillMissing()
            .Append(_mlContext.Transforms.Categorical.OneHotEncoding("PickupZoneEncoded", nameof(Trip.PickupZone)))
            .Append(_mlContext.Transforms.Categorical.OneHotEncoding("DropoffZoneEncoded", nameof(Trip.DropoffZone)))
            .Append(_mlContext.Transforms.Concatenate(
                "Features",
                nameof(Trip.DistanceKm),
                "DistanceUnknown",
                nameof(Trip.TemperatureC),
                nameof(Trip.Passengers),
                "PickupZoneEncoded",
                "DropoffZoneEncoded"))
            .Append(_mlContext.Regression.Trainers.FastTree(labelColumnName: nameof(Trip.Fare)));

    // A distance that was not measured is told apart from one that was: the fare then rests on the zones.
    private IEstimator<ITransformer> FillMissing() =>
        _mlContext.Transforms.IndicateMissingValues("DistanceUnknown", nameof(Trip.DistanceKm))
            .Append(_mlContext.Transforms.Conversion.ConvertType("DistanceUnknown", outputKind: DataKind.Single))
            .Append(_mlContext.Transforms.ReplaceMissingValues(
                [
                    new InputOutputColumnPair(nameof(Trip.DistanceKm)),
                    new InputOutputColumnPair(nameof(Trip.TemperatureC)),
                    new InputOutputColumnPair(nameof(Trip.Passengers)),
                ],
                MissingValueReplacingEstimator.ReplacementMode.Mean));
}
