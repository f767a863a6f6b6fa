using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tool.Analysis;

namespace MlAntipatternAnalyzers.Tool.Tests;

/// <summary>The tool with the analyzers, fixes and pages that it ships with.</summary>
public sealed class RealRulesTests
{
    private const string Program = """
        using System;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var context = new MLContext(seed: 1);
        var trips = context.Data.LoadFromTextFile<Trip>("trips.csv", separatorChar: ',', hasHeader: true);
        var pipeline = context.Transforms.Concatenate("Features", "Distance", "Passengers")
            .Append(context.Regression.Trainers.Sdca(labelColumnName: "Fare"));
        var model = pipeline.Fit(trips);
        var metrics = context.Regression.Evaluate(model.Transform(trips), labelColumnName: "Fare");
        Console.WriteLine(metrics.RSquared);

        public sealed class Trip
        {
            [LoadColumn(0)] public float Distance { get; set; }
            [LoadColumn(1)] public float Passengers { get; set; }
            [LoadColumn(2)] public float Fare { get; set; }
        }

        """;

    [Fact]
    public async Task Evaluation_on_the_training_data_is_found_in_loose_files()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", Program);

        var run = await ToolRun.With(AnalyzerSet.All, ["check", folder.Path, "--root", folder.Path, "--format", "json"]);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        var finding = JsonDocument.Parse(run.Out).RootElement.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("id").GetString() == "MLAP6002");
        Assert.Equal(("Trainer.cs", 10), (finding.GetProperty("path").GetString(), finding.GetProperty("line").GetInt32()));
        Assert.EndsWith("/Rules/Evaluation/MLAP6002.md", finding.GetProperty("helpLink").GetString());
    }

    [Fact]
    public async Task A_web_project_is_compared_with_the_project_that_trains_for_it()
    {
        using var folder = new TempFolder();
        folder.Write("Rows/Rows.csproj", Project("Microsoft.NET.Sdk", "net8.0"));
        folder.Write("Rows/Rows.cs", """
            public class House { public float Area { get; set; } public float Rooms { get; set; } public float Price { get; set; } }
            public class Row { public float PerRoom { get; set; } public float Label { get; set; } }
            public static class Features { public static float Ratio(float whole, float parts) => parts == 0 ? 0 : whole / parts; }

            """);
        folder.Write("Training/Training.csproj", Project("Microsoft.NET.Sdk", "net10.0", "Rows"));
        folder.Write("Training/Trainer.cs", """
            using System.Collections.Generic;
            using System.Linq;
            using Microsoft.ML;

            public sealed class Trainer
            {
                public void Train(MLContext context, List<House> houses)
                {
                    var rows = context.Data.LoadFromEnumerable(houses.Select(house => new Row { PerRoom = Features.Ratio(house.Area, house.Rooms), Label = house.Price }));
                    context.Model.Save(context.Transforms.Concatenate("Features", "PerRoom").Append(context.Regression.Trainers.Sdca()).Fit(rows), rows.Schema, "house.zip");
                }
            }

            """);
        folder.Write("Serving/Serving.csproj", Project("Microsoft.NET.Sdk.Web", "net10.0", "Training"));
        folder.Write("Serving/Program.cs", """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.ML;

            var context = new MLContext();
            var app = WebApplication.CreateBuilder(args).Build();
            app.MapPost("/price", (House house) => context.Model.CreatePredictionEngine<Row, Answer>(context.Model.Load("house.zip", out _)).Predict(
                new Row { PerRoom = house.Area * house.Rooms }).Score);
            app.MapPost("/same", (House house) => context.Model.CreatePredictionEngine<Row, Answer>(context.Model.Load("house.zip", out _)).Predict(
                new Row { PerRoom = Features.Ratio(house.Area, house.Rooms) }).Score);
            app.Run();

            public class Answer { public float Score { get; set; } }

            """);

        var run = await ToolRun.With(AnalyzerSet.All, ["check", folder["Serving/Serving.csproj"], "--root", folder.Path, "--format", "json"]);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        var finding = JsonDocument.Parse(run.Out).RootElement.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("id").GetString() == "MLAP4002");
        Assert.Equal(("Serving/Program.cs", 7), (finding.GetProperty("path").GetString(), finding.GetProperty("line").GetInt32()));
    }

    private static string Project(string sdk, string framework, params string[] references) => $"""
        <Project Sdk="{sdk}">
          <PropertyGroup><TargetFramework>{framework}</TargetFramework></PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.ML" Version="5.0.1" />
            {string.Concat(references.Select(Reference))}
          </ItemGroup>
        </Project>
        """;

    private static string Reference(string name) => $"""<ProjectReference Include="../{name}/{name}.csproj" />""";

    [Fact]
    public async Task Every_rule_tells_what_it_is_by_its_page_where_it_has_one()
    {
        var pages = typeof(EntryPoint).Assembly.GetManifestResourceNames();
        Assert.NotEmpty(AnalyzerSet.All.Rules);
        foreach (var rule in AnalyzerSet.All.Rules)
        {
            var page = await ToolRun.With(AnalyzerSet.All, ["rules", rule.Id.ToLowerInvariant()]);
            Assert.Equal((0, ""), (page.ExitCode, page.Error));
            Assert.StartsWith(pages.Contains($"rules/{rule.Id}.md") ? "# " : $"{rule.Id}: {rule.Title}\n", page.Out);
            Assert.Contains(rule.Id, page.Out);
        }
    }

    [Fact]
    public async Task The_model_of_a_program_is_explained()
    {
        using var folder = new TempFolder();
        folder.Write("Trainer.cs", Program);

        var text = await ToolRun.With(AnalyzerSet.All, ["explain", folder.Path]);
        var graph = await ToolRun.With(AnalyzerSet.All, ["explain", folder.Path, "--format", "mermaid"]);

        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Contains("trips.csv", text.Out);
        Assert.Contains("Sdca", text.Out);
        Assert.Equal((0, ""), (graph.ExitCode, graph.Error));
        Assert.StartsWith("flowchart", graph.Out);
        Assert.Contains("Sdca", graph.Out);
    }

    [Fact]
    public async Task Two_models_are_told_apart_by_their_projects()
    {
        using var folder = new TempFolder();
        foreach (var name in new[] { "A", "B" })
        {
            folder.Write($"{name}/{name}.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
            folder.Write($"{name}/Trainer.cs", Program);
        }

        var text = await ToolRun.With(AnalyzerSet.All, ["explain", folder.Path, "--loose"]);
        var graph = await ToolRun.With(AnalyzerSet.All, ["explain", folder.Path, "--loose", "--format", "mermaid"]);

        Assert.Equal(["# A", "# B"], text.Out.Split('\n').Where(line => line.StartsWith("# ")));
        Assert.Equal(["# A", "```mermaid", "```", "# B", "```mermaid", "```"], graph.Out.Split('\n').Where(line => line.StartsWith("# ") || line.StartsWith("```")));
    }

    [Fact]
    public async Task Nothing_is_explained_where_ML_NET_is_not_used()
    {
        using var folder = new TempFolder();
        folder.Write("C.cs", "class C { }\n");

        var run = await ToolRun.With(AnalyzerSet.All, ["explain", folder.Path]);

        Assert.Equal((0, "", "mlap: note: nothing here uses ML.NET.\n"), (run.ExitCode, run.Out, run.Error));
    }
}
