using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <content>The state as JSON.</content>
public sealed partial class TopValues
{
    /// <summary>Writes the state as an object, the most frequent texts first.</summary>
    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("limit", Limit);
        json.WriteNumber("total", Total);
        if (_squares != Total)
            json.WriteNumber("squares", _squares);
        if (!IsExact)
            json.WriteNumber("error", CountError);
        var values = Top(_count);
        json.WriteStartArray("values");
        foreach (var value in values)
            json.WriteStringValue(TextFormats.Repair(value.Value));
        json.WriteEndArray();
        json.WriteStartArray("counts");
        foreach (var value in values)
            json.WriteNumberValue(value.Count);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote; the cursor is at the object's start, and afterwards at its end.</summary>
    internal static TopValues Read(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "counts of values ({ \"limit\": …, … })");
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var (limit, total, error) = (0L, 0.0, 0.0);
        double? squares = null;
        var values = new List<string>();
        double[] counts = [];
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "limit":
                    limit = SketchJson.Whole(json, property, 2, 1 << 20);
                    break;
                case "total":
                    total = SketchJson.Weight(json, property);
                    break;
                case "squares":
                    squares = SketchJson.Weight(json, property);
                    break;
                case "error":
                    error = SketchJson.Weight(json, property);
                    break;
                case "values":
                    json.Expect(JsonTokenType.StartArray, "an array of texts for 'values'");
                    while (json.Read() && json.Token != JsonTokenType.EndArray)
                    {
                        var value = json.String("a text in 'values'");
                        if (value.Length > LongestText)
                            throw json.Error($"expected texts of at most {LongestText} characters in 'values', found one of {value.Length}");
                        values.Add(value);
                    }
                    break;
                case "counts":
                    counts = SketchJson.Numbers(ref json, property, 1 << 20, ascending: false, weights: true);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, "limit, total, squares, error, values, counts");
            }
        }
        foreach (var needed in (ReadOnlySpan<string>)["limit", "total", "values", "counts"])
        {
            if (!seen.ContainsKey(needed))
                throw json.Error(start, $"expected counts of values to have '{needed}', found none");
        }
        if (counts.Length != values.Count)
            throw json.Error(seen["counts"], $"expected as many counts as values ({values.Count}), found {counts.Length}");
        if (counts.Length > limit)
            throw json.Error(seen["values"], $"expected at most {limit} values, as 'limit' says, found {counts.Length}");

        var top = new TopValues((int)limit);
        for (var i = 0; i < counts.Length; i++)
            top.Add(values[i], counts[i]);
        // Weights that are no whole numbers add up to a little more or less.
        if (top.Total > total * (1 + 1e-9) || (error == 0 && top.Total < total * (1 - 1e-9)))
            throw json.Error(seen["total"], $"expected a 'total' that the counts add up to, found {total:R} and counts that add up to {top.Total:R}");
        (top.Total, top.CountError, top._squares) = (total, error, squares ?? total);
        return top;
    }
}
