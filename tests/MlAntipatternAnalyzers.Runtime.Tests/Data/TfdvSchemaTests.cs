using System;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class TfdvSchemaTests
{
    // Everything that both formats can say, as the exporter writes it.
    private const string Everything = """
        feature {
          name: "payment"
          type: BYTES
          presence {
            min_fraction: 0.95
            min_count: 1
          }
          value_count {
            min: 1
            max: 1
          }
          domain: "payment"
          distribution_constraints {
            min_domain_mass: 0.9
          }
          annotation {
            tag: "owner:trips@example.org"
            tag: "personal_data"
            comment: "How it was paid,\n\"by the meter\": \\ Zürich 東京"
          }
          skew_comparator {
            infinity_norm {
              threshold: 0.01
            }
          }
          drift_comparator {
            infinity_norm {
              threshold: 0.02
            }
            jensen_shannon_divergence {
              threshold: 0.1
              source {
                type: QUANTILES
              }
            }
            normalized_abs_difference {
              threshold: 0.3
            }
          }
          not_in_environment: "SERVING"
          in_environment: "MOBILE"
          lifecycle_stage: DEBUG_ONLY
          unique_constraints {
            min: 1
            max: 400
          }
        }
        feature {
          name: "tip"
          type: FLOAT
          presence {
            min_count: 1
          }
          value_count {
            min: 1
            max: 1
          }
          float_domain {
            min: -0.5
            max: 1E+30
            disallow_nan: true
            disallow_inf: true
          }
        }
        feature {
          name: "hour"
          type: BYTES
          value_count {
            min: 1
            max: 1
          }
          int_domain {
            min: 0
            max: 23
          }
        }
        feature {
          name: "code"
          type: BYTES
          value_count {
            min: 1
            max: 1
          }
          string_domain {
            value: "a"
            value: "b"
          }
        }
        feature {
          name: "yes"
          type: BYTES
          value_count {
            min: 1
            max: 1
          }
          bool_domain {
            true_value: "Y"
            false_value: "N"
          }
        }
        feature {
          name: "flag"
          type: INT
          value_count {
            min: 1
            max: 1
          }
          bool_domain {
          }
        }
        feature {
          name: "when"
          type: BYTES
          value_count {
            min: 1
            max: 1
          }
          time_domain {
            string_format: "%Y-%m-%dT%H:%M:%S"
          }
        }
        feature {
          name: "since"
          type: INT
          value_count {
            min: 1
            max: 1
          }
          time_domain {
            integer_format: UNIX_MILLISECONDS
          }
        }
        feature {
          name: "sensors"
          type: FLOAT
          shape {
            dim {
              size: 4
            }
          }
        }
        feature {
          name: "tags"
          type: BYTES
          value_count {
            min: 1
            max: 3
          }
        }
        string_domain {
          name: "payment"
          value: "Cash"
          value: "Credit"
        }
        string_domain {
          name: "unused"
          value: "x"
        }
        default_environment: "SERVING"
        default_environment: "TRAINING"
        dataset_constraints {
          num_examples_drift_comparator {
            min_fraction_threshold: 0.5
            max_fraction_threshold: 2
          }
          min_examples_count: 10
          max_examples_count: 1000
        }

        """;

    [Fact]
    public void What_both_formats_can_say_survives_import_and_export()
    {
        var import = Import(Everything);

        Assert.Empty(import.Notes);
        Assert.Empty(import.Anomalies);
        var export = import.Schema.ExportTfdv();
        Assert.Equal(Everything, export.Text, ignoreLineEndingDifferences: true);
        Assert.Empty(export.Notes);
        Assert.True(import.Schema.Diff(Import(export.Text).Schema).IsEmpty);
    }

    [Fact]
    public void It_reads_as_what_it_means()
    {
        var schema = Import(Everything).Schema;

        var payment = schema.FindColumn("payment")!;
        Assert.Equal(("payment", 0.9, 0.95, 1), (payment.Domain!.Name, payment.Domain.MinShare, payment.MinFraction, payment.MinCount));
        Assert.Equal(("trips@example.org", true, LifecycleStage.DebugOnly), (payment.Owner, payment.PersonalData, payment.Lifecycle));
        Assert.Equal("How it was paid,\n\"by the meter\": \\ Zürich 東京", payment.Description);
        Assert.Equal([false, true, true], new[] { "SERVING", "TRAINING", "MOBILE" }.Select(e => schema.IsInEnvironment(payment, e)));
        Assert.Equal("yyyy-MM-ddTHH:mm:ss", schema.FindColumn("when")!.TimeFormat);
        Assert.Equal(ColumnType.Single.Vector(4), schema.FindColumn("sensors")!.Type);
        Assert.Equal((0.5, 2, 10, 1000), (schema.MinRowsRatio, schema.MaxRowsRatio, schema.MinRows, schema.MaxRows));
        Assert.True(schema.FindColumn("tip")!.Required);
        Assert.False(schema.FindColumn("hour")!.Required);
    }

    [Theory]
    [InlineData("feature { name: 'x' type: INT value_count < min: 1, max: 1; > } # end")]
    [InlineData("feature:{name:\"x\",type:INT;value_count{min:0x1 max:01}}")]
    [InlineData("# only\nfeature [{ name: 'x' type: 2 value_count { min: 1 max: 1 } }]")]
    [InlineData("feature { name: \"\" 'x' \"\" type: INT value_count { min: 1 max: 1 } not_in_environment: [] }")]
    [InlineData("\uFEFFfeature { name: \"\\x78\" type: INT value_count { min: 1 max: 1 } }\r\n")]
    [InlineData("feature { name: \"\\170\" type: INT value_count { min: 1 max: 1 } }")]
    [InlineData("feature { name: \"\\u0078\" type: INT value_count { min: 1 max: 1 } }")]
    public void The_whole_grammar_is_read(string text)
    {
        var import = Import(text);

        Assert.Equal(new ColumnExpectation("x", ColumnType.Int64) { Required = false }, Assert.Single(import.Schema.Columns));
        Assert.Empty(import.Notes);
    }

    [Fact]
    public void Octal_escapes_are_the_bytes_of_characters()
    {
        var import = Import("""feature { name: "Z\303\274rich \346\235\261" type: FLOAT value_count { min: 1 max: 1 } float_domain { min: -inf max: 1.5f } }""");

        Assert.Equal(("Zürich 東", null, 1.5), (import.Schema.Columns[0].Name, import.Schema.Columns[0].Min, import.Schema.Columns[0].Max));
    }

    [Fact]
    public void What_cannot_be_said_is_noted_by_name()
    {
        var import = Import("""
            feature { name: "s" type: STRUCT struct_domain { feature { name: "inner" type: INT } } }
            feature { name: "nothing" }
            feature { name: "url" type: BYTES value_count { min: 1 max: 1 } url_domain {} sequence_metadata { } }
            feature { name: "image" type: BYTES value_count { min: 1 max: 1 } image_domain { minimum_supported_image_fraction: 0.9 } }
            feature { name: "m" type: FLOAT shape { dim { size: 2 name: "a" } dim { size: 3 } } float_domain { is_embedding: true } }
            feature { name: "nested" type: INT value_counts { value_count { min: 1 } } }
            feature { name: "t" type: BYTES value_count { min: 1 max: 1 } time_domain { string_format: "%j" } annotation { tag: "blue" extra_metadata { [type.googleapis.com/x.Y] { a: 1 } } } }
            feature { name: "z" type: INT value_count { min: 1 max: 1 } lifecycle_stage: VALIDATION_DERIVED int_domain { is_categorical: true } some_new_field: 7 group_presence { required: true } }
            sparse_feature { name: "sp" index_feature { name: "i" } value_feature { name: "v" } }
            weighted_feature { name: "w" }
            int_domain { name: "top" min: 1 }
            tensor_representation_group { key: "" value { } }
            represent_variable_length_as_ragged: true
            """);

        Assert.Equal(["url", "image", "m", "nested", "t", "z"], import.Schema.Columns.Select(c => c.Name));
        Assert.Equal(
            [
                "s/type", "nothing/type", "url/url_domain", "url/sequence_metadata", "image/image_domain", "m/shape.dim.name", "m/shape", "m/float_domain.is_embedding", "nested/value_counts",
                "t/time_domain", "t/annotation.tag", "t/annotation.extra_metadata", "z/int_domain.is_categorical", "z/lifecycle_stage", "z/some_new_field", "z/group_presence",
                "/sparse_feature", "/weighted_feature", "/int_domain", "/tensor_representation_group", "/represent_variable_length_as_ragged",
            ],
            import.Notes.Select(n => $"{n.Column}/{n.Field}"));
    }

    [Fact]
    public void What_contradicts_itself_is_an_anomaly_and_left_out()
    {
        var import = Import("""
            feature { name: "a" type: BYTES value_count { min: 1 max: 1 } domain: "none" }
            feature { name: "b" type: FLOAT value_count { min: 1 max: 1 } int_domain { min: 1 } presence { min_fraction: 1.5 } }
            feature { name: "c" type: BYTES value_count { min: 3 max: 2 } bool_domain { true_value: "x" false_value: "x" } }
            feature { name: "d" type: FLOAT value_count { min: 1 max: 1 } drift_comparator { infinity_norm { threshold: 0.1 } jensen_shannon_divergence { threshold: 0.2 } } }
            feature { name: "e" type: BYTES value_count { min: 1 max: 1 } string_domain { value: "v" value: "v" } }
            feature { name: "f" type: INT value_count { min: 1 max: 1 } distribution_constraints { min_domain_mass: 0.5 } }
            feature { name: "g" type: FLOAT shape { dim { size: 0 } } }
            dataset_constraints { min_examples_count: 5 max_examples_count: 4 }
            """);

        Assert.Equal(
            [
                ("a", DataAnomalyCode.InvalidDomainSpecification), ("b", DataAnomalyCode.DomainInvalidForType), ("b", DataAnomalyCode.InvalidSchemaSpecification),
                ("c", DataAnomalyCode.InvalidDomainSpecification), ("c", DataAnomalyCode.InvalidSchemaSpecification), ("d", DataAnomalyCode.InvalidSchemaSpecification),
                ("e", DataAnomalyCode.InvalidDomainSpecification), ("f", DataAnomalyCode.InvalidSchemaSpecification), ("g", DataAnomalyCode.InvalidSchemaSpecification),
                ("", DataAnomalyCode.InvalidSchemaSpecification),
            ],
            import.Anomalies.Select(a => (a.Column, a.Code)));
        Assert.Equal(0.2, import.Schema.FindColumn("d")!.DriftComparator!.JensenShannon);
        Assert.Null(import.Schema.FindColumn("d")!.DriftComparator!.LInfinity);
    }

    [Fact]
    public void What_the_other_format_cannot_say_is_noted_on_export()
    {
        var schema = new DataSchema(
        [
            new("k", ColumnType.Key(count: 3)), new("i", ColumnType.Int32) { Min = 0.5, MinCount = 1, Required = false }, new("d", ColumnType.DateTime), new("b", ColumnType.Boolean) { Required = false },
            new("t", ColumnType.Text) { Required = false, AllowInvalidUtf8 = true, Format = ValueFormat.Boolean }, new("w", ColumnType.Text) { Required = false, TimeFormat = "yyyy-M-d" },
        ]).WithNewColumns(true).WithSeverity(DataAnomalyCode.SchemaNewColumn, DataAnomalySeverity.Warning);

        var export = schema.ExportTfdv();

        Assert.Equal(
            ["k/type", "k/required", "i/type", "i/required", "i/min, max", "d/type", "b/type", "t/format", "t/allowInvalidUtf8", "w/timeFormat", "/allowNewColumns", "/severities"],
            export.Notes.Select(n => $"{n.Column}/{n.Field}"));
        Assert.Contains("min: 1\n", export.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"d\"", export.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Environments_mean_the_same_after_a_round_trip()
    {
        var schema = new DataSchema([new("a", ColumnType.Single), new("b", ColumnType.Single) { NotInEnvironments = ["SERVING"] }, new("c", ColumnType.Single) { Environments = ["TRAINING"] }]);

        var again = Import(schema.ExportTfdv().Text).Schema;

        foreach (var environment in new[] { "SERVING", "TRAINING" })
            Assert.Equal(schema.Columns.Select(c => schema.IsInEnvironment(c, environment)), again.Columns.Select(c => again.IsInEnvironment(c, environment)));
    }

    [Theory]
    [InlineData("feature {\n  name: \"x\"\n  type: INT", 3, 12, "'a value'|expected the name of a field, found the end of the file")]
    [InlineData("feature {\n  name: \"x\n}", 2, 9, "expected the end of a text on its line, found none")]
    [InlineData("feature {\n  name: \"\\q\" }", 2, 10, "expected an escape")]
    [InlineData("feature {\n  name: \"\\377\" }", 2, 9, "expected a text in UTF-8")]
    [InlineData("feature {\n  name \"x\" }", 2, 8, "expected ':' or '{' after 'name'")]
    [InlineData("feature { name: \"x\" type: INT value_count { min: 1.5 } }", 1, 50, "expected a whole number of 64 bits for 'min', found '1.5'")]
    [InlineData("feature { name: \"x\" type: INT value_count { min: 99999999999999999999 } }", 1, 50, "expected a whole number of 64 bits")]
    [InlineData("feature { name: \"x\" name: \"y\" }", 1, 21, "expected 'name' once, found it again")]
    [InlineData("feature { type: INT }", 1, 11, "expected the feature to have a 'name', found none")]
    [InlineData("feature { name: \"x\" type: INT }\nfeature { name: \"x\" type: INT }", 2, 11, "expected each feature once, found 'x' again")]
    [InlineData("feature { name: \"x\" type: BYTES domain: \"a\" string_domain { value: \"b\" } }", 1, 45, "expected one domain of feature 'x', found 'string_domain' too")]
    [InlineData("{ \"format\": \"mlschema\" }", 1, 1, "expected the name of a field, found '{'")]
    [InlineData("a,b,c\n1,2,3", 1, 2, "expected ':' or '{' after 'a', found ','")]
    [InlineData("statistics { datasets { } }", 1, 1, "expected a schema of TensorFlow Data Validation (feature { … }), found none")]
    public void What_is_wrong_is_named_with_its_place(string text, int line, int position, string says)
    {
        var e = Assert.Throws<DataSchemaFormatException>(() => Import(text));

        Assert.Contains(says.Split('|')[^1], e.Message, StringComparison.Ordinal);
        Assert.Equal((line, position), (e.Line, e.Position));
        Assert.StartsWith($"schema.pbtxt({line},{position}): ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_files_end_in_a_clear_error()
    {
        Assert.Contains("at most 100 messages inside each other", Assert.Throws<DataSchemaFormatException>(() => Import(string.Concat(Enumerable.Repeat("feature { ", 100_000)))).Message, StringComparison.Ordinal);
        Assert.Contains("is this the binary form", Assert.Throws<DataSchemaFormatException>(() => TfdvImporter.Read("schema.pb", [0x0A, 0xFF, 0xFE, 0])).Message, StringComparison.Ordinal);
        var name = new string('n', 1_000_000);
        Assert.Equal(name, Import($"feature {{ name: '{name}' type: INT value_count {{ min: 1 max: 1 }} }}").Schema.Columns[0].Name);
        var twice = Assert.Throws<DataSchemaFormatException>(() => Import($"feature {{ name: '{name}' type: INT }} feature {{ name: '{name}' type: INT }}"));
        Assert.True(twice.Message.Length < 300);
    }

    [Fact]
    public void A_file_that_was_cut_off_anywhere_is_refused_or_a_schema()
    {
        var text = Everything.Replace("\r\n", "\n", StringComparison.Ordinal);
        for (var length = 0; length < text.Length; length += 7)
        {
            try
            {
                Import(text[..length]);
            }
            catch (DataSchemaFormatException e)
            {
                Assert.True(e.Line >= 1 && e.Position >= 1);
            }
        }
    }

    [Fact]
    public void A_file_is_found_and_saved()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("schema.pbtxt", Everything);

        Assert.Equal(10, DataSchema.ImportTfdv(path).Schema.Columns.Count);
        Assert.Throws<System.IO.FileNotFoundException>(() => DataSchema.ImportTfdv(directory["other.pbtxt"]));
    }

    private static TfdvImport Import(string text) => TfdvImporter.Read("schema.pbtxt", Encoding.UTF8.GetBytes(text));
}
