using System;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>An estimator that makes its model out of ML.NET's own transformers, and learns what they need by itself.</summary>
/// <param name="shape">An estimator that has the same output columns.</param>
/// <param name="fit">Makes the model.</param>
internal sealed class BaselineEstimator(IEstimator<ITransformer> shape, Func<IDataView, ITransformer> fit) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return fit(input);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => shape.GetOutputSchema(inputSchema);
}
