using System;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Saving a model only when it passed a gate.</summary>
public static class ModelGateCatalog
{
    /// <summary>Saves a model when its gate is passed, and leaves what is there alone when it is not.</summary>
    /// <param name="catalog">The model operations.</param>
    /// <param name="result">What the gate says of the model.</param>
    /// <param name="model">The model.</param>
    /// <param name="schema">The schema of the model's input, saved with it; null for a model without one.</param>
    /// <param name="path">Where to save it. A file that is there is replaced in one step, once the whole model is written: a service that loads it sees the old one or the new one.</param>
    /// <returns>Whether the model was saved.</returns>
    /// <exception cref="System.IO.IOException">The model passed and cannot be written there.</exception>
    public static bool SaveIf(this ModelOperationsCatalog catalog, GateResult result, ITransformer model, DataViewSchema? schema, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!result.Passed)
            return false;
        AtomicFile.Write(path, stream => catalog.Save(model, schema, stream));
        return true;
    }
}
