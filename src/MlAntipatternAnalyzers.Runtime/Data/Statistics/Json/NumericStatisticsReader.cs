using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads the statistics of numbers.</summary>
internal static class NumericStatisticsReader
{
    private const string Properties =
        "count, mean, standardDeviation, min, median, max, zeros, ones, minusOnes, nan, positiveInfinity, negativeInfinity, histogram, quantiles, sums, sketch, weighted";

    public static NumericStatistics Read(ref JsonCursor json, StatisticsShape shape, bool weighted)
    {
        json.Expect(JsonTokenType.StartObject, "an object for 'numeric' ({ \"count\": …, … })");
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var tally = new NumericTally();
        QuantileSketch? sketch = null;
        WeightedNumericStatistics? weights = null;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "count":
                    json.Count(property);
                    break;
                case "mean" or "standardDeviation" or "median":
                    json.AnyNumber(property);
                    break;
                case "min":
                    tally.Min = json.AnyNumber(property) is var min && double.IsNaN(min) ? double.PositiveInfinity : min;
                    break;
                case "max":
                    tally.Max = json.AnyNumber(property) is var max && double.IsNaN(max) ? double.NegativeInfinity : max;
                    break;
                case "zeros":
                    tally.Zeros = json.Count(property);
                    break;
                case "ones":
                    tally.Ones = json.Count(property);
                    break;
                case "minusOnes":
                    tally.MinusOnes = json.Count(property);
                    break;
                case "nan":
                    tally.NaN = json.Count(property);
                    break;
                case "positiveInfinity":
                    tally.PositiveInfinity = json.Count(property);
                    break;
                case "negativeInfinity":
                    tally.NegativeInfinity = json.Count(property);
                    break;
                case "histogram" or "quantiles":
                    json.SkipValue();
                    break;
                case "sums":
                    tally.Moments = json.Moments(property);
                    break;
                case "sketch":
                    sketch = QuantileSketch.Read(ref json);
                    break;
                case "weighted":
                    weights = ReadWeighted(ref json, shape);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, Properties);
            }
        }
        if (sketch is null || !seen.ContainsKey("sums"))
            throw json.Error(start, $"expected 'numeric' to have '{(sketch is null ? "sketch" : "sums")}', found none");
        if (!StatisticsJson.Agree(sketch.Count, tally.Moments.Weight))
            throw json.Error(seen["sketch"], $"expected a sketch of as many numbers as are in 'sums' ({tally.Moments.Weight:R}), found one of {sketch.Count:R}");
        if (weighted != weights is not null)
            throw json.Error(start, weighted ? "expected 'numeric' to have 'weighted', as there is a weight column, found none" : "expected no 'weighted', as there is no weight column, found one");
        return new(tally, sketch, shape) { Weighted = weights };
    }

    private static WeightedNumericStatistics ReadWeighted(ref JsonCursor json, StatisticsShape shape)
    {
        json.Expect(JsonTokenType.StartObject, "an object for 'weighted' ({ \"sums\": …, \"sketch\": … })");
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        Moments? moments = null;
        QuantileSketch? sketch = null;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "count" or "mean" or "standardDeviation" or "median":
                    json.AnyNumber(property);
                    break;
                case "histogram" or "quantiles":
                    json.SkipValue();
                    break;
                case "sums":
                    moments = json.Moments(property);
                    break;
                case "sketch":
                    sketch = QuantileSketch.Read(ref json);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, "count, mean, standardDeviation, median, histogram, quantiles, sums, sketch");
            }
        }
        return moments is { } sums && sketch is not null && StatisticsJson.Agree(sums.Weight, sketch.Count)
            ? new(sums, sketch, shape)
            : throw json.Error(start, "expected 'weighted' to have 'sums' and a 'sketch' of the same weight, found it otherwise");
    }
}
