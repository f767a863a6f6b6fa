using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads a gate's file, believing nothing: a limit that is misspelled and passed over would let every model through.</summary>
internal static class ModelGateReader
{
    private const string GateProperties = "format, version, withoutBaseline, thresholds";
    private const string ThresholdProperties = "metric, slice, lower, upper, absoluteChange, relativeChange, direction, useInterval";

    private static readonly JsonFormat FileFormat = new("a gate", ModelGateFile.FormatName, ModelGateFile.Version, "the package MlAntipatternAnalyzers.Runtime, or the tool");

    /// <exception cref="ModelGateFormatException">Always with the line of what is wrong.</exception>
    public static ModelGate Read(string path, ReadOnlySpan<byte> content)
    {
        FileFormat.Check(Open(path, content));

        var json = Open(path, content);
        json.Read();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var thresholds = new List<MetricThreshold>();
        var withoutBaseline = NoBaselineRule.Fail;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "format" or "version":
                    break;
                case "withoutBaseline":
                    withoutBaseline = Member<NoBaselineRule>(json, property);
                    break;
                case "thresholds":
                    ReadThresholds(ref json, thresholds);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, GateProperties);
            }
        }
        var end = json.Offset;
        json.Read();

        if (!seen.TryGetValue("thresholds", out var place))
            throw json.Error(end, "expected the property 'thresholds', found none");
        if (thresholds.Count == 0)
            throw json.Error(place, "expected at least one threshold, found none: such a gate would pass every model");
        return new ModelGate(thresholds, withoutBaseline);
    }

    private static JsonCursor Open(string path, ReadOnlySpan<byte> content) => new(
        path, content, static (path, line, position, problem, inner) => new ModelGateFormatException(path, line, position, problem, inner));

    private static void ReadThresholds(ref JsonCursor json, List<MetricThreshold> thresholds)
    {
        json.Expect(JsonTokenType.StartArray, "an array of thresholds for 'thresholds'");
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            json.Expect(JsonTokenType.StartObject, "a threshold ({ \"metric\": …, \"lower\": … })");
            thresholds.Add(ReadThreshold(ref json));
        }
    }

    private static MetricThreshold ReadThreshold(ref JsonCursor json)
    {
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var threshold = new MetricThreshold("");
        while (json.NextProperty(out var property, seen))
        {
            threshold = property switch
            {
                "metric" => threshold with { Metric = json.String("a text for 'metric'") },
                "slice" => threshold with { Slice = json.String("a text for 'slice'") },
                "lower" => threshold with { Lower = json.Number(ANumber(property)) },
                "upper" => threshold with { Upper = json.Number(ANumber(property)) },
                "absoluteChange" => threshold with { AbsoluteChange = json.Number(ANumber(property)) },
                "relativeChange" => threshold with { RelativeChange = json.Number(ANumber(property)) },
                "direction" => threshold with { Direction = Member<MetricDirection>(json, property) },
                "useInterval" => threshold with { UseInterval = json.Boolean($"true or false for '{property}'") },
                _ => throw JsonFormat.UnknownProperty(json, seen[property], property, ThresholdProperties),
            };
        }
        if (!seen.ContainsKey("metric"))
            throw json.Error(start, "expected the threshold to have a 'metric', found none");
        return threshold.Problem() is { } problem
            ? throw json.Error(seen.GetValueOrDefault(problem.Property, start), $"'{problem.Property}' of the threshold for '{threshold.Metric}': {problem.Message}")
            : threshold;
    }

    private static T Member<T>(JsonCursor json, string property)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        var expected = $"{string.Join(" or ", Array.ConvertAll(values, value => $"'{JsonNames.Of(value)}'"))} for '{property}'";
        var text = json.String(expected);
        foreach (var value in values)
        {
            if (JsonNames.Of(value) == text)
                return value;
        }
        throw json.Error($"expected {expected}, found {json.Found()}");
    }

    private static string ANumber(string property) => $"a finite number for '{property}'";
}
