using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.DataValidation;
using MlAntipatternAnalyzers.Rules.DataValidation;
using MlAntipatternAnalyzers.Tests.Testing;
using Verify = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.DataValidation.MLAP2006SeparatorDoesNotFitFileAnalyzer>;
using VerifyFix = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<
    MlAntipatternAnalyzers.Rules.DataValidation.MLAP2006SeparatorDoesNotFitFileAnalyzer,
    MlAntipatternAnalyzers.CodeFixes.DataValidation.MLAP2006SeparatorDoesNotFitFileCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2006SeparatorDoesNotFitFileTests
{
    [Fact]
    public Task A_csv_with_the_default_separator() => Verify.Body(
        "var trips = mlContext.Data.[|LoadFromTextFile<Trip>|](\"data/trips.csv\", hasHeader: true);",
        new Setup
        {
            Messages =
            [
                "'trips.csv' is read with ML.NET's default separator, a tab, and its name says that commas separate its fields: each line is one field then, "
                + "and ML.NET fills all other columns with 0 and empty text and says nothing; pass separatorChar: ','",
            ],
        });

    [Fact]
    public Task A_tsv_with_a_comma() => Verify.Body(
        "var trips = mlContext.Data.[|LoadFromTextFile<Trip>|](\"trips.tsv\", ',', true);",
        new Setup
        {
            Messages =
            [
                "'trips.tsv' is read with the separator ',', and its name says that tabs separate its fields: each line is one field then, "
                + "and ML.NET fills all other columns with 0 and empty text and says nothing; pass separatorChar: '\\t'",
            ],
        });

    [Theory]
    [InlineData("mlContext.Data.[|LoadFromTextFile<Trip>|](path: @\"C:\\data\\TRIPS.CSV\")")]
    [InlineData("mlContext.Data.[|LoadFromTextFile<Trip>|](Path.Combine(AppContext.BaseDirectory, \"trips.csv\"))")]
    [InlineData("mlContext.Data.[|LoadFromTextFile<Trip>|](\"trips.csv\", new TextLoader.Options { HasHeader = true })")]
    [InlineData("mlContext.Data.[|LoadFromTextFile<Trip>|](\"trips.tab\", new TextLoader.Options { Separators = new[] { ',', ';' } })")]
    [InlineData("mlContext.Data.[|LoadFromTextFile<Trip>|](\"trips.tsv\", separatorChar: ';')")]
    [InlineData("mlContext.Data.[|CreateTextLoader<Trip>|](hasHeader: true).Load(\"trips.csv\")")]
    [InlineData("mlContext.Data.[|LoadFromTextFile|](\"trips.csv\", new[] { new TextLoader.Column(\"A\", DataKind.Single, 0), new TextLoader.Column(\"B\", DataKind.Single, 1, 3) })")]
    [InlineData("mlContext.Data.[|LoadFromTextFile|](\"trips.csv\", new[] { new TextLoader.Column(\"A\", DataKind.Single, new[] { new TextLoader.Range(2) }) })")]
    public Task Each_way_to_load_a_text_file(string load) => Verify.Body($"var trips = {load};");

    [Fact]
    public Task A_path_in_a_field_and_options_in_another() => Verify.Members("""
        private const string File = "trips.csv";
        private readonly TextLoader.Options options = new() { HasHeader = true };

        public IDataView Load() => mlContext.Data.[|LoadFromTextFile<Trip>|](File, options);
        """);

    [Theory]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\", separatorChar: ',')")]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\", ';')")]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\", '|')")]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"trips.tsv\")")]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"trips.txt\")")]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"trips.data\", ',')")]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"trips.tsv\", new TextLoader.Options { Separators = new[] { ',', '\\t' } })")]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\", new TextLoader.Options { Separators = new[] { ',', '\\t' } })")]
    public Task What_fits(string load) => Verify.Body($"var trips = {load};");

    /// <summary>Who writes a tab for a .csv has looked at the file.</summary>
    [Theory]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\", separatorChar: '\\t')")]
    [InlineData("mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\", new TextLoader.Options { Separators = new[] { '\\t' } })")]
    public Task A_tab_that_is_written_out(string load) => Verify.Body($"var trips = {load};");

    [Theory]
    [InlineData("var separator = ','; var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.tsv\", separator);")]
    [InlineData("const char Comma = ','; var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.tsv\", new TextLoader.Options { Separators = new[] { Comma } });")]
    [InlineData("var separator = Console.ReadLine()[0]; var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\", separator);")]
    [InlineData("var options = Environment.Version.Major > 8 ? new TextLoader.Options { Separators = new[] { ',' } } : new TextLoader.Options(); var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\", options);")]
    public Task A_separator_that_is_chosen_elsewhere(string load) => Verify.Body(load);

    [Fact]
    public Task A_file_of_one_field_a_line() => Verify.Program("""
        using Microsoft.ML;
        using Microsoft.ML.Data;

        var lines = new MLContext().Data.LoadFromTextFile<Line>("words.csv");
        var words = new MLContext().Data.LoadFromTextFile("words.csv", new[] { new TextLoader.Column("Text", DataKind.String, 0) });

        class Line
        {
            [LoadColumn(0)] public string Text;
        }
        """);

    [Theory]
    [InlineData("var loader = mlContext.Data.CreateTextLoader<Trip>(); var all = new[] { loader.Load(\"a.tsv\"), loader.Load(\"b.csv\") };")]
    [InlineData("var trips = mlContext.Data.LoadFromTextFile<Trip>(Console.ReadLine());")]
    [InlineData("var loader = mlContext.Data.CreateTextLoader<Trip>();")]
    public Task A_file_that_is_not_known(string load) => Verify.Body(load);

    [Fact]
    public Task Test_projects() => Verify.Body("var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\");", With.XunitFramework);

    [Fact]
    public Task Without_ML_NET() => Verify.Body("var trips = mlContext.Data.LoadFromTextFile<Trip>(\"trips.csv\");", With.NoMlNet);

    [Fact]
    public Task Two_at_once_and_each_form_of_the_call() => VerifyFix.Body(
        """
        var first = mlContext.Data.[|LoadFromTextFile<Trip>|]("a.csv", /* names */ hasHeader: true);
        var second = mlContext.Data.[|LoadFromTextFile<Trip>|]("b.csv"); // of May
        var third = mlContext.Data.[|CreateTextLoader<Trip>|]().Load("c.csv");
        var options = new TextLoader.Options { HasHeader = true };
        var fourth = mlContext.Data.[|LoadFromTextFile<Trip>|]("d.csv", options);
        var fifth = mlContext.Data.[|LoadFromTextFile<Trip>|]("e.csv", options);
        """,
        """
        var first = mlContext.Data.LoadFromTextFile<Trip>("a.csv", /* names */ separatorChar: ',', hasHeader: true);
        var second = mlContext.Data.LoadFromTextFile<Trip>("b.csv", separatorChar: ','); // of May
        var third = mlContext.Data.CreateTextLoader<Trip>(separatorChar: ',').Load("c.csv");
        var options = new TextLoader.Options { HasHeader = true, Separators = new[] { ',' } };
        var fourth = mlContext.Data.LoadFromTextFile<Trip>("d.csv", options);
        var fifth = mlContext.Data.LoadFromTextFile<Trip>("e.csv", options);
        """);

    [Fact]
    public Task A_semicolon_is_the_other_choice() => VerifyFix.Body(
        "var trips = mlContext.Data.[|LoadFromTextFile<Trip>|](\"a.csv\", hasHeader: true);",
        "var trips = mlContext.Data.LoadFromTextFile<Trip>(\"a.csv\", separatorChar: ';', hasHeader: true);",
        new Setup { Action = MLAP2006SeparatorDoesNotFitFileCodeFix.SemicolonKey });

    [Fact]
    public Task A_tab_for_a_tsv() => VerifyFix.Body(
        """
        var first = mlContext.Data.[|LoadFromTextFile<Trip>|]("a.tsv", ',', true);
        var second = mlContext.Data.[|LoadFromTextFile<Trip>|]("b.tsv", new TextLoader.Options { Separators = new[] { ',' }, HasHeader = true });
        """,
        """
        var first = mlContext.Data.LoadFromTextFile<Trip>("a.tsv", '\t', true);
        var second = mlContext.Data.LoadFromTextFile<Trip>("b.tsv", new TextLoader.Options { Separators = new[] { '\t' }, HasHeader = true });
        """,
        new Setup { Action = MLAP2006SeparatorDoesNotFitFileCodeFix.TabKey });

    /// <summary>What ML.NET loads, and what it loads once the fix has been applied.</summary>
    [Fact]
    public async Task Rows_of_nothing_become_rows()
    {
        const string Text = """
            using System;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var ml = new MLContext(seed: 1);
            foreach (var row in ml.Data.CreateEnumerable<Row>(ml.Data.LoadFromTextFile<Row>("rows.csv", hasHeader: true), false))
                Console.WriteLine($"{row.Name}|{row.Area}|{row.Price}");

            class Row
            {
                [LoadColumn(0)] public string Name { get; set; }
                [LoadColumn(1)] public float Area { get; set; }
                [LoadColumn(2)] public float Price { get; set; }
            }
            """;
        (string, string)[] data = [("rows.csv", "Name,Area,Price\nHome,7,80\nCabin,3,20\n")];

        var before = await ProgramRunner.RunAsync(Text, inputs: data);
        Assert.Equal("Home,7,80|0|0\nCabin,3,20|0|0\n", before.OutputOrThrow());

        var after = await FixRunner.FixAsync<MLAP2006SeparatorDoesNotFitFileAnalyzer, MLAP2006SeparatorDoesNotFitFileCodeFix>(Text);
        Assert.Equal("Home|7|80\nCabin|3|20\n", (await ProgramRunner.RunAsync(after, inputs: data)).OutputOrThrow());
    }
}
