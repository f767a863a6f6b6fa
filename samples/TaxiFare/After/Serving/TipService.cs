using Microsoft.ML;
using TaxiFare.Client;
using TaxiFare.Features;

namespace TaxiFare.Serving;

public sealed class TipService
{
    private readonly EnginePool<Trip> _engines;

    public TipService(MLContext mlContext, ServingOptions options) =>
        _engines = new EnginePool<Trip>(mlContext, mlContext.Model.Load(options.PathOf("tip.zip"), out _));

    public TipAnswer Expect(TipRequest request) => new(_engines.Predict(new Trip
    {
        Passengers = request.Passengers ?? float.NaN,
        DistanceKm = request.DistanceKm ?? float.NaN,
        DurationMin = request.DurationMin,
        PaymentType = request.PaymentType,
        Fare = request.Fare,
    }));
}
