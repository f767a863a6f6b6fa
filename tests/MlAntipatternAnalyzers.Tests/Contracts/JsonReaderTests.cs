using System;
using System.Linq;
using System.Text.Json;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Tests.Contracts;

/// <summary>The analyzers' reader takes what .NET's takes, which reads the same files when the program runs, and nothing else.</summary>
public sealed class JsonReaderTests
{
    private const string Schema = """
        {
          "format": "mlschema", "version": 2, "minRows": 1e2, "ratio": -0.5E-3, "allowNewColumns": true,
          "domains": [ { "name": "Fuel \"gas\" \\ \u00e9\n", "values": ["a", "b/\/"] } ],
          "columns": [ { "name": "X", "type": "Vector<Single, 4>", "required": false, "note": null }, {}, [], [[1, 2], 0] ]
        }
        """;

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{\"a\":1,}")]
    [InlineData("[1,]")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1} x")]
    [InlineData("{\"a\":1, \"a\":2}")]
    [InlineData("// none\n{}")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData("1e")]
    [InlineData("+1")]
    [InlineData("NaN")]
    [InlineData("tru")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\u12")]
    [InlineData("\"\u0001\"")]
    [InlineData("true")]
    [InlineData("-0")]
    [InlineData("[ ]")]
    [InlineData("\"\u007f\\u2028é😀\"")]
    [InlineData(Schema)]
    public void It_takes_what_NET_takes(string text) => AssertSame(text);

    [Fact]
    public void A_file_that_was_cut_off_at_any_place()
    {
        for (var length = 0; length < Schema.Length; length++)
        {
            AssertSame(Schema[..length]);
            Assert.InRange(JsonReader.Read(Schema[..length]).Position, 0, length);
        }
    }

    [Fact]
    public void A_file_in_which_any_character_is_another_one()
    {
        var random = new Random(3);
        for (var i = 0; i < Schema.Length; i++)
        {
            foreach (var other in "{}[]\",:\\0e. \u0002x".Where(_ => random.Next(3) == 0))
                AssertSame(Schema[..i] + other + Schema[(i + 1)..]);
        }
    }

    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    public void Nesting_has_the_limit_of_NETs_reader(int depth) => AssertSame(new string('[', depth) + new string(']', depth));

    [Fact]
    public void A_hostile_depth_is_no_crash()
    {
        var (value, problem, position) = JsonReader.Read(string.Concat(Enumerable.Repeat("{\"a\":[", 1_000_000)));

        Assert.Null(value);
        Assert.Equal("expected at most 64 objects and arrays inside of each other, found more", problem);
        Assert.Equal(32 * 6, position);
    }

    [Fact]
    public void It_knows_where_everything_stands()
    {
        var root = JsonReader.Read("\ufeff{ \"a\": [1, \"x\\ty\"], \"b\": -2.5e1 }").Value!;

        Assert.Equal((1, 34), (root.Start, root.End));
        var array = root["a"]!;
        Assert.Equal((JsonKind.Array, 8, 19), (array.Kind, array.Start, array.End));
        Assert.Equal(("x\ty", 12, 18), (array.Items[1].Text, array.Items[1].Start, array.Items[1].End));
        Assert.Equal((21, -25.0), (root.Properties[1].Start, root["b"]!.Number));
        Assert.Null(root["c"]);
    }

    private static void AssertSame(string text)
    {
        var isTaken = true;
        try
        {
            JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false }).Dispose();
        }
        catch (JsonException)
        {
            isTaken = false;
        }

        var (value, problem, _) = JsonReader.Read(text);
        Assert.True(isTaken == (value is not null), $"{(isTaken ? "valid" : "invalid")}: {problem}\n{text}");
        Assert.Equal(isTaken, problem is null);
    }
}
