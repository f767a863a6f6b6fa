using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads what the statistics of all rows and those of a slice have both.</summary>
internal sealed class StatisticsBody(StatisticsHeader header)
{
    private const int NumbersOfPair = 7;

    private readonly List<(ColumnStatistics Statistics, int Offset)> _columns = [];
    private CorrelationSums? _correlations;
    private RowSample? _sample;
    private long _rows;
    private double? _weightedRows;

    /// <returns>False for a property that is none of these.</returns>
    public bool TryRead(ref JsonCursor json, string property)
    {
        switch (property)
        {
            case "rows":
                _rows = json.Count(property);
                return true;
            case "weightedRows":
                _weightedRows = SketchJson.Weight(json, property);
                return true;
            case "columns":
                ReadColumns(ref json);
                return true;
            case "correlations":
                _correlations = ReadCorrelations(ref json);
                return true;
            case "sample":
                _sample = ReadSample(ref json);
                return true;
            default:
                return false;
        }
    }

    /// <param name="json">To report what is wrong.</param>
    /// <param name="end">Where something that is missing is reported.</param>
    /// <param name="seen">Which properties there were.</param>
    /// <param name="slices">The slices.</param>
    /// <param name="sliceColumns">What was sliced by.</param>
    public DataStatistics ToStatistics(JsonCursor json, int end, Dictionary<string, int> seen, IReadOnlyList<SliceStatistics> slices, IReadOnlyList<IReadOnlyList<string>> sliceColumns)
    {
        foreach (var needed in (string[])["rows", "columns", .. header.WeightColumn is null ? (string[])[] : ["weightedRows"]])
        {
            if (!seen.ContainsKey(needed))
                throw json.Error(end, $"expected the property '{needed}', found none");
        }
        var wrong = _columns.Find(column => column.Statistics.Present + column.Statistics.Missing != _rows);
        if (wrong.Statistics is { } bad)
            throw json.Error(wrong.Offset, $"expected the {bad.Present} rows with and {bad.Missing} without a value of column '{bad.Name}' to be all {_rows} rows, found {bad.Present + bad.Missing}");
        if (_sample is not null && header.LabelColumn is { } label && _sample.Columns.All(column => column.Name != label))
            throw json.Error(seen["sample"], $"expected the label '{label}' among the columns of 'sample', found it not");
        if (_sample is not null && header.WeightColumn is not null && _sample.Weights is null)
            throw json.Error(seen["sample"], "expected 'weights' in the sample of weighted rows, found none");
        return new(_rows, _weightedRows ?? _rows, LabelInformation.Add(_columns.Select(column => column.Statistics), _sample, header.LabelColumn))
        {
            Shape = header.Shape,
            WeightColumn = header.WeightColumn,
            LabelColumn = header.LabelColumn,
            CorrelationState = _correlations,
            SampleState = _sample,
            Slices = slices,
            SliceColumns = sliceColumns,
        };
    }

    private void ReadColumns(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartArray, "an array of columns for 'columns'");
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            json.Expect(JsonTokenType.StartObject, "a column ({ \"name\": …, \"type\": …, … })");
            var offset = json.Offset;
            var column = ColumnStatisticsReader.Read(ref json, header);
            if (!names.Add(column.Name))
                throw json.Error(offset, $"expected each column once, found '{column.Name}' again");
            _columns.Add((column, offset));
        }
    }

    private static CorrelationSums ReadCorrelations(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "an object for 'correlations' ({ \"columns\": …, \"sums\": … })");
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        List<string> names = [];
        byte[] sums = [];
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "columns":
                    names = json.Texts("the names of the columns");
                    break;
                case "pearson":
                    json.SkipValue();
                    break;
                case "sums":
                    sums = SketchJson.Bytes(json, property, $"{NumbersOfPair} numbers of 8 bytes for each pair of columns in base 64", length => length % (NumbersOfPair * sizeof(double)) == 0);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, "columns, pearson, sums");
            }
        }
        // Rows and weight of each pair; the sums themselves may be beyond the largest double.
        if (StateBytes.ToDoubles(sums).Where((number, i) => i % NumbersOfPair < 2 && !(number is >= 0 and <= long.MaxValue / 2)).Any())
            throw json.Error(seen["sums"], "expected the rows and the weight of each pair of columns to be numbers from 0 on, found one that is none");
        var pairs = StateBytes.ToDoubles(sums).Chunk(NumbersOfPair).Select(n => new PairSums((long)n[0], n[1], n[2], n[3], n[4], n[5], n[6])).ToArray();
        if (pairs.Length != (long)names.Count * (names.Count - 1) / 2)
            throw json.Error(seen.GetValueOrDefault("sums", start), $"expected the sums of each pair of {names.Count} columns, found those of {pairs.Length}");
        return new(names, pairs);
    }

    private static RowSample ReadSample(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "an object for 'sample' ({ \"limit\": …, \"rows\": …, \"columns\": … })");
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var (limit, rows) = (0L, 0L);
        double[]? weights = null;
        List<SampledColumn> columns = [];
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "limit":
                    limit = SketchJson.Whole(json, property, 1, 1 << 24);
                    break;
                case "rows":
                    rows = json.Count(property);
                    break;
                case "weights":
                    weights = StateBytes.ToDoubles(Codes(json, property));
                    if (Array.Exists(weights, weight => !(weight >= 0 && double.IsFinite(weight))))
                        throw json.Error("expected finite weights from 0 on in 'weights', found one that is none");
                    break;
                case "columns":
                    ReadSampledColumns(ref json, columns);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, "limit, rows, weights, columns");
            }
        }
        var sample = new RowSample((int)limit, rows, columns, weights);
        if (sample.Count > limit || sample.Count > rows || columns.Exists(column => column.Codes.Length != sample.Count) || (weights is not null && weights.Length != sample.Count))
            throw json.Error(start, $"expected a sample of the same rows in each column, at most {Math.Min(limit, rows)}, found one that is not");
        return sample;
    }

    private static void ReadSampledColumns(ref JsonCursor json, List<SampledColumn> columns)
    {
        json.Expect(JsonTokenType.StartArray, "an array of columns");
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            json.Expect(JsonTokenType.StartObject, "a column ({ \"name\": …, \"isNumber\": …, \"codes\": … })");
            var start = json.Offset;
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            var column = new SampledColumn("", false, []);
            while (json.NextProperty(out var property, seen))
            {
                column = property switch
                {
                    "name" => column with { Name = json.String("the name of a column for 'name'") },
                    "isNumber" => column with { IsNumber = json.Boolean("true or false for 'isNumber'") },
                    "codes" => column with { Codes = StateBytes.ToNumbers(Codes(json, property)) },
                    _ => throw JsonFormat.UnknownProperty(json, seen[property], property, "name, isNumber, codes"),
                };
            }
            if (columns.Exists(other => other.Name == column.Name))
                throw json.Error(start, $"expected each column once, found '{column.Name}' again");
            columns.Add(column);
        }
    }

    private static byte[] Codes(JsonCursor json, string property) => SketchJson.Bytes(json, property, "numbers of 8 bytes in base 64", length => length % sizeof(ulong) == 0);
}
