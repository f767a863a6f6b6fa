using System.Linq;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.DataValidation;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules.DataValidation;
using MlAntipatternAnalyzers.Tests.Testing;
using Verify = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.DataValidation.MLAP2008NoExpectationAnalyzer>;
using VerifyFix = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<
    MlAntipatternAnalyzers.Rules.DataValidation.MLAP2008NoExpectationAnalyzer,
    MlAntipatternAnalyzers.CodeFixes.DataValidation.MLAP2008NoExpectationCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2008NoExpectationTests
{
    /// <summary>A program whose features are X and Y.</summary>
    private static string Program(string load, string x = "X", string y = "Y", string features = "\"X\", \"Y\"") => $$"""
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using MlAntipatternAnalyzers.Runtime;

        var ml = new MLContext(seed: 1);
        var rows = {{load}};
        ml.Transforms.Concatenate("Features", {{features}}).Append(ml.Regression.Trainers.Sdca()).Fit(rows);

        class Row
        {
            [LoadColumn(0)] public float {{x}} { get; set; }
            [LoadColumn(1, 4)] public float[] {{y}} { get; set; }
            [LoadColumn(5)] public string Note { get; set; }
            [LoadColumn(6)] public float Label { get; set; }
        }
        """;

    private const string Load = "ml.Data.LoadFromTextFile<Row>(\"rows.tsv\")";

    private static Setup With(string name, string columns, string top = "") =>
        new() { With = Testing.With.Runtime, AdditionalFiles = [(name, Schema(columns, top))] };

    private static string Schema(string columns, string top = "") => $$"""{ "format": "mlschema", "version": 1, {{top}}"columns": [ {{columns}} ] }""";

    private static string Entry(string name, string type = "Single") => $$"""{ "name": "{{name}}", "type": "{{type}}" }""";

    [Fact]
    public Task A_feature_without_an_entry() => Verify.Program(Program(Load, y: "[|Y|]"), With("/0/Row.mlschema.json", $"{Entry("X")}, {Entry("Label")}") with
    {
        Messages = ["'Y' becomes a feature, and data schema 'Row.mlschema.json' has no entry for it: what it should look like nobody has said, and no validation looks at it; add the entry"],
    });

    [Fact]
    public Task A_validation_that_allows_no_new_columns() => Verify.Program(
        Program($"ml.Data.Validate({Load}, \"schemas/Data.mlschema.json\")", x: "[|X|]"),
        With("/0/schemas/Data.mlschema.json", $"{Entry("Y", "Vector<Single, 4>")}, {Entry("Label")}") with
        {
            Messages = ["'X' becomes a feature, and data schema 'Data.mlschema.json' has no entry for it: what it should look like nobody has said, and the validation turns data away that have it; add the entry"],
        });

    [Theory]
    [InlineData("ml.Data.Validate(LOAD, DataSchema.Load(\"Data.mlschema.json\"))")]
    [InlineData("ml.Data.Validate(LOAD, System.IO.Path.Combine(System.AppContext.BaseDirectory, \"Data.mlschema.json\"))")]
    [InlineData("ml.Data.Validate(LOAD, DataSchema.Load(System.IO.Path.Combine(args[0], \"Data.mlschema.json\")))")]
    [InlineData("ml.Data.Validated(LOAD, DataSchema.Load(\"Data.mlschema.json\"), \"TRAINING\")")]
    [InlineData("ml.Data.DropInvalidRows(LOAD, DataSchema.Load(\"Data.mlschema.json\"), out _)")]
    [InlineData("ml.Data.Validate(schemaPath: \"Data.mlschema.json\", data: LOAD)")]
    [InlineData("LOAD; DataSchema.Load(\"Data.mlschema.json\").Validate(rows)")]
    public Task Each_way_to_name_the_schema(string load) => Verify.Program(
        Program(load.Replace("LOAD", Load), x: "[|X|]"),
        With("/0/Data.mlschema.json", Entry("Y", "Vector<Single, 4>")) with { AdditionalFiles = [("/0/Data.mlschema.json", Schema(Entry("Y", "Vector<Single, 4>"))), ("/0/Row.mlschema.json", Schema(""))] });

    [Fact]
    public Task The_only_schema_of_a_project_that_trains_on_one_class() => Verify.Program(Program(Load, x: "[|X|]"), With("/0/Data.mlschema.json", $"{Entry("Y", "Vector<Single, 4>")}, {Entry("Label")}"));

    [Fact]
    public Task Columns_that_have_no_class() => Verify.Program("""
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using MlAntipatternAnalyzers.Runtime;

        var ml = new MLContext(seed: 1);
        var rows = ml.Data.Validate(ml.Data.[|LoadFromTextFile|]("rows.tsv", new[] { new TextLoader.Column("X", DataKind.Single, 0), new TextLoader.Column("Y", DataKind.Single, 1), new TextLoader.Column("Label", DataKind.Single, 2) }), "Data.mlschema.json");
        ml.Transforms.Concatenate("Features", "X", "Y").Append(ml.Regression.Trainers.Sdca()).Fit(rows);
        """,
        With("/0/Data.mlschema.json", Entry("Label")) with
        {
            Messages = ["each of 'X', 'Y' becomes a feature, and data schema 'Data.mlschema.json' has no entry for it: what it should look like nobody has said, and the validation turns data away that have it; add the entry"],
        });

    [Theory]
    [InlineData("/0/Row.mlschema.json", "{ \"name\": \"X\", \"type\": \"Single\" }, { \"name\": \"Y\", \"type\": \"Text\" }")]
    [InlineData("/0/Row.mlschema.json", "{ \"name\": \"X\", \"type\": \"Single\", \"lifecycle\": \"planned\" }, { \"name\": \"Y\", \"type\": \"Vector<Single>\" }")]
    [InlineData("/0/Row.mlschema.json", "{ \"name\": 3 }")]
    [InlineData("/0/Other.mlschema.json", "{ \"name\": \"Z\", \"type\": \"Single\" }")]
    [InlineData("/0/Row.json", "")]
    public Task What_has_an_entry_or_no_schema(string name, string columns) => Verify.Program(Program(Load), With(name, columns));

    [Theory]
    [InlineData("ml.Data.Validate(LOAD, args[0])")]
    [InlineData("ml.Data.Validate(LOAD, DataSchema.FromRowType<Row>())")]
    [InlineData("ml.Data.Validate(LOAD, DataSchema.Load(\"Row.mlschema.json\").WithoutColumn(\"Note\"))")]
    [InlineData("ml.Data.Validate(LOAD, \"Missing.mlschema.json\")")]
    [InlineData("ml.Data.Validate(ml.Transforms.SelectColumns(\"X\", \"Y\", \"Label\").Fit(LOAD).Transform(LOAD), \"Row.mlschema.json\")")]
    public Task A_schema_that_is_not_known_is_no_matter(string load) => Verify.Program(Program(load.Replace("LOAD", Load)), With("/0/Row.mlschema.json", Entry("Label")));

    /// <summary>Neither class is named like the file, which may be either's, or none's.</summary>
    [Fact]
    public Task The_only_schema_of_a_project_that_trains_on_two_classes() => Verify.Program(
        Program(Load) + """

        class Other
        {
            public float X { get; set; }
            public float Label { get; set; }

            public static void Train(MLContext ml, System.Collections.Generic.List<Other> others) =>
                ml.Transforms.Concatenate("Features", "X").Append(ml.Regression.Trainers.Sdca()).Fit(ml.Data.LoadFromEnumerable(others));
        }
        """,
        With("/0/Data.mlschema.json", Entry("Label")));

    [Fact]
    public Task What_becomes_no_feature() => Verify.Program(Program(Load, features: "\"X\""), With("/0/Row.mlschema.json", Entry("X")));

    [Fact]
    public Task Test_projects() => Verify.Program(Program(Load), With("/0/Row.mlschema.json", Entry("X")) with { With = Testing.With.Runtime | Testing.With.XunitFramework });

    [Fact]
    public Task Without_ML_NET() => Verify.Program(Program(Load), With("/0/Row.mlschema.json", Entry("X")) with { With = Testing.With.NoMlNet });

    [Fact]
    public Task Both_entries_at_once() => VerifyFix.Program(
        Program(Load, x: "[|X|]", y: "[|Y|]"),
        Program(Load),
        With("/0/Row.mlschema.json", "") with
        {
            AdditionalFiles = [("/0/Row.mlschema.json", "{\n  \"format\": \"mlschema\",\n  \"version\": 1,\n  \"columns\": [\n    {\n      \"name\": \"Label\",\n      \"type\": \"Single\"\n    }\n  ],\n  \"minRows\": 1\n}\n")],
            AdditionalFilesAfter =
            [
                ("/0/Row.mlschema.json", "{\n  \"format\": \"mlschema\",\n  \"version\": 1,\n  \"columns\": [\n    {\n      \"name\": \"Label\",\n      \"type\": \"Single\"\n    },\n"
                    + "    {\n      \"name\": \"X\",\n      \"type\": \"Single\"\n    },\n    {\n      \"name\": \"Y\",\n      \"type\": \"Vector<Single, 4>\"\n    }\n  ],\n  \"minRows\": 1\n}\n"),
            ],
        });

    [Theory]
    [InlineData("[]", "[\n        {\n          \"name\": \"X\",\n          \"type\": \"Single\"\n        }\n    ]")]
    [InlineData("[ { \"name\": \"Label\", \"type\": \"Single\" } ]", "[ { \"name\": \"Label\", \"type\": \"Single\" }, { \"name\": \"X\", \"type\": \"Single\" } ]")]
    [InlineData("[\n    { \"name\": \"Label\", \"type\": \"Single\" }\n  ]", "[\n    { \"name\": \"Label\", \"type\": \"Single\" },\n    { \"name\": \"X\", \"type\": \"Single\" }\n  ]")]
    public async Task The_entry_is_written_as_the_others_are(string before, string after)
    {
        static string File(string columns) => $"{{\n    \"format\": \"mlschema\", \"version\": 1, \"columns\": {columns} }}";

        var result = await FixRunner.FixAsync<MLAP2008NoExpectationAnalyzer, MLAP2008NoExpectationCodeFix>(
            Program(Load, features: "\"X\""), new Setup { With = Testing.With.Runtime, AdditionalFiles = [("/0/Row.mlschema.json", File(before))] });

        Assert.Equal(File(after), result.AdditionalFiles.Values.Single());
    }

    [Fact]
    public void Line_ends_and_tabs_are_kept() => Assert.Equal(
        "{ \"format\": \"mlschema\", \"version\": 1, \"columns\": [\r\n\t{\r\n\t  \"name\": \"Label\", \"type\": \"Single\" },\r\n\t{\r\n\t  \"name\": \"X\",\r\n\t  \"type\": \"Text\"\r\n\t}] }",
        DataSchemaChanges.Add("{ \"format\": \"mlschema\", \"version\": 1, \"columns\": [\r\n\t{\r\n\t  \"name\": \"Label\", \"type\": \"Single\" }] }", "X", "Text"));

    /// <summary>The validation turns the data away before the fix, and lets them pass after it.</summary>
    [Fact]
    public async Task Data_with_a_new_column_pass_once_it_is_expected()
    {
        var text = Program($"ml.Data.Validate({Load}, \"Row.mlschema.json\")").Replace(".Fit(rows);", ".Fit(rows);\nSystem.Console.WriteLine(\"trained\");");
        var setup = With("/0/Row.mlschema.json", $"{Entry("Y", "Vector<Single, 4>")}, {Entry("Note", "Text")}, {Entry("Label")}");
        (string, string) data = ("rows.tsv", string.Concat(Enumerable.Range(0, 30).Select(i => $"{i}\t1\t2\t3\t4\tn\t{i}\n")));

        var before = await ProgramRunner.RunAsync(text, setup, [data, ("Row.mlschema.json", setup.AdditionalFiles[0].Text)]);
        Assert.Equal("MlAntipatternAnalyzers.Runtime.DataValidationException", before.ExceptionType);
        Assert.Contains("SCHEMA_NEW_COLUMN", before.ExceptionMessage);

        var after = await FixRunner.FixAsync<MLAP2008NoExpectationAnalyzer, MLAP2008NoExpectationCodeFix>(text, setup);
        Assert.Equal("trained\n", (await ProgramRunner.RunAsync(after, setup, [data, ("Row.mlschema.json", after.AdditionalFiles.Values.Single())])).OutputOrThrow());
    }
}
