using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Tests.Data;

/// <summary>Data held against a schema, and the schema relaxed to fit it.</summary>
public sealed class DataValidateTests(Trips trips) : IClassFixture<Trips>
{
    [Fact]
    public async Task Data_that_fits_is_exit_code_0_from_every_kind_of_source()
    {
        var schema = await SchemaAsync("fits");
        var run = await ToolRun.Of("data", "validate", trips.Csv, "--schema", schema);
        Assert.Equal((0, $"{trips.Csv} against {schema}: 1,000 rows, all as expected.\n", ""), (run.ExitCode, run.Out, run.Error));
        // Which of two types a first row suggests is no matter: the schema says it.
        Assert.Equal(0, (await ToolRun.Of("data", "validate", trips.Write("one.csv", "Id,City,Fare,Distance,Tipped,When,Zip\n1,Rome,2,3,true,2024-01-01 01:00,5\n"), "--schema", schema)).ExitCode);
        var statistics = trips["fits.mlstats.json"];
        Assert.Equal(0, (await ToolRun.Of("data", "stats", trips.Csv, "--output", statistics)).ExitCode);
        Assert.Equal(0, (await ToolRun.Of("data", "validate", statistics, "--schema", schema)).ExitCode);
    }

    [Fact]
    public async Task What_does_not_fit_is_told_with_the_change_that_would_accept_it_and_the_rows()
    {
        var schema = await SchemaAsync("bad");
        var bad = trips.Write("bad.csv", "Id,City,Fare,Distance,Tipped,When,Zip\n1,Rome,2,3,true,2024-01-01 01:00,5\n\n2,\"Sankt\nGallen\",2,3,true,2024-01-01 01:00,5\n3,Rome,cheap,3,true,2024-01-01 01:00,5\n");
        var run = await ToolRun.Of("data", "validate", bad, "--schema", schema, "--rows");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.StartsWith($"{bad} against {schema}: 3 rows, 3 errors, 0 warnings.\n", run.Out);
        Assert.Contains("error ENUM_TYPE_UNEXPECTED_STRING_VALUES 'City'", run.Out);
        Assert.Contains("  would be accepted with 'City' domain: ", run.Out);
        Assert.Contains("error FLOAT_TYPE_STRING_NOT_FLOAT 'Fare': 1 field is no Single, such as 'cheap' (row 3).", run.Out);
        Assert.Contains("error FEATURE_TYPE_LOW_FRACTION_PRESENT 'Fare'", run.Out);
        Assert.Contains("2 rows offend by themselves:\n", run.Out);
        Assert.Contains($"{bad}(4): City ENUM_TYPE_UNEXPECTED_STRING_VALUES: 2,\"Sankt\nGallen\",2,3", run.Out);
        Assert.Contains($"{bad}(6): Fare FLOAT_TYPE_STRING_NOT_FLOAT", run.Out);

        var one = await ToolRun.Of("data", "validate", bad, "--schema", schema, "--rows", "1");
        Assert.Contains("2 rows offend by themselves; the first 1:\n", one.Out);
        Assert.DoesNotContain($"{bad}(6)", one.Out);
    }

    [Fact]
    public async Task Severities_and_environments_are_the_schemas()
    {
        var path = trips["severities.mlschema.json"];
        var schema = new DataSchema([new("Label", ColumnType.Single) { NotInEnvironments = ["SERVING"] }, new("x", ColumnType.Single) { Max = 1 }])
            .WithEnvironments(["TRAINING", "SERVING"]).WithSeverity(DataAnomalyCode.FloatTypeBigFloat, DataAnomalySeverity.Warning);
        schema.Save(path);
        var serving = trips.Write("serving.csv", "x\n0.5\n");
        Assert.Equal(0, (await ToolRun.Of("data", "validate", serving, "--schema", path, "--environment", "SERVING")).ExitCode);
        var training = await ToolRun.Of("data", "validate", serving, "--schema", path, "--environment", "TRAINING");
        Assert.Equal(1, training.ExitCode);
        Assert.Contains("SCHEMA_MISSING_COLUMN 'Label'", training.Out);
        await Refused("knows no environment 'PROD'; it knows SERVING, TRAINING", serving, "--schema", path, "--environment", "PROD");

        var big = trips.Write("big.csv", "x\n2\n");
        Assert.Equal(0, (await ToolRun.Of("data", "validate", big, "--schema", path, "--environment", "SERVING")).ExitCode);
        Assert.Equal(1, (await ToolRun.Of("data", "validate", big, "--schema", path, "--environment", "SERVING", "--severity", "warning")).ExitCode);
    }

    [Fact]
    public async Task Drift_from_the_previous_span_is_an_anomaly_where_a_comparator_or_the_profile_limits_it()
    {
        var schema = await SchemaAsync("drift");
        var later = trips.Write("later.csv", Trips.Rows(seed: 5, count: 1000, shift: 0.4).Replace("Paris", "Oslo"));
        Assert.Equal(0, (await ToolRun.Of("data", "validate", later, "--schema", schema, "--previous", trips.Csv)).ExitCode);
        var run = await ToolRun.Of("data", "validate", later, "--schema", schema, "--previous", trips.Csv, "--profile", "monitoring");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("COMPARATOR_L_INFTY_HIGH 'City'", run.Out);
        Assert.Contains("COMPARATOR_JENSEN_SHANNON_DIVERGENCE_HIGH 'Fare'", run.Out);
        Assert.Contains("within its limit: 'Distance' drift jensenShannon", run.Out);
        await Refused("give one of them", trips.Csv, "--schema", schema, "--training", trips.Csv, "--serving", trips.Csv);
    }

    [Fact]
    public async Task Json_holds_the_librarys_report_and_the_rows()
    {
        var schema = await SchemaAsync("json");
        var bad = trips.Write("json.csv", "Id,City,Fare,Distance,Tipped,When,Zip\n1,Basel,dear,3,true,2024-01-01 01:00,5\n");
        var run = await ToolRun.Of("data", "validate", bad, "--schema", schema, "--rows", "--format", "json");

        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal((1, 1, false), (run.ExitCode, root.GetProperty("version").GetInt32(), root.GetProperty("fits").GetBoolean()));
        Assert.Contains(root.GetProperty("validation").GetProperty("anomalies").EnumerateArray(), anomaly => anomaly.GetProperty("column").GetString() == "City");
        Assert.Equal("FLOAT_TYPE_STRING_NOT_FLOAT", root.GetProperty("unreadFields")[0].GetProperty("code").GetString());
        var row = Assert.Single(root.GetProperty("rows").EnumerateArray());
        Assert.Equal((1, 2, 1), (row.GetProperty("row").GetInt32(), row.GetProperty("line").GetInt32(), root.GetProperty("offendingRows").GetInt32()));
        Assert.Equal(["City", "Fare"], row.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("column").GetString()!).Distinct().Order());
    }

    [Fact]
    public async Task Sarif_has_a_rule_for_each_code_and_a_place_in_the_data()
    {
        var schema = await SchemaAsync("sarif");
        var bad = trips.Write("sarif.csv", "Id,City,Fare,Distance,Tipped,When,Zip\n1,Rome,5,3,true,2024-01-01 01:00,5\n1,Basel,5,3,true,2024-01-01 01:00,5\n");
        var run = await ToolRun.Of("data", "validate", bad, "--schema", schema, "--rows", "--format", "sarif");

        Assert.Equal(1, run.ExitCode);
        var single = JsonDocument.Parse(run.Out).RootElement.GetProperty("runs")[0];
        var rules = single.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!).ToArray();
        Assert.Superset(DataAnomalyCode.All.ToHashSet(), rules.ToHashSet());
        var result = Assert.Single(single.GetProperty("results").EnumerateArray());
        Assert.Equal(("ENUM_TYPE_UNEXPECTED_STRING_VALUES", "error"), (result.GetProperty("ruleId").GetString(), result.GetProperty("level").GetString()));
        Assert.Equal("ENUM_TYPE_UNEXPECTED_STRING_VALUES", rules[result.GetProperty("ruleIndex").GetInt32()]);
        var location = result.GetProperty("locations")[0];
        Assert.EndsWith("sarif.csv", location.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(3, location.GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal("City", location.GetProperty("logicalLocations")[0].GetProperty("name").GetString());

        var github = await ToolRun.Of("data", "validate", bad, "--schema", schema, "--format", "github");
        Assert.StartsWith($"::error file={bad},title=ENUM_TYPE_UNEXPECTED_STRING_VALUES::'City': ", github.Out);
    }

    [Fact]
    public async Task Relaxing_shows_the_smallest_change_and_writes_it_only_when_it_is_told_to()
    {
        var schema = await SchemaAsync("relax");
        var before = File.ReadAllText(schema);
        Assert.Equal((0, "The data fits the schema.\n"), ToPair(await ToolRun.Of("data", "relax", trips.Csv, "--schema", schema)));

        var later = trips.Write("relax.csv", Trips.Rows(seed: 5, count: 1000, shift: 0.2));
        var shown = await ToolRun.Of("data", "relax", later, "--schema", schema);
        Assert.Equal((1, before), (shown.ExitCode, File.ReadAllText(schema)));
        Assert.Contains("'City'", shown.Out);
        Assert.Contains("Paris", shown.Out);
        Assert.Contains("--force", shown.Error);

        var other = trips["relaxed.mlschema.json"];
        Assert.Equal(0, (await ToolRun.Of("data", "relax", later, "--schema", schema, "--output", other)).ExitCode);
        Assert.Equal(before, File.ReadAllText(schema));
        Assert.Equal(0, (await ToolRun.Of("data", "validate", later, "--schema", other)).ExitCode);
        Assert.Equal(0, (await ToolRun.Of("data", "relax", later, "--schema", schema, "--force")).ExitCode);
        Assert.Equal(File.ReadAllText(other), File.ReadAllText(schema));
    }

    [Fact]
    public async Task A_row_class_is_held_against_the_schema_too()
    {
        var path = trips["class.mlschema.json"];
        new DataSchema([new("City", ColumnType.Text), new("Fare", ColumnType.Double), new("Distance", ColumnType.Single), new("Tipped", ColumnType.Boolean)]).Save(path);
        var run = await ToolRun.Of("data", "validate", trips.Csv, "--schema", path, "--row", $"{typeof(Trip).Assembly.Location}:{typeof(Trip).FullName}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("UNEXPECTED_DATA_TYPE 'Fare'", run.Out);
    }

    [Fact]
    public async Task A_schema_that_is_not_there_or_of_the_future_is_exit_code_2()
    {
        await Refused("There is no data schema", trips.Csv, "--schema", trips["none.mlschema.json"]);
        await Refused("(1,", trips.Csv, "--schema", trips.Write("future.mlschema.json", """{ "format": "mlschema", "version": 99, "columns": [] }"""));
        await Refused("'--schema'", trips.Csv);
        await Refused("--rows is at least 1", trips.Csv, "--schema", trips["none.mlschema.json"], "--rows", "0");
    }

    private async Task<string> SchemaAsync(string name)
    {
        var path = trips[name + ".mlschema.json"];
        var run = await ToolRun.Of("data", "infer", trips.Csv, "--output", path, "--max-domain", "10");
        Assert.True(run.ExitCode == 0, run.Error);
        return path;
    }

    private static async Task Refused(string message, params string[] arguments)
    {
        var run = await ToolRun.Of(["data", "validate", .. arguments]);
        Assert.True(run is { ExitCode: 2, Out: "" }, $"{run.ExitCode}\n{run.Out}{run.Error}");
        Assert.Contains(message, run.Error);
    }

    private static (int, string) ToPair(ToolRun run) => (run.ExitCode, run.Out);
}
