using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads the statistics of texts.</summary>
internal static class TextStatisticsReader
{
    private const string Properties =
        "count, unique, meanLength, length, minLength, maxLength, invalidUtf8, booleans, integers, reals, numbers, empty, sentinels, times, topValues, values, distinct, weighted";

    public static TextStatistics Read(ref JsonCursor json, StatisticsShape shape, bool weighted)
    {
        json.Expect(JsonTokenType.StartObject, "an object for 'text' ({ \"count\": …, … })");
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var tally = new TextTally();
        var times = new List<(int Format, long Min, long Max)>();
        DistinctCounter? distinct = null;
        TopValues? values = null;
        WeightedTextStatistics? weights = null;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "count":
                    tally.Count = json.Count(property);
                    break;
                case "unique":
                    json.Count(property);
                    break;
                case "meanLength":
                    json.AnyNumber(property);
                    break;
                case "length":
                    tally.Length = json.Count(property);
                    break;
                case "minLength":
                    tally.MinLength = (int)json.Count(property, int.MaxValue);
                    break;
                case "maxLength":
                    tally.MaxLength = (int)json.Count(property, int.MaxValue);
                    break;
                case "invalidUtf8":
                    tally.Damaged = json.Count(property);
                    break;
                case "booleans":
                    tally.Booleans = json.Count(property);
                    break;
                case "integers":
                    tally.Integers = json.Count(property);
                    break;
                case "reals":
                    tally.Reals = json.Count(property);
                    break;
                case "numbers":
                    var range = json.AnyNumbers(property, 2);
                    (tally.MinNumber, tally.MaxNumber) = (range[0], range[1]);
                    break;
                case "empty":
                    tally.Empty = json.Count(property);
                    break;
                case "sentinels":
                    ReadSentinels(ref json, tally);
                    break;
                case "times":
                    ReadTimes(ref json, times);
                    break;
                case "topValues":
                    json.SkipValue();
                    break;
                case "values":
                    values = TopValues.Read(ref json);
                    break;
                case "distinct":
                    distinct = DistinctCounter.Read(ref json);
                    break;
                case "weighted":
                    weights = ReadWeighted(ref json, shape);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, Properties);
            }
        }
        if (values is null || distinct is null)
            throw json.Error(start, $"expected 'text' to have '{(values is null ? "values" : "distinct")}', found none");
        if (values.Total != tally.Count)
            throw json.Error(seen["values"], $"expected the 'values' of {tally.Count} texts, as 'count' says, found those of {values.Total:R}");
        if (weighted != weights is not null)
            throw json.Error(start, weighted ? "expected 'text' to have 'weighted', as there is a weight column, found none" : "expected no 'weighted', as there is no weight column, found one");
        if (tally.Count > 0)
            tally.Times.Restore(times);
        else
            tally.MinLength = int.MaxValue;
        return new(tally, distinct, values, shape) { Weighted = weights };
    }

    private static void ReadSentinels(ref JsonCursor json, TextTally tally)
    {
        var counts = json.AnyNumbers("sentinels", TextTally.Sentinels.Length);
        for (var i = 0; i < counts.Length; i++)
            tally.SentinelCounts[i] = counts[i] is >= 0 and <= long.MaxValue ? (long)counts[i] : throw json.Error($"expected counts in 'sentinels', found {counts[i]:R}");
    }

    private static void ReadTimes(ref JsonCursor json, List<(int Format, long Min, long Max)> times)
    {
        json.Expect(JsonTokenType.StartArray, "an array of formats with their ranges for 'times'");
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            var start = json.Offset;
            var time = ColumnStatisticsReader.ReadTime(ref json);
            var format = Array.IndexOf(TimeFormatFinder.All, time.Format);
            if (format < 0)
                throw json.Error(start, $"expected one of the formats {string.Join(", ", TimeFormatFinder.All)}; found '{time.Format}'");
            if (time.MinTicks < 0 || time.MaxTicks > DateTime.MaxValue.Ticks)
                throw json.Error(start, "expected times of the years 1 to 9999, found ticks beyond");
            times.Add((format, time.MinTicks, time.MaxTicks));
        }
    }

    private static WeightedTextStatistics ReadWeighted(ref JsonCursor json, StatisticsShape shape)
    {
        json.Expect(JsonTokenType.StartObject, "an object for 'weighted' ({ \"values\": … })");
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        TopValues? values = null;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "topValues":
                    json.SkipValue();
                    break;
                case "values":
                    values = TopValues.Read(ref json);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, "topValues, values");
            }
        }
        return values is null ? throw json.Error(start, "expected 'weighted' to have 'values', found none") : new(values, shape);
    }
}
