using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads the statistics of a column.</summary>
internal static class ColumnStatisticsReader
{
    private const string Properties =
        "name, type, present, missing, weightedPresent, weightedMissing, mutualInformation, adjustedMutualInformation, labelEntropy, possibleMissing, valuesPerRow, numeric, text, time";

    /// <summary>The cursor is at the object's start, and afterwards at its end.</summary>
    public static ColumnStatistics Read(ref JsonCursor json, StatisticsHeader header)
    {
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var name = "";
        ColumnType? type = null;
        var (present, missing) = (0L, 0L);
        double? weightedPresent = null, weightedMissing = null;
        IReadOnlyDictionary<string, long> possibleMissing = ImmutableSortedDictionary<string, long>.Empty;
        ValuesPerRow? lengths = null;
        NumericStatistics? numeric = null;
        TextStatistics? text = null;
        TimeStatistics? time = null;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "name":
                    name = json.String("a text for 'name'");
                    break;
                case "type":
                    if (!ColumnType.TryParse(json.String(ColumnType.Expected), out type))
                        throw json.Error($"expected {ColumnType.Expected}; found {json.Found()}");
                    break;
                case "present":
                    present = json.Count(property);
                    break;
                case "missing":
                    missing = json.Count(property);
                    break;
                case "weightedPresent":
                    weightedPresent = SketchJson.Weight(json, property);
                    break;
                case "weightedMissing":
                    weightedMissing = SketchJson.Weight(json, property);
                    break;
                case "mutualInformation" or "adjustedMutualInformation" or "labelEntropy":
                    json.Number($"a number for '{property}'");
                    break;
                case "possibleMissing":
                    possibleMissing = ReadPossibleMissing(ref json);
                    break;
                case "valuesPerRow":
                    lengths = ReadLengths(ref json);
                    break;
                case "numeric":
                    numeric = NumericStatisticsReader.Read(ref json, header.Shape, header.WeightColumn is not null);
                    break;
                case "text":
                    text = TextStatisticsReader.Read(ref json, header.Shape, header.WeightColumn is not null);
                    break;
                case "time":
                    time = ReadTime(ref json);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, Properties);
            }
        }
        foreach (var needed in (string[])["name", "type", "present", "missing", .. header.WeightColumn is null ? (string[])[] : ["weightedPresent", "weightedMissing"]])
        {
            if (!seen.ContainsKey(needed))
                throw json.Error(start, $"expected a column to have '{needed}', found none");
        }

        if (time is not null && type!.Kind != ColumnKind.TimeSpan && (time.MinTicks < 0 || time.MaxTicks > DateTime.MaxValue.Ticks))
            throw json.Error(seen["time"], "expected times of the years 1 to 9999, found ticks beyond");
        var isNumeric = type!.IsReal || type.IsInteger;
        var isText = type.IsKey || type.Kind is ColumnKind.Text or ColumnKind.Boolean;
        if (isNumeric != numeric is not null || isText != text is not null)
            throw json.Error(start, $"expected a column of type {type} to have {(isNumeric ? "'numeric'" : isText ? "'text'" : "neither 'numeric' nor 'text'")}, found it otherwise");
        return new(name, type)
        {
            Present = present,
            Missing = missing,
            WeightedPresent = weightedPresent ?? present,
            WeightedMissing = weightedMissing ?? missing,
            PossibleMissing = possibleMissing,
            ValuesPerRow = type.IsVector ? lengths : present > 0 ? ValuesPerRow.OfScalars(present) : null,
            Numeric = numeric,
            Text = text,
            // Of texts the formats that are possible are known.
            Time = type.Kind == ColumnKind.Text && !type.IsKey ? text!.Tally.Times.Result : time is null ? null : time with { Kind = type.Kind },
        };
    }

    /// <summary>A time with its range; its kind follows from the column.</summary>
    public static TimeStatistics ReadTime(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "an object for a range of times ({ \"minTicks\": …, \"maxTicks\": … })");
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        string? format = null;
        var (min, max) = (0L, 0L);
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "format":
                    format = json.String("a format of times for 'format'");
                    break;
                case "min" or "max":
                    json.String($"a text for '{property}'");
                    break;
                case "minTicks":
                    min = json.Integer("a whole number for 'minTicks'");
                    break;
                case "maxTicks":
                    max = json.Integer("a whole number for 'maxTicks'");
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, "format, min, max, minTicks, maxTicks");
            }
        }
        return min <= max ? new(ColumnKind.DateTime, format, min, max) : throw json.Error(start, $"expected 'minTicks' to be at most 'maxTicks', found {min} and {max}");
    }

    private static IReadOnlyDictionary<string, long> ReadPossibleMissing(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "an object of values and counts for 'possibleMissing'");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var counts = new List<(string Sentinel, long Count)>();
        while (json.NextProperty(out var sentinel, seen))
            counts.Add((sentinel, json.Count(sentinel)));
        return counts.ToSentinels(pair => pair.Sentinel, pair => pair.Count);
    }

    private static ValuesPerRow ReadLengths(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "an object for 'valuesPerRow' ({ \"rows\": …, \"items\": …, \"sketch\": … })");
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var (rows, items) = (0L, 0L);
        QuantileSketch? sketch = null;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "rows":
                    rows = json.Count(property);
                    break;
                case "items":
                    items = json.Count(property);
                    break;
                case "min" or "mean" or "max":
                    json.Number($"a number for '{property}'");
                    break;
                case "quantiles":
                    json.SkipValue();
                    break;
                case "sketch":
                    sketch = QuantileSketch.Read(ref json);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, "rows, items, min, mean, max, quantiles, sketch");
            }
        }
        return sketch is not null && rows > 0 && StatisticsJson.Agree(sketch.Count, rows)
            ? new(sketch, rows, items)
            : throw json.Error(start, $"expected 'valuesPerRow' to have a 'sketch' of its {rows} rows, found {(sketch is null ? "none" : $"one of {sketch.Count:R}")}");
    }
}
