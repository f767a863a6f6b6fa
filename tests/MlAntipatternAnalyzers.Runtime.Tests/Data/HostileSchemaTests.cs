using System;
using System.IO;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

/// <summary>Files that are no schemas: a clear error, which names the file, the place and what was expected; no crash, no hang.</summary>
public sealed class HostileSchemaTests
{
    private const string Awkward = "{}[]\",:0-9tfn\\ e";

    private static readonly string Good = new DataSchema(
    [
        new("Zahlung 東京", ColumnType.Text) { Domain = new TextDomain(["a", "b"]).WithName("letters"), DriftComparator = new() { LInfinity = 0.1 }, Environments = ["X"] },
        new("Fare", ColumnType.Single) { Min = -0.5, Max = 1e30, Unique = new(1, 2), Description = "what \"it\" costs\n" },
        new("Yes", ColumnType.Text) { Format = ValueFormat.Boolean, BooleanTokens = new("Y", "N") },
    ]).WithRows(3, 9).WithSeverity(DataAnomalyCode.SchemaNewColumn, DataAnomalySeverity.Warning).ToJson();

    [Fact]
    public void A_file_that_was_cut_off_anywhere_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        for (var length = 0; length < bytes.Length - 2; length++)
        {
            var e = Assert.Throws<DataSchemaFormatException>(() => DataSchemaReader.Read("Trip.mlschema.json", bytes.AsSpan(0, length)));
            Assert.StartsWith($"Trip.mlschema.json({e.Line},{e.Position}): expected ", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_file_with_a_changed_byte_is_refused_or_another_schema(int seed)
    {
        var random = new Random(seed);
        var bytes = Encoding.UTF8.GetBytes(Good);
        for (var i = 0; i < 2000; i++)
        {
            var changed = bytes.ToArray();
            changed[random.Next(changed.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : Awkward[random.Next(Awkward.Length)]);
            try
            {
                // What is read can be written.
                Assert.NotEmpty(DataSchemaReader.Read("Trip.mlschema.json", changed).ToJson());
            }
            catch (DataSchemaFormatException e)
            {
                Assert.StartsWith("Trip.mlschema.json(", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Binary_files_are_told()
    {
        using var directory = new TemporaryDirectory();
        var random = new byte[10_000];
        new Random(1).NextBytes(random);
        var path = directory["Trip.mlschema.json"];
        File.WriteAllBytes(path, random);

        var e = Assert.Throws<DataSchemaFormatException>(() => DataSchema.Load(path));

        Assert.Contains("expected UTF-8 text, found bytes that are none; is this a binary file", e.Message, StringComparison.Ordinal);
        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"format\": \"mlschema\", \"version\": 2, \"columns\": ", "[")]
    [InlineData("", "{\"a\":")]
    [InlineData("{ \"format\": \"mlschema\", \"version\": 2, \"new\": ", "[")]
    public void A_hostile_depth_is_an_error(string start, string opening)
    {
        var e = Assert.Throws<DataSchemaFormatException>(() => Read(start + string.Concat(Enumerable.Repeat(opening, 1_000_000))));

        Assert.Contains("expected ", e.Message, StringComparison.Ordinal);
        Assert.True(e.Message.Length < 500);
    }

    [Theory]
    [InlineData("\"version\": 1000")]
    [InlineData("\"version\": 3")]
    public void A_schema_from_the_future_is_refused_by_name_and_reason(string version)
    {
        var e = Assert.Throws<DataSchemaFormatException>(() => Read(Good.Replace("\"version\": 2", version + ", \"unheardOf\": { \"x\": [1] }", StringComparison.Ordinal)));

        Assert.Contains("a later release wrote this file; update the package MlAntipatternAnalyzers.Runtime", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, e.Line);
    }

    [Fact]
    public void Names_of_a_million_characters_are_read_and_cut_in_messages()
    {
        var name = new string('n', 1_000_000);
        var schema = new DataSchema([new(name, ColumnType.Single) { Min = 0 }]);

        Assert.Equal(name, Read(schema.ToJson()).Columns[0].Name);
        var anomaly = Assert.Single(new DataSchema([new("X", ColumnType.Single)]).Validate(AnomalyCase.Reals(1)).Concat(schema.Validate(AnomalyCase.Reals(1))), a => a.Code == DataAnomalyCode.SchemaMissingColumn);
        Assert.True(anomaly.ToString().Length < 300);
        foreach (var wrong in new[] { schema.ToJson().Replace("\"min\": 0", "\"min\": 0, \"max\": -1", StringComparison.Ordinal), $"{{ \"format\": \"mlschema\", \"version\": 2, \"columns\": [{{ \"{name}\": 1 }}] }}", $"{{ \"format\": \"{name}\" }}", Good.Replace("\"Single\"", $"\"{name}\"", StringComparison.Ordinal), Good.Replace("\"X\"", $"\"X\"], \"{name}\": [1", StringComparison.Ordinal) })
        {
            var e = Assert.Throws<DataSchemaFormatException>(() => Read(wrong));
            Assert.True(e.Message.Length < 1000, e.Message.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        var twice = Assert.Throws<ArgumentException>(() => new DataSchema([new(name, ColumnType.Single), new(name, ColumnType.Single)]));
        Assert.True(twice.Message.Length < 300);
    }

    [Fact]
    public void Values_of_a_million_characters_are_validated()
    {
        var value = new string('v', 1_000_000);
        var schema = new DataSchema([new("T", ColumnType.Text) { Domain = new([value]) }]);

        Assert.Empty(Read(schema.ToJson()).Validate(AnomalyCase.Strings(value)));
        var relaxed = schema.RelaxToFit(AnomalyCase.Strings(value, value + "x"));
        Assert.Empty(relaxed.Validate(AnomalyCase.Strings(value, value + "x")));
        Assert.True(schema.Diff(relaxed).ToString().Length < 1000);
    }

    private static DataSchema Read(string content) => DataSchemaReader.Read("Trip.mlschema.json", Encoding.UTF8.GetBytes(content));
}
