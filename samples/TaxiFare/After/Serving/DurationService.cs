using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
using TaxiFare.Client;
using TaxiFare.Features;

namespace TaxiFare.Serving;

public sealed class DurationService
{
    private readonly EnginePool<Trip> _engines;

    public DurationService(MLContext mlContext, ServingOptions options)
    {
        ITransformer model = mlContext.Model.Load(options.PathOf("duration.zip"), out DataViewSchema schema);
        schema.Check<Trip>();
        _engines = new EnginePool<Trip>(mlContext, model);
    }

    public DurationAnswer Predict(DurationRequest request) => new(_engines.Predict(new Trip
    {
        PickupTime = request.PickupTime,
        DistanceKm = request.DistanceKm ?? float.NaN,
        TemperatureC = request.TemperatureC ?? float.NaN,
    }));
}
