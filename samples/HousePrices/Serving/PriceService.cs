using Microsoft.Extensions.ObjectPool;
using Microsoft.ML;

namespace HousePrices.Serving;

/// <summary>Asks the model. An engine serves one request at a time; a request waits for none and, when all are busy, gets a new one.</summary>
public sealed class PriceService(MLContext mlContext, ITransformer model)
{
    private readonly ObjectPool<PredictionEngine<HouseRow, PriceEstimate>> _engines =
        new DefaultObjectPool<PredictionEngine<HouseRow, PriceEstimate>>(new EnginePolicy(mlContext, model));

    public PriceAnswer Predict(PriceRequest request) => new(Estimate(RowOf(request)).Value);

    public PriceEstimate Estimate(HouseRow house)
    {
        PredictionEngine<HouseRow, PriceEstimate> engine = _engines.Get();
        try
        {
            return engine.Predict(house);
        }
        finally
        {
            _engines.Return(engine);
        }
    }

    private static HouseRow RowOf(PriceRequest request) => new()
    {
        SoldOn = request.SoldOn,
        District = request.District,
        LivingArea = request.LivingArea,
        Rooms = request.Rooms,
        YearBuilt = request.YearBuilt,
    };

    private sealed class EnginePolicy(MLContext mlContext, ITransformer model) : PooledObjectPolicy<PredictionEngine<HouseRow, PriceEstimate>>
    {
        public override PredictionEngine<HouseRow, PriceEstimate> Create() => mlContext.Model.CreatePredictionEngine<HouseRow, PriceEstimate>(model);

        public override bool Return(PredictionEngine<HouseRow, PriceEstimate> obj) => true;
    }
}
