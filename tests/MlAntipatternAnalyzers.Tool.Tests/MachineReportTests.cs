using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tool.Reports;

namespace MlAntipatternAnalyzers.Tool.Tests;

public sealed class MachineReportTests
{
    [Fact]
    public async Task Json_has_every_fact_of_a_finding_and_a_summary()
    {
        using var folder = new TempFolder();
        folder.Write("src/Trainer.cs", ToolRun.Program);

        var run = await ToolRun.Of("check", folder.Path, "--root", folder.Path, "--format", "json");

        Assert.Equal("""
            {
              "version": 1,
              "findings": [
                {
                  "id": "MLAP9001",
                  "severity": "warning",
                  "category": "Testing",
                  "path": "src/Trainer.cs",
                  "line": 5,
                  "column": 13,
                  "endLine": 5,
                  "endColumn": 65,
                  "message": "'NormalizingEstimator' is fitted",
                  "helpLink": "https://example.org/MLAP9001.md",
                  "fixes": [
                    "Fit later",
                    "Fit: once",
                    "Fit: never"
                  ]
                }
              ],
              "summary": {
                "projects": 1,
                "error": 0,
                "warning": 1,
                "info": 0,
                "notShown": 1,
                "complete": true,
                "problems": []
              }
            }

            """, run.Out);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Json_says_what_was_not_analysed()
    {
        using var folder = new TempFolder();

        var run = await ToolRun.Of("check", folder["missing"], "--format", "json");

        var summary = JsonDocument.Parse(run.Out).RootElement.GetProperty("summary");
        Assert.False(summary.GetProperty("complete").GetBoolean());
        Assert.Equal("failure", summary.GetProperty("problems")[0].GetProperty("kind").GetString());
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task Sarif_has_rules_results_and_places_that_resolve_against_the_root()
    {
        using var folder = new TempFolder();
        folder.Write("my src/Trainer #1.cs", ToolRun.Program);

        var run = await ToolRun.Of("check", folder.Path, "--root", folder.Path, "--format", "sarif", "--severity", "info");

        var log = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.EndsWith("sarif-schema-2.1.0.json", log.GetProperty("$schema").GetString());
        var single = Assert.Single(log.GetProperty("runs").EnumerateArray().ToArray());
        var driver = single.GetProperty("tool").GetProperty("driver");
        Assert.Equal("mlap", driver.GetProperty("name").GetString());
        var rules = driver.GetProperty("rules").EnumerateArray().ToArray();
        Assert.Equal(["MLAP9001", "MLAP9002"], rules.Select(rule => rule.GetProperty("id").GetString()));
        Assert.Equal(["warning", "note"], rules.Select(rule => rule.GetProperty("defaultConfiguration").GetProperty("level").GetString()));
        Assert.Equal("https://example.org/MLAP9001.md", rules[0].GetProperty("helpUri").GetString());
        Assert.Equal("Fit is called", rules[0].GetProperty("shortDescription").GetProperty("text").GetString());
        Assert.True(single.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal("utf16CodeUnits", single.GetProperty("columnKind").GetString());

        var results = single.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(["MLAP9002", "MLAP9001"], results.Select(result => result.GetProperty("ruleId").GetString()));
        Assert.All(results, result => Assert.Equal(
            result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()));
        Assert.Equal(["note", "warning"], results.Select(result => result.GetProperty("level").GetString()));
        Assert.Equal("'NormalizingEstimator' is fitted", results[1].GetProperty("message").GetProperty("text").GetString());
        var place = results[1].GetProperty("locations")[0].GetProperty("physicalLocation");
        var artifact = place.GetProperty("artifactLocation");
        var root = single.GetProperty("originalUriBaseIds").GetProperty(artifact.GetProperty("uriBaseId").GetString()!).GetProperty("uri").GetString()!;
        Assert.Equal(folder["my src/Trainer #1.cs"], new Uri(new Uri(root), artifact.GetProperty("uri").GetString()).LocalPath);
        Assert.Equal("[5,13,5,65]", Region(place.GetProperty("region")));
        Assert.Equal(2, results.Select(result => result.GetProperty("partialFingerprints").GetProperty("mlapFinding/v1").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_sarif_fingerprint_outlives_lines_put_above_it_and_tells_equal_lines_apart()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", ToolRun.Program);
        var before = await FingerprintsAsync(folder);
        folder.Write("Trainer.cs", "// A comment.\n" + ToolRun.Program.Replace("public class", "{ model.ToString(); }\nmodel =\n" + "context.Transforms.NormalizeMinMax(\"Fare\").Fit(rows);\n{}model =\n" + "context.Transforms.NormalizeMinMax(\"Fare\").Fit(rows);\npublic class"));
        var after = await FingerprintsAsync(folder);

        Assert.Single(before);
        Assert.Equal(before[0], after[0]);
        Assert.Equal(3, after.Distinct().Count());
    }

    [Fact]
    public async Task Github_gets_a_command_a_finding()
    {
        using var folder = new TempFolder();
        folder.Write("a,b/Trainer.cs", ToolRun.Program);

        var run = await ToolRun.Of("check", folder.Path, "--root", folder.Path, "--format", "github", "--severity", "info");

        Assert.Equal(
            "::notice file=a%2Cb/Trainer.cs,line=4,endLine=4,col=12,endColumn=64,title=MLAP9002%3A Data is loaded::'LoadFromTextFile' is loaded\n" +
            "::warning file=a%2Cb/Trainer.cs,line=5,endLine=5,col=13,endColumn=65,title=MLAP9001%3A Fit is called::'NormalizingEstimator' is fitted\n",
            run.Out);
    }

    [Theory]
    [InlineData("50% of a:b,c\r\nnext", "50%25 of a:b,c%0D%0Anext", "50%25 of a%3Ab%2Cc%0D%0Anext")]
    public void Github_commands_are_escaped(string text, string data, string property)
    {
        Assert.Equal(data, GitHubReport.Data(text));
        Assert.Equal(property, GitHubReport.Property(text));
    }

    private static string Region(JsonElement region) =>
        $"[{region.GetProperty("startLine")},{region.GetProperty("startColumn")},{region.GetProperty("endLine")},{region.GetProperty("endColumn")}]";

    private static async Task<string[]> FingerprintsAsync(TempFolder folder)
    {
        var run = await ToolRun.Of("check", folder.Path, "--root", folder.Path, "--format", "sarif");
        return [.. JsonDocument.Parse(run.Out).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("partialFingerprints").GetProperty("mlapFinding/v1").GetString()!)];
    }
}
