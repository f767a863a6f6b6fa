using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
using TaxiFare.Client;
using TaxiFare.Features;

namespace TaxiFare.Serving;

public sealed class TipService
{
    private readonly EnginePool<Trip> _engines;

    public TipService(MLContext mlContext, ServingOptions options)
    {
        ITransformer model = mlContext.Model.Load(options.PathOf("tip.zip"), out DataViewSchema schema);
        schema.Check<Trip>();
        _engines = new EnginePool<Trip>(mlContext, model);
    }

    public TipAnswer Expect(TipRequest request) => new(_engines.Predict(new Trip
    {
        Passengers = request.Passengers ?? float.NaN,
        DistanceKm = request.DistanceKm ?? float.NaN,
        DurationMin = request.DurationMin,
        PaymentType = request.PaymentType,
        Fare = request.Fare,
    }));
}
