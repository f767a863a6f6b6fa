using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;

namespace HousePrices.Serving;

/// <summary>Asks the model. An engine serves one request at a time; a request waits for none and, when all are busy, gets a new one.</summary>
public sealed class PriceService(MLContext mlContext, ITransformer model, RowValidator<HouseRow> expected)
{
    private readonly ObjectPool<PredictionEngine<HouseRow, PriceEstimate>> _engines =
        new DefaultObjectPool<PredictionEngine<HouseRow, PriceEstimate>>(new EnginePolicy(mlContext, model));

    /// <summary>The price, or what is wrong with the house: the model would answer for one that no training house is like, too.</summary>
    public IResult Predict(PriceRequest request)
    {
        HouseRow house = RowOf(request);
        IReadOnlyList<DataAnomaly> anomalies = expected.Validate(house);
        return anomalies.Count == 0
            ? Results.Ok(new PriceAnswer(Estimate(house).Value))
            : Results.ValidationProblem(anomalies.GroupBy(anomaly => anomaly.Column).ToDictionary(column => column.Key, column => column.Select(anomaly => anomaly.Message).ToArray()));
    }

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
