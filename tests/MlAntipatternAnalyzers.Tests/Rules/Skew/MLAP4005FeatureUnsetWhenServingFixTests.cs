using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.Skew;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4005FeatureUnsetWhenServingFixTests
{
    private static readonly Setup Set = new() { Action = MLAP4005FeatureUnsetWhenServingCodeFix.SetMembers };

    private static string Served(string members) => $$"""
        public sealed class Order
        {
            public string Vendor { get; set; }
            public double Distance { get; set; }
            public float TripDistance { get; set; }
            public double triptime;
            public int? RateCode { get; set; }
        }

        private static PredictionEngine<Trip, TripPrediction> Train()
        {
            var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var model = mlContext.Transforms.Concatenate("Features", "RateCode", "TripTime", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(trips);
            return mlContext.Model.CreatePredictionEngine<Trip, TripPrediction>(model);
        }

        {{members}}
        """;

    private static Task Members(string before, string after) =>
        VerifyFix<MLAP4005FeatureUnsetWhenServingAnalyzer, MLAP4005FeatureUnsetWhenServingCodeFix>.Members(Served(before), Served(after), Set);

    [Fact]
    public Task From_variables_and_from_the_object_that_the_row_is_filled_from() => Members("""
        public static float Price(Order order, float rateCode) =>
            Train().Predict(new [|Trip|] { VendorId = order.Vendor }).FareAmount; // in dollars
        """, """
        public static float Price(Order order, float rateCode) =>
            Train().Predict(new Trip { VendorId = order.Vendor, RateCode = rateCode, TripTime = (float)order.triptime, TripDistance = order.TripDistance }).FareAmount; // in dollars
        """);

    [Fact]
    public Task Line_by_line_with_comments() => Members("""
        public static float Price(Order order)
        {
            var trip = new [|Trip|]
            {
                VendorId = order.Vendor, // as it is
                RateCode = 1 // the usual one
            };
            return Train().Predict(trip).FareAmount;
        }
        """, """
        public static float Price(Order order)
        {
            var trip = new Trip
            {
                VendorId = order.Vendor, // as it is
                RateCode = 1, // the usual one
                TripTime = (float)order.triptime,
                TripDistance = order.TripDistance
            };
            return Train().Predict(trip).FareAmount;
        }
        """);

    [Fact]
    public Task A_comma_at_the_end_stays_there_and_a_row_without_initialiser_gets_one() => Members("""
        public static float Price(Order order, float rateCode)
        {
            var trip = new [|Trip|]
            {
                RateCode = 1,
                TripTime = 600,
            };
            Trip other = [|new()|];
            other.TripTime = 600;
            other.TripDistance = 3;
            return Train().Predict(trip).FareAmount + Train().Predict(other).FareAmount;
        }
        """, """
        public static float Price(Order order, float rateCode)
        {
            var trip = new Trip
            {
                RateCode = 1,
                TripTime = 600,
                TripDistance = order.TripDistance,
            };
            Trip other = new() { RateCode = rateCode };
            other.TripTime = 600;
            other.TripDistance = 3;
            return Train().Predict(trip).FareAmount + Train().Predict(other).FareAmount;
        }
        """);

    [Fact]
    public Task Only_what_has_a_value_in_scope_is_set() => Members("""
        public static float Price(Order order) => Train().Predict(new [|Trip|] { VendorId = order.Vendor, TripTime = 600 }).FareAmount;
        """, """
        public static float Price(Order order) => Train().Predict(new [|Trip|] { VendorId = order.Vendor, TripTime = 600, TripDistance = order.TripDistance }).FareAmount;
        """);

    [Theory]
    [InlineData("public static float Price(string vendor) => Train().Predict(new [|Trip|] { VendorId = vendor }).FareAmount;")]
    [InlineData("public static float Price(Order a, Order b) => Train().Predict(new [|Trip|] { RateCode = 1, TripTime = 600 }).FareAmount;")]
    [InlineData("public static float Price(string tripDistance) => Train().Predict(new [|Trip|] { RateCode = 1, TripTime = 600 }).FareAmount;")]
    public Task Not_where_no_value_is_plain(string members) => Members(members, members);

    [Fact]
    public Task Line_ends_stay()
    {
        const string Before = """
            using Microsoft.ML;

            var context = new MLContext(1);
            var model = context.Transforms.Concatenate("Features", "TripTime", "TripDistance").Append(context.Regression.Trainers.Sdca("FareAmount")).Fit(context.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            float tripDistance = float.Parse(args[0]);
            var trip = new [|Trip|]
            {
                TripTime = 600
            };
            System.Console.WriteLine(context.Model.CreatePredictionEngine<Trip, TripPrediction>(model).Predict(trip).FareAmount);
            """;
        var after = Before.Replace("[|Trip|]", "Trip").Replace("TripTime = 600\n", "TripTime = 600,\n    TripDistance = tripDistance\n");
        return VerifyFix<MLAP4005FeatureUnsetWhenServingAnalyzer, MLAP4005FeatureUnsetWhenServingCodeFix>.Program(Before, after, Set with { Sources = [("/0/Rows.cs", Sources.Rows)] });
    }

    [Fact]
    public async Task The_score_for_the_same_trip_differs_until_the_member_is_set()
    {
        var program = Sources.Normalize(
            """
            using System;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var context = new MLContext(seed: 1);
            var data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(i => new Ride { Time = i % 20, Distance = i % 7, Fare = i % 20 + 5 * (i % 7) }).ToList());
            var pipeline = context.Transforms.Concatenate("Features", "Time", "Distance").Append(context.Regression.Trainers.FastTree("Fare", minimumExampleCountPerLeaf: 1));
            var model = pipeline.Fit(data);
            context.Model.Save(model, data.Schema, "rides.zip");

            var row = data.Preview(6).RowView[5].Values.ToDictionary(value => value.Key, value => value.Value);
            var trained = model.Transform(data).GetColumn<float>("Score").ElementAt(5);
            var served = Service.Price(new Request((float)row["Time"], (float)row["Distance"]));
            Console.WriteLine(Math.Abs(trained - served) < 0.001 ? "equal" : Math.Abs(trained - served) > 5 ? "differs" : "about equal");

            public static class Service
            {
                public static float Price(Request request)
                {
                    var context = new MLContext();
                    var engine = context.Model.CreatePredictionEngine<Ride, Price>(context.Model.Load("rides.zip", out _));
                    return engine.Predict(new Ride { Time = request.Time }).Score;
                }
            }

            public record Request(float Time, float Distance);

            public class Ride
            {
                public float Time { get; set; }
                public float Distance { get; set; }
                public float Fare { get; set; }
            }

            public class Price { public float Score { get; set; } }
            """);
        var repaired = await FixRunner.FixAsync<MLAP4005FeatureUnsetWhenServingAnalyzer, MLAP4005FeatureUnsetWhenServingCodeFix>(program);

        Assert.Contains("new Ride { Time = request.Time, Distance = request.Distance }", repaired.Text);
        Assert.Equal("differs\n", (await ProgramRunner.RunAsync(program)).OutputOrThrow());
        Assert.Equal("equal\n", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow());
    }
}
