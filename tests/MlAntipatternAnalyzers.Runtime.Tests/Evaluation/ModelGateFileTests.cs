using System;
using System.IO;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

public sealed class ModelGateFileTests
{
    private const string Everything = """
        {
          "format": "mlgate",
          "version": 1,
          "withoutBaseline": "valueThresholdsAlone",
          "thresholds": [
            {
              "metric": "AreaUnderRocCurve",
              "lower": 0.8,
              "useInterval": true
            },
            {
              "metric": "LogLoss",
              "slice": "Stadt=Zürich, Tag=*",
              "upper": 0.5,
              "absoluteChange": 0.01,
              "relativeChange": 0.05
            },
            {
              "metric": "Cost",
              "absoluteChange": -1E+30,
              "direction": "higherIsBetter"
            }
          ]
        }

        """;

    [Fact]
    public void A_file_survives_loading_and_saving_byte_by_byte()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("gate.json", Everything);

        ModelGate.Load(path).Save(path);

        Assert.Equal(Everything, File.ReadAllText(path));
        Assert.Equal(["gate.json"], directory.FileNames);
    }

    [Fact]
    public void Everything_that_a_file_says_is_read()
    {
        var gate = Read(Everything);

        Assert.Equal(NoBaselineRule.ValueThresholdsAlone, gate.WithoutBaseline);
        Assert.Equal(
            [
                new("AreaUnderRocCurve") { Lower = 0.8, UseInterval = true },
                new("LogLoss") { Slice = "Stadt=Zürich, Tag=*", Upper = 0.5, AbsoluteChange = 0.01, RelativeChange = 0.05 },
                new MetricThreshold("Cost") { AbsoluteChange = -1e30, Direction = MetricDirection.HigherIsBetter },
            ],
            gate.Thresholds);
    }

    [Theory]
    [InlineData("", "(1,1): expected more JSON, found the end of the file")]
    [InlineData("[]", "(1,1): expected a gate ({ \"format\": \"mlgate\", … }), found an array")]
    [InlineData("{}", "(1,1): expected a gate, which has \"format\": \"mlgate\"")]
    [InlineData("""{ "format": "mlschema" }""", "(1,13): expected the format 'mlgate', found 'mlschema': this is another kind of file")]
    [InlineData("""{ "format": "mlgate" }""", "expected a format version (\"version\": 1), found none")]
    [InlineData("{ \"format\": \"mlgate\",\n  \"version\": 2, \"new\": [1] }", "(2,14): expected format version 1 at most, found 2: a later release wrote this file; update")]
    [InlineData("""{ "format": "mlgate", "version": 0 }""", "expected format version 1, found 0")]
    [InlineData("""{ "format": "mlgate", "version": "1" }""", "expected a whole number for 'version', found the text '1'")]
    [InlineData("""{ "format": "mlgate", "version": 1 }""", "expected the property 'thresholds', found none")]
    [InlineData("""{ "format": "mlgate", "version": 1, "thresholds": [] }""", "expected at least one threshold, found none: such a gate would pass every model")]
    [InlineData("""{ "format": "mlgate", "version": 1, "tresholds": [] }""", "(1,37): expected one of the properties format, version, withoutBaseline, thresholds; found 'tresholds'")]
    [InlineData("""{ "format": "mlgate", "version": 1, "withoutBaseline": "pass" }""", "expected 'fail' or 'valueThresholdsAlone' for 'withoutBaseline', found the text 'pass'")]
    [InlineData("""{ "format": "mlgate", "version": 1, "thresholds": {} }""", "expected an array of thresholds for 'thresholds', found an object")]
    [InlineData("""{ "format": "mlgate", "version": 1, "version": 1 }""", "expected each property once, found 'version' again")]
    [InlineData("""{ "format": "mlgate", "version": 1, "thresholds": [{""", "expected more JSON, found the end of the file")]
    [InlineData("""{ "format": "mlgate", "version": 1 } x""", "expected JSON, found what is none")]
    public void A_bad_file_is_an_exception_that_names_the_place_and_what_was_expected(string content, string message) =>
        Assert.Contains(message, Refused(content).Message);

    [Theory]
    [InlineData("1", "expected a threshold ({ \"metric\": …, \"lower\": … }), found the number 1")]
    [InlineData("""{ "lower": 1 }""", "(3,3): expected the threshold to have a 'metric', found none")]
    [InlineData("""{ "metric": 1 }""", "(3,15): expected a text for 'metric', found the number 1")]
    [InlineData("""{ "metric": "A", "lower": "0.8" }""", "expected a finite number for 'lower', found the text '0.8'")]
    [InlineData("""{ "metric": "A", "lower": 1e999 }""", "expected a finite number for 'lower', found the number 1e999")]
    [InlineData("""{ "metric": "A", "lower": null }""", "expected a finite number for 'lower', found null")]
    [InlineData("""{ "metric": "A", "min": 0.8 }""", "(3,20): expected one of the properties metric, slice, lower, upper, absoluteChange, relativeChange, direction, useInterval; found 'min'")]
    [InlineData("""{ "metric": "A" }""", "a threshold has at least one limit")]
    [InlineData("""{ "metric": "A", "lower": 2, "upper": 1 }""", "(3,20): 'lower' of the threshold for 'A': the smallest value that holds is above the largest")]
    [InlineData("""{ "metric": "A", "absoluteChange": 2 }""", "'absoluteChange' of the threshold for 'A': whether 'A' is better higher or lower is not known")]
    [InlineData("""{ "metric": "A", "absoluteChange": 2, "direction": "up" }""", "expected 'higherIsBetter' or 'lowerIsBetter' for 'direction', found the text 'up'")]
    [InlineData("""{ "metric": "A", "lower": 2, "direction": "higherIsBetter" }""", "a direction is for the limits of change")]
    [InlineData("""{ "metric": "A", "lower": 2, "useInterval": 1 }""", "expected true or false for 'useInterval', found the number 1")]
    public void A_bad_threshold_is_an_exception_that_names_the_place_and_what_was_expected(string threshold, string message) =>
        Assert.Contains(message, Refused($"{{ \"format\": \"mlgate\", \"version\": 1,\n  \"thresholds\": [\n  {threshold}\n] }}").Message);

    [Fact]
    public void Nesting_too_deep_and_bytes_that_are_no_text_are_told()
    {
        Assert.Contains("found what is none", Refused("{ \"format\": \"mlgate\", \"x\": " + new string('[', 100_000)).Message);

        using var directory = new TemporaryDirectory();
        File.WriteAllBytes(directory["gate.json"], [.. Encoding.UTF8.GetBytes("{\n"), 0xFF, 0xFE]);
        var refused = Assert.Throws<ModelGateFormatException>(() => ModelGate.Load(directory["gate.json"]));
        Assert.Equal((directory["gate.json"], 2L, 1L), (refused.Path, refused.Line, refused.Position));
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_with_what_to_do()
    {
        using var directory = new TemporaryDirectory();

        var missing = Assert.Throws<FileNotFoundException>(() => ModelGate.Load(directory["none.json"]));

        Assert.Contains("There is no gate", missing.Message);
        Assert.Contains("Save(\"none.json\")", missing.Message);
    }

    private static ModelGate Read(string content)
    {
        using var directory = new TemporaryDirectory();
        return ModelGate.Load(directory.Write("gate.json", content));
    }

    private static ModelGateFormatException Refused(string content) => Assert.Throws<ModelGateFormatException>(() => Read(content));
}
