using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using MlAntipatternAnalyzers.CodeFixes.DataValidation;
using MlAntipatternAnalyzers.Rules.DataValidation;
using MlAntipatternAnalyzers.Tests.Testing;
using Verify = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.DataValidation.MLAP2009ExpectationContradictsRowAnalyzer>;
using VerifyFix = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<
    MlAntipatternAnalyzers.Rules.DataValidation.MLAP2009ExpectationContradictsRowAnalyzer,
    MlAntipatternAnalyzers.CodeFixes.DataValidation.MLAP2009ExpectationContradictsRowCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2009ExpectationContradictsRowTests
{
    private const string Load = "ml.Data.LoadFromTextFile<Row>(\"rows.tsv\")";

    private const string Validated = "ml.Data.Validate(" + Load + ", \"Row.mlschema.json\")";

    private static string Program(string load, string members, string name = "Row") => $$"""
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using MlAntipatternAnalyzers.Runtime;

        var ml = new MLContext(seed: 1);
        var rows = {{load}};
        ml.Transforms.Concatenate("Features", "X").Append(ml.Regression.Trainers.Sdca()).Fit(rows);

        class {{name}}
        {
            {{members}}
            [LoadColumn(9)] public float Label { get; set; }
        }
        """;

    private const string X = "[LoadColumn(0)] public float X { get; set; }";

    private static Setup With(string columns, string top = "", string version = "1") => new()
    {
        With = Testing.With.Runtime,
        AdditionalFiles = [("/0/Row.mlschema.json", $$"""{ "format": "mlschema", "version": {{version}}, {{top}}"columns": [ { "name": "Label", "type": "Single" }, {{columns}} ] }""")],
    };

    [Fact]
    public Task Another_type() => Verify.Program(
        Program(Validated, X.Replace("X", "[|X|]")),
        With("{ \"name\": \"X\", \"type\": \"Text\" }") with
        {
            Messages = ["Data schema 'Row.mlschema.json': column 'X' is Text (line 1), and is loaded as Single; the validation turns all data away that are loaded so: correct the one or the other"],
        });

    [Fact]
    public Task A_column_that_is_missing() => Verify.Program(
        Program(Load, X, "[|Row|]"),
        With("{ \"name\": \"X\", \"type\": \"Single\" }, { \"name\": \"Temperature\", \"type\": \"Single\" }") with
        {
            Messages = ["Data schema 'Row.mlschema.json': column 'Temperature' is required (line 1), and the data are loaded without it; a validation would turn all data away that are loaded so: correct the one or the other"],
        });

    [Fact]
    public Task A_column_that_is_called_otherwise() => Verify.Program(
        Program(Load, X + "\n    [LoadColumn(1)] public float [|TripTime|] { get; set; }"),
        With("{ \"name\": \"X\", \"type\": \"Single\" }, { \"name\": \"trip_time\", \"type\": \"Single\" }") with
        {
            Messages = ["Data schema 'Row.mlschema.json': column 'trip_time' is required (line 1), and the data are loaded with 'TripTime' instead; a validation would turn all data away that are loaded so: correct the one or the other"],
        });

    [Theory]
    [InlineData("[LoadColumn(0, 3)] public float[] [|X|];", "Vector<Single, 3>")]
    [InlineData("[LoadColumn(0, 3)] public float[] [|X|];", "Single")]
    [InlineData("[LoadColumn(0)] public float [|X|];", "Vector<Single, 1>")]
    [InlineData("[LoadColumn(0)] public double [|X|];", "Single")]
    [InlineData("[LoadColumn(0), KeyType(10)] public uint [|X|];", "UInt32")]
    [InlineData("[LoadColumn(0), KeyType(10)] public uint [|X|];", "Key<UInt32, 11>")]
    [InlineData("[LoadColumn(0, 3)] public float[] X;", "Vector<Single, 4>")]
    [InlineData("[LoadColumn(0, 3)] public float[] X;", "Vector<Single>")]
    [InlineData("[LoadColumn(0), KeyType(10)] public uint X;", "Key<UInt32, 10>")]
    [InlineData("[LoadColumn(0), KeyType(10)] public uint X;", "Key<UInt32>")]
    [InlineData("[LoadColumn(0), ColumnName(\"X\")] public float Another;", "Single")]
    public Task Types(string member, string type) => Verify.Program(Program(Validated, member), With($$"""{ "name": "X", "type": "{{type}}" }"""));

    [Theory]
    [InlineData("\"type\": \"Single\", \"required\": false")]
    [InlineData("\"type\": \"Text\", \"lifecycle\": \"planned\"")]
    [InlineData("\"type\": \"Single\", \"lifecycle\": \"debugOnly\"")]
    [InlineData("\"type\": \"Single\", \"environments\": [\"TRAINING\"]")]
    [InlineData("\"type\": \"Single\", \"notInEnvironments\": [\"SERVING\"]")]
    public Task What_may_be_missing(string expectation) => Verify.Program(Program(Validated, X), With($$"""{ "name": "X", "type": "Single" }, { "name": "Other", {{expectation}} }""", version: "2"));

    [Theory]
    [InlineData("[|Note|]", "", "Validated")]
    [InlineData("Note", "\"allowNewColumns\": true, ", "Validated")]
    [InlineData("Note", "\"severities\": { \"SCHEMA_NEW_COLUMN\": \"warning\" }, ", "Validated")]
    [InlineData("Note", "", "Load")]
    public Task A_column_that_is_new(string member, string top, string load) => Verify.Program(
        Program(load == "Load" ? Load : Validated, X + $"\n    [LoadColumn(1)] public string {member} {{ get; set; }}"),
        With("{ \"name\": \"X\", \"type\": \"Single\" }", top) with
        {
            Messages = member[0] != '[' ? [] : ["Data schema 'Row.mlschema.json': it knows no column 'Note', and allows no new ones; the validation turns all data away that are loaded so: correct the one or the other"],
        });

    [Fact]
    public Task Columns_that_have_no_class() => Verify.Program("""
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using MlAntipatternAnalyzers.Runtime;

        var ml = new MLContext(seed: 1);
        var rows = ml.Data.Validate(ml.Data.[|LoadFromTextFile|]("rows.tsv", new[] { new TextLoader.Column("X", DataKind.Single, 0, 3), new TextLoader.Column("Label", DataKind.Single, 4) }), "Row.mlschema.json");
        """, With("{ \"name\": \"X\", \"type\": \"Vector<Single, 3>\" }"));

    [Theory]
    [InlineData("ml.Data.Validate(LOAD, args[0])")]
    [InlineData("ml.Data.Validate(ml.Transforms.Conversion.ConvertType(\"X\", outputKind: DataKind.Double).Fit(LOAD).Transform(LOAD), \"Row.mlschema.json\")")]
    [InlineData("ml.Data.LoadFromTextFile(\"rows.tsv\", new TextLoader.Options { Columns = new[] { new TextLoader.Column(args[0], DataKind.Single, 0) } })")]
    public Task What_is_not_known(string load) => Verify.Program(Program(load.Replace("LOAD", Load), X), With("{ \"name\": \"X\", \"type\": \"Text\" }"));

    /// <summary>Rows that are scored have fewer columns, and another class, than those that are trained on.</summary>
    [Fact]
    public Task Another_class_that_no_trainer_sees() => Verify.Program(
        Program(Load, X) + "\nclass Scored { public static IDataView Load(MLContext ml) => ml.Data.LoadFromTextFile<Scored>(\"new.tsv\"); [LoadColumn(0)] public string X; }",
        With("{ \"name\": \"X\", \"type\": \"Single\" }"));

    [Theory]
    [InlineData("{ \"format\": \"mlschema\", \"version\": 1, \"columns\": [ { \"name\": \"X\", \"type\": {|#0:\"Singel\" } ] }|}", "expected a type such as Single, Text, Boolean, Key<UInt32, 10>, Vector<Single, 4> or Vector<Single> (its size varies); found the text 'Singel'")]
    [InlineData("{\n  \"format\": \"mlschema\",\n  \"version\": {|#0:99,|}\n  \"columns\": {}\n}", "expected format version 2 at most, found 99: a later release wrote this file; update the MlAntipatternAnalyzers packages")]
    [InlineData("{\n  \"format\": \"mlschema\",\n  \"version\": 1,\n  \"columns\": [ {|#0:|}", "expected a value, found the end of the file: it was cut off, or never written to its end")]
    [InlineData("{ \"format\": {|#0:\"mlcontract\" }|}", "expected the format 'mlschema', found the text 'mlcontract': this is another kind of file")]
    [InlineData("{|#0:[1, 2]|}", "expected a data schema ({ \"format\": \"mlschema\", … }), found an array")]
    [InlineData("{ \"format\": \"mlschema\", \"version\": 1, \"columns\": [ { \"name\": \"X\", \"type\": \"Single\" }, { \"name\": {|#0:\"X\", \"type\": \"Text\" } ] }|}", "expected each column once, found 'X' again")]
    [InlineData("{ \"format\": \"mlschema\", \"version\": 1, \"columns\": [ {|#0:3 ] }|}", "expected a column ({ \"name\": …, \"type\": … }), found the number 3")]
    [InlineData("{ \"format\": \"mlschema\", \"version\": 1, \"columns\": [ {|#0:{ \"name\": \"X\" } ] }|}", "expected the column to have a 'type', found none")]
    public async Task A_file_that_is_none_is_reported_at_its_line(string file, string problem)
    {
        const string Row = "/0/Row.mlschema.json";
        var start = file.IndexOf("{|#0:");
        var text = file.Replace("{|#0:", "").Replace("|}", "");
        using var workspace = new AdhocWorkspace();
        var project = TestProject.Create(workspace, [("/0/Program.cs", Program(Validated, X))], new Setup { With = Testing.With.Runtime, AdditionalFiles = [(Row, text)] });

        var finding = Assert.Single(await TestProject.FindingsAsync(project, [new MLAP2009ExpectationContradictsRowAnalyzer()]));

        var line = text[..start].Split('\n');
        Assert.Equal($"Data schema 'Row.mlschema.json': line {line.Length}, column {line[^1].Length + 1}: {problem}; the program cannot read it either, and until that is mended nothing is compared with it", finding.GetMessage());
        Assert.Equal(Row, finding.Location.GetLineSpan().Path);
        Assert.Equal(start, finding.Location.SourceSpan.Start);
    }

    [Fact]
    public async Task A_hostile_file_is_no_crash()
    {
        using var workspace = new AdhocWorkspace();
        foreach (var text in new[] { new string('[', 200_000), string.Concat(Enumerable.Repeat("{\"a\":", 100_000)), "\0\u0001\ufffe", "\"" + new string('x', 1_000_000) })
        {
            var project = TestProject.Create(workspace, [("/0/Program.cs", Program(Validated, X))], new Setup { With = Testing.With.Runtime, AdditionalFiles = [("/0/Row.mlschema.json", text)] });
            var findings = await TestProject.FindingsAsync(project, [new MLAP2009ExpectationContradictsRowAnalyzer(), new MLAP2008NoExpectationAnalyzer(), new MLAP2003MissingNumbersBecomeZeroAnalyzer()]);
            Assert.Equal(["MLAP2009"], findings.Select(found => found.Id));
        }
    }

    [Fact]
    public async Task The_line_of_the_file_is_told_too()
    {
        using var workspace = new AdhocWorkspace();
        var setup = With("\n{ \"name\": \"X\",\n  \"type\": \"Text\" }");
        var project = TestProject.Create(workspace, [("/0/Program.cs", Program(Validated, X))], setup);

        var finding = Assert.Single(await TestProject.FindingsAsync(project, [new MLAP2009ExpectationContradictsRowAnalyzer()]));

        Assert.Contains("'X' is Text (line 3)", finding.GetMessage());
        var other = Assert.Single(finding.AdditionalLocations).GetLineSpan();
        Assert.Equal(("/0/Row.mlschema.json", 2, 10), (other.Path, other.StartLinePosition.Line, other.StartLinePosition.Character));
    }

    [Fact]
    public Task Test_projects() => Verify.Program(Program(Validated, X), With("{ \"name\": \"X\", \"type\": \"Text\" }") with { With = Testing.With.Runtime | Testing.With.XunitFramework });

    [Fact]
    public Task Without_ML_NET() => Verify.Program(Program(Validated, X), With("{ \"name\": \"X\", \"type\": \"Text\" }") with { With = Testing.With.NoMlNet });

    private const string Two = "{ \"name\": \"X\", \"type\": \"Double\" }, { \"name\": \"Trip\", \"type\": \"Text\", \"minCount\": 1 }";

    [Fact]
    public Task The_schema_is_changed_two_at_once() => VerifyFix.Program(
        Program(Validated, X.Replace("X", "[|X|]") + "\n    [LoadColumn(1)] public string [|trip|] { get; set; }"),
        Program(Validated, X + "\n    [LoadColumn(1)] public string trip { get; set; }"),
        With(Two) with
        {
            AdditionalFilesAfter = With(Two.Replace("Double", "Single").Replace("Trip", "trip")).AdditionalFiles,
            Action = MLAP2009ExpectationContradictsRowCodeFix.SchemaKey,
        });

    [Fact]
    public Task The_class_is_changed_two_at_once() => VerifyFix.Program(
        Program(Validated, X.Replace("X", "[|X|]") + "\n    [LoadColumn(1)] public string [|trip|] { get; set; } // the name"),
        Program(Validated, X.Replace("float", "double") + "\n    [LoadColumn(1), ColumnName(\"Trip\")] public string trip { get; set; } // the name"),
        With(Two) with { Action = MLAP2009ExpectationContradictsRowCodeFix.RowKey });

    [Fact]
    public Task An_entry_is_removed() => VerifyFix.Program(
        Program(Load, X, "[|Row|]"),
        Program(Load, X),
        With("{ \"name\": \"X\", \"type\": \"Single\" },\n  { \"name\": \"Temperature\", \"type\": \"Single\" }") with
        {
            AdditionalFilesAfter = With("{ \"name\": \"X\", \"type\": \"Single\" }").AdditionalFiles,
            Action = MLAP2009ExpectationContradictsRowCodeFix.SchemaKey,
        });

    [Fact]
    public Task A_member_is_added_where_rows_are_objects() => VerifyFix.Program(
        Program("ml.Data.Validate(ml.Data.LoadFromEnumerable(new System.Collections.Generic.List<Row>()), \"Row.mlschema.json\")", X, "[|Row|]"),
        Program("ml.Data.Validate(ml.Data.LoadFromEnumerable(new System.Collections.Generic.List<Row>()), \"Row.mlschema.json\")", X)
            .Replace("float Label { get; set; }", "float Label { get; set; }\n    public float Temperature { get; set; }"),
        With("{ \"name\": \"X\", \"type\": \"Single\" }, { \"name\": \"Temperature\", \"type\": \"Single\" }") with { Action = MLAP2009ExpectationContradictsRowCodeFix.RowKey });

    [Fact]
    public Task An_entry_is_added_for_what_is_new() => VerifyFix.Program(
        Program(Validated, X + "\n    [LoadColumn(1)] public string [|Note|] { get; set; }"),
        Program(Validated, X + "\n    [LoadColumn(1)] public string Note { get; set; }"),
        With("{ \"name\": \"X\", \"type\": \"Single\" }") with
        {
            AdditionalFilesAfter = With("{ \"name\": \"X\", \"type\": \"Single\" }, { \"name\": \"Note\", \"type\": \"Text\" }").AdditionalFiles,
            Action = MLAP2009ExpectationContradictsRowCodeFix.SchemaKey,
        });

    /// <summary>A range, or a domain, says something of the type that it was written for; and a vector's size is said by attributes.</summary>
    [Theory]
    [InlineData("[LoadColumn(0)] public float[] [|X|];", "\"type\": \"Text\", \"domain\": { \"values\": [\"a\"] }")]
    [InlineData("[LoadColumn(0, 1)] public float[] [|X|];", "\"type\": \"Vector<Double>\", \"min\": 3")]
    public Task What_would_not_fit_is_not_offered(string member, string expectation) => VerifyFix.NotOfferedInProgram(Program(Validated, member), With($$"""{ "name": "X", {{expectation}} }"""));

    /// <summary>All data are turned away before the fix, on either side, and pass after it.</summary>
    [Theory]
    [InlineData(MLAP2009ExpectationContradictsRowCodeFix.SchemaKey)]
    [InlineData(MLAP2009ExpectationContradictsRowCodeFix.RowKey)]
    public async Task Data_pass_once_both_sides_agree(string action)
    {
        var text = Program("ml.Data.Validate(" + Load + ", \"Row.mlschema.json\")", "[LoadColumn(0)] public double X { get; set; }")
            .Replace("ml.Transforms.Concatenate(\"Features\", \"X\").Append(ml.Regression.Trainers.Sdca()).Fit(rows);", "System.Console.WriteLine(rows.Schema.Count);");
        var setup = With("{ \"name\": \"X\", \"type\": \"Single\" }") with { Action = action };
        (string, string) data = ("rows.tsv", "1\t0\t0\t0\t0\t0\t0\t0\t0\t2\n");

        var before = await ProgramRunner.RunAsync(text, setup, [data, ("Row.mlschema.json", setup.AdditionalFiles[0].Text)]);
        Assert.Equal("MlAntipatternAnalyzers.Runtime.DataValidationException", before.ExceptionType);
        Assert.Contains("UNEXPECTED_DATA_TYPE", before.ExceptionMessage);

        var after = await FixRunner.FixAsync<MLAP2009ExpectationContradictsRowAnalyzer, MLAP2009ExpectationContradictsRowCodeFix>(text, setup);
        Assert.Equal("2\n", (await ProgramRunner.RunAsync(after, setup, [data, ("Row.mlschema.json", after.AdditionalFiles.Values.Single())])).OutputOrThrow());
    }
}
