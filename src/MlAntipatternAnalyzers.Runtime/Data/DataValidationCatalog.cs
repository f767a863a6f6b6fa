using System;
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

    /// <summary>Reads the data once and lets it pass only when it fits the schema as data of an environment, and does not drift.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, best as it was loaded.</param>
    /// <param name="schema">What is expected.</param>
    /// <param name="options">As what it is validated, and with what it is compared.</param>
    /// <returns>A view of the same data; see <see cref="Validate(DataOperationsCatalog, IDataView, DataSchema)"/>.</returns>
    /// <exception cref="DataValidationException">At least one anomaly is an error. It lists all of them.</exception>
    /// <exception cref="ArgumentException">The schema lists its environments, and the one of the options is not among them; or both sides of a skew are given.</exception>
    public static IDataView Validate(this DataOperationsCatalog catalog, IDataView data, DataSchema schema, DataValidationOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return Validate(data, schema, null, options);
    }

    /// <summary>A view of the data that is held against the schema while it is read, without a pass of its own.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, best as it was loaded.</param>
    /// <param name="schema">What is expected. Its comparators are left out: they need statistics of all rows.</param>
    /// <param name="environment">The environment of the data; null to expect every column.</param>
    /// <param name="throwAtFirst">Whether the first row that offends alone is an exception at once; else the end of a pass is one, of all that was found. What is wrong with the data as a whole is always found at the end.</param>
    /// <returns>A view that can be read several times, shuffled, by several threads: each pass is checked. Reading it throws <see cref="DataValidationException"/>.</returns>
    /// <exception cref="DataValidationException">The view lacks columns that are expected, has unknown ones, or columns of other types.</exception>
    /// <exception cref="ArgumentException">The schema lists its environments, and this is none of them.</exception>
    public static StreamValidatedDataView Validated(this DataOperationsCatalog catalog, IDataView data, DataSchema schema, string? environment = null, bool throwAtFirst = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(schema);
        return new(data, schema, environment, throwAtFirst);
    }

    /// <summary>The rows that fit the schema. Reads the data once to count the others; none is lost silently.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="data">The data, best as it was loaded.</param>
    /// <param name="schema">What is expected of each row; what it says of the data as a whole is left out. A row is dropped for errors, not for warnings.</param>
    /// <param name="report">How many rows were kept and dropped, with the reasons.</param>
    /// <param name="environment">The environment of the data; null to expect every column.</param>
    /// <param name="sink">Is given each row that is dropped, in order, once, before this returns: to keep it elsewhere. Null to keep none.</param>
    /// <returns>A view of the other rows. It looks at the rows anew in each pass, so it takes no memory for them.</returns>
    /// <exception cref="DataValidationException">The view lacks columns that are expected, has unknown ones, or columns of other types: every row would be wrong.</exception>
    /// <exception cref="ArgumentException">The schema lists its environments, and this is none of them.</exception>
    public static IDataView DropInvalidRows(this DataOperationsCatalog catalog, IDataView data, DataSchema schema, out DroppedRows report, string? environment = null, Action<InvalidRow>? sink = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(schema);
        var plan = new RowPlan(schema, data.Schema, environment);
        report = ValidRowsDataView.Count(data, plan, sink);
        return new ValidRowsDataView(data, plan);
    }

    private static ValidatedDataView Validate(IDataView data, DataSchema schema, string? schemaPath, DataValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(schema);
        var anomalies = schema.Validate(data, options ?? new()).Anomalies;
        return anomalies.Any(a => a.Severity == DataAnomalySeverity.Error)
            ? throw new DataValidationException(anomalies, schemaPath)
            : new ValidatedDataView(data, schema, anomalies);
    }
}
