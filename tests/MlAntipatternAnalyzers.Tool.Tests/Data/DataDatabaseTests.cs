using System;
using System.Threading.Tasks;
using DuckDB.NET.Data;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Tests.Data;

/// <summary>Tables and queries of a database: an embedded one, so that no server is needed.</summary>
public sealed class DataDatabaseTests : IClassFixture<Trips>, IDisposable
{
    private const string Variable = "MLAP_TEST_CONNECTION";

    private readonly Trips _trips;
    private readonly string _connection;

    public DataDatabaseTests(Trips trips)
    {
        _trips = trips;
        _connection = $"DataSource={trips[$"{Guid.NewGuid():N}.duckdb"]}";
        using var connection = new DuckDBConnection(_connection);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TABLE trips AS SELECT * FROM read_csv('{trips.Csv}', types = {{'Fare': 'FLOAT', 'Zip': 'VARCHAR', 'When': 'VARCHAR'}}); CREATE SCHEMA other; CREATE TABLE other.\"Some trips\" AS SELECT * FROM trips LIMIT 10; CREATE TABLE other.few AS SELECT * FROM trips LIMIT 10";
        command.ExecuteNonQuery();
        Environment.SetEnvironmentVariable(Variable, _connection);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, null);

    [Fact]
    public async Task A_table_and_a_query_have_the_statistics_of_the_file_they_were_made_of()
    {
        var table = await StatisticsAsync("trips");
        var file = await StatisticsOfFileAsync();
        Assert.Equal(1000, table.Rows);
        Assert.Equal(file.FindColumn("City")!.Text!.TopValues, table.FindColumn("City")!.Text!.TopValues);
        Assert.Equal(file.FindColumn("Fare")!.Numeric!.Mean, table.FindColumn("Fare")!.Numeric!.Mean, 1e-9);
        Assert.Equal((100, 900), (table.FindColumn("Distance")!.Missing, table.FindColumn("Distance")!.Present));
        Assert.Equal(10, (await StatisticsAsync("other.few")).Rows);
        Assert.Equal(10, (await StatisticsAsync("SELECT City, Fare FROM other.\"Some trips\"")).Rows);
    }

    [Fact]
    public async Task A_schema_is_inferred_from_it_and_it_is_held_against_one()
    {
        var schema = _trips["database.mlschema.json"];
        var inferred = await RunAsync("infer", "trips", "--output", schema, "--force");
        Assert.True(inferred.ExitCode == 0, inferred.Error);
        Assert.Equal(0, (await RunAsync("validate", "trips", "--schema", schema)).ExitCode);

        var other = await RunAsync("validate", "SELECT * REPLACE ('Paris' AS City) FROM trips LIMIT 3", "--schema", schema, "--rows");
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("ENUM_TYPE_UNEXPECTED_STRING_VALUES 'City'", other.Out);
        Assert.Contains("3 rows offend by themselves", other.Out);
        Assert.Contains("City=Paris", other.Out);
        Assert.Equal(0, (await RunAsync("drift", "trips", "trips", "--threshold", "jensenShannon=0.01")).ExitCode);
    }

    [Theory]
    [InlineData("none", "none")]
    [InlineData("SELECT * FROM nowhere", "nowhere")]
    [InlineData("SELEKT 1 x", "SELEKT")]
    public async Task What_the_database_refuses_is_exit_code_2_with_its_reason(string data, string reason)
    {
        var run = await RunAsync("stats", data);
        Assert.True(run is { ExitCode: 2, Out: "" }, $"{run.ExitCode}\n{run.Out}{run.Error}");
        Assert.StartsWith("mlap: error: ", run.Error);
        Assert.Contains(reason, run.Error);
    }

    private Task<ToolRun> RunAsync(string command, params string[] arguments) => ToolRun.Of(["data", command, .. arguments, "--provider", "duckdb", "--connection", $"env:{Variable}"]);

    private async Task<DataStatistics> StatisticsAsync(string data)
    {
        var file = _trips["database.mlstats.json"];
        var run = await RunAsync("stats", data, "--output", file);
        Assert.True(run.ExitCode == 0, run.Error);
        return DataStatistics.Load(file);
    }

    private async Task<DataStatistics> StatisticsOfFileAsync()
    {
        var file = _trips["file.mlstats.json"];
        var run = await ToolRun.Of("data", "stats", _trips.Csv, "--output", file);
        Assert.True(run.ExitCode == 0, run.Error);
        return DataStatistics.Load(file);
    }
}
