using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.DataValidation;
using MlAntipatternAnalyzers.Rules.DataValidation;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tests.Testing;
using VerifyFix = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<
    MlAntipatternAnalyzers.Rules.DataValidation.MLAP2001NotValidatedBeforeFitAnalyzer,
    MlAntipatternAnalyzers.CodeFixes.DataValidation.MLAP2001NotValidatedBeforeFitCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2001NotValidatedBeforeFitCodeFixTests
{
    private const string RowSchema = """
        {
          "format": "mlschema",
          "version": 1,
          "minRows": 1,
          "columns": [
            {
              "name": "X",
              "type": "Vector<Single, 2>"
            },
            {
              "name": "Label",
              "type": "Single"
            }
          ]
        }

        """;

    private const string Row = """

        class Row
        {
            [LoadColumn(0, 1), ColumnName("X")] public float[] Values;
            [LoadColumn(2)] public float Label;
        }
        """;

    private const string Before = """
        using System;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var mlContext = new MLContext(seed: 1);
        // what was measured
        var view = mlContext.Data.[|LoadFromTextFile<Row>|]("rows.csv", separatorChar: ','); // in March
        var model = mlContext.Regression.Trainers.Sdca(featureColumnName: "X").Fit(view);
        Console.WriteLine(model.Model.Weights.Count);

        """ + Row;

    private static readonly string After = WithoutMarks(Before)
        .ReplaceLineEndings("\n")
        .Replace("using Microsoft.ML.Data;\n", "using Microsoft.ML.Data;\nusing MlAntipatternAnalyzers.Runtime;\n")
        .Replace("mlContext.Data.LoadFromTextFile<Row>(\"rows.csv\", separatorChar: ',');", "mlContext.Data.Validate(mlContext.Data.LoadFromTextFile<Row>(\"rows.csv\", separatorChar: ','), \"Row.mlschema.json\");");

    [Fact]
    public Task Against_a_schema_of_the_project() => VerifyFix.Program(Before, After, new Setup
    {
        With = With.Runtime,
        AdditionalFiles = [("Row.mlschema.json", RowSchema), ("Other.mlschema.json", "{ \"columns\": [ { \"name\": \"Z\", \"type\": \"Single\" } ] }")],
        Action = MLAP2001NotValidatedBeforeFitCodeFix.ExistingSchemaKey,
    });

    [Fact]
    public Task Against_a_new_schema() => VerifyFix.Program(Before, After, new Setup
    {
        With = With.Runtime,
        AdditionalFilesAfter = [("Row.mlschema.json", RowSchema)],
        Action = MLAP2001NotValidatedBeforeFitCodeFix.NewSchemaKey,
    });

    [Fact]
    public Task Two_sources_at_once_and_a_loader() => VerifyFix.Program(
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using MlAntipatternAnalyzers.Runtime;

        class Job
        {
            private readonly MLContext context = new MLContext();

            public void Run(string path)
            {
                var loader = context.Data.CreateTextLoader<Row>(',');
                Train(loader
                    .[|Load|](path));
                Train(this.context.Data.[|LoadFromBinary|](path));
                Train(context.Data.[|LoadFromTextFile|](path, new[] { new TextLoader.Column("X", DataKind.Single, 0, 1), new TextLoader.Column("Label", DataKind.Single, 2) }));
            }

            private void Train(IDataView view) => context.Regression.Trainers.Sdca(featureColumnName: "X").Fit(view);
        }
        """ + "\n" + Row,
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using MlAntipatternAnalyzers.Runtime;

        class Job
        {
            private readonly MLContext context = new MLContext();

            public void Run(string path)
            {
                var loader = context.Data.CreateTextLoader<Row>(',');
                Train(context.Data.Validate(loader
                    .Load(path), "Row.mlschema.json"));
                Train(this.context.Data.[|LoadFromBinary|](path));
                Train(context.Data.Validate(context.Data.LoadFromTextFile(path, new[] { new TextLoader.Column("X", DataKind.Single, 0, 1), new TextLoader.Column("Label", DataKind.Single, 2) }), "Row.mlschema.json"));
            }

            private void Train(IDataView view) => context.Regression.Trainers.Sdca(featureColumnName: "X").Fit(view);
        }
        """ + "\n" + Row,
        new Setup { With = With.Runtime, AdditionalFiles = [("Row.mlschema.json", RowSchema)], Action = MLAP2001NotValidatedBeforeFitCodeFix.ExistingSchemaKey });

    [Fact]
    public async Task Fix_All_adds_the_schema_of_several_sources_once()
    {
        using var workspace = new AdhocWorkspace();
        var train = "static void Train{0}(MLContext context) => context.Regression.Trainers.Sdca(featureColumnName: \"X\").Fit(context.Data.LoadFromTextFile<Row>(\"a.csv\"));";
        var usings = "using Microsoft.ML;\nusing Microsoft.ML.Data;\n";
        var project = TestProject.Create(
            workspace,
            [("/0/A.cs", $"{usings}class A {{ {string.Format(train, 1)} {string.Format(train, 2)} }}{Row}"), ("/0/B.cs", $"{usings}class B {{ {string.Format(train, 3)} }}")],
            With.Runtime);
        var fix = new MLAP2001NotValidatedBeforeFitCodeFix();
        var context = new FixAllContext(
            project.Documents.First(), fix, FixAllScope.Solution, MLAP2001NotValidatedBeforeFitCodeFix.NewSchemaKey, fix.FixableDiagnosticIds, new Findings(), CancellationToken.None);
        var action = await fix.GetFixAllProvider().GetFixAsync(context);
        var changed = (await action!.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution.Projects.Single();
        Assert.Equal(["Row.mlschema.json"], changed.AdditionalDocuments.Select(document => document.Name));
        Assert.Empty(await TestProject.FindingsAsync(changed, [new MLAP2001NotValidatedBeforeFitAnalyzer()]));
        Assert.DoesNotContain((await changed.GetCompilationAsync())!.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public Task Not_without_the_runtime_library() => VerifyFix.NotOfferedInProgram(Before, new Setup { AdditionalFiles = [("Row.mlschema.json", RowSchema)] });

    [Fact]
    public Task Not_against_a_schema_of_other_columns_nor_over_one_of_the_same_name() => VerifyFix.NotOfferedInProgram(Before, new Setup
    {
        With = With.Runtime,
        AdditionalFiles = [("Row.mlschema.json", RowSchema.Replace("\"X\"", "\"Y\""))],
    });

    [Fact]
    public async Task Line_ends_stay_what_they_are()
    {
        using var workspace = new AdhocWorkspace();
        var crlf = Before.Replace("[|", "").Replace("|]", "").Replace("\r", "").Replace("\n", "\r\n");
        var project = TestProject.Create(workspace, [], new Setup { With = With.Runtime, Output = OutputKind.ConsoleApplication })
            .AddDocument("Program.cs", SourceText.From(crlf), filePath: "/0/Program.cs").Project;
        var fixedProject = await FixRunner.FixAllAsync(project, new MLAP2001NotValidatedBeforeFitAnalyzer(), new MLAP2001NotValidatedBeforeFitCodeFix(), MLAP2001NotValidatedBeforeFitCodeFix.NewSchemaKey);
        var text = (await fixedProject.Documents.Single().GetTextAsync()).ToString();
        Assert.Contains("using MlAntipatternAnalyzers.Runtime;\r\n", text);
        Assert.DoesNotContain("\n", text.Replace("\r\n", ""));
    }

    [Fact]
    public async Task The_new_schema_is_one_that_the_library_loads_and_that_the_program_runs_with()
    {
        var program = WithoutMarks(Before);
        var after = await FixRunner.FixAsync<MLAP2001NotValidatedBeforeFitAnalyzer, MLAP2001NotValidatedBeforeFitCodeFix>(
            program, new Setup { With = With.Runtime, Action = MLAP2001NotValidatedBeforeFitCodeFix.NewSchemaKey });
        var (path, schema) = after.AdditionalFiles.Single();
        var inputs = new List<(string, string)> { ("rows.csv", "1,2,3\n2,3,5\n3,4,7\n"), (path, schema) };
        Assert.Equal("2\n", (await ProgramRunner.RunAsync(after, With.Runtime, inputs)).OutputOrThrow());

        // Rows that are not there train a model of nothing before, and are an error after.
        inputs[0] = ("rows.csv", "");
        var empty = await ProgramRunner.RunAsync(after, With.Runtime, inputs);
        Assert.Equal(typeof(DataValidationException).FullName, empty.ExceptionType);
    }

    [Fact]
    public async Task Every_column_type_is_written_as_the_library_reads_it()
    {
        var source = """
            using System;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext();
            var view = mlContext.Data.LoadFromEnumerable(Array.Empty<Everything>());
            mlContext.Regression.Trainers.Sdca(featureColumnName: "Fixed").Fit(view);

            public class Base
            {
                public bool Boolean { get; set; }
                public sbyte SByte; public byte Byte; public short Int16; public ushort UInt16; public int Int32; public uint UInt32; public long Int64; public ulong UInt64;
            }

            public class Everything : Base
            {
                public float Label; public double Double; public string Text; public ReadOnlyMemory<char> Memory; public DateTime Date; public DateTimeOffset Offset; public TimeSpan Time;
                [VectorType(2, 3)] public float[] Fixed;
                [LoadColumn(0, 3)] public int[] Varying;
                public VBuffer<double> Buffer;
                [KeyType(7)] public uint Key;
                [KeyType] public byte Open;
                [KeyType(9), VectorType(2)] public ulong[] Keys;
                [ColumnName("with \"quotes\" and \\")] public string Named;
                [NoColumn] public object Line;
                public string Computed => Text;
                public static string Shared;
            }
            """;
        var after = await FixRunner.FixAsync<MLAP2001NotValidatedBeforeFitAnalyzer, MLAP2001NotValidatedBeforeFitCodeFix>(
            source, new Setup { With = With.Runtime, Action = MLAP2001NotValidatedBeforeFitCodeFix.NewSchemaKey });
        var folder = Directory.CreateTempSubdirectory("mlap-schema-");
        try
        {
            var path = Path.Combine(folder.FullName, "Everything.mlschema.json");
            await File.WriteAllTextAsync(path, after.AdditionalFiles.Values.Single());
            var written = DataSchema.Load(path).Columns.ToDictionary(column => column.Name, column => column.Type.ToString());
            Assert.Equal(
                new Dictionary<string, string>
                {
                    ["Boolean"] = "Boolean", ["SByte"] = "SByte", ["Byte"] = "Byte", ["Int16"] = "Int16", ["UInt16"] = "UInt16", ["Int32"] = "Int32", ["UInt32"] = "UInt32",
                    ["Int64"] = "Int64", ["UInt64"] = "UInt64", ["Label"] = "Single", ["Double"] = "Double", ["Text"] = "Text", ["Memory"] = "Text", ["Date"] = "DateTime",
                    ["Offset"] = "DateTimeOffset", ["Time"] = "TimeSpan", ["Fixed"] = "Vector<Single, 6>", ["Varying"] = "Vector<Int32>", ["Buffer"] = "Vector<Double>",
                    ["Key"] = "Key<UInt32, 7>", ["Open"] = "Key<Byte>", ["Keys"] = "Vector<Key<UInt64, 9>, 2>", ["with \"quotes\" and \\"] = "Text",
                },
                written);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string WithoutMarks(string text) => text.Replace("[|", "").Replace("|]", "");

    /// <summary>The findings of the rule, for Fix All.</summary>
    private sealed class Findings : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await TestProject.FindingsAsync(project, [new MLAP2001NotValidatedBeforeFitAnalyzer()], cancellationToken: cancellationToken);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(finding => finding.Location.SourceTree?.FilePath == document.FilePath);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
