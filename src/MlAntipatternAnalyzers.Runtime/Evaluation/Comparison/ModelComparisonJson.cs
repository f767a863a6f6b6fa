using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A comparison as JSON.</summary>
internal static class ModelComparisonJson
{
    public const string FormatName = "mlap-comparison";
    public const int Version = 1;

    public static string Write(ModelComparison comparison) => SlicedEvaluationJson.Document(json =>
    {
        json.WriteString("format", FormatName);
        json.WriteNumber("version", Version);
        json.WriteString("task", comparison.Task.ToString());
        if (comparison.Candidate.ConfidenceLevel is { } level)
            json.WriteNumber("confidenceLevel", level);
        json.WriteStartArray("slices");
        foreach (var slice in comparison.Slices)
            Write(json, slice);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, SliceComparison slice)
    {
        json.WriteStartObject();
        SlicedEvaluationJson.Write(json, slice.Key, slice.Rows, slice.WeightedRows);
        json.WriteStartObject("changes");
        foreach (var (name, change) in slice.Changes)
            SlicedEvaluationJson.Write(json, name, change);
        json.WriteEndObject();
        SlicedEvaluationJson.Write(json, "meanAbsoluteDifference", slice.MeanAbsoluteDifference);
        if (slice.Flips.Count > 0)
        {
            json.WriteStartArray("flips");
            foreach (var flips in slice.Flips)
            {
                json.WriteStartObject();
                json.WriteString("class", flips.Class);
                json.WriteNumber("bothRight", flips.BothRight);
                json.WriteNumber("gained", flips.Gained);
                json.WriteNumber("lost", flips.Lost);
                json.WriteNumber("bothWrong", flips.BothWrong);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
