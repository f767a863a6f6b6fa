using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Parts of saved statistics.</summary>
internal static class StatisticsJson
{
    /// <summary>An array of texts; the cursor is at its start, and afterwards at its end.</summary>
    public static List<string> Texts(this ref JsonCursor json, string what)
    {
        json.Expect(JsonTokenType.StartArray, $"an array of {what}");
        var texts = new List<string>();
        while (json.Read() && json.Token != JsonTokenType.EndArray)
            texts.Add(json.String($"a text in {what}"));
        return texts;
    }

    /// <summary>A number, or what stands for one that JSON has not: null for NaN, a text for an infinity.</summary>
    public static double AnyNumber(this JsonCursor json, string property)
    {
        if (json.Token == JsonTokenType.Null)
            return double.NaN;
        var what = $"a number, null, \"Infinity\" or \"-Infinity\" for '{property}'";
        if (json.Token != JsonTokenType.String)
            return json.Number(what);
        return json.String(what) switch
        {
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => throw json.Error($"expected {what}, found {json.Found()}"),
        };
    }

    public static double[] AnyNumbers(this ref JsonCursor json, string property, int count)
    {
        json.Expect(JsonTokenType.StartArray, $"an array of {count} numbers for '{property}'");
        var start = json.Offset;
        var numbers = new List<double>();
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            numbers.Add(json.AnyNumber(property));
            if (numbers.Count > count)
                break;
        }
        return numbers.Count == count ? [.. numbers] : throw json.Error(start, $"expected an array of {count} numbers for '{property}', found {(numbers.Count > count ? "more" : numbers.Count)}");
    }

    public static Moments Moments(this ref JsonCursor json, string property)
    {
        var start = json.Offset;
        var n = json.AnyNumbers(property, 6);
        return n[0] >= 0 && double.IsFinite(n[0]) && double.IsFinite(n[1])
            ? new(new(n[0], n[1]), new(n[2], n[3]), new(n[4], n[5]))
            : throw json.Error(start, $"expected the first of '{property}' to be a finite number from 0 on, found {n[0]:R}");
    }

    /// <summary>Whether two counts are the same, but for the rounding of weights that are no whole numbers.</summary>
    public static bool Agree(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(a, b);
}
