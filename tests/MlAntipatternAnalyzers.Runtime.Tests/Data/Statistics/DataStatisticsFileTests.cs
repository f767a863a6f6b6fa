using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data.Statistics;

public sealed class DataStatisticsFileTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory["taxi.mlstats.json"];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1200)]
    public void What_was_saved_is_loaded_and_saved_again_the_same(int count)
    {
        var options = new DataStatisticsOptions { LabelColumnName = "Label", WeightColumnName = "Weight", Slices = [["City"], ["Flag", "City"]] };
        var statistics = Compute(AnyRow.Make(count), options);

        statistics.Save(Path);
        var loaded = DataStatistics.Load(Path);

        Assert.Equal(File.ReadAllText(Path), loaded.ToJson());
        Assert.Equal((statistics.Rows, statistics.WeightedRows, "Weight", "Label"), (loaded.Rows, loaded.WeightedRows, loaded.WeightColumn, loaded.LabelColumn));
        Assert.Equal(statistics.Correlations, loaded.Correlations);
        Assert.Equal(statistics.Slices.Select(slice => slice.Name), loaded.Slices.Select(slice => slice.Name));
        foreach (var (a, b) in statistics.Columns.Zip(loaded.Columns))
        {
            Assert.Equal((a.Name, a.Type, a.Present, a.Time, a.MutualInformation, a.Numeric?.Mean, a.Numeric?.StandardDeviation, a.Numeric?.Median), (b.Name, b.Type, b.Present, b.Time, b.MutualInformation, b.Numeric?.Mean, b.Numeric?.StandardDeviation, b.Numeric?.Median));
            Assert.Equal(a.Numeric?.Histogram.Buckets, b.Numeric?.Histogram.Buckets);
            Assert.Equal((a.Text?.Unique, a.Text?.MeanLength), (b.Text?.Unique, b.Text?.MeanLength));
        }
        Assert.Equal(["taxi.mlstats.json"], _directory.FileNames);
    }

    [Fact]
    public void Sketches_that_are_no_longer_exact_are_loaded_within_their_bound()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, 40_000).Select(_ => random.NextDouble()).ToList();
        _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(values.Select(x => new Number { X = x }))).Save(Path);

        Expected.Numbers(DataStatistics.Load(Path).FindColumn("X")!, values);
    }

    [Fact]
    public void The_file_is_readable_and_ends_its_lines_alike_everywhere()
    {
        var json = Compute(AnyRow.Make(500), new() { Columns = ["Text", "Single"] }).ToJson();

        Assert.DoesNotContain('\r', json);
        Assert.EndsWith("}\n", json);
        Assert.Contains("東京", json);
        Assert.Contains("\"mean\": ", json);
    }

    [Fact]
    public void The_name_has_the_ending_and_a_failed_save_leaves_the_old_file()
    {
        var statistics = Compute(AnyRow.Make(5), new());
        statistics.Save(Path);
        var before = File.ReadAllText(Path);

        Assert.Contains(".mlstats.json", Assert.Throws<ArgumentException>(() => statistics.Save(_directory["taxi.json"])).Message);
        Assert.Throws<DirectoryNotFoundException>(() => statistics.Save(_directory["none/taxi.mlstats.json"]));

        Assert.Equal(before, File.ReadAllText(Path));
        Assert.Equal(["taxi.mlstats.json"], _directory.FileNames);
        Assert.Contains("ComputeStatistics", Assert.Throws<FileNotFoundException>(() => DataStatistics.Load(_directory["other.mlstats.json"])).Message);
    }

    [Fact]
    public void A_file_that_was_cut_off_anywhere_is_refused_with_the_place()
    {
        var json = Compute(AnyRow.Make(30), new() { LabelColumnName = "Label", Slices = [["City"]] }).ToJson();
        for (var length = 0; length < json.Length - 2; length += 1 + (json.Length / 200))
        {
            File.WriteAllText(Path, json[..length]);
            var error = Assert.Throws<DataStatisticsFormatException>(() => DataStatistics.Load(Path));
            Assert.True(error.Line >= 1 && error.Position >= 1);
            Assert.StartsWith(FormattableString.Invariant($"{Path}({error.Line},{error.Position}): expected"), error.Message);
        }
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "a later release wrote this file")]
    [InlineData("\"format\": \"mlstats\"", "\"format\": \"mlschema\"", "this is another kind of file")]
    [InlineData("\"rows\": 30", "\"rows\": 31", "to be all 31 rows")]
    [InlineData("\"rows\": 30", "\"rows\": -1", "a whole number")]
    [InlineData("\"rows\": 30", "\"rows\": \"many\"", "a whole number")]
    [InlineData("\"rows\": 30", "\"rows\": 1e999", "a whole number")]
    [InlineData("\"rows\": 30", "\"lines\": 30", "expected one of the properties")]
    [InlineData("\"type\": \"Single\"", "\"type\": \"Text\"", "'text'")]
    [InlineData("\"type\": \"Single\"", "\"type\": \"Simple\"", "expected a type")]
    [InlineData("\"name\": \"Double\"", "\"name\": \"Single\"", "found 'Single' again")]
    [InlineData("\"mean\": ", "\"mean\": true, \"m\": ", "a number")]
    [InlineData("\"sums\": [", "\"sums\": [\"NaN\",", "expected a number")]
    [InlineData("\"sums\": [", "\"sums\": [1,", "an array of 6 numbers")]
    [InlineData("\"zeros\": ", "\"zeros\": 1.5e300, \"z\": ", "a whole number")]
    [InlineData("\"size\":2048", "\"size\":1", "8 to 65536")]
    [InlineData("\"sums\": \"", "\"sums\": \"AAAA", "base 64")]
    [InlineData("\"sums\": \"AAAAAAAAPk", "\"sums\": \"AAAAAAAAPs", "numbers from 0 on")]
    [InlineData("\"codes\": \"", "\"codes\": \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "a sample of the same rows")]
    [InlineData("\"topValues\": 20", "\"topValues\": 2000000000", "1 to 65536")]
    [InlineData("\"minTicks\":", "\"minTicks\":9223372036854775807,\"m\":", "one of the properties")]
    [InlineData("\"labelColumn\": \"Label\"", "\"labelColumn\": \"Other\"", "expected the label 'Other'")]
    [InlineData("\"labelColumn\": \"Label\"", "\"labelColumn\": \"Label\", \"labelColumn\": \"Label\"", "each property once")]
    public void A_file_that_contradicts_itself_or_lies_is_refused_with_the_place(string part, string by, string message)
    {
        var json = Compute(AnyRow.Make(30), new() { LabelColumnName = "Label" }).ToJson();
        Assert.Contains(part, json);
        File.WriteAllText(Path, new Regex(Regex.Escape(part)).Replace(json, by, 1));

        var error = Assert.Throws<DataStatisticsFormatException>(() => DataStatistics.Load(Path));

        Assert.Contains(message, error.Message);
        Assert.True(error.Line > 1 || error.Position >= 1);
    }

    [Fact]
    public void Hostile_and_foreign_content_is_refused()
    {
        Refused(Encoding.UTF8.GetBytes("{\"format\":\"mlstats\",\"version\":1,\"rows\":1,\"columns\":" + new string('[', 100_000)));
        Refused(Encoding.UTF8.GetBytes("{\"format\":\"mlstats\",\"version\":1,\"shape\":" + string.Concat(Enumerable.Repeat("{\"a\":", 50_000))));
        Refused([0xFF, 0xFE, 0x00, 0x01]);
        Refused([]);
        Refused("[1]"u8.ToArray());
        Refused("{\"format\":\"mlstats\",\"version\":1}"u8.ToArray());

        void Refused(byte[] content)
        {
            File.WriteAllBytes(Path, content);
            Assert.StartsWith(Path, Assert.Throws<DataStatisticsFormatException>(() => DataStatistics.Load(Path)).Message);
        }
    }

    private DataStatistics Compute(List<AnyRow> rows, DataStatisticsOptions options) => _ml.Data.ComputeStatistics(_ml.Data.LoadFromEnumerable(rows), options);

    private sealed class Number
    {
        public double X { get; set; }
    }
}
