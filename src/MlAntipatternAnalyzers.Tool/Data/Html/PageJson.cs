using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Data.Html;

/// <summary>What the page's script draws from. The names are short: there may be hundreds of columns.</summary>
internal static class PageJson
{
    private const int Buckets = 30;
    private const int MostValues = 30;
    private const int MostCorrelations = 10;
    private const int LongestValue = 120;

    private static readonly double[] Quantiles = [0, 1, 5, 25, 50, 75, 95, 99, 100];

    public static string Write(DataReport report, IReadOnlyList<PageColumn> columns)
    {
        var correlations = Correlations(report.Sets[0].Statistics);
        using var buffer = new MemoryStream();
        // The default encoder escapes what could end the script's element.
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.Default }))
        {
            json.WriteStartObject();
            json.WriteStartArray("sets");
            foreach (var (name, statistics) in report.Sets)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteNumber("rows", statistics.Rows);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            Array(json, "quantiles", Quantiles);
            json.WriteStartArray("columns");
            foreach (var column in columns)
                Write(json, column, correlations);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, PageColumn column, Dictionary<string, List<(string Other, double Pearson)>> correlations)
    {
        json.WriteStartObject();
        json.WriteString("n", column.Name);
        json.WriteString("t", column.Any.Type.ToString());
        json.WriteString("k", column.Kind);
        json.WriteStartArray("s");
        foreach (var set in column.Sets)
        {
            if (set is null)
                json.WriteNullValue();
            else
                Write(json, set);
        }
        json.WriteEndArray();
        if (column.Sets.Any(set => set?.Numeric is { Count: > 0 }))
            Histograms(json, column.Sets);
        if (column.Sets.Any(set => set?.Text is { Count: > 0 }))
            Values(json, column.Sets);
        if (column.Anomalies.Count > 0)
        {
            json.WriteStartArray("a");
            foreach (var anomaly in column.Anomalies)
                Strings(json, anomaly.Severity.ToString().ToLowerInvariant(), anomaly.Code, anomaly.Message);
            json.WriteEndArray();
        }
        if (column.Distances.Count > 0)
        {
            json.WriteStartArray("d");
            foreach (var distance in column.Distances)
            {
                json.WriteStartArray();
                json.WriteStringValue(distance.OffendingValue is { } value ? $"{distance.Measure} (most at '{value}')" : distance.Measure);
                Number(json, distance.Value);
                Number(json, distance.Threshold);
                json.WriteBooleanValue(distance.IsAlarm);
                Number(json, distance.PValue);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        if (correlations.TryGetValue(column.Name, out var strongest))
        {
            json.WriteStartArray("r");
            foreach (var (other, pearson) in strongest)
            {
                json.WriteStartArray();
                json.WriteStringValue(other);
                Number(json, pearson);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ColumnStatistics column)
    {
        json.WriteStartObject();
        json.WriteNumber("present", column.Present);
        json.WriteNumber("missing", column.Missing);
        if (column.Numeric is { } numeric)
        {
            json.WriteNumber("items", numeric.Count);
            json.WriteNumber("zeros", numeric.Zeros);
            json.WriteNumber("nan", numeric.NaN);
            json.WriteNumber("pinf", numeric.PositiveInfinity);
            json.WriteNumber("ninf", numeric.NegativeInfinity);
            json.WritePropertyName("mean");
            Number(json, numeric.Mean);
            json.WritePropertyName("sd");
            Number(json, numeric.StandardDeviation);
            if (numeric.Count > 0)
                Array(json, "q", Quantiles.Select(percent => numeric.Sketch.Quantile(percent / 100)));
        }
        if (column.Text is { } text)
        {
            json.WriteNumber("items", text.Count);
            json.WriteNumber("unique", text.Unique);
            json.WriteBoolean("exact", text.UniqueIsExact);
            json.WriteNumber("invalid", text.InvalidUtf8);
            json.WritePropertyName("length");
            Number(json, text.MeanLength);
        }
        if (column.Time is { } time)
        {
            json.WriteString("from", time.Min);
            json.WriteString("to", time.Max);
            if (time.Format is { } format)
                json.WriteString("format", format);
        }
        if (column.ValuesPerRow is { } values && column.Type.IsVector)
            json.WriteString("values", string.Create(CultureInfo.InvariantCulture, $"{values.Min} to {values.Max}, mean {values.Mean:0.##}"));
        if (column.LabelEntropy is { } entropy && (column.AdjustedMutualInformation ?? column.MutualInformation) is { } information)
        {
            json.WriteNumber("mi", information);
            json.WriteNumber("entropy", entropy);
        }
        if (column.PossibleMissing.Count > 0)
        {
            json.WriteStartArray("sentinels");
            foreach (var (value, count) in column.PossibleMissing.OrderByDescending(pair => pair.Value))
            {
                json.WriteStartArray();
                json.WriteStringValue(value);
                json.WriteNumberValue(count);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    // Both data sets by the same buckets, or their shapes could not be laid over each other.
    private static void Histograms(Utf8JsonWriter json, IReadOnlyList<ColumnStatistics?> sets)
    {
        var sketches = sets.Select(set => set?.Numeric is { Count: > 0 } numeric ? numeric.Sketch : null).ToList();
        var present = sketches.Where(sketch => sketch is not null).Select(sketch => sketch!).ToList();
        json.WriteStartObject("h");
        Histogram(json, "all", sketches, present.Min(sketch => sketch.Min), present.Max(sketch => sketch.Max));
        Histogram(json, "inner", sketches, present.Min(sketch => sketch.Quantile(0.005)), present.Max(sketch => sketch.Quantile(0.995)));
        json.WriteEndObject();
    }

    private static void Histogram(Utf8JsonWriter json, string name, List<QuantileSketch?> sketches, double low, double high)
    {
        // The width of all doubles is itself none.
        var bounds = low == high ? [low, high] : Enumerable.Range(0, Buckets + 1).Select(i => i == Buckets ? high : low + ((high / Buckets) - (low / Buckets)) * i).ToArray();
        json.WriteStartObject(name);
        Array(json, "b", bounds);
        json.WriteStartArray("c");
        foreach (var sketch in sketches)
        {
            if (sketch is null)
            {
                json.WriteNullValue();
                continue;
            }
            json.WriteStartArray();
            var below = sketch.WeightAtMost(Math.BitDecrement(low));
            foreach (var bound in bounds.Skip(1))
            {
                var atMost = sketch.WeightAtMost(bound);
                json.WriteNumberValue(Math.Round(Math.Max(atMost - below, 0), 3));
                below = atMost;
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter json, IReadOnlyList<ColumnStatistics?> sets)
    {
        var counts = sets.Select(set => set?.Text?.ValueCounts).ToList();
        // By the larger share: what one of them lacks is shown too.
        var values = counts.Where(count => count is not null).SelectMany(count => count!.Values.Take(MostValues).Select(value => (value.Value, Share: value.Count / Math.Max(count.Total, 1))))
            .GroupBy(value => value.Value, StringComparer.Ordinal).OrderByDescending(group => group.Max(value => value.Share)).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostValues).Select(group => group.Key);
        json.WriteStartArray("v");
        foreach (var value in values)
        {
            json.WriteStartArray();
            json.WriteStringValue(value.Length > LongestValue ? value[..LongestValue] + "…" : value);
            foreach (var count in counts)
                json.WriteNumberValue(count?.CountOf(value) ?? 0);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static Dictionary<string, List<(string Other, double Pearson)>> Correlations(DataStatistics statistics) => statistics.Correlations
        .Where(pair => double.IsFinite(pair.Pearson))
        .SelectMany(pair => new[] { (Column: pair.First, Other: pair.Second, pair.Pearson), (Column: pair.Second, Other: pair.First, pair.Pearson) })
        .GroupBy(pair => pair.Column, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.OrderByDescending(pair => Math.Abs(pair.Pearson)).Take(MostCorrelations).Select(pair => (pair.Other, pair.Pearson)).ToList(), StringComparer.Ordinal);

    private static void Strings(Utf8JsonWriter json, params string[] texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Array(Utf8JsonWriter json, string name, IEnumerable<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            Number(json, number);
        json.WriteEndArray();
    }

    // JSON has neither NaN nor the infinities.
    private static void Number(Utf8JsonWriter json, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteNullValue();
    }
}
