using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Tool.Tests.Evaluation;

/// <summary>What cannot be evaluated: exit code 2, nothing on standard output, and a line that says what is wrong and what to do.</summary>
public sealed class EvaluateErrorsTests(Shop shop) : IClassFixture<Shop>
{
    [Fact]
    public async Task A_file_that_is_not_there()
    {
        await Refused($"There is no model '{shop["none.zip"]}'. It is the .zip that mlContext.Model.Save wrote.", shop["none.zip"], shop.Csv);
        await Refused($"There is no data file '{shop["none.csv"]}'.", shop.Binary, shop["none.csv"], "--label", "Bought");
        await Refused($"There is no gate '{shop["none.json"]}'.", shop.Binary, shop.Csv, "--label", "Bought", "--gate", shop["none.json"]);
        await Refused($"There is no model '{shop["none.zip"]}'.", shop.Binary, shop.Csv, "--label", "Bought", "--baseline", shop["none.zip"]);
        await Refused($"There is no assembly '{shop["none.dll"]}'.", shop.Binary, shop.Csv, "--label", "Bought", "--assembly", shop["none.dll"]);
        await Refused("The folder of --html", shop.Binary, shop.Csv, "--label", "Bought", "--html", shop["none/page.html"]);
        await Refused("is a folder", shop.Binary, shop.Csv, "--label", "Bought", "--html", shop.Folder.Path);
    }

    [Fact]
    public async Task A_model_that_is_none_or_damaged()
    {
        var bytes = File.ReadAllBytes(shop.Binary);
        await Refused($"'{shop.Csv}' is not a model: it is no .zip archive.", shop.Csv, shop.Csv);
        for (var i = 1; i < 10; i++)
        {
            var cut = shop.Folder.Write($"cut{i}.zip", bytes[..(bytes.Length * i / 10)]);
            await Refused($"The model '{cut}' cannot be loaded: the file is damaged", cut, shop.Csv, "--label", "Bought");
        }
        // Anywhere at all: each is a message, or the damage is where nothing reads.
        var random = new Random(1);
        for (var i = 0; i < 40; i++)
        {
            var damaged = bytes.ToArray();
            for (var j = 0; j < 8; j++)
                damaged[random.Next(4, damaged.Length)] = (byte)random.Next(256);
            var run = await ToolRun.Of("evaluate", shop.Folder.Write("damaged.zip", damaged), shop.Csv, "--label", "Bought");
            Assert.True(run.ExitCode == 0 || (run.ExitCode == 2 && run.Out == "" && run.Error.StartsWith("mlap: error: The model '", StringComparison.Ordinal)), run.Error);
        }
    }

    [Fact]
    public async Task A_column_that_is_not_there()
    {
        const string Listed = "The data has 'City', 'Day', 'Minutes', 'Items', 'Bought', 'Kind', 'Price', 'Stars', 'Visitor', 'Weight'.";
        await Refused($"There is no column 'Label' for the label, neither in the data '{shop.Csv}' nor in what the model makes of it. Give its name by --label. {Listed}", shop.Binary, shop.Csv);
        await Refused("There is no column 'Town' for slices", shop.Binary, shop.Csv, "--label", "Bought", "--slices", "City,Town");
        await Refused("There is no column 'W' for the weights", shop.Binary, shop.Csv, "--label", "Bought", "--weight", "W");
        await Refused("There is no column 'G' for the groups", shop.Ranking, shop.Csv, "--label", "Stars", "--group", "G");
        await Refused("A ranking is evaluated group by group. Give the column that tells which rows are ranked together by --group.", shop.Ranking, shop.Csv, "--label", "Stars");
        await Refused("The model's output has no column 'Rating'. Give the name of the score's column by --score.", shop.Binary, shop.Csv, "--label", "Bought", "--score", "Rating");
    }

    [Fact]
    public async Task Data_that_lacks_what_the_model_reads()
    {
        var lacking = shop.Write("lacking.csv", "City,Minutes,Bought\nRome,1,1\n");
        await Refused("'Items'", shop.Binary, lacking, "--label", "Bought");
        var run = await ToolRun.Of("evaluate", shop.Binary, lacking, "--label", "Bought");
        Assert.Contains($"The data '{lacking}' does not fit the model '{shop.Binary}': it lacks", run.Error);
        Assert.Contains("The data has 'City', 'Minutes', 'Bought'. Name the columns as in training, or say where they are by --column NAME=INDEX", run.Error);

        await Refused("has none of the columns that the model reads", shop.Binary, shop.Write("other.csv", "a,b\n1,2\n"), "--label", "Bought");
        await Refused("is empty, or its first line is", shop.Binary, shop.Write("empty.csv", ""), "--label", "Bought");
        await Refused("has no rows", shop.Binary, shop.Write("header.csv", "City,Minutes,Items,Bought\n"), "--label", "Bought");
        await Refused("has two columns for 'Items': 'Items' (number 2) and 'Items' (number 3)", shop.Binary, shop.Write("twice.csv", "City,Minutes,Items,Items,Bought\nRome,1,2,3,1\n"), "--label", "Bought");
        await Refused("has two columns for 'Items': 'items' (number 2) and 'ITEMS' (number 3)", shop.Binary, shop.Write("alike.csv", "City,Minutes,items,ITEMS,Bought\nRome,1,2,3,1\n"), "--label", "Bought");
    }

    [Fact]
    public async Task Data_that_cannot_be_read()
    {
        await Refused("Could not parse value often", shop.Binary, shop.Write("label.csv", "City,Minutes,Items,Bought\nRome,1,2,often\n"), "--label", "Bought");
        await Refused("The label 'Bought' of row 2 of", shop.Binary, shop.Write("hole.csv", "City,Minutes,Items,Bought\nRome,1,2,1\nRome,1,2,\n"), "--label", "Bought");
        await Refused("is damaged, or not what mlContext.Data.SaveAsBinary wrote", shop.Binary, shop.Write("text.idv", "City,Minutes\n"), "--label", "Bought");
        await Refused("None of the 1 rows", shop.Binary, shop.Write("nan.csv", "City,Minutes,Items,Bought\nRome,,2,1\n"), "--label", "Bought");
        await Refused("--missing zero", shop.Binary, shop.Write("nan.csv", "City,Minutes,Items,Bought\nRome,,2,1\n"), "--label", "Bought");
    }

    [Fact]
    public async Task A_gate_that_is_damaged_is_told_with_the_line()
    {
        var gate = shop.Write("bad.json", "{ \"format\": \"mlgate\", \"version\": 1,\n  \"thresholds\": [{ \"metric\": \"Accuracy\", \"min\": 1 }] }");

        await Refused($"{gate}(2,42): expected one of the properties metric, slice, lower", shop.Binary, shop.Csv, "--label", "Bought", "--gate", gate);
    }

    [Fact]
    public async Task A_slice_of_real_numbers_without_buckets_and_a_task_that_is_another()
    {
        await Refused("Give the boundaries between buckets, as --buckets \"Minutes=10,20\".", shop.Binary, shop.Csv, "--label", "Bought", "--slices", "Minutes");
        await Refused("is the model of another task?", shop.Multiclass, shop.Csv, "--label", "Items", "--task", "regression");
        await Refused("The label 'Price' is of type Single, and the model's 'Score' does not tell which of its classes that is.", shop.Multiclass, shop.Csv, "--label", "Price");
    }

    [Theory]
    [InlineData("--slices", "City,", "--slices names columns")]
    [InlineData("--slices", "City*City", "crosses 'City' with itself")]
    [InlineData("--buckets", "Minutes=20,10", "not ascending numbers")]
    [InlineData("--buckets", "Minutes", "names no column")]
    [InlineData("--column", "Minutes=x", "no index")]
    [InlineData("--column", "Minutes=5-3", "no index")]
    [InlineData("--separator", "ab", "neither one character nor tab")]
    [InlineData("--min-rows", "0", "--min-rows is at least 1")]
    [InlineData("--replicates", "1", "at least 2")]
    [InlineData("--replicates", "-1", "--replicates is at least 0")]
    [InlineData("--task", "clustering", "clustering")]
    [InlineData("--gat", "gate.json", "--gat")]
    public async Task An_option_that_is_wrong(string option, string value, string message)
    {
        var run = await ToolRun.Of("evaluate", shop.Binary, shop.Csv, option, value);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public async Task A_model_without_its_input_schema_reads_binary_data_only()
    {
        var model = shop.MLContext.Model.Load(shop.Binary, out _);
        shop.MLContext.Model.Save(model, null, shop["bare.zip"]);
        using (var stream = File.Create(shop["rows.idv"]))
            shop.MLContext.Data.SaveAsBinary(shop.Visits(), stream);

        await Refused("was saved without the columns of its input", shop["bare.zip"], shop.Csv, "--label", "Bought");
        Assert.Equal(0, (await ToolRun.Of("evaluate", shop["bare.zip"], shop["rows.idv"], "--label", "Bought")).ExitCode);
    }

    [Fact]
    public async Task A_vector_is_found_by_the_places_of_its_values()
    {
        var rows = shop.MLContext.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(i => new Point { Place = [i % 10, i % 7], Value = i % 10 + (2 * (i % 7)) }).ToArray());
        var model = shop.Save("vector.zip", shop.MLContext.Regression.Trainers.FastForest("Value", "Place", numberOfTrees: 10), rows);
        var data = shop.Write("vector.csv", "x,y,Value\n" + string.Join('\n', Enumerable.Range(0, 30).Select(i => $"{i % 10},{i % 7},{i % 10 + (2 * (i % 7))}")));

        await Refused("it lacks 'Place' (a vector of 2)", model, data, "--label", "Value");
        await Refused("has 2 values a row in the model's input, and --column gives it 3", model, data, "--label", "Value", "--column", "Place=0-2");
        Assert.Equal(0, (await ToolRun.Of("evaluate", model, data, "--label", "Value", "--column", "Place=0-1")).ExitCode);
    }

    private static async Task Refused(string message, params string[] arguments)
    {
        var run = await ToolRun.Of(["evaluate", .. arguments]);

        Assert.True(run.ExitCode == 2 && run.Out == "", $"{run.ExitCode}\n{run.Out}{run.Error}");
        Assert.StartsWith("mlap: error: ", run.Error);
        Assert.Contains(message, run.Error);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    private sealed class Point
    {
        [VectorType(2)]
        public float[] Place { get; set; } = [];

        public float Value { get; set; }
    }
}
