using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Data;

/// <summary>What a run of <c>mlap data</c> found, for each form in which it is told.</summary>
internal sealed record DataReport
{
    public required string Title { get; init; }

    /// <summary>What was read, and how.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>One data set, or two that are compared: the one that is looked at first.</summary>
    public required IReadOnlyList<NamedStatistics> Sets { get; init; }

    /// <summary>What contradicts the schema; null: there was none to hold the data against.</summary>
    public IReadOnlyList<DataAnomaly>? Anomalies { get; init; }

    /// <summary>The distances between the two data sets; null: nothing was compared.</summary>
    public IReadOnlyList<ColumnDistance>? Distances { get; init; }

    /// <summary>Whether the anomalies are those of the distances, and nothing else was looked at.</summary>
    public bool IsComparison { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    public int Errors => Anomalies?.Count(anomaly => anomaly.Severity == DataAnomalySeverity.Error) ?? 0;

    public int Warnings => (Anomalies?.Count ?? 0) - Errors;

    public int Alarms => Distances?.Where(distance => distance.IsAlarm).Select(distance => distance.Column).Distinct().Count() ?? 0;
}

/// <summary>Statistics and what they are of.</summary>
internal sealed record NamedStatistics(string Name, DataStatistics Statistics);

/// <summary>One distance between the values of a column in two data sets.</summary>
/// <param name="Measure">What is measured: "Jensen–Shannon".</param>
/// <param name="Threshold">Null: none was given.</param>
/// <param name="OffendingValue">The value that differs most; null where that is not defined.</param>
internal sealed record ColumnDistance(string Column, string Measure, double Value, double? Threshold, bool IsAlarm, double? PValue, string? OffendingValue);
