using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.DataValidation;
using MlAntipatternAnalyzers.Rules.DataValidation;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2010CultureDependentParsingTests
{
    private static string Flow(string row, string members = "") => $$"""
        {{members}}

        public static void Train(IEnumerable<Dictionary<string, string>> records)
        {
            var trips = mlContext.Data.LoadFromEnumerable(records.Select(record => Read(record, null)).ToList());
            var model = mlContext.Transforms.Categorical.OneHotEncoding("PaymentType").Append(mlContext.Transforms.Concatenate("Features", "TripDistance", "TripTime", "PaymentType")).Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        }

        private static Trip Read(Dictionary<string, string> record, object other)
        {
            {{row}}
        }
        """;

    private static Task Row(string row, string members = "", Setup? setup = null) => Verify<MLAP2010CultureDependentParsingAnalyzer>.Members(Flow(row, members), setup);

    private static Task Fix(string before, string after, string members = "", string membersAfter = "") => VerifyFix<MLAP2010CultureDependentParsingAnalyzer, MLAP2010CultureDependentParsingCodeFix>.Program(
        Sources.Members(Flow(before, members)), Sources.Members(Flow(after, membersAfter)).Replace("using System.IO;", "using System.Globalization;\nusing System.IO;"),
        new Setup { Action = MLAP2010CultureDependentParsingCodeFix.UseInvariant, Sources = [("/0/Rows.cs", Sources.Rows)] });

    [Fact]
    public Task A_number_is_parsed() => Row(
        """return new Trip { TripDistance = float.[|Parse|](record["km"]) };""",
        setup: new Setup { Messages = ["'TripDistance' of 'Trip' is read from text by 'float.Parse' without a culture: a machine with another culture reads \"1.5\" as 15, or throws; pass CultureInfo.InvariantCulture"] });

    [Fact]
    public Task All_that_one_piece_of_code_fills_is_one_finding() => Row(
        """return new Trip { VendorId = record["v"], RateCode = float.[|Parse|](record["a"]), PassengerCount = float.Parse(record["b"]), TripTime = Convert.ToSingle(record["c"]), TripDistance = float.Parse(record["d"]) };""",
        setup: new Setup { Messages = ["'RateCode', 'PassengerCount' and 2 more of 'Trip' are read from text by 'float.Parse' without a culture: a machine with another culture reads \"1.5\" as 15, or throws; pass CultureInfo.InvariantCulture"] });

    [Fact]
    public Task A_date() => Row(
        """return new Trip { TripTime = DateTime.[|Parse|](record["at"]).Hour };""",
        setup: new Setup { Messages = ["'TripTime' of 'Trip' is read from text by 'DateTime.Parse' without a culture: a machine with another culture takes the day for the month, or throws; pass CultureInfo.InvariantCulture"] });

    [Fact]
    public Task A_text_that_becomes_a_feature() => Row(
        """return new Trip { PaymentType = new DateTime(2024, 1, record.Count).[|ToString|]("ddd") };""",
        setup: new Setup { Messages = ["'PaymentType' of 'Trip' is written as text by 'DateTime.ToString' without a culture: a machine with another culture writes another text, which is another category; pass CultureInfo.InvariantCulture"] });

    [Theory]
    [InlineData("""return new Trip { TripDistance = (float)double.[|Parse|](record["km"], System.Globalization.NumberStyles.Float) };""")]
    [InlineData("""return new Trip { TripDistance = int.[|Parse|](record["km"], System.Globalization.NumberStyles.AllowThousands) };""")]
    [InlineData("""return new Trip { TripDistance = Convert.[|ToSingle|](record["km"]) };""")]
    [InlineData("""return new Trip { TripDistance = (float)Convert.[|ChangeType|](record["km"], typeof(float)) };""")]
    [InlineData("""float.[|TryParse|](record["km"], out var km); return new Trip { TripDistance = km };""")]
    [InlineData("""var trip = new Trip(); trip.TripDistance = float.[|Parse|](s: record["km"]); return trip;""")]
    [InlineData("""var km = 0f; if (record.TryGetValue("km", out var text)) km = float.[|Parse|](text); return new Trip { TripDistance = km };""")]
    [InlineData("""return new Trip { TripDistance = record["km"].Split(' ').Select([|float.Parse|]).First() };""")]
    [InlineData("""return new Trip { TripDistance = Array.ConvertAll(record["km"].Split(' '), [|Convert.ToSingle|])[0] };""")]
    [InlineData("""return new Trip { TripDistance = float.[|Parse|](other.ToString()) };""")]
    [InlineData("""var trip = new Trip(); typeof(Trip).GetProperty("TripDistance").SetValue(trip, Convert.[|ChangeType|](record["km"], typeof(Trip).GetProperty("TripDistance").PropertyType)); return trip;""")]
    [InlineData("""return new Trip { PaymentType = [|$"{record.Count * 1.5}"|] };""")]
    [InlineData("""return new Trip { PaymentType = record["kind"] + (record.Count * 1.5).[|ToString|]("F1").Trim() };""")]
    public Task All_that_the_culture_decides(string row) => Row(row);

    [Fact]
    public Task In_a_method_of_the_program() => Row("""return new Trip { TripDistance = Number(record["km"]), TripTime = Number(record["min"]) };""", "private static float Number(string text) => float.[|Parse|](text);");

    [Theory]
    [InlineData("""return new Trip { TripDistance = float.Parse(record["km"], System.Globalization.CultureInfo.InvariantCulture) };""")]
    [InlineData("""return new Trip { TripDistance = float.Parse(record["km"], System.Globalization.CultureInfo.GetCultureInfo("de-DE")) };""")]
    [InlineData("""float.TryParse(record["km"], System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var km); return new Trip { TripDistance = km };""")]
    [InlineData("""return new Trip { TripDistance = int.Parse(record["km"]), TripTime = long.Parse(record["min"], System.Globalization.NumberStyles.AllowLeadingSign) };""")]
    [InlineData("""return new Trip { TripDistance = Convert.ToSingle(record.Count), TripTime = Convert.ToInt32(record["min"]) };""")]
    [InlineData("""return new Trip { TripDistance = Convert.ToSingle(other), TripTime = (float)Convert.ToDecimal(other) };""")]
    [InlineData("""return new Trip { TripDistance = (int)Convert.ChangeType(record["km"], typeof(int)) };""")]
    [InlineData("""return new Trip { TripDistance = bool.Parse(record["km"]) ? 1 : 0, TripTime = (float)TimeSpan.Parse(record["t"]).TotalMinutes };""")]
    [InlineData("""return new Trip { TripDistance = float.Parse((record.Count * 1.5).ToString("F1")) };""")]
    [InlineData("""Console.WriteLine(float.Parse(record["km"])); return new Trip { TripDistance = record.Count };""")]
    [InlineData("""return new Trip { VendorId = (record.Count * 1.5).ToString() };""")]
    [InlineData("""return new Trip { PaymentType = record[(record.Count * 1.5).ToString()] };""")]
    [InlineData("""return new Trip { PaymentType = record.Count.ToString() + $"{record.Count}" };""")]
    public Task The_same_everywhere(string row) => Row(row);

    [Theory]
    [InlineData("return new Trip { TripDistance = float.Parse(Console.ReadLine()) };", "")]
    [InlineData("return new Trip { TripDistance = Ask() };", "private static float Ask() { while (true) { if (float.TryParse(Console.ReadLine(), out var number)) return number; } }")]
    [InlineData("return new Trip { TripDistance = float.Parse(new System.Windows.Forms.TextBox().Text) };", "")]
    public Task Who_types_at_a_machine_writes_as_it_does(string row, string members) => Row(row, members, new Setup { Sources = [("/0/Box.cs", "namespace System.Windows.Forms { public class TextBox { public string Text { get; set; } } }")] });

    [Fact]
    public Task What_is_given_on_the_command_line() => Verify<MLAP2010CultureDependentParsingAnalyzer>.Members("""
        private static void Main(string[] args)
        {
            var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(mlContext.Model.Load("model.zip", out _));
            Console.WriteLine(engine.Predict(new Trip { TripDistance = float.Parse(args[0]) }).FareAmount);
        }
        """);

    [Theory]
    [InlineData("""return new Trip { TripDistance = float.Parse(record["km"]) };""", "public static void Start() => System.Globalization.CultureInfo.DefaultThreadCurrentCulture = System.Globalization.CultureInfo.InvariantCulture;")]
    [InlineData("""return new Trip { TripDistance = float.Parse(record["km"]) };""", "public static void Start() => System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture;")]
    [InlineData("""return new Trip { TripDistance = float.Parse(record["km"]) };""", "public static void Start() => System.Threading.Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture;")]
    public Task A_program_that_chooses_its_culture(string row, string members) => Row(row, members);

    [Fact]
    public Task A_project_of_one_culture() => Row("""return new Trip { TripDistance = float.Parse(record["km"]) };""", setup: new Setup { GlobalConfig = "build_property.InvariantGlobalization = true" });

    [Fact]
    public Task A_row_that_is_predicted() => Verify<MLAP2010CultureDependentParsingAnalyzer>.Members("""
        public static float Price(Dictionary<string, string> form)
        {
            var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(mlContext.Model.Load("model.zip", out _));
            return engine.Predict(new Trip { TripDistance = float.[|Parse|](form["km"]), TripTime = float.Parse(form["min"]) }).FareAmount;
        }
        """);

    [Fact]
    public Task Rows_that_a_database_keeps_until_they_are_loaded() => Verify<MLAP2010CultureDependentParsingAnalyzer>.Members("""
        public static void Import(ICollection<Trip> table)
        {
            foreach (var line in File.ReadLines("trips.csv"))
                table.Add(new Trip { TripDistance = float.[|Parse|](line.Split(';')[0]) });
        }

        public static void Train(ICollection<Trip> table)
        {
            var trips = mlContext.Data.LoadFromEnumerable(table.ToList());
            var model = mlContext.Transforms.Concatenate("Features", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        }
        """);

    [Fact]
    public Task A_record_that_the_row_is_copied_from() => Verify<MLAP2010CultureDependentParsingAnalyzer>.Members("""
        public class Receipt { public double Total { get; set; } public double Tip { get; set; } }

        public static Receipt Scan(Dictionary<string, string> fields) => new Receipt { Total = double.[|Parse|](fields["total"]), Tip = double.Parse(fields["tip"], System.Globalization.CultureInfo.InvariantCulture) };

        public static float Price(Receipt receipt)
        {
            var engine = mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(mlContext.Model.Load("model.zip", out _));
            return engine.Predict(new Trip { TripDistance = (float)receipt.Total, TripTime = (float)receipt.Tip }).FareAmount;
        }
        """);

    [Fact]
    public Task What_becomes_no_row() => Verify<MLAP2010CultureDependentParsingAnalyzer>.Members("""
        public class Setting { public float Value { get; set; } }

        public static Setting Read(string text) => new Setting { Value = float.Parse(text) };

        public static float Price(Trip trip) => mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(mlContext.Model.Load("model.zip", out _)).Predict(trip).FareAmount;
        """);

    [Fact]
    public Task Not_in_test_projects() => Row("""return new Trip { TripDistance = float.Parse(record["km"]) };""", setup: With.XunitFramework);

    [Fact]
    public Task Nothing_without_MLNet() => Verify<MLAP2010CultureDependentParsingAnalyzer>.Program("class Program { static float Read(string text) => float.Parse(text); }", With.NoMlNet);

    [Theory]
    [InlineData("""return new Trip { TripDistance = float.[|Parse|](record["km"] /* not miles */) };""", """return new Trip { TripDistance = float.Parse(record["km"] /* not miles */, CultureInfo.InvariantCulture) };""")]
    [InlineData("""return new Trip { TripDistance = float.[|Parse|](record["km"]), TripTime = Convert.ToSingle(record["min"]) };""", """return new Trip { TripDistance = float.Parse(record["km"], CultureInfo.InvariantCulture), TripTime = Convert.ToSingle(record["min"], CultureInfo.InvariantCulture) };""")]
    [InlineData("""float.[|TryParse|](record["km"], out var km); return new Trip { TripDistance = km };""", """float.TryParse(record["km"], CultureInfo.InvariantCulture, out var km); return new Trip { TripDistance = km };""")]
    [InlineData("""return new Trip { TripDistance = record["km"].Split(' ').Select([|float.Parse|]).First() };""", """return new Trip { TripDistance = record["km"].Split(' ').Select(text => float.Parse(text, CultureInfo.InvariantCulture)).First() };""")]
    [InlineData("""return new Trip { TripDistance = float.[|Parse|](other.ToString()) };""", "return new Trip { TripDistance = float.Parse(Convert.ToString(other, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) };")]
    [InlineData("""var km = other.ToString(); return new Trip { TripDistance = float.[|Parse|](km) };""", "var km = Convert.ToString(other, CultureInfo.InvariantCulture); return new Trip { TripDistance = float.Parse(km, CultureInfo.InvariantCulture) };")]
    [InlineData("""return new Trip { TripDistance = (float)Convert.[|ChangeType|](record["km"], typeof(float)) };""", """return new Trip { TripDistance = (float)Convert.ChangeType(record["km"], typeof(float), CultureInfo.InvariantCulture) };""")]
    [InlineData("""return new Trip { PaymentType = (record.Count * 1.5).[|ToString|]() };""", "return new Trip { PaymentType = (record.Count * 1.5).ToString(CultureInfo.InvariantCulture) };")]
    public Task The_invariant_culture_is_named(string before, string after) => Fix(before, after);

    [Fact]
    public Task Two_at_once() => Fix(
        """return new Trip { TripDistance = float.[|Parse|](record["km"]), TripTime = Minutes(record["min"]) };""",
        """return new Trip { TripDistance = float.Parse(record["km"], CultureInfo.InvariantCulture), TripTime = Minutes(record["min"]) };""",
        "private static float Minutes(string text) => float.[|Parse|](text);",
        "private static float Minutes(string text) => float.Parse(text, CultureInfo.InvariantCulture);");

    [Fact]
    public Task Text_that_was_given_commas_is_meant_for_another_culture() => VerifyFix<MLAP2010CultureDependentParsingAnalyzer, MLAP2010CultureDependentParsingCodeFix>.Members(
        Flow("""return new Trip { TripDistance = float.[|Parse|](record["km"].Replace(".", ",")) };"""), Flow("""return new Trip { TripDistance = float.[|Parse|](record["km"].Replace(".", ",")) };"""));

    [Fact]
    public async Task Under_a_German_culture_the_model_learns_other_numbers_until_the_invariant_one_is_named()
    {
        // The type's name keeps the program from choosing a culture in so many words: that is the machine's part.
        var program = Sources.Normalize(
            """
            using System;
            using System.Globalization;
            using System.Linq;
            using Microsoft.ML;

            typeof(CultureInfo).GetProperty("CurrentCulture")!.SetValue(null, new CultureInfo("de-DE") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." } });
            var context = new MLContext(seed: 1);
            var lines = Enumerable.Range(0, 50).Select(i => FormattableString.Invariant($"{i % 10 + 0.5};{(i % 10 + 0.5) * 2}")).ToList();
            var data = context.Data.LoadFromEnumerable(lines.Select(Read).ToList());
            var model = context.Transforms.Concatenate("Features", "Size").Append(context.Regression.Trainers.FastTree("Price", minimumExampleCountPerLeaf: 1)).Fit(data);
            var score = context.Model.CreatePredictionEngine<House, Price>(model).Predict(new House { Size = 2.5f }).Score;
            Console.WriteLine($"sizes up to {data.GetLargest()}, {(Math.Abs(score - 5) < 0.5 ? "right" : "wrong")}");

            static House Read(string line)
            {
                var fields = line.Split(';');
                return new House { Size = float.Parse(fields[0]), Price = float.Parse(fields[1]) };
            }

            public class House
            {
                public float Size { get; set; }
                public float Price { get; set; }
            }

            public class Price { public float Score { get; set; } }

            internal static class Views
            {
                public static int GetLargest(this IDataView view) => (int)new MLContext().Data.CreateEnumerable<House>(view, false).Max(house => house.Size);
            }
            """);
        var repaired = await FixRunner.FixAsync<MLAP2010CultureDependentParsingAnalyzer, MLAP2010CultureDependentParsingCodeFix>(program);

        Assert.Equal("sizes up to 95, wrong\n", (await ProgramRunner.RunAsync(program)).OutputOrThrow());
        Assert.Equal("sizes up to 9, right\n", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow());
    }
}
