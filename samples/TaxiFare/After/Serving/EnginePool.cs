using Microsoft.Extensions.ObjectPool;
using Microsoft.ML;

namespace TaxiFare.Serving;

/// <summary>Engines of one model. An engine serves one request at a time; a request waits for none and, when all are busy, gets a new one.</summary>
public sealed class EnginePool<TRow>(MLContext mlContext, ITransformer model)
    where TRow : class
{
    private readonly ObjectPool<PredictionEngine<TRow, Estimate>> _engines =
        new DefaultObjectPool<PredictionEngine<TRow, Estimate>>(new Policy(mlContext, model));

    public float Predict(TRow row)
    {
        PredictionEngine<TRow, Estimate> engine = _engines.Get();
        try
        {
            return engine.Predict(row).Value;
        }
        finally
        {
            _engines.Return(engine);
        }
    }

    private sealed class Policy(MLContext mlContext, ITransformer model) : PooledObjectPolicy<PredictionEngine<TRow, Estimate>>
    {
        public override PredictionEngine<TRow, Estimate> Create() =>
            mlContext.Model.CreatePredictionEngine<TRow, Estimate>(model);

        public override bool Return(PredictionEngine<TRow, Estimate> obj) => true;
    }
}
