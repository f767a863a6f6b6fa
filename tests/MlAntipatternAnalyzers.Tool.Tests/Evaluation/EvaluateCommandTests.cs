using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Tool.Tests.Evaluation;

/// <summary><c>mlap evaluate</c> over models that were trained and saved here, against what ML.NET says of the same rows.</summary>
public sealed class EvaluateCommandTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task A_binary_models_metrics_are_those_of_MLNET()
    {
        var model = shop.MLContext.Model.Load(shop.Binary, out _);
        var expected = shop.MLContext.BinaryClassification.Evaluate(model.Transform(shop.Visits()), "Bought");

        var overall = Overall(await JsonOf(shop.Binary, shop.Csv, "--label", "Bought"));

        Assert.Equal("Binary", overall.Task);
        Assert.Equal(expected.Accuracy, overall.Of("Accuracy"), 9);
        Assert.Equal(expected.AreaUnderRocCurve, overall.Of("AreaUnderRocCurve"), 9);
        Assert.Equal(expected.LogLoss, overall.Of("LogLoss"), 9);
    }

    [Fact]
    public async Task A_multiclass_models_label_is_its_text_or_its_key()
    {
        var model = shop.MLContext.Model.Load(shop.Multiclass, out _);
        var predictions = model.Transform(shop.Visits());
        // The pipeline maps its prediction back to text, and ML.NET evaluates keys.
        var keyed = shop.MLContext.Transforms.Conversion.MapValueToKey("PredictedLabel").Fit(predictions).Transform(predictions);
        var expected = shop.MLContext.MulticlassClassification.Evaluate(keyed, "KindKey");

        var byText = Overall(await JsonOf(shop.Multiclass, shop.Csv, "--label", "Kind"));
        var byKey = Overall(await JsonOf(shop.Multiclass, shop.Csv, "--label", "KindKey"));

        Assert.Equal("Multiclass", byText.Task);
        Assert.Equal(expected.LogLoss, byText.Of("LogLoss"), 6);
        Assert.Equal(byKey.Of("MicroAccuracy"), byText.Of("MicroAccuracy"));
        Assert.InRange(byText.Of("MicroAccuracy"), 0.8, 1);
    }

    [Fact]
    public async Task A_multiclass_label_of_numbers_is_a_class_by_its_number_and_not_by_its_place()
    {
        var rows = shop.MLContext.Data.LoadFromTextFile<Digit>(shop.Write("digits.csv", "X,Class\n" + string.Concat(Enumerable.Range(0, 90).Select(i => $"{i % 3},{7 - (3 * (i % 3))}\n"))), ',', hasHeader: true);
        var model = shop.Save(
            "digits.zip",
            shop.MLContext.Transforms.Conversion.MapValueToKey("Key", "Class")
                .Append(shop.MLContext.Transforms.Categorical.OneHotEncoding("Features", "X"))
                .Append(shop.MLContext.MulticlassClassification.Trainers.NaiveBayes("Key")),
            rows);

        Assert.Equal(1, Overall(await JsonOf(model, shop["digits.csv"], "--label", "Class")).Of("MicroAccuracy"));
        Assert.Equal(1, Overall(await JsonOf(model, shop["digits.csv"], "--label", "Key")).Of("MicroAccuracy"));
    }

    [Fact]
    public async Task A_model_that_was_saved_with_its_loader_is_evaluated()
    {
        var loader = shop.MLContext.Data.CreateTextLoader<Shop.Visit>(',', hasHeader: true, allowQuoting: true);
        shop.MLContext.Model.Save(shop.MLContext.Model.Load(shop.Binary, out _), loader, shop["loader.zip"]);

        var expected = Overall(await JsonOf(shop.Binary, shop.Csv, "--label", "Bought")).Of("LogLoss");
        Assert.Equal(expected, Overall(await JsonOf(shop["loader.zip"], shop.Csv, "--label", "Bought")).Of("LogLoss"), 12);
    }

    [Fact]
    public async Task A_regression_of_trees_is_evaluated()
    {
        var model = shop.MLContext.Model.Load(shop.Regression, out _);
        var expected = shop.MLContext.Regression.Evaluate(model.Transform(shop.Visits()), "Price");

        var overall = Overall(await JsonOf(shop.Regression, shop.Csv, "--label", "Price"));

        Assert.Equal("Regression", overall.Task);
        Assert.Equal(expected.RSquared, overall.Of("RSquared"), 9);
        Assert.Equal(expected.MeanAbsoluteError, overall.Of("MeanAbsoluteError"), 9);
    }

    [Fact]
    public async Task A_ranking_is_evaluated_by_groups_of_text_or_key()
    {
        var model = shop.MLContext.Model.Load(shop.Ranking, out _);
        var expected = shop.MLContext.Ranking.Evaluate(model.Transform(shop.Visits()), "Stars", "VisitorKey");

        var byKey = Overall(await JsonOf(shop.Ranking, shop.Csv, "--label", "Stars", "--group", "VisitorKey"));
        var byText = Overall(await JsonOf(shop.Ranking, shop.Csv, "--label", "Stars", "--group", "Visitor"));

        Assert.Equal("Ranking", byKey.Task);
        Assert.Equal(expected.NormalizedDiscountedCumulativeGains[2], byText.Of("NDCG@3"), 6);
    }

    [Fact]
    public async Task Slices_crosses_buckets_and_weights_are_measured()
    {
        var json = await JsonOf(
            shop.Binary, shop.Csv, "--label", "Bought", "--slices", "City,City*Day", "--slices", "Minutes", "--buckets", "Minutes=10,20", "--weight", "Weight", "--min-rows", "30");
        var slices = json.RootElement.GetProperty("evaluation").GetProperty("slices").EnumerateArray().Select(slice => slice.GetProperty("name").GetString()).ToList();

        Assert.Equal("Overall", slices[0]);
        Assert.Contains("City=Bonn, am Rhein", slices);
        Assert.Contains("City=Rome, Day=1", slices);
        Assert.Contains("Minutes=[10, 20)", slices);
        Assert.True(json.RootElement.GetProperty("evaluation").GetProperty("slices")[0].GetProperty("weightedRows").GetDouble() > 600);
        Assert.Equal("Weight", json.RootElement.GetProperty("weight").GetString());
    }

    [Fact]
    public async Task The_readmes_gate_is_one()
    {
        using var stream = typeof(EvaluateCommandTests).Assembly.GetManifestResourceStream("tool-readme.md")!;
        var readme = new StreamReader(stream).ReadToEnd();
        var start = readme.IndexOf("{\n  \"format\": \"mlgate\"", StringComparison.Ordinal);
        var gate = shop.Write("readme.json", readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)]);

        var run = await ToolRun.Of("evaluate", shop.Binary, shop.Csv, "--label", "Bought", "--slices", "City", "--gate", gate, "--baseline", shop.Old);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("LogLoss of City=Rome is 0.", run.Out);
    }

    [Fact]
    public async Task Text_has_the_metrics_the_slices_and_the_gate()
    {
        var gate = Gate("""{ "metric": "AreaUnderRocCurve", "lower": 0.6 }, { "metric": "AreaUnderRocCurve", "slice": "City=Rome", "lower": 0.6 }""");

        var run = await ToolRun.Of("evaluate", shop.Binary, shop.Csv, "--label", "Bought", "--slices", "City", "--gate", gate);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("AreaUnderRocCurve", run.Out);
        Assert.Contains("95.0 % interval", run.Out);
        Assert.Contains("City=Bonn, am Rhein", run.Out);
        Assert.Contains("The gate is passed: 2 of 2 checks held; no baseline.", run.Out);
    }

    [Fact]
    public async Task A_gate_that_fails_is_exit_code_1_and_says_why()
    {
        var gate = Gate("""{ "metric": "AreaUnderRocCurve", "slice": "City=*", "lower": 0.8 }""");

        var run = await ToolRun.Of("evaluate", shop.Binary, shop.Csv, "--label", "Bought", "--slices", "City", "--gate", gate);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("FAILED       AreaUnderRocCurve of City=Paris is 0.", run.Out);
        Assert.Contains("held         AreaUnderRocCurve of City=Rome is 0.", run.Out);
    }

    [Fact]
    public async Task A_baseline_is_evaluated_on_the_same_rows_and_its_absence_is_told()
    {
        var gate = Gate("""{ "metric": "AreaUnderRocCurve", "absoluteChange": 0.01 }""");

        var better = await ToolRun.Of("evaluate", shop.Binary, shop.Csv, "--label", "Bought", "--gate", gate, "--baseline", shop.Old, "--format", "json");
        var worse = await ToolRun.Of("evaluate", shop.Old, shop.Csv, "--label", "Bought", "--gate", gate, "--baseline", shop.Binary);
        var alone = await ToolRun.Of("evaluate", shop.Binary, shop.Csv, "--label", "Bought", "--gate", gate);

        Assert.Equal((0, 1, 1), (better.ExitCode, worse.ExitCode, alone.ExitCode));
        using var json = JsonDocument.Parse(better.Out);
        Assert.Equal("given", json.RootElement.GetProperty("gate").GetProperty("baseline").GetString());
        Assert.Contains(json.RootElement.GetProperty("baseline").GetProperty("slices").EnumerateArray(), slice => slice.GetProperty("name").GetString() == "Overall");
        Assert.Contains("there is no baseline", alone.Out);
    }

    [Fact]
    public async Task Binary_data_and_other_separators_give_the_same_metrics()
    {
        var expected = Overall(await JsonOf(shop.Binary, shop.Csv, "--label", "Bought")).Of("LogLoss");
        using (var stream = File.Create(shop["visits.idv"]))
            shop.MLContext.Data.SaveAsBinary(shop.Visits(), stream);
        var lines = File.ReadAllLines(shop.Csv).Select(line => line.Replace("\"Bonn, am Rhein\"", "Bonn; am Rhein")).ToArray();
        var tabs = shop.Write("visits.tsv", string.Join('\n', lines.Select(line => line.Replace(',', '\t'))).Replace("Bonn; am Rhein", "Bonn, am Rhein"));
        var semicolons = shop.Write("semicolons.csv", string.Join('\n', File.ReadAllLines(shop.Csv).Select(line => line.Replace("\"Bonn, am Rhein\"", "Bonn~ am Rhein").Replace(',', ';').Replace('~', ','))));
        var bare = shop.Write("bare.csv", string.Join('\n', File.ReadAllLines(shop.Csv).Skip(1)));

        Assert.Equal(expected, Overall(await JsonOf(shop.Binary, shop["visits.idv"], "--label", "Bought")).Of("LogLoss"), 12);
        Assert.Equal(expected, Overall(await JsonOf(shop.Binary, tabs, "--label", "Bought")).Of("LogLoss"), 12);
        Assert.Equal(expected, Overall(await JsonOf(shop.Binary, semicolons, "--label", "Bought")).Of("LogLoss"), 12);
        Assert.Equal(expected, Overall(await JsonOf(
            shop.Binary, bare, "--label", "Bought", "--no-header", "--column", "City=0", "--column", "Minutes=2", "--column", "Items=3", "--column", "Bought=4")).Of("LogLoss"), 12);
    }

    [Fact]
    public async Task Columns_are_found_by_name_whatever_their_order()
    {
        var expected = Overall(await JsonOf(shop.Binary, shop.Csv, "--label", "Bought")).Of("LogLoss");
        var turned = shop.Write("turned.csv", string.Join('\n', File.ReadAllLines(shop.Csv)
            .Select(line => string.Join(',', line.Replace("\"Bonn, am Rhein\"", "\"Bonn~ am Rhein\"").Split(',').Reverse()).Replace('~', ','))));

        Assert.Equal(expected, Overall(await JsonOf(shop.Binary, turned, "--label", "Bought")).Of("LogLoss"), 12);
    }

    [Fact]
    public async Task A_column_is_found_by_a_name_in_another_style()
    {
        var lines = File.ReadAllLines(shop.Csv);
        lines[0] = "CITY,day,_minutes,I-tems,bought,Kind,Price,Stars,Visitor,Weight";
        var snake = shop.Write("snake.csv", string.Join('\n', lines));

        var expected = Overall(await JsonOf(shop.Binary, shop.Csv, "--label", "Bought")).Of("LogLoss");
        Assert.Equal(expected, Overall(await JsonOf(shop.Binary, snake, "--label", "Bought")).Of("LogLoss"), 12);
        Assert.Equal(expected, Overall(await JsonOf(shop.Binary, snake, "--label", "bought", "--slices", "city,day")).Of("LogLoss"), 12);
    }

    [Fact]
    public async Task Missing_numbers_are_missing_unless_they_are_to_be_zero()
    {
        var lines = File.ReadAllLines(shop.Csv);
        for (var i = 1; i <= 10; i++)
        {
            var fields = lines[i].Replace("\"Bonn, am Rhein\"", "Bonn").Split(',');
            fields[2] = "";
            lines[i] = string.Join(',', fields);
        }
        var holes = shop.Write("holes.csv", string.Join('\n', lines));

        var missing = await ToolRun.Of("evaluate", shop.Binary, holes, "--label", "Bought");
        var zero = await ToolRun.Of("evaluate", shop.Binary, holes, "--label", "Bought", "--missing", "zero");

        Assert.Contains("10 rows are in no metric, for want of a label, a score or a weight.", missing.Out);
        Assert.Contains("--missing zero", missing.Out);
        Assert.DoesNotContain("in no metric", zero.Out);
    }

    [Fact]
    public async Task The_page_is_written_whole_and_the_report_says_where()
    {
        var run = await ToolRun.Of("evaluate", shop.Binary, shop.Csv, "--label", "Bought", "--html", shop["page.html"]);

        Assert.Equal((0, $"mlap: note: the page is in {shop["page.html"]}.\n"), (run.ExitCode, run.Error));
        Assert.EndsWith("</html>\n", File.ReadAllText(shop["page.html"]));
        Assert.DoesNotContain(Directory.GetFiles(shop.Folder.Path), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private string Gate(string thresholds) =>
        shop.Write($"{Guid.NewGuid():N}.json", $$"""{ "format": "mlgate", "version": 1, "thresholds": [ {{thresholds}} ] }""");

    private static async Task<JsonDocument> JsonOf(params string[] arguments)
    {
        var run = await ToolRun.Of(["evaluate", .. arguments, "--format", "json"]);
        Assert.True(run is { ExitCode: 0, Error: "" }, run.Error);
        return JsonDocument.Parse(run.Out);
    }

    private static OverallMetrics Overall(JsonDocument json) => new(json.RootElement.GetProperty("evaluation"));

    private sealed class Digit
    {
        [LoadColumn(0)]
        public float X { get; set; }

        [LoadColumn(1)]
        public float Class { get; set; }
    }

    private sealed record OverallMetrics(JsonElement Evaluation)
    {
        public string Task => Evaluation.GetProperty("task").GetString()!;

        public double Of(string metric) => Evaluation.GetProperty("slices")[0].GetProperty("metrics").GetProperty(metric).GetProperty("value").GetDouble();
    }
}
