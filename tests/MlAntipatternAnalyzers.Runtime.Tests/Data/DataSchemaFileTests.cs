using System;
using System.IO;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class DataSchemaFileTests
{
    private const string Everything = """
        {
          "format": "mlschema",
          "version": 1,
          "minRows": 10,
          "maxRows": 1000,
          "allowNewColumns": true,
          "severities": {
            "FLOAT_TYPE_HAS_NAN": "error",
            "SCHEMA_NEW_COLUMN": "warning"
          },
          "columns": [
            {
              "name": "Zahlung é 東京 <&'\"",
              "type": "Text",
              "minFraction": 0.95,
              "minCount": 1,
              "domain": {
                "minShare": 0.99,
                "values": [
                  "CRD",
                  "Zürich\n東京"
                ]
              }
            },
            {
              "name": "Distance",
              "type": "Single",
              "minFraction": 1,
              "min": -0.5,
              "max": 1E+30,
              "allowNaN": false,
              "allowInfinity": false
            },
            {
              "name": "Hour",
              "type": "Text",
              "required": false,
              "format": "integer",
              "min": 0,
              "max": 23
            },
            {
              "name": "Sizes",
              "type": "Vector<Key<UInt16, 10>>",
              "minValues": 1,
              "maxValues": 3
            }
          ]
        }

        """;

    [Fact]
    public void A_file_survives_loading_and_saving_byte_by_byte()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("Trip.mlschema.json", Everything);

        DataSchema.Load(path).Save(path);

        Assert.Equal(Everything, File.ReadAllText(path));
    }

    [Fact]
    public void Everything_that_a_file_says_is_read()
    {
        var schema = Read(Everything);

        Assert.Equal((10, 1000L, true), (schema.MinRows, schema.MaxRows, schema.AllowNewColumns));
        Assert.Equal(DataAnomalySeverity.Warning, schema.Severities[DataAnomalyCode.SchemaNewColumn]);
        Assert.Equal(
            new ColumnExpectation("Zahlung é 東京 <&'\"", ColumnType.Text) { MinFraction = 0.95, MinCount = 1, Domain = new(["Zürich\n東京", "CRD"], 0.99) },
            schema.Columns[0]);
        Assert.Equal(
            new ColumnExpectation("Distance", ColumnType.Single) { MinFraction = 1, Min = -0.5, Max = 1e30, AllowNaN = false, AllowInfinity = false },
            schema.Columns[1]);
        Assert.Equal(
            new ColumnExpectation("Hour", ColumnType.Text) { Required = false, Format = ValueFormat.Integer, Min = 0, Max = 23 },
            schema.Columns[2]);
        Assert.Equal(new ColumnExpectation("Sizes", ColumnType.Key(ColumnKind.UInt16, 10).Vector()) { MinValues = 1, MaxValues = 3 }, schema.Columns[3]);
    }

    [Fact]
    public void Saving_replaces_the_file_and_leaves_nothing_else_behind()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("Trip.mlschema.json", new string('x', 100_000));

        DataSchema.FromRowType<Trip>().Save(path);

        Assert.Equal(["Trip.mlschema.json"], directory.FileNames);
        Assert.Equal(4, DataSchema.Load(path).Columns.Count);
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_file_and_nothing_else()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["Trip.mlschema.json"]);

        Assert.ThrowsAny<Exception>(() => DataSchema.FromRowType<Trip>().Save(directory["Trip.mlschema.json"]));

        Assert.Empty(directory.FileNames);
        Assert.True(Directory.Exists(directory["Trip.mlschema.json"]));
    }

    [Fact]
    public void A_name_that_the_analyzers_would_not_find_is_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => DataSchema.FromRowType<Trip>().Save("trip.json"));

        Assert.Contains(".mlschema.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named_with_what_to_do()
    {
        var e = Assert.Throws<FileNotFoundException>(() => DataSchema.Load("nowhere/Trip.mlschema.json"));

        Assert.Contains("'nowhere/Trip.mlschema.json'", e.Message, StringComparison.Ordinal);
        Assert.Contains("DataSchema.Infer", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 3", 3, 14, "format version 2 at most, found 3")]
    [InlineData("\"version\": 1", "\"version\": 0", 3, 14, "format version 2, found 0")]
    [InlineData("\"version\": 1", "\"version\": \"1\"", 3, 14, "a whole number for 'version', found the text '1'")]
    [InlineData("\"format\": \"mlschema\"", "\"format\": \"contract\"", 2, 13, "format 'mlschema', found 'contract'")]
    [InlineData("\"format\": \"mlschema\"", "\"kind\": \"mlschema\"", 1, 1, "found JSON without it")]
    [InlineData("\"minRows\": 10", "\"minRows\": 1.5", 4, 14, "a whole number, not negative, for 'minRows', found the number 1.5")]
    [InlineData("\"minRows\": 10", "\"minRows\": -1", 4, 14, "a whole number, not negative, for 'minRows', found the number -1")]
    [InlineData("\"maxRows\": 1000", "\"maxRows\": 1", 5, 3, "'maxRows' to be at least 'minRows' (10), found 1")]
    [InlineData("\"allowNewColumns\": true", "\"allowNewColumns\": \"yes\"", 6, 22, "true or false for 'allowNewColumns', found the text 'yes'")]
    [InlineData("FLOAT_TYPE_HAS_NAN", "FLOAT_TYPE_HAS_NANS", 8, 5, "code of an anomaly, found 'FLOAT_TYPE_HAS_NANS'")]
    [InlineData("\"FLOAT_TYPE_HAS_NAN\": \"error\"", "\"FLOAT_TYPE_HAS_NAN\": \"fatal\"", 8, 27, "'error' or 'warning'")]
    [InlineData("\"columns\": [", "\"Columns\": [", 11, 3, "found 'Columns'")]
    [InlineData("\"type\": \"Single\"", "\"type\": \"float\"", 27, 15, "expected a type: Boolean")]
    [InlineData("\"type\": \"Single\"", "\"type\": 3", 27, 15, "expected a type: Boolean")]
    [InlineData("\"type\": \"Single\",", "", 25, 5, "expected the column to have a 'type', found none")]
    [InlineData("\"name\": \"Hour\"", "\"name\": \"Distance\"", 35, 7, "each column once, found 'Distance' again")]
    [InlineData("\"name\": \"Hour\"", "\"name\": null", 35, 15, "a text for 'name', found null")]
    [InlineData("\"name\": \"Hour\"", "\"name\": \"\"", 35, 7, "a column has a name")]
    [InlineData("\"name\": \"Hour\"", "\"name\": \"\\ud800\"", 35, 15, "half of a surrogate pair")]
    [InlineData("\"min\": -0.5", "\"min\": \"-0.5\"", 29, 14, "a number for 'min', found the text '-0.5'")]
    [InlineData("\"min\": -0.5", "\"min\": 1e999", 29, 14, "a number for 'min', found the number 1e999")]
    [InlineData("\"min\": -0.5", "\"minimum\": -0.5", 29, 7, "found 'minimum'")]
    [InlineData("\"min\": -0.5", "\"min\": 1, \"min\": 2", 29, 17, "each property once, found 'min' again")]
    [InlineData("\"max\": 23", "\"max\": -1", 39, 7, "the smallest value allowed is above the largest")]
    [InlineData("\"minFraction\": 0.95", "\"minFraction\": 95", 15, 7, "between 0 and 1")]
    [InlineData("\"format\": \"integer\"", "\"format\": \"int\"", 38, 17, "'boolean', 'integer' or 'real'")]
    [InlineData("\"allowNaN\": false", "\"allowNaN\": 0", 31, 19, "true or false for 'allowNaN', found the number 0")]
    [InlineData("\"CRD\",", "12,", 20, 11, "a text in 'values', found the number 12")]
    [InlineData("\"CRD\",", "\"\",", 20, 11, "the empty text")]
    [InlineData("\"minShare\": 0.99", "\"minShare\": 0", 18, 21, "a share above 0")]
    [InlineData("\"minValues\": 1", "\"minValues\": 4", 46, 7, "the largest number of values is below the smallest")]
    [InlineData("\"type\": \"Vector<Key<UInt16, 10>>\"", "\"type\": \"Single\"", 45, 7, "vectors of varying size, and this column is Single")]
    [InlineData("\"maxValues\": 3", "\"maxValues\": 3,", 47, 5, "JSON")]
    public void What_is_wrong_is_named_with_its_line_and_character(string was, string becomes, int line, int position, string says)
    {
        Assert.Contains(was, Everything, StringComparison.Ordinal);
        var e = Assert.Throws<DataSchemaFormatException>(() => Read(Everything.Replace(was, becomes, StringComparison.Ordinal)));

        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        Assert.Equal((line, position), (e.Line, e.Position));
        Assert.StartsWith($"{e.Path}({line},{position}): ", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("Broken.mlschema.json", e.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_is_refused_with_a_place_in_it()
    {
        var bytes = Encoding.UTF8.GetBytes(Everything.TrimEnd());
        for (var length = 0; length < bytes.Length; length++)
        {
            var e = Assert.Throws<DataSchemaFormatException>(() => DataSchemaReader.Read("cut", bytes.AsSpan(0, length)));
            var lines = bytes.AsSpan(0, length).Count((byte)'\n') + 1;
            Assert.InRange(e.Line, 1, lines);
            Assert.True(e.Position >= 1);
        }
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_read_or_refused_with_a_place_and_never_crashes()
    {
        var bytes = Encoding.UTF8.GetBytes(Everything);
        var refused = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var other in "\"{]:,9-\n\\ \0"u8.ToArray().Append((byte)0xFF))
            {
                var was = bytes[at];
                bytes[at] = other;
                try
                {
                    DataSchemaReader.Read("changed", bytes);
                }
                catch (DataSchemaFormatException e)
                {
                    refused++;
                    Assert.InRange(e.Line, 1, 60);
                }
                bytes[at] = was;
            }
        }
        Assert.True(refused > bytes.Length, $"only {refused} of the changes were noticed");
    }

    [Fact]
    public void A_file_that_the_build_copied_is_found_from_any_directory()
    {
        using var program = new TemporaryDirectory();
        DataSchema.FromRowType<Trip>().Save(program["Trip.mlschema.json"]);

        Assert.Equal(4, DataSchemaFile.Load("Trip.mlschema.json", Path.GetDirectoryName(program["Trip.mlschema.json"])!).Columns.Count);
    }

    [Fact]
    public void A_file_that_is_cut_in_the_middle_says_so()
    {
        var e = Assert.Throws<DataSchemaFormatException>(() => Read(Everything[..Everything.IndexOf("\"Hour\"", StringComparison.Ordinal)]));

        Assert.Equal(35, e.Line);
        Assert.Contains("cut off", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "found the end of the file")]
    [InlineData("[1, 2]", "expected a data schema")]
    [InlineData("\"text\"", "expected a data schema")]
    [InlineData("payment,distance\nCRD,1.5\n", "expected JSON")]
    [InlineData("{ \"format\": \"mlschema\", \"version\": 1, \"columns\": [] } {}", "expected JSON")]
    [InlineData("{ \"format\": \"mlschema\", \"version\": 1 }", "expected the property 'columns'")]
    [InlineData("{ \"format\": \"mlschema\", \"columns\": [] }", "expected a format version")]
    public void What_is_no_schema_is_refused(string content, string says)
    {
        Assert.Contains(says, Assert.Throws<DataSchemaFormatException>(() => Read(content)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_future_version_is_recognised_whatever_else_it_holds()
    {
        var e = Assert.Throws<DataSchemaFormatException>(() => Read("{\n \"format\": \"mlschema\",\n \"columns\": { \"new\": [true] },\n \"version\": 7 }"));

        Assert.Equal((4, 13), (e.Line, e.Position));
        Assert.Contains("update the package MlAntipatternAnalyzers.Runtime", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_binary_file_is_refused_at_its_first_byte_that_is_no_text()
    {
        var e = Assert.Throws<DataSchemaFormatException>(() => DataSchemaReader.Read("model.zip", [.. "{\n \"ä"u8, 0xFF, 0x00, .. "\" }"u8]));

        Assert.Equal((2, 4), (e.Line, e.Position));
        Assert.Contains("UTF-8", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_and_windows_line_ends_are_accepted()
    {
        Assert.Equal(4, DataSchemaReader.Read("bom", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Everything.Replace("\n", "\r\n", StringComparison.Ordinal))]).Columns.Count);
    }

    [Fact]
    public void What_was_inferred_reads_back_the_same()
    {
        using var directory = new TemporaryDirectory();
        var data = directory.Write("trips.csv", "payment,distance,passengers,fare\nCRD,1.1,1,7\nCSH,,2,9.5\n\"Ünï, 🚕\",3,1,12\n");
        var schema = DataSchema.Infer(Trip.Load(new(), data), new() { InferRanges = true });

        schema.Save(directory["Trip.mlschema.json"]);

        Assert.Equal(schema.Columns, DataSchema.Load(directory["Trip.mlschema.json"]).Columns);
        Assert.Contains("\"min\": 1.1,", File.ReadAllText(directory["Trip.mlschema.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_contradicts_itself_cannot_be_made()
    {
        var x = new ColumnExpectation("X", ColumnType.Single);

        Assert.Contains("'X'", Assert.Throws<ArgumentException>(() => new DataSchema([x, x])).Message, StringComparison.Ordinal);
        ColumnExpectation[] contradictions =
        [
            x with { Min = 2, Max = 1 }, x with { Min = double.NaN }, x with { MinFraction = 1.1 }, x with { MinCount = -1 }, x with { MinValues = 1 },
            x with { Domain = new(["a"]) }, x with { Format = ValueFormat.Integer }, x with { Type = ColumnType.Text, Min = 1 },
            x with { Type = ColumnType.Text, AllowNaN = false }, x with { Type = ColumnType.Boolean, Max = 1 }, x with { Name = "" },
            x with { Type = ColumnType.Key(), Min = 1 }, x with { Type = ColumnType.Text, Domain = new(["1"]), Format = ValueFormat.Integer },
        ];
        Assert.All(contradictions, c => Assert.Throws<ArgumentException>(() => new DataSchema([c])));
        Assert.Throws<ArgumentException>(() => new TextDomain([]));
        Assert.Throws<ArgumentException>(() => new TextDomain(["a", ""]));
        Assert.Throws<ArgumentException>(() => new TextDomain(["a"], 0));
    }

    [Theory]
    [InlineData("Vector<Vector<Single>>")]
    [InlineData("Vector<Single, 0>")]
    [InlineData("Vector<Single, -1>")]
    [InlineData("Vector<>")]
    [InlineData("Key<Single>")]
    [InlineData("Key<UInt32, 0>")]
    [InlineData("single")]
    [InlineData("3")]
    [InlineData("Single, Double")]
    [InlineData("Other")]
    [InlineData("")]
    public void What_is_no_type_is_not_parsed(string text) => Assert.False(ColumnType.TryParse(text, out _));

    [Theory]
    [InlineData("Single")]
    [InlineData("Vector<Text>")]
    [InlineData("Vector<Key<Byte, 3>, 12>")]
    [InlineData("Other<Microsoft.ML.Data.MLImage>")]
    [InlineData("Vector<Other<A.B`1[[C, D]]>, 2>")]
    public void A_type_is_written_as_it_was_read(string text)
    {
        Assert.True(ColumnType.TryParse(text, out var type));
        Assert.Equal(text, type.ToString());
    }

    private static DataSchema Read(string content)
    {
        using var directory = new TemporaryDirectory();
        return DataSchema.Load(directory.Write("Broken.mlschema.json", content));
    }
}
