using System.Threading.Tasks;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4007ImpureMappingTests
{
    private const string Made = "public class Made { public float Value { get; set; } public float Other { get; set; } [NoColumn] public DateTime At { get; set; } }";

    private static string Flow(string mapping, string before, string after, string members, string rest = """.Append(mlContext.Transforms.Concatenate("Features", "TripDistance", "Value")).Append(mlContext.Regression.Trainers.Sdca("FareAmount"))""") => $$"""
        {{Made}}

        {{members}}

        public void Train()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            {{before}}
            var pipeline = mlContext.Transforms.CustomMapping<Trip, Made>({{mapping}}, "made"){{rest}};
            {{after}}
            var model = pipeline.Fit(trips);
        }
        """;

    private static Task Mapping(string mapping, string before = "", string after = "", string members = "", Setup? setup = null) =>
        Verify<MLAP4007ImpureMappingAnalyzer>.Members(Flow(mapping, before, after, members), setup);

    [Fact]
    public Task The_clock() => Mapping(
        "(trip, made) => made.Value = [|DateTime.Now|].Hour",
        setup: new Setup { Messages = ["'Value' is made a feature and is computed from the clock ('DateTime.Now'): the same row gets another value at another time; compute it from the row alone, with a column for whatever else it needs"] });

    [Theory]
    [InlineData("(trip, made) => made.Value = trip.TripTime * [|Random.Shared|].NextSingle()")]
    [InlineData("(trip, made) => made.Value = [|new Random()|].Next()")]
    [InlineData("(trip, made) => made.Value = Guid.[|NewGuid|]().GetHashCode()")]
    [InlineData("(trip, made) => made.Value = [|Environment.MachineName|].Length")]
    [InlineData("""(trip, made) => made.Value = Environment.[|GetEnvironmentVariable|]("SCALE") == null ? 1 : trip.TripTime""")]
    [InlineData("""(trip, made) => made.Value = File.[|ReadAllText|](trip.VendorId).Length""")]
    [InlineData("""(trip, made) => made.Value = new System.Net.Http.HttpClient().[|GetStringAsync|](trip.VendorId).Result.Length""")]
    [InlineData("(trip, made) => { var now = [|DateTimeOffset.UtcNow|]; var hour = now.Hour; made.Value = hour; }")]
    [InlineData("(trip, made) => { if ([|DateTime.Today|].Month > 6) made.Value = 1; }")]
    [InlineData("(trip, made) => made.Value = [|Environment.TickCount64|]")]
    [InlineData("(trip, made) => made.Value = System.Diagnostics.Stopwatch.[|GetTimestamp|]()")]
    public Task All_that_is_no_input(string mapping) => Mapping(mapping);

    [Fact]
    public Task What_a_method_of_the_program_returns() => Mapping(
        "(trip, made) => made.Value = Age(trip.TripTime)",
        members: "private static float Age(float year) { var today = [|DateTime.Today|]; return today.Year - year; }");

    [Fact]
    public Task A_method_that_fills_the_output() => Mapping(
        "Map",
        members: "private static void Map(Trip trip, Made made) => Fill(trip, made); private static void Fill(Trip trip, Made made) => made.Value = [|DateTime.UtcNow|].Hour;");

    [Fact]
    public Task What_a_field_begins_with() => Mapping(
        "(trip, made) => made.Value = trip.TripTime + rng.Next(10)",
        members: "private static readonly Random rng = [|new Random()|];");

    [Fact]
    public Task A_field_that_changes() => Mapping(
        "(trip, made) => made.Value = trip.TripTime > [|threshold|] ? 1 : 0",
        members: "private float threshold = 3; public void Raise() => threshold++; public static float Scale { get; set; } = 1;",
        setup: new Setup { Messages = ["'Value' is made a feature and is computed from 'threshold', which 'Raise' gives another value: the same row gets another value from then on; compute it from the row alone, with a column for whatever else it needs"] });

    [Fact]
    public Task A_static_property_that_changes() => Mapping(
        "(trip, made) => made.Value = trip.TripTime * [|Scale|]",
        members: "public static float Scale { get; set; } = 1; public static void Double() => Scale *= 2;");

    [Theory]
    [InlineData("(trip, made) => made.Value = trip.TripTime * [|scale|]", "var scale = 1f;", "scale = 2;")]
    [InlineData("(trip, made) => made.Value = [|count|]++", "var count = 0;", "")]
    public Task A_variable_that_is_captured_and_changes(string mapping, string before, string after) => Mapping(mapping, before, after);

    [Fact]
    public Task A_variable_that_captures_the_clock() => Mapping("(trip, made) => made.Value = today.Year - trip.TripTime", "var today = [|DateTime.Today|];");

    [Fact]
    public Task A_factory_of_the_runtime_library_and_a_column_that_is_normalised_on_its_way() => Verify<MLAP4007ImpureMappingAnalyzer>.Members($$"""
        {{Made}}

        [Microsoft.ML.Transforms.CustomMappingFactoryAttribute("Age")]
        public sealed class Age : MlAntipatternAnalyzers.Runtime.FeatureMappingFactory<Trip, Made>
        {
            public override void Map(Trip input, Made output) => output.Value = [|DateTime.Now|].Year - input.TripTime;
        }

        public void Train()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var mapping = MlAntipatternAnalyzers.Runtime.FeatureMappingCatalog.FeatureMapping(mlContext.Transforms, new Age());
            var model = mapping.Append(mlContext.Transforms.NormalizeMinMax("Scaled", "Value")).Append(mlContext.Transforms.Concatenate("Features", "Scaled")).Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        }
        """, With.Runtime);

    [Fact]
    public Task Two_in_one_mapping() => Mapping("(trip, made) => made.Value = [|DateTime.Now|].Hour + [|Random.Shared|].Next()");

    [Theory]
    [InlineData("(trip, made) => made.Value = trip.TripTime / 60")]
    [InlineData("(trip, made) => { var start = DateTime.Now; made.Value = trip.TripTime; Console.WriteLine(DateTime.Now - start); }")]
    [InlineData("(trip, made) => { made.Value = trip.TripTime; made.At = DateTime.Now; made.Other = Random.Shared.Next(); }")]
    [InlineData("(trip, made) => made.Value = new Random(42).Next() + trip.TripTime")]
    [InlineData("(trip, made) => made.Value = new DateTime(2024, 1, 1).AddSeconds(trip.TripTime).Hour")]
    [InlineData("(trip, made) => made.Value = Environment.NewLine.Length")]
    [InlineData("(trip, made) => made.Value = Path.GetExtension(trip.VendorId).Length")]
    public Task Rows_alone(string mapping) => Mapping(mapping);

    [Fact]
    public Task State_that_stays() => Mapping(
        "(trip, made) => made.Value = (trip.TripTime - mean) / deviation + Weight + seeded.Next() + Limit",
        "var mean = 3f; if (mean > 2) mean = 4; var deviation = 2f;",
        "var other = mean;",
        "private float Weight = 2; private readonly float Limit; private static readonly Random seeded = new Random(7); public Flow() { Limit = 3; Weight = 4; }");

    [Fact]
    public Task A_label_and_a_weight() => Verify<MLAP4007ImpureMappingAnalyzer>.Members(Flow(
        "(trip, made) => { made.Value = DateTime.Now.Hour; made.Other = Random.Shared.Next(); }", "", "", "",
        """.Append(mlContext.Transforms.Concatenate("Features", "TripDistance")).Append(mlContext.Regression.Trainers.Sdca("Value", exampleWeightColumnName: "Other"))"""));

    [Fact]
    public Task A_decision_behind_the_score() => Verify<MLAP4007ImpureMappingAnalyzer>.Members($$"""
        {{Made}}

        public class Scored { public float Score { get; set; } }

        private float threshold = 3;

        public void Raise() => threshold++;

        public void Train()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
                .Append(mlContext.Transforms.CustomMapping<Scored, Made>((scored, made) => made.Value = scored.Score > threshold ? DateTime.Now.Hour : 0, null)).Fit(trips);
        }
        """);

    private static Task Rows(string make, string members = "") => Verify<MLAP4007ImpureMappingAnalyzer>.Members($$"""
        {{members}}

        public class Claim { public DateTime Date { get; set; } public float Amount { get; set; } }

        public static void Train(List<Claim> claims, Random random)
        {
            {{make}}
            var trips = mlContext.Data.LoadFromEnumerable(rows);
            var model = mlContext.Transforms.Concatenate("Features", "TripDistance", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
        }
        """);

    [Theory]
    [InlineData("var rows = claims.Select(claim => new Trip { TripTime = (float)([|DateTime.Now|] - claim.Date).TotalDays }).ToList();")]
    [InlineData("var rows = new List<Trip>(); foreach (var claim in claims) { var now = [|DateTime.UtcNow|]; rows.Add(new Trip { TripTime = now.Year - claim.Date.Year }); }")]
    [InlineData("var rows = claims.Select(claim => new Trip { TripTime = claim.Amount + [|Random.Shared|].Next() }).ToList();")]
    [InlineData("var rows = claims.Select(claim => new Trip { TripTime = Age(claim) }).ToList(); static float Age(Claim claim) => (float)([|DateTime.Today|] - claim.Date).TotalDays;")]
    public Task Training_rows_that_mix_data_with_the_moment_of_training(string make) => Rows(make);

    [Fact]
    public Task Training_rows_that_another_class_computes_from_data_and_the_clock() => Verify<MLAP4007ImpureMappingAnalyzer>.Program("""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.ML;

        public sealed class Job
        {
            private readonly Clients clients = new Clients();
            private readonly MLContext context = new MLContext(1);

            public void Train(List<string> names)
            {
                var rows = names.Select(name => new Row { [|Days = clients.DaysSince(name)|], Hour = clients.Hour(), Label = 1 }).ToList();
                var model = context.Transforms.Concatenate("Features", "Days", "Hour").Append(context.Regression.Trainers.Sdca()).Fit(context.Data.LoadFromEnumerable(rows));
            }
        }

        public class Row { public float Days { get; set; } public float Hour { get; set; } public float Label { get; set; } }
        """, new Setup { Sources = [("/0/Clients.cs", """
        using System;

        public class Clients
        {
            private readonly System.Collections.Generic.Dictionary<string, DateTime> last = new System.Collections.Generic.Dictionary<string, DateTime>();

            public float DaysSince(string name)
            {
                if (!last.TryGetValue(name, out var date))
                    return 0;
                return (float)(DateTime.UtcNow - date).TotalDays;
            }

            public float Hour() => DateTime.Now.Hour;
        }
        """)] });

    [Theory]
    [InlineData("var rows = claims.Select(claim => new Trip { TripTime = claim.Date.Hour, TripDistance = claim.Amount, VendorId = DateTime.Now.ToString(), FareAmount = DateTime.Now.Year - claim.Date.Year }).ToList();")]
    [InlineData("var rows = Enumerable.Range(0, 9).Select(i => new Trip { TripTime = random.Next(), TripDistance = DateTime.Now.AddDays(-i).Day, FareAmount = i }).ToList();")]
    [InlineData("var rows = claims.Where(claim => claim.Date > DateTime.Now.AddDays(-30)).Select(claim => new Trip { TripTime = claim.Amount * 2 }).ToList();")]
    [InlineData("var rows = new List<Trip>(); foreach (var claim in claims.Where(claim => claim.Date < DateTime.Now)) if (claim.Date > DateTime.Now.AddDays(-30)) rows.Add(new Trip { TripTime = claim.Amount * 2 });")]
    [InlineData("var rows = claims.Select(claim => new Trip { TripTime = claim.Amount + random.Next() }).ToList();")]
    public Task Rows_whose_features_are_their_own(string make) => Rows(make);

    [Fact]
    public Task The_time_of_a_request_is_its_own() => Verify<MLAP4007ImpureMappingAnalyzer>.Members("""
        public static float Price(float distance)
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "TripDistance", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
            return mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model).Predict(new Trip { TripDistance = distance, TripTime = DateTime.Now.Hour }).FareAmount;
        }
        """);

    [Fact]
    public Task Not_in_test_projects() => Mapping("(trip, made) => made.Value = DateTime.Now.Hour", setup: With.XunitFramework);

    [Fact]
    public Task Nothing_without_MLNet() => Verify<MLAP4007ImpureMappingAnalyzer>.Program("class Program { static int Hour() => System.DateTime.Now.Hour; }", With.NoMlNet);

    [Fact]
    public async Task The_score_for_the_same_trip_differs_until_the_mapping_reads_the_row_alone()
    {
        const string Text = """
            using System;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var context = new MLContext(seed: 1);
            var data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i => new Ride { Distance = i % 20, Rate = 2, Fare = i % 20 }).ToList());
            var pipeline = context.Transforms.CustomMapping<Ride, Made>((ride, made) => made.Scaled = ride.Distance * [|Rates.Current|], null)
                .Append(context.Transforms.Concatenate("Features", "Scaled")).Append(context.Regression.Trainers.FastTree("Fare", minimumExampleCountPerLeaf: 1));
            var model = pipeline.Fit(data);
            var engine = context.Model.CreatePredictionEngine<Ride, Price>(model);
            var trained = engine.Predict(new Ride { Distance = 3, Rate = 2 }).Score;
            Rates.Raise();
            var served = engine.Predict(new Ride { Distance = 3, Rate = 2 }).Score;
            Console.WriteLine(Math.Abs(trained - served) < 0.001 ? "equal" : "differs");

            public static class Rates
            {
                public static float Current = 2;

                public static void Raise() => Current = 5;
            }

            public class Ride
            {
                public float Distance { get; set; }
                public float Rate { get; set; }
                public float Fare { get; set; }
            }

            public class Made { public float Scaled { get; set; } }

            public class Price { public float Score { get; set; } }
            """;
        var repaired = Text.Replace("[|Rates.Current|]", "ride.Rate");
        await Verify<MLAP4007ImpureMappingAnalyzer>.Program(Text);
        await Verify<MLAP4007ImpureMappingAnalyzer>.Program(repaired);

        Assert.Equal("differs\n", (await ProgramRunner.RunAsync(Text.Replace("[|", "").Replace("|]", ""))).OutputOrThrow());
        Assert.Equal("equal\n", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow());
    }
}
