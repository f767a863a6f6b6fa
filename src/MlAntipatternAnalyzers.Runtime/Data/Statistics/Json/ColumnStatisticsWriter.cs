using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Writes the statistics of a column.</summary>
internal static class ColumnStatisticsWriter
{
    public static void Write(Utf8JsonWriter json, ColumnStatistics column, bool weighted)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("type", column.Type.ToString());
        json.WriteNumber("present", column.Present);
        json.WriteNumber("missing", column.Missing);
        if (weighted)
        {
            json.WriteNumber("weightedPresent", column.WeightedPresent);
            json.WriteNumber("weightedMissing", column.WeightedMissing);
        }
        if (column.MutualInformation is { } information)
            json.WriteNumber("mutualInformation", information);
        if (column.AdjustedMutualInformation is { } adjusted)
            json.WriteNumber("adjustedMutualInformation", adjusted);
        if (column.LabelEntropy is { } entropy)
            json.WriteNumber("labelEntropy", entropy);
        if (column.PossibleMissing.Count > 0)
        {
            json.WritePropertyName("possibleMissing");
            DataStatisticsWriter.Compact(json, inner =>
            {
                inner.WriteStartObject();
                foreach (var (sentinel, count) in column.PossibleMissing)
                    inner.WriteNumber(sentinel, count);
                inner.WriteEndObject();
            });
        }
        if (column.Type.IsVector && column.ValuesPerRow is { } lengths)
            Write(json, lengths);
        if (column.Numeric is { } numeric)
            Write(json, numeric);
        if (column.Text is { } text)
            Write(json, text);
        if (column.Time is { } time && column.Text is null)
            Write(json, time);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ValuesPerRow lengths)
    {
        json.WriteStartObject("valuesPerRow");
        json.WriteNumber("rows", lengths.Rows);
        json.WriteNumber("items", lengths.Items);
        json.WriteNumber("min", lengths.Min);
        json.WriteNumber("mean", lengths.Mean);
        json.WriteNumber("max", lengths.Max);
        Write(json, "quantiles", lengths.Histogram);
        Write(json, "sketch", lengths.Sketch);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, NumericStatistics numeric)
    {
        json.WriteStartObject("numeric");
        json.WriteNumber("count", numeric.Count);
        Number(json, "mean", numeric.Mean);
        Number(json, "standardDeviation", numeric.StandardDeviation);
        Number(json, "min", numeric.Min);
        Number(json, "median", numeric.Median);
        Number(json, "max", numeric.Max);
        json.WriteNumber("zeros", numeric.Zeros);
        json.WriteNumber("ones", numeric.Ones);
        json.WriteNumber("minusOnes", numeric.Tally.MinusOnes);
        json.WriteNumber("nan", numeric.NaN);
        json.WriteNumber("positiveInfinity", numeric.PositiveInfinity);
        json.WriteNumber("negativeInfinity", numeric.NegativeInfinity);
        Write(json, "histogram", numeric.Histogram);
        Write(json, "quantiles", numeric.QuantileHistogram);
        Write(json, "sums", numeric.Tally.Moments);
        Write(json, "sketch", numeric.Sketch);
        if (numeric.Weighted is { } weighted)
        {
            json.WriteStartObject("weighted");
            json.WriteNumber("count", weighted.Count);
            Number(json, "mean", weighted.Mean);
            Number(json, "standardDeviation", weighted.StandardDeviation);
            Number(json, "median", weighted.Median);
            Write(json, "histogram", weighted.Histogram);
            Write(json, "quantiles", weighted.QuantileHistogram);
            Write(json, "sums", weighted.Moments);
            Write(json, "sketch", weighted.Sketch);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TextStatistics text)
    {
        var tally = text.Tally;
        json.WriteStartObject("text");
        json.WriteNumber("count", text.Count);
        json.WriteNumber("unique", text.Unique);
        Number(json, "meanLength", text.MeanLength);
        json.WriteNumber("length", tally.Length);
        json.WriteNumber("minLength", text.MinLength);
        json.WriteNumber("maxLength", text.MaxLength);
        json.WriteNumber("invalidUtf8", tally.Damaged);
        json.WriteNumber("booleans", tally.Booleans);
        json.WriteNumber("integers", tally.Integers);
        json.WriteNumber("reals", tally.Reals);
        if (tally.MinNumber <= tally.MaxNumber)
        {
            json.WritePropertyName("numbers");
            DataStatisticsWriter.Compact(json, inner =>
            {
                inner.WriteStartArray();
                DataStatisticsWriter.Number(inner, tally.MinNumber);
                DataStatisticsWriter.Number(inner, tally.MaxNumber);
                inner.WriteEndArray();
            });
        }
        if (tally.Empty > 0)
            json.WriteNumber("empty", tally.Empty);
        if (tally.SentinelCounts.Any(count => count > 0))
        {
            json.WritePropertyName("sentinels");
            DataStatisticsWriter.Compact(json, inner =>
            {
                inner.WriteStartArray();
                foreach (var count in tally.SentinelCounts)
                    inner.WriteNumberValue(count);
                inner.WriteEndArray();
            });
        }
        WriteTimes(json, tally);
        WriteTop(json, text.TopValues);
        json.WritePropertyName("values");
        DataStatisticsWriter.Compact(json, text.Values.WriteTo);
        json.WritePropertyName("distinct");
        DataStatisticsWriter.Compact(json, text.Distinct.WriteTo);
        if (text.Weighted is { } weighted)
        {
            json.WriteStartObject("weighted");
            WriteTop(json, weighted.TopValues);
            json.WritePropertyName("values");
            DataStatisticsWriter.Compact(json, weighted.Values.WriteTo);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteTop(Utf8JsonWriter json, IReadOnlyList<ValueCount> values)
    {
        json.WriteStartArray("topValues");
        foreach (var (value, count) in values)
        {
            DataStatisticsWriter.Compact(json, inner =>
            {
                inner.WriteStartArray();
                inner.WriteStringValue(TextFormats.Repair(value));
                inner.WriteNumberValue(count);
                inner.WriteEndArray();
            });
        }
        json.WriteEndArray();
    }

    private static void WriteTimes(Utf8JsonWriter json, TextTally tally)
    {
        var possible = Enumerable.Range(0, TimeFormatFinder.All.Length).Where(format => tally.Times.IsPossible(format) && tally.Times.RangeOf(format) is not null).ToList();
        if (possible.Count == 0)
            return;
        json.WriteStartArray("times");
        foreach (var format in possible)
        {
            var (min, max) = tally.Times.RangeOf(format)!.Value;
            Write(json, new TimeStatistics(ColumnKind.DateTime, TimeFormatFinder.All[format], min, max), null);
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, TimeStatistics time, string? property = "time")
    {
        if (property is not null)
            json.WritePropertyName(property);
        DataStatisticsWriter.Compact(json, inner =>
        {
            inner.WriteStartObject();
            if (time.Format is not null)
                inner.WriteString("format", time.Format);
            inner.WriteString("min", time.Min);
            inner.WriteString("max", time.Max);
            inner.WriteNumber("minTicks", time.MinTicks);
            inner.WriteNumber("maxTicks", time.MaxTicks);
            inner.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, string property, Histogram histogram)
    {
        json.WriteStartArray(property);
        foreach (var (low, high, count) in histogram.Buckets)
        {
            DataStatisticsWriter.Compact(json, inner =>
            {
                inner.WriteStartArray();
                inner.WriteNumberValue(low);
                inner.WriteNumberValue(high);
                inner.WriteNumberValue(count);
                inner.WriteEndArray();
            });
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string property, QuantileSketch sketch)
    {
        json.WritePropertyName(property);
        DataStatisticsWriter.Compact(json, sketch.WriteTo);
    }

    private static void Write(Utf8JsonWriter json, string property, Moments moments)
    {
        json.WritePropertyName(property);
        DataStatisticsWriter.Compact(json, inner =>
        {
            inner.WriteStartArray();
            foreach (var sum in (ReadOnlySpan<ExactSum>)[moments.Weights, moments.Sum, moments.Squares])
            {
                DataStatisticsWriter.Number(inner, sum.High);
                DataStatisticsWriter.Number(inner, sum.Low);
            }
            inner.WriteEndArray();
        });
    }

    private static void Number(Utf8JsonWriter json, string property, double value) => SlicedEvaluationJson.Number(json, property, value);
}
