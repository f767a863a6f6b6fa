using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
using TaxiFare.Client;
using TaxiFare.Features;

namespace TaxiFare.Serving;

public sealed class FareService
{
    // An engine is not thread-safe, and requests come together.
    private readonly object _gate = new();
    private readonly PredictionEngine<Trip, Estimate> _engine;

    public FareService(MLContext mlContext, ServingOptions options)
    {
        ITransformer model = mlContext.Model.Load(options.PathOf("fare.zip"), out DataViewSchema schema);
        schema.Check<Trip>();
        _engine = mlContext.Model.CreatePredictionEngine<Trip, Estimate>(model);
    }

    public FareAnswer Quote(FareRequest request)
    {
        var trip = new Trip
        {
            PickupTime = request.PickupTime,
            PickupZone = request.PickupZone,
            DropoffZone = request.DropoffZone,
            Passengers = request.Passengers ?? float.NaN,
            DistanceKm = request.DistanceKm ?? float.NaN,
            TemperatureC = request.TemperatureC ?? float.NaN,
        };
        lock (_gate)
            return new FareAnswer(_engine.Predict(trip).Value);
    }
}
