using Microsoft.ML;
using TaxiFare.Client;

namespace TaxiFare.Serving;

public sealed class TipService
{
    private readonly MLContext _mlContext;
    private readonly ITransformer _model;

    public TipService(MLContext mlContext, ServingOptions options)
    {
        _mlContext = mlContext;
        _model = mlContext.Model.Load(options.PathOf("tip.zip"), out _);
    }

    public TipAnswer Expect(TipRequest request)
    {
        var row = new TripRow
        {
            Passengers = request.Passengers ?? 0,
            DistanceKm = request.DistanceKm ?? 0,
            DurationMin = request.DurationMin,
            PaymentType = request.PaymentType,
            Fare = request.Fare,
        };
        var engine = _mlContext.Model.CreatePredictionEngine<TripRow, Estimate>(_model);
        return new TipAnswer(engine.Predict(row).Value);
    }
}
