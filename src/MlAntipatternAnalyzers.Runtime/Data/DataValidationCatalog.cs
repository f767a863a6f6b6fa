using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Validation as an operation of <c>mlContext.Data</c>.</summary>
public static class DataValidationCatalog
{
    /// <summary>Reads the data once and lets it pass only when it fits the schema.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, best as it was loaded: what a pipeline replaces or drops can no longer be seen after it.</param>
    /// <param name="schema">What is expected.</param>
    /// <returns>
    /// A view of the same data, a <see cref="ValidatedDataView"/> that carries the warnings. It goes wherever a view goes: splits, <c>Fit</c>,
    /// <c>Transform</c>, saving, several threads.
    /// </returns>
    /// <exception cref="DataValidationException">At least one anomaly is an error. It lists all of them.</exception>
    /// <remarks>
    /// Give the text loader <c>TextLoader.Options.MissingRealsAsNaNs = true</c>. Without it ML.NET loads a missing real field as 0, and no
    /// validation of the view can tell it from a real zero.
    /// </remarks>
    public static IDataView Validate(this DataOperationsCatalog catalog, IDataView data, DataSchema schema)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Validate(data, schema, null);
    }

    /// <summary>Reads the data once and lets it pass only when it fits the schema of a file.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, best as it was loaded.</param>
    /// <param name="schemaPath">A file that <see cref="DataSchema.Save"/> wrote, found as by <see cref="DataSchema.Load"/>.</param>
    /// <returns>A view of the same data; see <see cref="Validate(DataOperationsCatalog, IDataView, DataSchema)"/>.</returns>
    /// <exception cref="DataValidationException">At least one anomaly is an error. It lists all of them, and names the file.</exception>
    /// <exception cref="System.IO.FileNotFoundException">There is no such schema file.</exception>
    /// <exception cref="DataSchemaFormatException">The schema file cannot be read as one.</exception>
    /// <inheritdoc cref="Validate(DataOperationsCatalog, IDataView, DataSchema)" path="/remarks"/>
    public static IDataView Validate(this DataOperationsCatalog catalog, IDataView data, string schemaPath)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Validate(data, DataSchema.Load(schemaPath), schemaPath);
    }

    private static ValidatedDataView Validate(IDataView data, DataSchema schema, string? schemaPath)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(schema);
        var anomalies = schema.Validate(data);
        return anomalies.Any(a => a.Severity == DataAnomalySeverity.Error)
            ? throw new DataValidationException(anomalies, schemaPath)
            : new ValidatedDataView(data, schema, anomalies);
    }
}
