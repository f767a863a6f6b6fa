using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Runtime;
using Parquet;
using Parquet.Schema;

namespace MlAntipatternAnalyzers.Tool.Tests.Data;

/// <summary>What columns data has, of each kind of file, and the schema that is made of them.</summary>
public sealed class DataInferTests(Trips trips) : IClassFixture<Trips>
{
    [Fact]
    public async Task Columns_of_text_are_what_MLNET_infers_unless_they_would_lose_something()
    {
        Assert.Equal(
            "Id:Double City:Text Fare:Single Distance:Single Tipped:Boolean When:Text Zip:Text", await TypesAsync(trips.Csv));
        // A missing truth value is none, and a date, a postal code and a long identifier are texts.
        var odd = trips.Write("odd.csv", "bool,wide,inf,na,code,empty,exp\ntrue,9007199254740993,Infinity,NA,007,,1e-3\n,2,-∞,3,008,,+2\n");
        Assert.Equal("bool:Text wide:Text inf:Single na:Single code:Text empty:Text exp:Single", await TypesAsync(odd));
    }

    [Theory]
    [InlineData("a\tb\n1\tx,y\n", ".csv", "a:Single b:Text")]
    [InlineData("a;b\n1,5;x\n2,5;y\n", ".csv", "a:Single b:Text", "--decimal", ",")]
    [InlineData("a|b\n1|2\n", ".tsv", "a:Single b:Single")]
    [InlineData("a b\n1 2\n", ".csv", "a:Single b:Single", "--separator", "space")]
    [InlineData("only\n1\n2\n", ".csv", "only:Single")]
    [InlineData("\"a\nb\",c\n\"x\ny\",1\n", ".csv", "a\nb:Text c:Single")]
    [InlineData("1,x\n2,y\n", ".csv", "col0:Single col1:Text", "--no-header")]
    [InlineData("1,2,x\n3,4,y\n", ".csv", "Features:Vector<Single, 2> col2:Text", "--no-header", "--column", "Features=0-1")]
    [InlineData("a,,c\n1,2,3\n", ".csv", "a:Single col1:Single c:Single")]
    [InlineData("a,b\n5\" pipe,3\n6\" pipe,4\n", ".csv", "a:Text b:Single")]
    [InlineData("a,b\n\"x,3\ny\",4\n", ".csv", "a:Text b:Single", "--no-quoting")]
    [InlineData("\uFEFFa,b\r\n1,2\r\n\r\n3,4", ".csv", "a:Single b:Single")]
    [InlineData("a,b\n1,2,3\n4\n", ".csv", "a:Single b:Single", "--ragged")]
    [InlineData("zip,b\n1,2\n", ".csv", "zip:Text b:Int32", "--type", "zip=text", "--type", "b=Int32")]
    public async Task Text_is_read_as_its_first_lines_and_the_options_say(string text, string ending, string types, params string[] options)
    {
        Assert.Equal(types, await TypesAsync(trips.Write("read" + ending, text), options));
    }

    [Fact]
    public async Task A_row_class_says_what_is_read_by_LoadColumn_and_by_name()
    {
        var assembly = typeof(Trip).Assembly.Location;
        Assert.Equal("City:Text Fare:Single Distance:Single Tipped:Boolean", await TypesAsync(trips.Csv, "--row", $"{assembly}:Trip"));
        Assert.Equal(
            "City:Text fare:Double Id:Int32 Both:Vector<Single, 2>", await TypesAsync(trips.Csv, "--row", $"{assembly}:{typeof(NamedTrip).FullName}"));
    }

    [Fact]
    public async Task Binary_and_Parquet_files_have_their_own_types()
    {
        Assert.Equal("City:Text Fare:Single Distance:Single Tipped:Boolean", await TypesAsync(trips.Binary()));
        Assert.Equal("n:Int32 hole:Double when:Text ok:Boolean name:Text big:Int64 single:Single dec:Double", await TypesAsync(await ParquetAsync("types.parquet", 3)));
        Assert.Equal("n:Single hole:Double when:Text ok:Boolean name:Text big:Int64 single:Single dec:Double", await TypesAsync(trips["types.parquet"], "--type", "n=Single"));
    }

    [Fact]
    public async Task Files_of_one_pattern_are_one_data_set()
    {
        Directory.CreateDirectory(trips["days"]);
        trips.Write("days/day1.csv", "a,b\n1,x\n");
        trips.Write("days/day2.csv", "a,b\n2,y\n");
        var schema = await InferAsync(trips["days/day*.csv"]);
        Assert.Equal(["x", "y"], schema.FindColumn("b")!.Domain!.Values);

        trips.Write("days/day3.csv", "a,c\n2,y\n");
        var run = await ToolRun.Of("data", "infer", trips["days/day*.csv"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("The columns of", run.Error);
        Assert.Contains("day3.csv", run.Error);
    }

    [Fact]
    public async Task What_is_not_as_the_first_rows_promised_is_said_and_missing()
    {
        var text = "a,b\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i},1\n")) + "oops,2\n5,3\n";
        var file = trips.Write("late.csv", text);
        var run = await ToolRun.Of("data", "infer", file);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"1 field of column 'a' of {file} is no Single, as 'oops' in row 10001", run.Error);
        Assert.Null(Schema(run).FindColumn("a")!.MinFraction);
    }

    [Fact]
    public async Task A_schema_is_written_once_and_never_written_over_unasked()
    {
        var file = trips["written.mlschema.json"];
        var small = trips.Write("small.csv", "a,b\n1,x\n2,y\n");
        Assert.Equal(0, (await ToolRun.Of("data", "infer", small, "--output", file)).ExitCode);
        var before = File.ReadAllText(file);
        Assert.Equal(0, (await ToolRun.Of("data", "infer", small, "--output", file)).ExitCode);

        var other = trips.Write("other.csv", "a,b\n1,x\n2,z\n");
        var differs = await ToolRun.Of("data", "infer", other, "--output", file);
        Assert.Equal((1, before), (differs.ExitCode, File.ReadAllText(file)));
        Assert.Contains("+ domain: {\"values\":[\"x\",\"z\"]}", differs.Out);
        Assert.Contains("--force", differs.Error);

        Assert.Equal(0, (await ToolRun.Of("data", "infer", other, "--output", file, "--force")).ExitCode);
        Assert.NotEqual(before, File.ReadAllText(file));
        Assert.Empty(Directory.GetFiles(trips.Folder, "*.tmp"));
    }

    [Fact]
    public async Task Schemas_are_compared_property_by_property()
    {
        var (old, @new) = (trips["old.mlschema.json"], trips["new.mlschema.json"]);
        new DataSchema([new("a", ColumnType.Single) { Min = 0 }]).Save(old);
        new DataSchema([new("a", ColumnType.Single) { Min = -1 }]).Save(@new);

        var differ = await ToolRun.Of("data", "diff", old, @new);
        Assert.Equal((1, ""), (differ.ExitCode, differ.Error));
        Assert.Equal("'a'\n  - min: 0\n  + min: -1\n", differ.Out);
        Assert.Equal((0, "The schemas say the same.\n", ""), ToTuple(await ToolRun.Of("data", "diff", old, old)));
        var json = await ToolRun.Of("data", "diff", old, @new, "--format", "json");
        Assert.Contains("\"min\"", json.Out);
        JsonDocument.Parse(json.Out).Dispose();
    }

    internal static async Task<string> ParquetAsync(Trips trips, string name, int rows)
    {
        var schema = new ParquetSchema(
            new DataField<int>("n"), new DataField<long?>("hole"), new DataField<System.DateTime?>("when"), new DataField<bool?>("ok"), new DataField<string>("name"),
            new DataField<long>("big"), new DataField<float>("single"), new DecimalDataField("dec", 10, 2));
        await using var stream = File.Create(trips[name]);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream);
        for (var part = 0; part < 2; part++)
        {
            var from = part * (rows / 2);
            var numbers = Enumerable.Range(from, part == 0 ? rows / 2 : rows - from).ToArray();
            using var group = writer.CreateRowGroup();
            var fields = schema.GetDataFields();
            await group.WriteAsync<int>(fields[0], numbers);
            await group.WriteAsync<long>(fields[1], numbers.Select(i => i % 3 == 1 ? (long?)null : i).ToArray());
            await group.WriteAsync<System.DateTime>(fields[2], numbers.Select(i => i % 3 == 2 ? (System.DateTime?)null : new System.DateTime(2024, 1, 1).AddDays(i)).ToArray());
            await group.WriteAsync<bool>(fields[3], numbers.Select(i => (bool?)(i % 2 == 0)).ToArray());
            await group.WriteAsync(fields[4], numbers.Select(i => $"n{i}").ToArray());
            await group.WriteAsync<long>(fields[5], numbers.Select(i => 1L << 40).ToArray());
            await group.WriteAsync<float>(fields[6], numbers.Select(i => i / 2f).ToArray());
            await group.WriteAsync<decimal>(fields[7], numbers.Select(i => i / 4m).ToArray());
        }
        return trips[name];
    }

    private Task<string> ParquetAsync(string name, int rows) => ParquetAsync(trips, name, rows);

    private static async Task<string> TypesAsync(string file, params string[] options) =>
        string.Join(' ', (await InferAsync(file, options)).Columns.Select(column => $"{column.Name}:{column.Type}"));

    private static async Task<DataSchema> InferAsync(string file, params string[] options)
    {
        var run = await ToolRun.Of(["data", "infer", file, .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        return Schema(run);
    }

    private static DataSchema Schema(ToolRun run)
    {
        using var folder = new TempFolder();
        return DataSchema.Load(folder.Write("out.mlschema.json", run.Out));
    }

    private static (int, string, string) ToTuple(ToolRun run) => (run.ExitCode, run.Out, run.Error);
}
