using Microsoft.ML;
using TaxiFare.Client;

namespace TaxiFare.Serving;

public sealed class FareService
{
    private readonly PredictionEngine<TripRow, Estimate> _engine;

    public FareService(MLContext mlContext, ServingOptions options)
    {
        ITransformer model = mlContext.Model.Load(options.PathOf("fare.zip"), out _);
        _engine = mlContext.Model.CreatePredictionEngine<TripRow, Estimate>(model);
    }

    public FareAnswer Quote(FareRequest request)
    {
        Estimate estimate = _engine.Predict(new TripRow
        {
            PickupTime = request.PickupTime,
            PickupZone = request.PickupZone,
            DropoffZone = request.DropoffZone,
            Passengers = request.Passengers ?? 0,
            DistanceKm = request.DistanceKm ?? 0,
            TemperatureC = request.TemperatureC ?? 0,
        });
        return new FareAnswer(estimate.Value);
    }
}
