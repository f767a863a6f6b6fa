using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Tool.Tests.Data;

/// <summary>Data that cannot be read: exit code 2, nothing on standard output, no file, and a line that says what is wrong, where, and what to do.</summary>
public sealed class DataInputErrorsTests(Trips trips) : IClassFixture<Trips>
{
    [Fact]
    public async Task A_file_an_assembly_a_class_or_a_column_that_is_not_there()
    {
        var assembly = typeof(Trip).Assembly.Location;
        await Refused("There is no data file", trips["none.csv"]);
        await Refused("is a folder", trips.Folder);
        await Refused("No file fits the pattern", trips["none*.csv"]);
        await Refused("There is no assembly", trips.Csv, "--row", $"{trips["none.dll"]}:Trip");
        await Refused("cannot be loaded", trips.Csv, "--row", $"{trips.Csv}:Trip");
        await Refused("has no class 'Tripp'. Is it 'MlAntipatternAnalyzers.Tool.Tests.Data.Trip'?", trips.Csv, "--row", $"{assembly}:Tripp");
        await Refused("cannot be a row class of ML.NET", trips.Csv, "--row", $"{assembly}:{typeof(NoRow).FullName}");
        await Refused("--type speaks of column 'Town'", trips.Csv, "--type", "Town=Text");
        await Refused("has no column 'Id'", trips.Write("lacks.csv", "City,Fare,Distance,x\nRome,1,2,3\n"), "--row", $"{assembly}:NamedTrip");
        await Refused("is the field number 2", trips.Write("narrow.csv", "City,Fare\nRome,1\n"), "--row", $"{assembly}:{typeof(Trip).FullName}");
        await Refused("There is no statistics file", trips["none.mlstats.json"]);
        await Refused("is a data schema, and data was expected", trips["none.mlschema.json"]);
    }

    [Fact]
    public async Task Text_that_is_ragged_cut_off_or_none()
    {
        await Refused("ragged.csv(4): the row has 3 fields, and the first line has 2", trips.Write("ragged.csv", "a,b\n1,2\n3,4\n5,6,7\n"));
        await Refused("cut.csv(3): the row has 1 field", trips.Write("cut.csv", "a,b\n1,2\n3"));
        await Refused("open.csv(3): the row that starts here has a quoted field that does not end as it should", trips.Write("open.csv", "a,b\n1,2\n\"3,4\n5,6\n"));
        await Refused("after.csv(3): the row that starts here has a quoted field", trips.Write("after.csv", "a,b\n1,2\n\"3\"x,4\n5,6\n"));
        await Refused("line.csv(5): the row has 1 field", trips.Write("line.csv", "a,b\n\"x\ny\",2\n\n3\n"));
        await Refused("is empty", trips.Write("empty.csv", ""));
        await Refused("has two columns 'a' in its first line", trips.Write("twice.csv", "a,a\n1,2\n"));
        await Refused("is no text: it holds bytes that are 0", trips.Write("binary.csv", [.. Enumerable.Range(0, 4000).Select(i => (byte)(i * 7))]));
        await Refused("is no text", trips.Write("idv.csv", File.ReadAllBytes(trips.Binary())));
    }

    [Fact]
    public async Task A_field_of_a_million_characters_is_a_field_and_one_without_end_is_not()
    {
        var run = await ToolRun.Of("data", "infer", trips.Write("long.csv", "a,b\n" + new string('x', 1_000_000) + ",1\ny,2\n"), "--max-domain", "0");
        Assert.True(run.ExitCode == 0, run.Error);
        await Refused("endless.csv(2): the row that starts here has more than 16 million characters", trips.Write("endless.csv", "a,b\n\"" + new string('x', 17_000_000) + "\n"));
    }

    [Fact]
    public async Task Binary_files_that_are_damaged()
    {
        await Refused("is damaged, or not what mlContext.Data.SaveAsBinary wrote", trips.Write("text.idv", "City,Fare\n"));
        await Refused("is damaged, or not a Parquet file that can be read", trips.Write("text.parquet", "City,Fare\n"));
        var idv = File.ReadAllBytes(trips.Binary());
        var parquet = File.ReadAllBytes(await DataInferTests.ParquetAsync(trips, "whole.parquet", 500));
        for (var i = 1; i < 8; i++)
        {
            await Refused("is damaged", trips.Write("cut.idv", idv[..(idv.Length * i / 8)]));
            await Refused("is damaged", trips.Write("cut.parquet", parquet[..(parquet.Length * i / 8)]));
        }
        // Anywhere at all: each is a message, or the damage is where nothing reads.
        var random = new Random(1);
        foreach (var (name, bytes) in new[] { ("bad.idv", idv), ("bad.parquet", parquet) })
        {
            for (var i = 0; i < 30; i++)
            {
                var damaged = bytes.ToArray();
                for (var j = 0; j < 6; j++)
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                var run = await ToolRun.Of("data", "infer", trips.Write(name, damaged)).WaitAsync(TimeSpan.FromSeconds(60));
                Assert.True(run.ExitCode == 0 || (run is { ExitCode: 2, Out: "" } && run.Error.StartsWith("mlap: error: ", StringComparison.Ordinal)), $"{name} {i}: {run.Error}");
            }
        }
    }

    [Fact]
    public async Task A_schema_of_the_future_one_that_is_damaged_and_one_that_is_deep()
    {
        var good = trips.Write("good.mlschema.json", """{ "format": "mlschema", "version": 1, "columns": [] }""");
        await RefusedDiff("later", good, trips.Write("future.mlschema.json", """{ "format": "mlschema", "version": 99, "columns": [] }"""));
        await RefusedDiff("cut.mlschema.json(1,", good, trips.Write("cut.mlschema.json", """{ "format": "mlschema", "version": 1, "columns": ["""));
        await RefusedDiff("deep.mlschema.json(", good, trips.Write("deep.mlschema.json", "{ \"columns\": " + new string('[', 100_000)));
        await RefusedDiff("binary.mlschema.json(", good, trips.Write("binary.mlschema.json", [0xFF, 0x00, 0xD8, 0x12]));
        await RefusedDiff("There is no data schema", good, trips["none.mlschema.json"]);
    }

    [Theory]
    [InlineData("--type", "Zip", "names no column")]
    [InlineData("--type", "Zip=Float", "names no type")]
    [InlineData("--row", "Training.dll", "is not ASSEMBLY.dll:CLASS")]
    [InlineData("--column", "Zip=x", "no index")]
    [InlineData("--separator", "ab", "neither one character nor tab")]
    [InlineData("--decimal", ";", ";")]
    [InlineData("--provider", "oracle", "oracle")]
    [InlineData("--provider", "duckdb", "which --connection connects to")]
    [InlineData("--connection", "Host=x", "say which by --provider")]
    [InlineData("--output", "schema.json", "does not end in .mlschema.json")]
    [InlineData("--output", "none/s.mlschema.json", "does not exist")]
    [InlineData("--max-domain", "-1", "at least 0")]
    public Task An_option_that_is_wrong(string option, string value, string message) => Refused(message, trips.Csv, option, value);

    [Fact]
    public async Task A_database_that_cannot_be_reached()
    {
        const string Secret = "Password=hush";
        var refused = await ToolRun.Of("data", "infer", "trips", "--provider", "postgresql", "--connection", $"Host=127.0.0.1;Port=1;Username=u;{Secret};Timeout=5");
        Assert.Equal((2, ""), (refused.ExitCode, refused.Out));
        Assert.Contains("The PostgreSql database of --connection cannot be reached", refused.Error);
        Assert.DoesNotContain("hush", refused.Error);

        await Refused("cannot be reached", "trips", "--provider", "postgresql", "--connection", "This is no connection string");
        await Refused("'MLAP_NO_SUCH_VARIABLE', which is not set", "trips", "--provider", "postgresql", "--connection", "env:MLAP_NO_SUCH_VARIABLE");
    }

    [Fact]
    public async Task A_cancelled_run_ends_without_a_file()
    {
        var big = trips.Write("big.csv", Trips.Rows(seed: 3, count: 20_000));
        var output = trips["cancelled.mlschema.json"];
        var run = await ToolRun.With(ToolRun.TestSet, ["data", "infer", big, "--output", output], new CancellationToken(canceled: true));

        Assert.Equal((130, "", "mlap: cancelled.\n"), (run.ExitCode, run.Out, run.Error));
        Assert.False(File.Exists(output));
        var binary = await ToolRun.With(ToolRun.TestSet, ["data", "infer", trips.Binary(), "--output", output], new CancellationToken(canceled: true));
        Assert.Equal((130, false), (binary.ExitCode, File.Exists(output)));
    }

    private static Task Refused(string message, params string[] arguments) => RefusedRun(message, ["data", "infer", .. arguments]);

    private static Task RefusedDiff(string message, string old, string @new) => RefusedRun(message, ["data", "diff", old, @new]);

    private static async Task RefusedRun(string message, string[] arguments)
    {
        var run = await ToolRun.Of(arguments).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(run is { ExitCode: 2, Out: "" }, $"{run.ExitCode}\n{run.Out}{run.Error}");
        Assert.StartsWith("mlap: error: ", run.Error);
        Assert.Contains(message, run.Error);
    }

    /// <summary>A class of which ML.NET makes no columns.</summary>
    public sealed class NoRow
    {
        public StringBuilder Text { get; set; } = new();
    }
}
