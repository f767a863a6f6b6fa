using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads parts of saved sketches, and believes none of them unseen.</summary>
internal static class SketchJson
{
    public static double Weight(JsonCursor json, string property)
    {
        var what = $"a number from 0 on for '{property}'";
        var value = json.Number(what);
        return value >= 0 ? value : throw json.Error($"expected {what}, found {json.Found()}");
    }

    public static long Whole(JsonCursor json, string property, long least, long most)
    {
        var what = $"a whole number of {least} to {most} for '{property}'";
        var value = json.Integer(what);
        return value >= least && value <= most ? value : throw json.Error($"expected {what}, found {json.Found()}");
    }

    public static double[] Numbers(ref JsonCursor json, string property, int most, bool ascending, bool weights)
    {
        var what = weights ? $"a number above 0 in '{property}'" : $"a number in '{property}'";
        json.Expect(JsonTokenType.StartArray, $"an array of numbers for '{property}'");
        var numbers = new List<double>();
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            var number = json.Number(what);
            if (weights && number <= 0)
                throw json.Error($"expected {what}, found {json.Found()}");
            if (ascending && numbers.Count > 0 && number < numbers[^1])
                throw json.Error($"expected ascending numbers in '{property}', found {json.Found()} after a larger one");
            if (numbers.Count == most)
                throw json.Error($"expected at most {most} numbers in '{property}', found more");
            numbers.Add(number);
        }
        return [.. numbers];
    }

    /// <summary>Bytes, written in base 64.</summary>
    public static byte[] Bytes(JsonCursor json, string property, string what, Predicate<int> isLength)
    {
        var text = json.String(what);
        var bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64String(text, bytes, out var length) && isLength(length)
            ? bytes[..length]
            : throw json.Error($"expected {what} for '{property}', found a text of {text.Length} characters that is none");
    }
}
