using System;
using System.IO;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The gate's file: its format, and writing it. <see cref="ModelGateReader"/> reads it.</summary>
internal static class ModelGateFile
{
    public const string FormatName = "mlgate";
    public const int Version = 1;

    // Far above any gate; guards against a data file given by mistake.
    private const long MostBytes = 16L << 20;

    /// <param name="path">As the caller wrote it.</param>
    /// <param name="programDirectory">Where a relative path is looked for that the current directory does not have.</param>
    public static ModelGate Load(string path, string programDirectory)
    {
        var file = ProgramFile.Find(
            path, programDirectory, "gate", name => $"Write one with new ModelGate(thresholds).Save(\"{name}\") or by hand, commit it, and have it copied to the output directory.");
        if (file.Length > MostBytes)
            throw new ModelGateFormatException(path, 1, 1, $"expected a gate of at most {MostBytes >> 20} MB, found {file.Length >> 20} MB; is this a data file?");
        return ModelGateReader.Read(path, File.ReadAllBytes(file.FullName));
    }

    public static string ToJson(ModelGate gate) => SlicedEvaluationJson.Document(json =>
    {
        json.WriteString("format", FormatName);
        json.WriteNumber("version", Version);
        json.WriteString("withoutBaseline", JsonNames.Of(gate.WithoutBaseline));
        json.WriteStartArray("thresholds");
        foreach (var threshold in gate.Thresholds)
            Write(json, threshold);
        json.WriteEndArray();
    });

    // What is at its default is left out: the file says what is asked for, and nothing else.
    private static void Write(Utf8JsonWriter json, MetricThreshold threshold)
    {
        json.WriteStartObject();
        json.WriteString("metric", threshold.Metric);
        if (threshold.Slice != SliceEvaluation.OverallName)
            json.WriteString("slice", threshold.Slice);
        if (threshold.Lower is { } lower)
            json.WriteNumber("lower", lower);
        if (threshold.Upper is { } upper)
            json.WriteNumber("upper", upper);
        if (threshold.AbsoluteChange is { } absolute)
            json.WriteNumber("absoluteChange", absolute);
        if (threshold.RelativeChange is { } relative)
            json.WriteNumber("relativeChange", relative);
        if (threshold.Direction is { } direction)
            json.WriteString("direction", JsonNames.Of(direction));
        if (threshold.UseInterval)
            json.WriteBoolean("useInterval", true);
        json.WriteEndObject();
    }
}
