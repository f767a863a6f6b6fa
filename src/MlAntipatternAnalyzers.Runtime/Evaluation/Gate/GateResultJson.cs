using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A gate's result as JSON.</summary>
internal static class GateResultJson
{
    public const string FormatName = "mlap-gate-result";
    public const int Version = 1;

    public static string Write(GateResult result) => SlicedEvaluationJson.Document(json =>
    {
        json.WriteString("format", FormatName);
        json.WriteNumber("version", Version);
        json.WriteBoolean("passed", result.Passed);
        json.WriteString("baseline", JsonNames.Of(result.Baseline));
        json.WriteStartArray("failures");
        foreach (var failure in result.Failures)
            json.WriteStringValue(failure);
        json.WriteEndArray();
        json.WriteStartArray("checks");
        foreach (var check in result.Checks)
            Write(json, check);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, GateCheck check)
    {
        json.WriteStartObject();
        json.WriteString("metric", check.Threshold.Metric);
        json.WriteString("slice", check.Slice);
        json.WriteString("limit", JsonNames.Of(check.Limit));
        json.WriteNumber("limitValue", check.LimitValue);
        json.WriteString("state", JsonNames.Of(check.State));
        if (check.Compared is { } compared)
            SlicedEvaluationJson.Number(json, "compared", compared);
        if (check.Candidate is { } candidate)
            SlicedEvaluationJson.Write(json, "candidate", candidate);
        if (check.Baseline is { } baseline)
            SlicedEvaluationJson.Write(json, "baseline", baseline);
        json.WriteString("message", check.Message);
        json.WriteEndObject();
    }
}
