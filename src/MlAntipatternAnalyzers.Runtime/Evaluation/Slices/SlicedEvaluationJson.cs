using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>An evaluation as JSON.</summary>
internal static class SlicedEvaluationJson
{
    public const string FormatName = "mlap-evaluation";
    public const int Version = 1;

    public static string Write(SlicedEvaluation evaluation) => Document(json =>
    {
        json.WriteString("format", FormatName);
        json.WriteNumber("version", Version);
        json.WriteString("task", evaluation.Task.ToString());
        if (evaluation.ConfidenceLevel is { } level)
            json.WriteNumber("confidenceLevel", level);
        json.WriteStartArray("slices");
        foreach (var slice in evaluation.Slices)
            Write(json, slice);
        json.WriteEndArray();
        json.WriteStartArray("leftOut");
        foreach (var slice in evaluation.LeftOut)
        {
            json.WriteStartObject();
            Write(json, slice.Key, slice.Rows, slice.WeightedRows);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>One object, in the writing that people read: indented, other scripts than Latin as they are, the same line ends on every system.</summary>
    public static string Document(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length).Replace("\r\n", "\n", StringComparison.Ordinal) + "\n";
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<SliceKeyPart> key, long rows, double weightedRows)
    {
        json.WriteString("name", SliceEvaluation.NameOf(key));
        json.WriteStartArray("key");
        foreach (var part in key)
        {
            json.WriteStartObject();
            json.WriteString("column", part.Column);
            json.WriteString("value", part.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("rows", rows);
        Number(json, "weightedRows", weightedRows);
    }

    public static void Write(Utf8JsonWriter json, string name, MetricValue metric)
    {
        json.WriteStartObject(name);
        Number(json, "value", metric.Value);
        if (metric.Lower is { } lower)
            Number(json, "lower", lower);
        if (metric.Upper is { } upper)
            Number(json, "upper", upper);
        if (metric.WhyUndefined is { } why)
            json.WriteString("undefined", why);
        json.WriteEndObject();
    }

    /// <summary>JSON has no infinity and no NaN: the one is a text, the other null.</summary>
    public static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else if (double.IsNaN(value))
            json.WriteNull(name);
        else
            json.WriteString(name, value > 0 ? "Infinity" : "-Infinity");
    }

    private static void Write(Utf8JsonWriter json, SliceEvaluation slice)
    {
        json.WriteStartObject();
        Write(json, slice.Key, slice.Rows, slice.WeightedRows);
        if (slice.IgnoredRows > 0)
            json.WriteNumber("ignoredRows", slice.IgnoredRows);
        json.WriteStartObject("metrics");
        foreach (var (name, metric) in slice.Metrics)
            Write(json, name, metric);
        json.WriteEndObject();
        if (slice.Calibration.Count > 0)
        {
            json.WriteStartArray("calibration");
            foreach (var bucket in slice.Calibration)
            {
                json.WriteStartObject();
                json.WriteNumber("lower", bucket.Lower);
                json.WriteNumber("upper", bucket.Upper);
                json.WriteNumber("rows", bucket.Rows);
                Number(json, "weightedRows", bucket.WeightedRows);
                Number(json, "meanPredicted", bucket.MeanPredicted);
                Number(json, "meanObserved", bucket.MeanObserved);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (slice.Confusion is { } confusion)
            Write(json, confusion);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ConfusionTable confusion)
    {
        json.WriteStartObject("confusion");
        json.WriteStartArray("classes");
        foreach (var name in confusion.Classes)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("counts");
        foreach (var actual in confusion.Counts)
        {
            json.WriteStartArray();
            foreach (var count in actual)
                json.WriteNumberValue(count);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
