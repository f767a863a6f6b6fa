using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The data is not what its schema expects. The message lists every anomaly.</summary>
public sealed class DataValidationException : Exception
{
    /// <summary>Reports what <see cref="DataSchema.Validate(Microsoft.ML.IDataView)"/> found.</summary>
    /// <param name="anomalies">All of it, warnings included.</param>
    /// <param name="schemaPath">The schema's file, where it came from one.</param>
    public DataValidationException(IReadOnlyList<DataAnomaly> anomalies, string? schemaPath = null)
        : base(Describe(anomalies, schemaPath))
    {
        Anomalies = anomalies;
        SchemaPath = schemaPath;
    }

    /// <summary>Everything that was found, in the order of the schema's columns, warnings included.</summary>
    public IReadOnlyList<DataAnomaly> Anomalies { get; }

    /// <summary>The file that the schema was loaded from; null for a schema that was made in memory.</summary>
    public string? SchemaPath { get; }

    private static string Describe(IReadOnlyList<DataAnomaly> anomalies, string? schemaPath)
    {
        ArgumentNullException.ThrowIfNull(anomalies);
        var errors = anomalies.Count(a => a.Severity == DataAnomalySeverity.Error);
        var text = new StringBuilder()
            .Append("The data does not fit its schema")
            .Append(schemaPath is null ? "" : $" '{schemaPath}'")
            .Append(errors == 1 ? ": 1 error" : $": {errors} errors")
            .Append(errors == anomalies.Count ? "." : $" and {anomalies.Count - errors} warning(s).");
        foreach (var anomaly in anomalies)
            text.Append("\n  ").Append(anomaly);
        text.Append("\nCorrect the data at its source or, where the data is right, change the schema in a reviewed commit.");
        return text.ToString();
    }
}
