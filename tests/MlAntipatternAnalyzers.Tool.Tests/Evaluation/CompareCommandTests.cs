using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Tool.Tests.Evaluation;

/// <summary><c>mlap compare</c> over two models that were trained and saved here.</summary>
public sealed class CompareCommandTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task Text_has_both_models_and_what_changes_by_slice()
    {
        var run = await ToolRun.Of("compare", shop.Old, shop.Binary, shop.Csv, "--label", "Bought", "--slices", "City");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"Baseline:            {shop.Old}", run.Out);
        Assert.Contains($"Candidate:           {shop.Binary}", run.Out);
        Assert.Contains(run.Out.Split('\n'), line => line.Contains("City=Rome") && line.Contains('+') && line.Contains("better"));
    }

    [Fact]
    public async Task The_gate_holds_the_candidate_against_the_baseline()
    {
        var gate = shop.Write("change.json", """{ "format": "mlgate", "version": 1, "thresholds": [ { "metric": "AreaUnderRocCurve", "absoluteChange": 0.05 } ] }""");

        var better = await ToolRun.Of("compare", shop.Old, shop.Binary, shop.Csv, "--label", "Bought", "--gate", gate);
        var worse = await ToolRun.Of("compare", shop.Binary, shop.Old, shop.Csv, "--label", "Bought", "--gate", gate);

        Assert.Equal((0, 1), (better.ExitCode, worse.ExitCode));
        Assert.Contains("The gate is passed: 1 of 1 check held.", better.Out);
        Assert.Contains("FAILED       AreaUnderRocCurve of Overall changes by -0.", worse.Out);
    }

    [Fact]
    public async Task A_model_against_itself_changes_nothing()
    {
        foreach (var (model, label, more) in new[]
        {
            (shop.Binary, "Bought", Array.Empty<string>()), (shop.Multiclass, "Kind", []), (shop.Regression, "Price", []), (shop.Ranking, "Stars", ["--group", "Visitor"]),
        })
        {
            using var json = await JsonOf([model, model, shop.Csv, "--label", label, "--slices", "City", .. more]);

            var changes = json.RootElement.GetProperty("comparison").GetProperty("slices").EnumerateArray().SelectMany(slice => slice.GetProperty("changes").EnumerateObject()).ToArray();
            Assert.NotEmpty(changes);
            Assert.All(changes, change => Assert.Equal(0, change.Value.GetProperty("value").GetDouble()));
        }
    }

    [Fact]
    public async Task Models_of_different_tasks_are_refused()
    {
        var run = await ToolRun.Of("compare", shop.Regression, shop.Binary, shop.Csv, "--label", "Bought");

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Equal($"mlap: error: The model '{shop.Regression}' is of the task Regression and '{shop.Binary}' of Binary: they cannot be compared.\n", run.Error);
    }

    [Fact]
    public async Task Bad_input_is_told_as_in_an_evaluation()
    {
        var missing = await ToolRun.Of("compare", shop["none.zip"], shop.Binary, shop.Csv);
        var column = await ToolRun.Of("compare", shop.Old, shop.Binary, shop.Csv, "--label", "Sold");

        Assert.Equal((2, 2), (missing.ExitCode, column.ExitCode));
        Assert.StartsWith("mlap: error: There is no model", missing.Error);
        Assert.StartsWith("mlap: error: There is no column 'Sold' for the label", column.Error);
    }

    private static async Task<JsonDocument> JsonOf(params string[] arguments)
    {
        var run = await ToolRun.Of(["compare", .. arguments, "--format", "json"]);
        Assert.True(run is { ExitCode: 0, Error: "" }, run.Error);
        return JsonDocument.Parse(run.Out);
    }
}
