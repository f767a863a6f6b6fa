using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Reads a file of statistics, believing nothing: every property is known and of its type, and the parts agree with each other. What follows from sums and sketches (means, histograms) is computed
/// from these anew.
/// </summary>
internal static class DataStatisticsReader
{
    private const string Properties = "format, version, weightColumn, labelColumn, shape, rows, weightedRows, columns, correlations, sample, sliceColumns, slices";

    private static readonly JsonFormat FileFormat = new("statistics", DataStatisticsFile.FormatName, DataStatisticsFile.Version, "the package MlAntipatternAnalyzers.Runtime");

    /// <exception cref="DataStatisticsFormatException">Always with the line of what is wrong.</exception>
    public static DataStatistics Read(string path, ReadOnlySpan<byte> content)
    {
        FileFormat.Check(Open(path, content));
        var header = ReadHeader(Open(path, content));

        var json = Open(path, content);
        json.Read();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var body = new StatisticsBody(header);
        List<List<string>> sliceColumns = [];
        List<SliceStatistics> slices = [];
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "format" or "version" or "weightColumn" or "labelColumn" or "shape":
                    json.SkipValue();
                    break;
                case "sliceColumns":
                    ReadSliceColumns(ref json, sliceColumns);
                    break;
                case "slices":
                    ReadSlices(ref json, slices, header);
                    break;
                default:
                    if (!body.TryRead(ref json, property))
                        throw JsonFormat.UnknownProperty(json, seen[property], property, Properties);
                    break;
            }
        }
        var end = json.Offset;
        json.Read();
        return body.ToStatistics(json, end, seen, slices, sliceColumns);
    }

    // Columns are read by what the statistics as a whole are; the properties come in any order.
    private static StatisticsHeader ReadHeader(JsonCursor json)
    {
        json.Read();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        string? weight = null, label = null;
        var shape = new StatisticsShape();
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "weightColumn":
                    weight = json.String("the name of a column for 'weightColumn'");
                    break;
                case "labelColumn":
                    label = json.String("the name of a column for 'labelColumn'");
                    break;
                case "shape":
                    shape = ReadShape(ref json);
                    break;
                default:
                    json.SkipValue();
                    break;
            }
        }
        return new(shape, weight, label);
    }

    private static StatisticsShape ReadShape(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "an object for 'shape' ({ \"histogramBuckets\": … })");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var shape = new StatisticsShape();
        while (json.NextProperty(out var property, seen))
        {
            // Enough for any picture; a file that asks for a thousand million of them is to be refused.
            var value = (int)SketchJson.Whole(json, property, 1, DataStatisticsOptions.MostShown);
            shape = property switch
            {
                "histogramBuckets" => shape with { HistogramBuckets = value },
                "quantileBuckets" => shape with { QuantileBuckets = value },
                "topValues" => shape with { TopValues = value },
                _ => throw JsonFormat.UnknownProperty(json, seen[property], property, "histogramBuckets, quantileBuckets, topValues"),
            };
        }
        return shape;
    }

    private static void ReadSliceColumns(ref JsonCursor json, List<List<string>> columns)
    {
        json.Expect(JsonTokenType.StartArray, "an array of arrays of names for 'sliceColumns'");
        while (json.Read() && json.Token != JsonTokenType.EndArray)
            columns.Add(json.Texts("the names of one or two columns"));
    }

    private static void ReadSlices(ref JsonCursor json, List<SliceStatistics> slices, StatisticsHeader header)
    {
        json.Expect(JsonTokenType.StartArray, "an array of slices for 'slices'");
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            json.Expect(JsonTokenType.StartObject, "a slice ({ \"key\": …, \"rows\": …, … })");
            var start = json.Offset;
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            var body = new StatisticsBody(header);
            List<SliceKeyPart> key = [];
            while (json.NextProperty(out var property, seen))
            {
                if (property == "key")
                    key = ReadKey(ref json);
                else if (!body.TryRead(ref json, property))
                    throw JsonFormat.UnknownProperty(json, seen[property], property, "key, rows, weightedRows, columns, correlations, sample");
            }
            if (key.Count == 0)
                throw json.Error(start, "expected a slice to have a 'key' of one column or two, found none");
            var slice = new SliceStatistics(key, body.ToStatistics(json, start, seen, [], []));
            if (!names.Add(slice.Name))
                throw json.Error(start, $"expected each slice once, found '{slice.Name}' again");
            slices.Add(slice);
        }
    }

    private static List<SliceKeyPart> ReadKey(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "an object of columns and values for 'key'");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var key = new List<SliceKeyPart>();
        while (json.NextProperty(out var column, seen))
            key.Add(new(column, json.String($"the value of '{column}' as text")));
        return key;
    }

    private static JsonCursor Open(string path, ReadOnlySpan<byte> content) => new(
        path, content, static (path, line, position, problem, inner) => new DataStatisticsFormatException(path, line, position, problem, inner));
}

/// <summary>What statistics as a whole are, and their slices too.</summary>
internal sealed record StatisticsHeader(StatisticsShape Shape, string? WeightColumn, string? LabelColumn);
