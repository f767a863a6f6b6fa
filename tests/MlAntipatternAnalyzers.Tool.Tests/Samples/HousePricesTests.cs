using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.ML;
using MlAntipatternAnalyzers.Tool.Analysis;

namespace MlAntipatternAnalyzers.Tool.Tests.Samples;

/// <summary>The training job of the sample, and its service with the model that it saved.</summary>
public sealed class HousePricesTests(HousePricesTests.Trained trained) : IClassFixture<HousePricesTests.Trained>
{
    private const string Serving = "HousePrices/Serving:HousePrices.Serving";

    [Fact]
    public void The_model_is_trained_passes_its_gate_and_is_saved()
    {
        Assert.True(trained.Run.ExitCode == 0, trained.Run.Error);
        Assert.Contains("The gate is passed: 6 of 6 checks held; no baseline.", trained.Run.Output);
        Assert.InRange(trained.Run.Number("RSquared of Overall is"), 0.9, 1);
        Assert.True(File.Exists(trained.Model));
    }

    [Fact]
    public async Task The_service_answers_over_http_with_the_prices_that_training_computed()
    {
        JsonArray rows = JsonNode.Parse(ReadGolden(trained.Model))!["rows"]!.AsArray();
        await using SampleServer server = await SampleServer.StartAsync(Serving, "--model", trained.Model);
        Assert.Equal(20, rows.Count);
        foreach (JsonNode? row in rows)
        {
            using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/predict", row!["inputs"]);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            JsonNode answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
            Assert.Equal(row["outputs"]!["Score"]!.GetValue<float>(), answer["price"]!.GetValue<float>());
        }
        Assert.True(rows.Select(row => row!["outputs"]!["Score"]!.GetValue<float>()).Distinct().Count() > 10);
    }

    [Fact]
    public async Task A_house_that_training_never_saw_is_turned_away_with_what_is_wrong()
    {
        await using SampleServer server = await SampleServer.StartAsync(Serving, "--model", trained.Model);
        var house = new { SoldOn = new DateTime(2024, 3, 14), District = "Atlantis", LivingArea = -172, Rooms = 7, YearBuilt = 1978 };

        using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/predict", house);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        JsonObject errors = (await response.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject();
        Assert.Equal(["District", "LivingArea"], errors.Select(error => error.Key).Order());
        Assert.Contains("Atlantis", errors["District"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task It_does_not_start_with_a_model_that_computes_something_else_than_was_recorded()
    {
        string model = trained.Copy("drifted.zip");
        string golden = ReadGolden(model);
        float score = JsonNode.Parse(golden)!["rows"]![0]!["outputs"]!["Score"]!.GetValue<float>();
        WriteGolden(model, new Regex("\"Score\": [0-9.]+").Replace(golden, $"\"Score\": {FormattableString.Invariant($"{score + 1000}")}", 1));

        ProgramRun run = await SampleProgram.RunAsync(Serving, "--model", model, "--port", "0");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("not started: The model does not compute what was recorded when it was trained (20 golden rows)", run.Error);
        Assert.Contains("Score", run.Error);
        Assert.Contains(FormattableString.Invariant($"{score}"), run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Fact]
    public async Task It_does_not_start_with_a_model_that_breaks_the_contract()
    {
        string model = trained.PathOf("other.zip");
        var mlContext = new MLContext(seed: 1);
        IDataView houses = mlContext.Data.LoadFromEnumerable(Enumerable.Range(1, 50).Select(i => new OtherHouse { LivingArea = 2 * i, Rooms = i / 10, Price = 100 * i }));
        var pipeline = mlContext.Transforms.Conversion.ConvertType("RoomCount", nameof(OtherHouse.Rooms))
            .Append(mlContext.Transforms.Concatenate("Features", nameof(OtherHouse.LivingArea), "RoomCount"))
            .Append(mlContext.Regression.Trainers.FastTree(nameof(OtherHouse.Price)));
        mlContext.Model.Save(pipeline.Fit(houses), houses.Schema, model);

        ProgramRun run = await SampleProgram.RunAsync(Serving, "--model", model, "--port", "0");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("not started: The model breaks the feature contract", run.Error);
        foreach (string column in new[] { "District", "SoldOn", "YearBuilt" })
            Assert.Contains($"the contract has the raw column '{column}'", run.Error);
        Assert.Contains("the raw column 'Rooms' is Int32; in the contract it is Single", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [Fact]
    public async Task It_does_not_start_without_golden_rows_or_without_a_model()
    {
        string model = trained.Copy("bare.zip");
        using (ZipArchive archive = ZipFile.Open(model, ZipArchiveMode.Update))
            archive.GetEntry("GoldenRows.json")!.Delete();
        ProgramRun bare = await SampleProgram.RunAsync(Serving, "--model", model, "--port", "0");
        Assert.Equal(1, bare.ExitCode);
        Assert.StartsWith("not started: ", bare.Error);
        Assert.Contains("golden", bare.Error);

        ProgramRun none = await SampleProgram.RunAsync(Serving, "--model", trained.PathOf("none.zip"));
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("run HousePrices.Training first", none.Error);
    }

    [Fact]
    public async Task It_is_good_code()
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int exitCode = await EntryPoint.RunAsync(
            ["check", Path.Combine(SampleProgram.Repository, "samples", "HousePrices"), "--no-restore", "--severity", "info"],
            new Terminal(output, error), AnalyzerSet.All, default);
        Assert.Equal(("", "No findings in 3 projects.\n"), (error.ToString(), output.ToString().ReplaceLineEndings("\n")));
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Its_code_its_model_and_its_contract_say_the_same()
    {
        string sample = Path.Combine(SampleProgram.Repository, "samples", "HousePrices");
        string features = Path.Combine(Path.GetDirectoryName(SampleProgram.StartInfo(Serving).ArgumentList[0])!, "HousePrices.Features.dll");

        ToolRun run = await ToolRun.Of("contract", "check", sample, trained.Model, "--assembly", features, "--no-restore");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(3, Regex.Count(run.Out, ": no difference\n"));

        // All of it: nothing is left open that the code tells.
        ToolRun code = await ToolRun.Of("contract", "show", Path.Combine(sample, "Training"), "--no-restore");
        Assert.Equal(File.ReadAllText(Path.Combine(sample, "House.mlcontract")), code.Out);
    }

    private static string ReadGolden(string model)
    {
        using ZipArchive archive = ZipFile.OpenRead(model);
        using var reader = new StreamReader(archive.GetEntry("GoldenRows.json")!.Open());
        return reader.ReadToEnd();
    }

    private static void WriteGolden(string model, string text)
    {
        using ZipArchive archive = ZipFile.Open(model, ZipArchiveMode.Update);
        archive.GetEntry("GoldenRows.json")!.Delete();
        using var writer = new StreamWriter(archive.CreateEntry("GoldenRows.json").Open());
        writer.Write(text);
    }

    private sealed class OtherHouse
    {
        public float LivingArea { get; set; }

        public int Rooms { get; set; }

        public float Price { get; set; }
    }

    /// <summary>The training job's run, once for all tests.</summary>
    public sealed class Trained : IAsyncLifetime
    {
        private readonly TempFolder _folder = new();

        public string Model => _folder["house.zip"];

        internal ProgramRun Run { get; private set; } = null!;

        public async Task InitializeAsync() => Run = await SampleProgram.RunAsync("HousePrices/Training:HousePrices.Training", "--out", _folder.Path);

        public Task DisposeAsync()
        {
            _folder.Dispose();
            return Task.CompletedTask;
        }

        internal string PathOf(string file) => _folder[file];

        internal string Copy(string file)
        {
            File.Copy(Model, _folder[file]);
            return _folder[file];
        }
    }
}
