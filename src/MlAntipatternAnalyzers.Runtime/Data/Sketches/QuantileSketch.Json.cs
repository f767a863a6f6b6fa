using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <content>The state as JSON.</content>
public sealed partial class QuantileSketch
{
    private const string Properties = "size, count, squares, min, max, nan, positiveInfinity, negativeInfinity, values, weights, sample, level, farthest, deviation";

    /// <summary>Writes the state as an object. An exact sketch is written exactly; of another, <see cref="Size"/> numbers, which costs 1 / <see cref="Size"/> of its accuracy at most: <see cref="RankError"/> tells.</summary>
    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("size", Size);
        if (_squares != Count)
            json.WriteNumber("squares", _squares);
        WriteWeight(json, "nan", NaN);
        WriteWeight(json, "positiveInfinity", PositiveInfinity);
        WriteWeight(json, "negativeInfinity", NegativeInfinity);
        if (IsExact)
        {
            var sorted = Sorted();
            WriteArray(json, "values", sorted.Values);
            if (Array.Exists(sorted.Weights, weight => weight != 1))
                WriteArray(json, "weights", sorted.Weights);
        }
        else
        {
            var (sample, farthest, deviation) = Condensed();
            json.WriteNumber("count", Count);
            json.WriteNumber("min", Min);
            json.WriteNumber("max", Max);
            json.WriteNumber("level", Math.Max(0, _levels.Count - 1));
            json.WriteNumber("farthest", farthest);
            json.WriteNumber("deviation", deviation);
            WriteArray(json, "sample", sample);
        }
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote; the cursor is at the object's start, and afterwards at its end.</summary>
    internal static QuantileSketch Read(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "a quantile sketch ({ \"size\": …, … })");
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        var arrays = new Dictionary<string, double[]>(StringComparer.Ordinal);
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "size" or "level":
                    numbers[property] = SketchJson.Whole(json, property, property == "size" ? 8 : 0, property == "size" ? 65_536 : 1_000);
                    break;
                case "count" or "squares" or "nan" or "positiveInfinity" or "negativeInfinity" or "farthest" or "deviation":
                    numbers[property] = SketchJson.Weight(json, property);
                    break;
                case "min" or "max":
                    numbers[property] = json.Number($"a number for '{property}'");
                    break;
                case "values" or "weights" or "sample":
                    // No size known yet is no reason to read without end.
                    arrays[property] = SketchJson.Numbers(ref json, property, 2 * 65_536, ascending: property != "weights", weights: property == "weights");
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, Properties);
            }
        }
        if (!numbers.TryGetValue("size", out var size))
            throw json.Error(start, "expected a quantile sketch to have a 'size', found none");
        var sketch = new QuantileSketch((int)size)
        {
            NaN = numbers.GetValueOrDefault("nan"),
            PositiveInfinity = numbers.GetValueOrDefault("positiveInfinity"),
            NegativeInfinity = numbers.GetValueOrDefault("negativeInfinity"),
        };
        if (arrays.TryGetValue("sample", out var sample))
        {
            sketch.Restore(json, start, seen, numbers, sample);
            return sketch;
        }
        if (!arrays.TryGetValue("values", out var values))
            throw json.Error(start, "expected a quantile sketch to have 'values' or a 'sample', found neither");
        if (values.Length >= 2 * sketch.Size)
            throw json.Error(seen["values"], $"expected fewer than {2 * sketch.Size} values in an exact sketch of size {sketch.Size}, found {values.Length}");
        arrays.TryGetValue("weights", out var weights);
        if (weights is not null && weights.Length != values.Length)
            throw json.Error(seen["weights"], $"expected as many weights as values ({values.Length}), found {weights.Length}");
        for (var i = 0; i < values.Length; i++)
            sketch.Add(values[i], weights?[i] ?? 1);
        sketch._squares = numbers.GetValueOrDefault("squares", sketch.Count);
        return sketch;
    }

    private void Restore(JsonCursor json, int start, Dictionary<string, int> seen, Dictionary<string, double> numbers, double[] sample)
    {
        foreach (var needed in (ReadOnlySpan<string>)["count", "min", "max", "level", "farthest", "deviation"])
        {
            if (!numbers.ContainsKey(needed))
                throw json.Error(start, $"expected a quantile sketch with a 'sample' to have a '{needed}', found none");
        }
        if (sample.Length != Size)
            throw json.Error(seen["sample"], $"expected a sample of {Size} numbers, as 'size' says, found {sample.Length}");
        (_min, _max) = (numbers["min"], numbers["max"]);
        if (sample[0] < _min || sample[^1] > _max)
            throw json.Error(seen["sample"], "expected a sample between 'min' and 'max', found one that goes beyond");
        Count = numbers["count"];
        _squares = numbers.GetValueOrDefault("squares", Count);
        if (Count <= 0)
            throw json.Error(seen["count"], "expected a count above 0 with a sample, found 0");
        (_farthest, _deviation) = (numbers["farthest"], numbers["deviation"]);
        if (_farthest <= 0)
            throw json.Error(seen["farthest"], "expected a sample's 'farthest' to be above 0, found 0");
        _random = BitConverter.DoubleToUInt64Bits(Count);
        Carry(new(sample, Count / Size), (int)numbers["level"]);
    }

    // The whole as one sample: each number stands in the middle of its step, so a rank is off by half a step at most.
    private (double[] Sample, double Farthest, double Deviation) Condensed()
    {
        var sorted = Sorted();
        var step = sorted.Total / Size;
        var sample = new double[Size];
        for (var i = 0; i < sample.Length; i++)
            sample[i] = sorted.Quantile((i + 0.5) / Size);
        // What is off by half a step at most has no variance above the square of that.
        return (sample, _farthest + (step / 2), _deviation + (step / 2));
    }

    private static void WriteWeight(Utf8JsonWriter json, string name, double weight)
    {
        if (weight > 0)
            json.WriteNumber(name, weight);
    }

    private static void WriteArray(Utf8JsonWriter json, string name, double[] numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
