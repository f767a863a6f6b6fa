using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Tests.Data;

/// <summary>Two data sets compared: this span with the previous one, serving with training.</summary>
public sealed class DataDriftTests(Trips trips) : IClassFixture<Trips>
{
    private string Later => trips.Write("later.csv", Trips.Rows(seed: 5, count: 1000, shift: 0.4));

    [Fact]
    public async Task Without_a_threshold_every_distance_is_told_and_nothing_is_an_anomaly()
    {
        var run = await ToolRun.Of("data", "drift", Later, trips.Csv);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("JensenShannon", run.Out);
        Assert.Contains("0 anomaly", run.Out);
    }

    [Theory]
    [InlineData("jensenShannon=0.1", "COMPARATOR_JENSEN_SHANNON_DIVERGENCE_HIGH 'Fare'")]
    [InlineData("City:linfinity=0.1", "COMPARATOR_L_INFTY_HIGH 'City'")]
    [InlineData("Fare:wasserstein=5", "COMPARATOR_WASSERSTEIN_HIGH 'Fare'")]
    [InlineData("significance=0.01", "COMPARATOR_KOLMOGOROV_SMIRNOV_HIGH 'Fare'")]
    public async Task What_is_beyond_a_threshold_is_exit_code_1(string threshold, string anomaly)
    {
        var run = await ToolRun.Of("data", "drift", Later, trips.Csv, "--threshold", threshold);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(anomaly, run.Out);
        Assert.Equal(0, (await ToolRun.Of("data", "drift", trips.Csv, trips.Csv, "--threshold", threshold)).ExitCode);
    }

    [Fact]
    public async Task Skew_takes_the_limits_of_the_schemas_skew_comparators()
    {
        var path = trips["skew.mlschema.json"];
        new DataSchema([new("City", ColumnType.Text) { SkewComparator = new() { LInfinity = 0.1 } }, new("Fare", ColumnType.Single) { DriftComparator = new() { JensenShannon = 0.01 } }]).Save(path);
        var skew = await ToolRun.Of("data", "skew", Later, trips.Csv, "--schema", path, "--format", "json");
        Assert.Equal(1, skew.ExitCode);
        var anomalies = JsonDocument.Parse(skew.Out).RootElement.GetProperty("anomalies").EnumerateArray().Select(anomaly => anomaly.GetProperty("column").GetString()!).ToArray();
        Assert.Equal(["City"], anomalies);
        var drift = await ToolRun.Of("data", "drift", Later, trips.Csv, "--schema", path, "--format", "sarif");
        var result = Assert.Single(JsonDocument.Parse(drift.Out).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        Assert.Equal("COMPARATOR_JENSEN_SHANNON_DIVERGENCE_HIGH", result.GetProperty("ruleId").GetString());
    }

    [Fact]
    public async Task Saved_statistics_stand_for_the_data_they_are_of()
    {
        var file = trips["previous.mlstats.json"];
        Assert.Equal(0, (await ToolRun.Of("data", "stats", trips.Csv, "--output", file)).ExitCode);
        Assert.Equal((await ToolRun.Of("data", "drift", Later, trips.Csv)).Out, (await ToolRun.Of("data", "drift", Later, file)).Out);
    }

    [Theory]
    [InlineData("jensenShannon", "names no column")]
    [InlineData("jensenShannon=far", "no number from 0 on")]
    [InlineData("jensenShannon=2", "a distance of 0 to 1")]
    [InlineData("euclid=1", "names no measure")]
    [InlineData("chiSquared=1", "is a test")]
    [InlineData("significance=1", "not between 0 and 1")]
    [InlineData("Town:jensenShannon=0.1", "name column 'Town'")]
    [InlineData("City:wasserstein=1", "'City' has a limit for Wasserstein")]
    public async Task A_threshold_that_is_wrong_is_exit_code_2(string threshold, string message)
    {
        var run = await ToolRun.Of("data", "drift", trips.Csv, trips.Csv, "--threshold", threshold);
        Assert.True(run is { ExitCode: 2, Out: "" }, $"{run.ExitCode}\n{run.Out}{run.Error}");
        Assert.Contains(message, run.Error);
    }
}
