using Microsoft.ML;
using TaxiFare.Client;
using TaxiFare.Features;

namespace TaxiFare.Serving;

public sealed class DurationService
{
    private readonly EnginePool<Trip> _engines;

    public DurationService(MLContext mlContext, ServingOptions options) =>
        _engines = new EnginePool<Trip>(mlContext, mlContext.Model.Load(options.PathOf("duration.zip"), out _));

    public DurationAnswer Predict(DurationRequest request) => new(_engines.Predict(new Trip
    {
        PickupTime = request.PickupTime,
        DistanceKm = request.DistanceKm ?? float.NaN,
        TemperatureC = request.TemperatureC ?? float.NaN,
    }));
}
