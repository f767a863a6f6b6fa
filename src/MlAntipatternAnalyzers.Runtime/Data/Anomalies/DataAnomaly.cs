using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How much an anomaly matters.</summary>
public enum DataAnomalySeverity
{
    /// <summary>Reported; the data may be used.</summary>
    Warning,

    /// <summary>The data must not be used: the validating <c>mlContext.Data.Validate</c> throws.</summary>
    Error,
}

/// <summary>One way in which a view is not what its schema expects.</summary>
/// <param name="Column">The column's name; empty where the anomaly is one of the whole view.</param>
/// <param name="Code">One of <see cref="DataAnomalyCode"/>.</param>
/// <param name="Severity">By default an error; the schema can say otherwise by code.</param>
/// <param name="Message">What was found (the offending value, how many rows, their share, the first rows) and what was expected.</param>
public sealed record DataAnomaly(string Column, string Code, DataAnomalySeverity Severity, string Message)
{
    /// <summary>In a few words what is wrong, without values.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The first offending values, as <see cref="Message"/> shows them, at most three; none of a column of personal data.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The smallest change of the schema that would accept this; null where no change could (a row alone).</summary>
    public SchemaChange? Change { get; init; }

    /// <summary>How many values offend; for anomalies of a column's type or of the whole view, and where statistics do not tell, 0.</summary>
    public long Count { get; init; }

    /// <summary>The offending values' share of the values that were looked at, 0 … 1.</summary>
    public double Share { get; init; }

    /// <summary>The first rows that offend, in order, at most five. The first row of the view is row 1.</summary>
    public IReadOnlyList<long> Rows { get; init; } = [];

    /// <summary>Severity, code, column and message on one line.</summary>
    public override string ToString() =>
        Column.Length == 0 ? $"{Severity} {Code}: {Message}" : $"{Severity} {Code} {TextFormats.QuoteName(Column)}: {Message}";
}
