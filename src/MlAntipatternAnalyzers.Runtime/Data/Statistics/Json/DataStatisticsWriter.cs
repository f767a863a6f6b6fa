using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Writes statistics: what people and other programs read (means, histograms, top values), and beside it the sums and sketches that these are computed from again when the file is loaded.
/// </summary>
internal static class DataStatisticsWriter
{
    public static string Write(DataStatistics statistics) => SlicedEvaluationJson.Document(json =>
    {
        json.WriteString("format", DataStatisticsFile.FormatName);
        json.WriteNumber("version", DataStatisticsFile.Version);
        if (statistics.WeightColumn is not null)
            json.WriteString("weightColumn", statistics.WeightColumn);
        if (statistics.LabelColumn is not null)
            json.WriteString("labelColumn", statistics.LabelColumn);
        json.WriteStartObject("shape");
        json.WriteNumber("histogramBuckets", statistics.Shape.HistogramBuckets);
        json.WriteNumber("quantileBuckets", statistics.Shape.QuantileBuckets);
        json.WriteNumber("topValues", statistics.Shape.TopValues);
        json.WriteEndObject();
        Write(json, statistics, statistics.WeightColumn is not null);
        if (statistics.SliceColumns.Count == 0)
            return;
        json.WriteStartArray("sliceColumns");
        foreach (var names in statistics.SliceColumns)
            Compact(json, inner => Texts(inner, names));
        json.WriteEndArray();
        json.WriteStartArray("slices");
        foreach (var slice in statistics.Slices)
        {
            json.WriteStartObject();
            json.WriteStartObject("key");
            foreach (var (column, value) in slice.Key)
                json.WriteString(column, TextFormats.Repair(value));
            json.WriteEndObject();
            Write(json, slice.Statistics, statistics.WeightColumn is not null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>What both the whole and a slice have.</summary>
    private static void Write(Utf8JsonWriter json, DataStatistics statistics, bool weighted)
    {
        json.WriteNumber("rows", statistics.Rows);
        if (weighted)
            json.WriteNumber("weightedRows", statistics.WeightedRows);
        json.WriteStartArray("columns");
        foreach (var column in statistics.Columns)
            ColumnStatisticsWriter.Write(json, column, weighted);
        json.WriteEndArray();
        if (statistics.CorrelationState is { } correlations)
            Write(json, correlations);
        if (statistics.SampleState is { } sample)
            Write(json, sample);
    }

    private static void Write(Utf8JsonWriter json, CorrelationSums correlations)
    {
        json.WriteStartObject("correlations");
        json.WritePropertyName("columns");
        Compact(json, inner => Texts(inner, correlations.Names));
        // A row of the matrix a line, from the column after it on.
        var at = 0;
        json.WriteStartArray("pearson");
        for (var i = 0; i < correlations.Names.Count - 1; i++)
        {
            Compact(json, inner =>
            {
                inner.WriteStartArray();
                for (var j = i + 1; j < correlations.Names.Count; j++, at++)
                    Number(inner, correlations.Pairs[at].Pearson);
                inner.WriteEndArray();
            });
        }
        json.WriteEndArray();
        json.WriteBase64String("sums", StateBytes.OfDoubles(correlations.Pairs.SelectMany(pair => (double[])[pair.Rows, pair.Weight, pair.MeanX, pair.MeanY, pair.SquaresX, pair.SquaresY, pair.Products])));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RowSample sample)
    {
        json.WriteStartObject("sample");
        json.WriteNumber("limit", sample.Limit);
        json.WriteNumber("rows", sample.Rows);
        if (sample.Weights is not null)
            json.WriteBase64String("weights", StateBytes.OfDoubles(sample.Weights));
        json.WriteStartArray("columns");
        foreach (var column in sample.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteBoolean("isNumber", column.IsNumber);
            json.WriteBase64String("codes", StateBytes.Of(column.Codes));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A value on one line: thousands of numbers one below the other are read by nobody.</summary>
    public static void Compact(Utf8JsonWriter json, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var inner = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(inner);
        json.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>JSON has no infinity and no NaN: the one is a text, the other null.</summary>
    public static void Number(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else if (double.IsNaN(value))
            json.WriteNullValue();
        else
            json.WriteStringValue(value > 0 ? "Infinity" : "-Infinity");
    }

    private static void Texts(Utf8JsonWriter json, IReadOnlyList<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
