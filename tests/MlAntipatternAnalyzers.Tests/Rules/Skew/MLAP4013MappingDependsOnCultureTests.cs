using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.Skew;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4013MappingDependsOnCultureTests
{
    private static string Flow(string statement, string members = "") => $$"""
        public class Made { public float Value { get; set; } public string Text { get; set; } public string Other { get; set; } }

        public class Raw { public string Words { get; set; } public double Amount { get; set; } public int Count { get; set; } public DateTime Date { get; set; } public DateTimeOffset At { get; set; } public float? Maybe { get; set; } }

        {{members}}

        public void Train(IDataView data)
        {
            var pipeline = mlContext.Transforms.CustomMapping<Raw, Made>((raw, made) => { {{statement}} }, "made")
                .Append(mlContext.Transforms.Categorical.OneHotEncoding("Text")).Append(mlContext.Transforms.Concatenate("Features", "Text", "Value")).Append(mlContext.Regression.Trainers.Sdca());
            var model = pipeline.Fit(data);
        }
        """;

    private static Task Mapping(string statement, string members = "", Setup? setup = null) => Verify<MLAP4013MappingDependsOnCultureAnalyzer>.Members(Flow(statement, members), setup);

    [Fact]
    public Task A_number_is_parsed() => Mapping(
        "made.Value = float.[|Parse|](raw.Words);",
        setup: new Setup { Messages = ["'Value' is made a feature and depends on 'float.Parse' without a culture: on a machine with another culture the same row gets another value; use the invariant culture"] });

    [Fact]
    public Task A_time_zone() => Mapping(
        "made.Value = raw.Date.[|ToLocalTime|]().Hour;",
        setup: new Setup { GlobalConfig = "build_property.InvariantGlobalization = true", Messages = ["'Value' is made a feature and depends on 'DateTime.ToLocalTime': on a machine with another time zone the same row gets another value; use universal time"] });

    [Theory]
    [InlineData("made.Value = (float)decimal.[|Parse|](raw.Words, System.Globalization.NumberStyles.Any);")]
    [InlineData("if (double.[|TryParse|](raw.Words, out var number)) made.Value = (float)number;")]
    [InlineData("made.Value = DateTime.[|Parse|](raw.Words).Month;")]
    [InlineData("made.Value = Convert.[|ToSingle|](raw.Words);")]
    [InlineData("made.Text = raw.Words.Trim().[|ToLower|]();")]
    [InlineData("made.Text = raw.Words?.[|ToUpper|]();")]
    [InlineData("made.Text = char.[|ToUpper|](raw.Words[0]) + raw.Words;")]
    [InlineData("made.Text = raw.Amount.[|ToString|]();")]
    [InlineData("""made.Text = raw.Amount.[|ToString|]("0.0");""")]
    [InlineData("""made.Text = raw.Count.[|ToString|]("N0");""")]
    [InlineData("""made.Text = raw.Date.[|ToString|]("ddd");""")]
    [InlineData("made.Text = raw.Date.[|ToShortDateString|]();")]
    [InlineData("""made.Text = [|$"{raw.Words}: {raw.Amount:F2}"|];""")]
    [InlineData("""made.Text = [|$"{raw.Date}"|];""")]
    [InlineData("""made.Text = raw.Words + [|raw.Amount|];""")]
    [InlineData("""made.Text = string.[|Format|]("{0}", raw.Amount);""")]
    [InlineData("made.Text = raw.Date.ToString([|System.Globalization.CultureInfo.CurrentCulture|]);")]
    [InlineData("made.Value = raw.At.ToOffset([|TimeZoneInfo.Local|].BaseUtcOffset).Hour;")]
    [InlineData("made.Value = [|raw.At.LocalDateTime|].Hour;")]
    public Task All_that_the_machine_decides(string statement) => Mapping(statement);

    [Fact]
    public Task In_a_method_of_the_program() => Mapping("made.Text = Clean(raw.Words);", "private static string Clean(string words) { var lower = words.[|ToLower|](); return lower.Trim(); }");

    [Theory]
    [InlineData("made.Value = float.Parse(raw.Words, System.Globalization.CultureInfo.InvariantCulture);")]
    [InlineData("made.Value = int.Parse(raw.Words);")]
    [InlineData("made.Text = raw.Words.ToLowerInvariant() + raw.Words.ToUpper(System.Globalization.CultureInfo.InvariantCulture);")]
    [InlineData("made.Value = raw.Words.Equals(\"x\", StringComparison.OrdinalIgnoreCase) ? 1 : 0;")]
    [InlineData("""made.Text = raw.Date.ToString("o") + $"{raw.Date:s}" + raw.Count + $"{raw.Count:D3} {raw.Words}";""")]
    [InlineData("""made.Text = FormattableString.Invariant($"{raw.Amount}") + string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{raw.Amount}");""")]
    [InlineData("made.Text = raw.Date.DayOfWeek.ToString();")]
    [InlineData("made.Value = raw.Date.Hour + raw.At.UtcDateTime.Hour;")]
    [InlineData("""made.Value = 1; made.Other = raw.Words.ToLower(); Console.WriteLine($"{raw.Amount}");""")]
    [InlineData("""const double half = 0.5; made.Text = raw.Words + half;""")]
    public Task The_same_everywhere(string statement) => Mapping(statement);

    [Fact]
    public Task A_project_of_one_culture() => Mapping("made.Value = float.Parse(raw.Words);", setup: new Setup { GlobalConfig = "build_property.InvariantGlobalization = true" });

    [Theory]
    [InlineData("public static void Start() => System.Globalization.CultureInfo.DefaultThreadCurrentCulture = System.Globalization.CultureInfo.InvariantCulture;")]
    [InlineData("public static void Start() => System.Threading.Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture;")]
    public Task A_program_that_chooses_its_culture(string members) => Mapping("made.Value = float.Parse(raw.Words);", members);

    [Fact]
    public Task A_method_that_fills_the_rows_of_both_sides() => Verify<MLAP4013MappingDependsOnCultureAnalyzer>.Members("""
        public static float Price(string text)
        {
            var trips = mlContext.Data.LoadFromEnumerable(File.ReadLines("trips.csv").Select(Read).ToList());
            var model = mlContext.Transforms.Concatenate("Features", "TripDistance", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
            return mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model).Predict(Read(text)).FareAmount;
        }

        private static Trip Read(string line)
        {
            var fields = line.Split(';');
            return new Trip { TripDistance = DateTime.Parse(fields[0]).[|ToLocalTime|]().Hour, TripTime = float.Parse(fields[1]), PaymentType = fields[2].ToLower() };
        }
        """);

    [Fact]
    public Task Rows_of_training_alone_are_another_rules_business() => Verify<MLAP4013MappingDependsOnCultureAnalyzer>.Members("""
        public static void Train()
        {
            var trips = mlContext.Data.LoadFromEnumerable(File.ReadLines("trips.csv").Select(line => new Trip { TripDistance = float.Parse(line) }).ToList());
            var model = mlContext.Transforms.Concatenate("Features", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        }
        """);

    [Fact]
    public Task Not_in_test_projects() => Mapping("made.Value = float.Parse(raw.Words);", setup: With.XunitFramework);

    [Fact]
    public Task Nothing_without_MLNet() => Verify<MLAP4013MappingDependsOnCultureAnalyzer>.Program("class Program { static float Read(string text) => float.Parse(text); }", With.NoMlNet);

    private static Task Fix(string before, string after) => VerifyFix<MLAP4013MappingDependsOnCultureAnalyzer, MLAP4013MappingDependsOnCultureCodeFix>.Program(
        Sources.Members(Flow(before)), Sources.Members(Flow(after)).Replace("using System.IO;", "using System.Globalization;\nusing System.IO;"), new Setup { Action = MLAP4013MappingDependsOnCultureCodeFix.UseInvariant, Sources = [("/0/Rows.cs", Sources.Rows)] });

    private static Task FixWithoutUsing(string before, string after) =>
        VerifyFix<MLAP4013MappingDependsOnCultureAnalyzer, MLAP4013MappingDependsOnCultureCodeFix>.Members(Flow(before), Flow(after), new Setup { Action = MLAP4013MappingDependsOnCultureCodeFix.UseInvariant });

    [Theory]
    [InlineData("made.Value = float.[|Parse|](raw.Words /* in euros */);", "made.Value = float.Parse(raw.Words /* in euros */, CultureInfo.InvariantCulture);")]
    [InlineData("if (double.[|TryParse|](raw.Words, out var number)) made.Value = (float)number;", "if (double.TryParse(raw.Words, CultureInfo.InvariantCulture, out var number)) made.Value = (float)number;")]
    [InlineData("made.Text = raw.Amount.[|ToString|]();", "made.Text = raw.Amount.ToString(CultureInfo.InvariantCulture);")]
    [InlineData("""made.Text = raw.Date.[|ToString|]("ddd");""", """made.Text = raw.Date.ToString("ddd", CultureInfo.InvariantCulture);""")]
    [InlineData("made.Text = raw.Date.[|ToShortDateString|]();", """made.Text = raw.Date.ToString("d", CultureInfo.InvariantCulture);""")]
    [InlineData("made.Value = Convert.[|ToSingle|](raw.Words);", "made.Value = Convert.ToSingle(raw.Words, CultureInfo.InvariantCulture);")]
    [InlineData("""made.Text = string.[|Format|]("{0}", raw.Amount);""", """made.Text = string.Format(CultureInfo.InvariantCulture, "{0}", raw.Amount);""")]
    [InlineData("""made.Text = raw.Words + [|raw.Amount|] + "!";""", """made.Text = raw.Words + raw.Amount.ToString(CultureInfo.InvariantCulture) + "!";""")]
    [InlineData("made.Value = float.[|Parse|](raw.Words); made.Text = raw.Amount.[|ToString|]();", "made.Value = float.Parse(raw.Words, CultureInfo.InvariantCulture); made.Text = raw.Amount.ToString(CultureInfo.InvariantCulture);")]
    public Task The_invariant_culture_is_named(string before, string after) => Fix(before, after);

    [Theory]
    [InlineData("made.Text = raw.Words.[|ToLower|]();", "made.Text = raw.Words.ToLowerInvariant();")]
    [InlineData("made.Text = raw.Words?.[|ToUpper|]();", "made.Text = raw.Words?.ToUpperInvariant();")]
    [InlineData("made.Text = char.[|ToUpper|](raw.Words[0]) + raw.Words;", "made.Text = char.ToUpperInvariant(raw.Words[0]) + raw.Words;")]
    [InlineData("""made.Text = [|$"{raw.Words}: {raw.Amount:F2}"|];""", """made.Text = FormattableString.Invariant($"{raw.Words}: {raw.Amount:F2}");""")]
    [InlineData("made.Text = raw.Date.ToString([|System.Globalization.CultureInfo.CurrentCulture|]);", "made.Text = raw.Date.ToString(System.Globalization.CultureInfo.InvariantCulture);")]
    public Task The_invariant_form_is_called(string before, string after) => FixWithoutUsing(before, after);

    [Theory]
    [InlineData("made.Value = raw.Date.[|ToLocalTime|]().Hour;")]
    [InlineData("made.Value = [|raw.At.LocalDateTime|].Hour;")]
    public Task Time_zones_have_no_invariant_form(string statement) => FixWithoutUsing(statement, statement);

    [Fact]
    public async Task The_score_for_the_same_row_depends_on_the_culture_until_it_is_named()
    {
        var program = Sources.Normalize(
            """
            using System;
            using System.Globalization;
            using System.Linq;
            using System.Threading.Tasks;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var context = new MLContext(seed: 1);
            var data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i => new Raw { Amount = FormattableString.Invariant($"{i % 20}.5"), Price = i % 20 }).ToList());
            var pipeline = context.Transforms.CustomMapping<Raw, Made>((raw, made) => made.Value = float.Parse(raw.Amount), null)
                .Append(context.Transforms.Concatenate("Features", "Value")).Append(context.Regression.Trainers.FastTree("Price", minimumExampleCountPerLeaf: 1));
            var engine = context.Model.CreatePredictionEngine<Raw, Price>(pipeline.Fit(data));

            // Another machine: the type's name keeps the program from choosing a culture in so many words.
            var trained = engine.Predict(new Raw { Amount = "1.5" }).Score;
            typeof(CultureInfo).GetProperty("CurrentCulture")!.SetValue(null, new CultureInfo("de-DE") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } });
            var served = engine.Predict(new Raw { Amount = "1.5" }).Score;
            Console.WriteLine(trained == served ? "equal" : "differs");

            public class Raw
            {
                public string Amount { get; set; }
                public float Price { get; set; }
            }

            public class Made { public float Value { get; set; } }

            public class Price { public float Score { get; set; } }
            """);
        var repaired = await FixRunner.FixAsync<MLAP4013MappingDependsOnCultureAnalyzer, MLAP4013MappingDependsOnCultureCodeFix>(program);

        Assert.Equal("differs\n", (await ProgramRunner.RunAsync(program)).OutputOrThrow());
        Assert.Equal("equal\n", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow());
    }
}
