using System;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class DataSchemaVersion2Tests
{
    private const string Everything = """
        {
          "format": "mlschema",
          "version": 2,
          "environments": [
            "SERVING",
            "TRAINING"
          ],
          "minRowsRatio": 0.5,
          "maxRowsRatio": 2,
          "severities": {
            "COMPARATOR_L_INFTY_HIGH": "warning"
          },
          "domains": [
            {
              "name": "city",
              "values": [
                "Paris",
                "東京"
              ]
            },
            {
              "name": "not used",
              "values": [
                "x"
              ]
            }
          ],
          "columns": [
            {
              "name": "From",
              "type": "Text",
              "description": "Where the trip starts.",
              "owner": "trips@example.org",
              "personalData": true,
              "lifecycle": "beta",
              "environments": [
                "MOBILE"
              ],
              "notInEnvironments": [
                "SERVING"
              ],
              "domain": "city",
              "unique": {
                "min": 1,
                "max": 400
              },
              "driftComparator": {
                "lInfinity": 0.01,
                "jensenShannon": 0.2,
                "normalizedAbsoluteDifference": 0.3
              },
              "skewComparator": {
                "jensenShannon": 0.25,
                "histogram": "quantiles"
              }
            },
            {
              "name": "To",
              "type": "Text",
              "domain": {
                "name": "city",
                "minShare": 0.9
              }
            },
            {
              "name": "Tipped",
              "type": "Text",
              "format": "boolean",
              "booleanTokens": {
                "true": "Y",
                "false": "N"
              }
            },
            {
              "name": "When",
              "type": "Text",
              "timeFormat": "yyyy-MM-dd"
            },
            {
              "name": "Since",
              "type": "Int64",
              "lifecycle": "debugOnly",
              "timeFormat": "unixMilliseconds",
              "unique": {
                "max": 5
              }
            }
          ]
        }

        """;

    [Fact]
    public void A_file_of_everything_is_written_as_it_was_read()
    {
        var schema = Read(Everything);

        Assert.Equal(Everything, schema.ToJson(), ignoreLineEndingDifferences: true);
        Assert.Equal(["city", "not used"], schema.Domains.Select(d => d.Name));
        Assert.True(schema.Diff(Read(schema.ToJson())).IsEmpty);
    }

    [Theory]
    [InlineData("\"domain\": \"city\"", "\"domain\": \"town\"", "expected the name of one of the schema's 'domains', found 'town'; they are 'city', 'not used'")]
    [InlineData("\"name\": \"not used\"", "\"name\": \"city\"", "expected each domain once, found 'city' again")]
    [InlineData("\"lifecycle\": \"beta\"", "\"lifecycle\": \"Beta\"", "'debugOnly' or 'disabled' for 'lifecycle', found the text 'Beta'")]
    [InlineData("\"notInEnvironments\": [\n        \"SERVING\"", "\"notInEnvironments\": [\n        \"MOBILE\"", "'MOBILE' is among the environments that have the column, too")]
    [InlineData("\"minRowsRatio\": 0.5", "\"minRowsRatio\": 3", "expected 'maxRowsRatio' to be at least 'minRowsRatio' (3), found 2")]
    [InlineData("\"lInfinity\": 0.01", "\"lInfinity\": 1.01", "a limit of a distance is between 0 and 1, and 1.01 is not")]
    [InlineData("\"lInfinity\": 0.01", "\"earthMover\": 0.01", "expected one of the properties lInfinity, jensenShannon")]
    [InlineData("\"false\": \"N\"", "\"false\": \"Y\"", "true and false are the same text, 'Y'")]
    [InlineData("\"true\": \"Y\"", "\"true\": \"\"", "a token is a text that is not empty")]
    [InlineData("\"yyyy-MM-dd\"", "\"date\\\\\"", "is no .NET format of dates and times")]
    [InlineData("\"unixMilliseconds\"", "\"yyyy\"", "is none of unixSeconds")]
    [InlineData("\"min\": 1,\n        \"max\": 400", "\"min\": 401,\n        \"max\": 400", "the largest is not below the smallest")]
    [InlineData("\"owner\": \"trips@example.org\"", "\"owner\": 7", "expected a text for 'owner', found the number 7")]
    public void What_is_wrong_is_named(string was, string becomes, string says)
    {
        Assert.Contains(was, Everything, StringComparison.Ordinal);

        var e = Assert.Throws<DataSchemaFormatException>(() => Read(Everything.Replace(was, becomes, StringComparison.Ordinal)));

        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        Assert.StartsWith("Trip.mlschema.json(", e.Message, StringComparison.Ordinal);
        Assert.True(e.Line > 1);
    }

    [Fact]
    public void A_schema_that_uses_nothing_new_is_written_for_older_releases()
    {
        var schema = new DataSchema([new("X", ColumnType.Single) { Min = 0 }]);

        Assert.Contains("\"version\": 1,", schema.ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"version\": 2,", schema.WithColumn(new("Y", ColumnType.Text) { Owner = "me" }).ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"version\": 1,", schema.WithSeverity(DataAnomalyCode.SchemaNewColumn, DataAnomalySeverity.Warning).ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"version\": 2,", schema.WithSeverity(DataAnomalyCode.ComparatorLInftyHigh, DataAnomalySeverity.Warning).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shared_domain_has_one_set_of_values()
    {
        var city = new TextDomain(["Paris", "Rome"]).WithName("city");
        var schema = new DataSchema([new("From", ColumnType.Text) { Domain = city }, new("To", ColumnType.Text) { Domain = city.WithMinShare(0.5) }]);

        var more = schema.WithDomain(city.WithValues(["Oslo", .. city.Values]));

        Assert.Equal((3, 1), (more.FindColumn("From")!.Domain!.Values.Count, more.FindColumn("From")!.Domain!.MinShare));
        Assert.Equal((3, 0.5), (more.FindColumn("To")!.Domain!.Values.Count, more.FindColumn("To")!.Domain!.MinShare));
        var e = Assert.Throws<ArgumentException>(() => schema.WithColumn(new("Via", ColumnType.Text) { Domain = new TextDomain(["Bonn"]).WithName("city") }));
        Assert.Contains("'city' of column", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TRAINING", true, true, false)]
    [InlineData("SERVING", true, false, false)]
    [InlineData("MOBILE", false, false, true)]
    [InlineData(null, true, true, true)]
    public void Environments_follow_the_schema_and_the_column(string? environment, bool plain, bool label, bool mobile)
    {
        var schema = new DataSchema([
            new("Plain", ColumnType.Single),
            new("Label", ColumnType.Single) { NotInEnvironments = ["SERVING"] },
            new("Mobile", ColumnType.Single) { Environments = ["MOBILE"], NotInEnvironments = ["SERVING", "TRAINING"] },
        ]).WithEnvironments(["TRAINING", "SERVING"]);

        Assert.Equal([plain, label, mobile], schema.Columns.Select(c => schema.IsInEnvironment(c, environment)));
    }

    [Fact]
    public void Without_environments_of_the_schema_a_column_is_everywhere_unless_it_says_where()
    {
        var schema = new DataSchema([new("Plain", ColumnType.Single), new("Label", ColumnType.Single) { Environments = ["TRAINING"] }]);

        Assert.Equal([true, false], schema.Columns.Select(c => schema.IsInEnvironment(c, "SERVING")));
        Assert.Equal([true, true], schema.Columns.Select(c => schema.IsInEnvironment(c, "TRAINING")));
    }

    [Fact]
    public void A_diff_prints_each_property_once_with_what_was_and_what_is()
    {
        var before = new DataSchema([new("A", ColumnType.Single) { Min = 0 }, new("B", ColumnType.Text) { Domain = new(["x"]) }, new("Gone", ColumnType.Int32)]).WithRows(1);
        var after = new DataSchema([new("B", ColumnType.Text) { Domain = new(["x", "y"]) }, new("A", ColumnType.Single) { Min = -7, Owner = "me" }, new("New", ColumnType.DateTime)]).WithRows(5, 9);

        var diff = before.Diff(after);

        Assert.Equal(
            """
            schema
              - minRows: 1
              + minRows: 5
              + maxRows: 9
            'B'
              - domain: {"values":["x"]}
              + domain: {"values":["x","y"]}
            'A'
              + owner: "me"
              - min: 0
              + min: -7
            'New'
              + {"type":"DateTime"}
            'Gone'
              - {"type":"Int32"}
            """,
            diff.ToString(),
            ignoreLineEndingDifferences: true);
        Assert.Contains("""{"column":"A","property":"min","before":0,"after":-7}""", diff.ToJson(), StringComparison.Ordinal);
        Assert.True(before.Diff(before).IsEmpty);
    }

    private static DataSchema Read(string json) => DataSchemaReader.Read("Trip.mlschema.json", Encoding.UTF8.GetBytes(json));
}
