using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Reports;

namespace MlAntipatternAnalyzers.Tool.Data;

/// <summary>The anomalies of data as results of a code-scanning service: each code is a rule, and an offending row that was found is a place.</summary>
internal static class AnomalySarif
{
    private const string Fingerprint = "mlapAnomaly/v1";

    /// <summary>Every code that there is, so that two runs have the same rules.</summary>
    public static IReadOnlyList<SarifRule> Rules { get; } =
        [.. DataAnomalyCode.All.Concat(Enum.GetValues<DriftMeasure>().Select(DriftAnomalyCode.Of)).Append(DriftAnomalyCode.ControlDataMissing).Distinct().Order(StringComparer.Ordinal).Select(Rule)];

    public static IEnumerable<SarifResult> Results(Validation validation)
    {
        foreach (var anomaly in validation.Anomalies)
        {
            // The first row by which it can be seen.
            var place = validation.Rows.FirstOrDefault(row => row.Source.Line is not null && row.Reasons.Any(reason => (reason.Column, reason.Code) == (anomaly.Column, anomaly.Code)))?.Source;
            yield return Result(anomaly, place?.Path ?? validation.Data, place?.Line);
        }
    }

    public static SarifResult Result(DataAnomaly anomaly, string data, long? line = null) => new(
        anomaly.Code,
        anomaly.Severity == DataAnomalySeverity.Error ? "error" : "warning",
        anomaly.Column.Length == 0 ? anomaly.Message : $"'{anomaly.Column}': {anomaly.Message}",
        Path.GetFullPath(data),
        line is { } at and <= int.MaxValue ? new((int)at, 0, (int)at, 0) : null,
        Fingerprint,
        anomaly.Column,
        anomaly.Column.Length == 0 ? null : anomaly.Column);

    // FLOAT_TYPE_HAS_NAN: "Float type has nan".
    private static SarifRule Rule(string code)
    {
        var words = code.Replace('_', ' ').ToLower(CultureInfo.InvariantCulture);
        return new(code, char.ToUpperInvariant(words[0]) + words[1..], "", "", "error", true, "Data");
    }
}
