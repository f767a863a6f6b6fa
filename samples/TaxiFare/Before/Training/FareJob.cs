using Microsoft.ML;
using Microsoft.ML.Data;

namespace TaxiFare.Training;

/// <summary>Fare quoted before the trip: what distance, zones and weather let us expect.</summary>
public sealed class FareJob
{
    private readonly MLContext _mlContext;

    public FareJob(MLContext mlContext) => _mlContext = mlContext;

    public void Run(string tripsPath, string modelPath)
    {
        IDataView trips = TripFile.Load(_mlContext, tripsPath);
        TripFile.PrintSummary(trips);

        IDataView prepared = Scale(trips);
        DataOperationsCatalog.TrainTestData split = _mlContext.Data.TrainTestSplit(prepared, testFraction: 0.2);

        ITransformer model = BuildPipeline().Fit(split.TrainSet);
        Evaluate(model, split.TestSet);
        _mlContext.Model.Save(model, trips.Schema, modelPath);
    }

    private IDataView Scale(IDataView trips)
    {
        var scaler = _mlContext.Transforms.NormalizeMeanVariance(
        [
            new InputOutputColumnPair(nameof(Trip.DistanceKm)),
            new InputOutputColumnPair(nameof(Trip.TemperatureC)),
            new InputOutputColumnPair(nameof(Trip.Passengers)),
        ]);
        return scaler.Fit(trips).Transform(trips);
    }

    private IEstimator<ITransformer> BuildPipeline() =>
        _mlContext.Transforms.Categorical.OneHotEncoding("PickupZoneEncoded", nameof(Trip.PickupZone))
            .Append(_mlContext.Transforms.Categorical.OneHotEncoding("DropoffZoneEncoded", nameof(Trip.DropoffZone)))
            .Append(_mlContext.Transforms.Concatenate(
                "Features",
                nameof(Trip.DistanceKm),
                nameof(Trip.TemperatureC),
                nameof(Trip.Passengers),
                "PickupZoneEncoded",
                "DropoffZoneEncoded"))
            .Append(_mlContext.Regression.Trainers.FastTree(labelColumnName: nameof(Trip.Fare)));

    private void Evaluate(ITransformer model, IDataView testSet) =>
        Report.Print("fare", _mlContext.Regression.Evaluate(model.Transform(testSet), labelColumnName: nameof(Trip.Fare)));
}
