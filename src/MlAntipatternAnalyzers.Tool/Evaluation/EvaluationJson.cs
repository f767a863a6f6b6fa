using System.IO;
using System.Text;
using System.Text.Json;
using MlAntipatternAnalyzers.Tool.Reports;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>A report as JSON; members are added, never renamed or removed, within one <c>version</c>.</summary>
internal static class EvaluationJson
{
    public const int Version = 1;

    public static string Write(EvaluationReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonReport.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            foreach (var fact in report.Facts)
                json.WriteString(fact.Key, fact.Value);
            JsonReport.WriteDocument(json, "evaluation", report.Candidate.ToJson());
            JsonReport.WriteDocument(json, "baseline", report.Baseline?.ToJson());
            JsonReport.WriteDocument(json, "comparison", report.Comparison?.ToJson());
            JsonReport.WriteDocument(json, "gate", report.Gate?.ToJson());
            json.WriteStartArray("notes");
            foreach (var note in report.Notes)
                json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
