using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Tests.Data;

/// <summary>What data looks like, from each kind of file.</summary>
public sealed class DataStatsTests(Trips trips) : IClassFixture<Trips>
{
    [Fact]
    public async Task Text_Parquet_and_binary_data_of_the_same_rows_have_the_same_statistics()
    {
        var text = await StatisticsAsync(trips.Csv, "--row", $"{typeof(Trip).Assembly.Location}:{typeof(Trip).FullName}");
        var binary = await StatisticsAsync(trips.Binary());
        Assert.Equal(binary.ToJson(), text.ToJson());
        // And those of the rows as ML.NET's own loader reads them.
        var mlContext = new MLContext(1);
        Assert.Equal(mlContext.Data.ComputeStatistics(Trips.Load(mlContext, trips.Csv)).ToJson(), text.ToJson());

        var parquet = await StatisticsAsync(await DataInferTests.ParquetAsync(trips, "stats.parquet", 1000));
        Assert.Equal(1000, parquet.Rows);
        Assert.Equal((499.5, 999), (parquet.FindColumn("n")!.Numeric!.Mean, parquet.FindColumn("n")!.Numeric!.Max));
        Assert.Equal((333, 667), (parquet.FindColumn("hole")!.Missing, parquet.FindColumn("hole")!.Present));
        Assert.Equal(333, parquet.FindColumn("when")!.Missing);
        Assert.Equal("2024-01-01T00:00:00", parquet.FindColumn("when")!.Text!.TopValues[0].Value);
    }

    [Fact]
    public async Task Text_says_a_line_for_each_column_and_what_stands_out()
    {
        var run = await ToolRun.Of("data", "stats", trips.Csv, "--label", "Tipped", "--slices", "City");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith($"{trips.Csv}: 1,000 rows, 7 columns", run.Out);
        Assert.Contains(run.Out.Split('\n'), line => line.Trim().StartsWith("Distance ", StringComparison.Ordinal) && line.Contains("10.0 %"));
        Assert.Contains("Fare and Distance go together: correlation 0.99", run.Out);
        Assert.Contains("City=Rome: ", run.Out);
    }

    [Fact]
    public async Task Statistics_that_are_saved_are_read_again_in_place_of_the_data()
    {
        var file = trips["saved.mlstats.json"];
        var saved = await ToolRun.Of("data", "stats", trips.Csv, "--output", file, "--format", "json");
        Assert.True(saved.ExitCode == 0, saved.Error);
        Assert.Equal(File.ReadAllText(file), saved.Out);

        Assert.Equal(saved.Out, (await ToolRun.Of("data", "stats", file, "--format", "json")).Out);
        var inferred = await ToolRun.Of("data", "infer", file);
        Assert.Equal((await ToolRun.Of("data", "infer", trips.Csv)).Out, inferred.Out);
    }

    [Fact]
    public async Task Missing_is_nan_or_zero_and_a_weight_weighs()
    {
        var csv = trips.Write("weights.csv", "x,w\n1,1\n,1\n5,3\n");
        var nan = (await StatisticsAsync(csv, "--weight", "w")).FindColumn("x")!;
        Assert.Equal((2, 1), (nan.Present, nan.Missing));
        Assert.Equal(4, nan.Numeric!.Weighted!.Mean);
        var zero = (await StatisticsAsync(csv, "--missing", "zero")).FindColumn("x")!;
        Assert.Equal((3, 0, 2), (zero.Present, zero.Missing, zero.Numeric!.Mean));
    }

    [Fact]
    public async Task Invalid_bytes_are_counted_and_the_encoding_is_told_by_its_mark()
    {
        var bytes = trips.Write("latin1.csv", [.. "a,b\n"u8, 0xE9, (byte)',', (byte)'1', (byte)'\n']);
        Assert.Equal(1, (await StatisticsAsync(bytes)).FindColumn("a")!.Text!.InvalidUtf8);
        var wide = trips.Write("utf16.csv", [.. System.Text.Encoding.Unicode.GetPreamble(), .. System.Text.Encoding.Unicode.GetBytes("a,b\né,1\n")]);
        Assert.Equal("é", (await StatisticsAsync(wide)).FindColumn("a")!.Text!.TopValues[0].Value);
    }

    [Fact]
    public async Task A_column_that_is_not_there_or_will_not_do_is_exit_code_2()
    {
        await Refused("'Town'", "--label", "Town");
        await Refused("'City'", "--weight", "City");
        await Refused("'Fare'", "--slices", "Fare");
        await Refused("crosses two columns at most", "--slices", "City*Tipped*Zip");
        await Refused("does not end in .mlstats.json", "--output", trips["stats.json"]);
        await Refused("does not exist", "--html", trips["none/page.html"]);
    }

    [Fact]
    public async Task Statistics_of_the_future_cut_off_deep_or_none_at_all_are_exit_code_2()
    {
        var whole = (await ToolRun.Of("data", "stats", trips.Csv, "--format", "json")).Out;
        await RefusedFile("future.mlstats.json(", whole.Replace("\"version\": 1", "\"version\": 99"), "future");
        await RefusedFile("cut.mlstats.json(", whole[..(whole.Length / 2)], "cut");
        await RefusedFile("deep.mlstats.json(", "{ \"format\": " + new string('[', 100_000), "deep");
        await RefusedFile("none.mlstats.json(", "City,Fare\n", "none");
    }

    [Fact]
    public async Task A_cancelled_run_leaves_no_file()
    {
        var output = trips["cancelled.mlstats.json"];
        using var cancel = new CancellationTokenSource();
        var big = trips.Write("big.csv", Trips.Rows(seed: 3, count: 60_000));
        var running = ToolRun.With(ToolRun.TestSet, ["data", "stats", big, "--output", output], cancel.Token);
        cancel.Cancel();
        var run = await running;

        Assert.Equal((130, ""), (run.ExitCode, run.Out));
        Assert.Empty(Directory.GetFiles(trips.Folder, "cancelled*"));
    }

    private async Task<DataStatistics> StatisticsAsync(string data, params string[] options)
    {
        var file = trips[$"{Guid.NewGuid():N}.mlstats.json"];
        var run = await ToolRun.Of(["data", "stats", data, "--output", file, .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        return DataStatistics.Load(file);
    }

    private Task RefusedFile(string message, string text, string name) => RefusedRun(message, "data", "stats", trips.Write(name + ".mlstats.json", text));

    private Task Refused(string message, params string[] options) => RefusedRun(message, ["data", "stats", trips.Csv, .. options]);

    private static async Task RefusedRun(string message, params string[] arguments)
    {
        var run = await ToolRun.Of(arguments).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(run is { ExitCode: 2, Out: "" }, $"{run.ExitCode}\n{run.Out}{run.Error}");
        Assert.StartsWith("mlap: error: ", run.Error);
        Assert.Contains(message, run.Error);
    }
}
