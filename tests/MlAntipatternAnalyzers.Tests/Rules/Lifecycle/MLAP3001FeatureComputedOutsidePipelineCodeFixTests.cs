using System.Linq;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.Lifecycle;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using Check = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP3001FeatureComputedOutsidePipelineAnalyzer, MlAntipatternAnalyzers.CodeFixes.Lifecycle.MLAP3001FeatureComputedOutsidePipelineCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Lifecycle;

public sealed class MLAP3001FeatureComputedOutsidePipelineCodeFixTests
{
    [Fact]
    public Task Raw_values_become_members_and_a_mapping_computes() => Check.Program("""
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        namespace Fares;

        public class Ride
        {
            public float Distance { get; set; }

            public float Speed { get; set; }

            [ColumnName("Hour")]
            public float StartHour { get; set; }

            public float Label { get; set; }
        }

        public class Program
        {
            public static ITransformer Run(MLContext mlContext, List<Source> sources)
            {
                var view = mlContext.Data.LoadFromEnumerable(sources.Select(source => new Ride
                {
                    // In kilometres.
                    Distance = source.Trip.Length,
                    [|Speed = source.Trip.Length / source.Minutes|],
                    StartHour = source.Start.Hour + source.Minutes / 60,
                    Label = source.Fare, // in euros
                }));
                var pipeline = mlContext.Transforms.Concatenate("Features", "Distance", "Speed", "Hour")
                    .Append(mlContext.Regression.Trainers.Sdca());
                return pipeline.Fit(view);
            }
        }

        public class Trip { public float Length; }
        public class Source { public Trip Trip; public float Minutes; public float Fare; public System.DateTime Start; }
        """, """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using Microsoft.ML.Transforms;

        namespace Fares;

        public class Ride
        {
            public float Distance { get; set; }

            public float Speed { get; set; }

            [ColumnName("Hour")]
            public float StartHour { get; set; }

            public float Label { get; set; }

            public float Minutes { get; set; }

            public System.DateTime Start { get; set; }
        }

        public class Program
        {
            public static ITransformer Run(MLContext mlContext, List<Source> sources)
            {
                var view = mlContext.Data.LoadFromEnumerable(sources.Select(source => new Ride
                {
                    // In kilometres.
                    Distance = source.Trip.Length,
                    Minutes = source.Minutes,
                    Start = source.Start,
                    Label = source.Fare, // in euros
                }));
                var pipeline = mlContext.Transforms.CustomMapping(new RideFeaturesMapping().GetMapping(), contractName: "RideFeatures")
                    .Append(mlContext.Transforms.Concatenate("Features", "Distance", "Speed", "Hour"))
                    .Append(mlContext.Regression.Trainers.Sdca());
                return pipeline.Fit(view);
            }
        }

        public class Trip { public float Length; }
        public class Source { public Trip Trip; public float Minutes; public float Fare; public System.DateTime Start; }

        [CustomMappingFactoryAttribute("RideFeatures")]
        internal sealed class RideFeaturesMapping : CustomMappingFactory<RideFeaturesMapping.Input, RideFeaturesMapping.Output>
        {
            public override Action<Input, Output> GetMapping() => (input, output) =>
            {
                output.Speed = input.Distance / input.Minutes;
                output.StartHour = input.Start.Hour + input.Minutes / 60;
            };

            public sealed class Input
            {
                public float Distance { get; set; }
                public float Minutes { get; set; }
                public System.DateTime Start { get; set; }
            }

            public sealed class Output
            {
                public float Speed { get; set; }
                [ColumnName("Hour")] public float StartHour { get; set; }
            }
        }
        """);

    [Fact]
    public Task Two_pipelines_at_once() => Check.Program("""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.Transforms;

        public class Trip { public float Length; public float Minutes; }
        public class A { public float X { get; set; } public float Label { get; set; } }
        public class B { public float X { get; set; } public float Label { get; set; } }

        public class Program
        {
            public static void Run(MLContext mlContext, List<Trip> trips)
            {
                var first = mlContext.Data.LoadFromEnumerable(trips.Select(trip => new A { [|X = trip.Length / 2|] }));
                mlContext.Transforms.Concatenate("Features", "X").Append(mlContext.Regression.Trainers.Sdca()).Fit(first);
                var second = mlContext.Data.LoadFromEnumerable(trips.Select(trip => new B { [|X = trip.Minutes > 60 ? 1 : 0|] }));
                mlContext.Transforms.Concatenate("Features", "X").Append(mlContext.Regression.Trainers.Sdca()).Fit(second);
            }
        }
        """, """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.Transforms;

        public class Trip { public float Length; public float Minutes; }
        public class A { public float X { get; set; } public float Label { get; set; } public float Length { get; set; } }
        public class B { public float X { get; set; } public float Label { get; set; } public float Minutes { get; set; } }

        public class Program
        {
            public static void Run(MLContext mlContext, List<Trip> trips)
            {
                var first = mlContext.Data.LoadFromEnumerable(trips.Select(trip => new A { Length = trip.Length }));
                mlContext.Transforms.CustomMapping(new AFeaturesMapping().GetMapping(), contractName: "AFeatures")
                    .Append(mlContext.Transforms.Concatenate("Features", "X")).Append(mlContext.Regression.Trainers.Sdca()).Fit(first);
                var second = mlContext.Data.LoadFromEnumerable(trips.Select(trip => new B { Minutes = trip.Minutes }));
                mlContext.Transforms.CustomMapping(new BFeaturesMapping().GetMapping(), contractName: "BFeatures")
                    .Append(mlContext.Transforms.Concatenate("Features", "X")).Append(mlContext.Regression.Trainers.Sdca()).Fit(second);
            }
        }

        [CustomMappingFactoryAttribute("AFeatures")]
        internal sealed class AFeaturesMapping : CustomMappingFactory<AFeaturesMapping.Input, AFeaturesMapping.Output>
        {
            public override Action<Input, Output> GetMapping() => (input, output) =>
            {
                output.X = input.Length / 2;
            };

            public sealed class Input
            {
                public float Length { get; set; }
            }

            public sealed class Output
            {
                public float X { get; set; }
            }
        }

        [CustomMappingFactoryAttribute("BFeatures")]
        internal sealed class BFeaturesMapping : CustomMappingFactory<BFeaturesMapping.Input, BFeaturesMapping.Output>
        {
            public override Action<Input, Output> GetMapping() => (input, output) =>
            {
                output.X = input.Minutes > 60 ? 1 : 0;
            };

            public sealed class Input
            {
                public float Minutes { get; set; }
            }

            public sealed class Output
            {
                public float X { get; set; }
            }
        }
        """);

    [Theory]
    [InlineData("Math.Log(trip.TripTime) + Scale")]
    [InlineData("trip.VendorId.Length + (float)(trip.VendorId == null ? 1 : 0)")]
    [InlineData("trip.TripTime * Factor(trip)")]
    [InlineData("trip.TripTime * trips.Count")]
    [InlineData("trip.TripTime * half")]
    public Task It_is_not_offered_for_what_cannot_move(string computation) => NotOffered($$"""
        public class Row { public float X { get; set; } public float Label { get; set; } }

        private float Scale = 2;

        private float Factor(Trip trip) => trip.TripDistance;

        internal void Run(List<Trip> trips)
        {
            var view = mlContext.Data.LoadFromEnumerable(trips.Select(trip =>
            {
                var half = trip.TripDistance / 2;
                return new Row { [|X = (float)({{computation}})|] };
            }));
            mlContext.Transforms.Concatenate("Features", "X").Append(mlContext.Regression.Trainers.Sdca()).Fit(view);
        }
        """);

    [Fact]
    public Task It_is_not_offered_where_such_rows_are_made_elsewhere() => NotOffered("""
        public class Row { public float X { get; set; } public float Label { get; set; } }

        internal static void Run(List<Trip> trips)
        {
            var view = mlContext.Data.LoadFromEnumerable(trips.Select(trip => new Row { [|X = trip.TripDistance / 2|] }));
            var model = mlContext.Transforms.Concatenate("Features", "X").Append(mlContext.Regression.Trainers.Sdca()).Fit(view);
            var engine = mlContext.Model.CreatePredictionEngine<Row, TripPrediction>(model);
            Console.WriteLine(engine.Predict(new Row { X = 3 }).FareAmount);
        }
        """);

    [Fact]
    public Task It_is_not_offered_where_members_are_set_one_by_one() => NotOffered("""
        public class Row { public float X { get; set; } public float Label { get; set; } }

        internal static void Run(List<Trip> trips)
        {
            var rows = new List<Row>();
            foreach (var trip in trips)
            {
                var row = new Row();
                [|row.X = trip.TripDistance / 2|];
                rows.Add(row);
            }

            var view = mlContext.Data.LoadFromEnumerable(rows);
            mlContext.Transforms.Concatenate("Features", "X").Append(mlContext.Regression.Trainers.Sdca()).Fit(view);
        }
        """);

    [Fact]
    public async Task The_saved_model_scores_raw_values_as_the_computation_did()
    {
        const string program = """
            using System;
            using System.Linq;
            using Microsoft.ML;

            public class Order { public float Price { get; set; } public float Quantity { get; set; } public float Paid { get; set; } }

            public class Row
            {
                public float Amount { get; set; }
                public float Label { get; set; }
            }

            public class Computed { public float Amount { get; set; } public float Price { get; set; } public float Quantity { get; set; } }

            public class Raw { public float Price { get; set; } public float Quantity { get; set; } }

            public class Result { public float Score { get; set; } }

            public class Program
            {
                public static void Main()
                {
                    var mlContext = new MLContext(seed: 1);
                    var orders = System.Text.Json.JsonSerializer.Deserialize<Order[]>(System.IO.File.ReadAllText("orders.json"));
                    var view = mlContext.Data.LoadFromEnumerable(orders.Select(order => new Row { Amount = order.Price * order.Quantity, Label = order.Paid }));
                    var pipeline = mlContext.Transforms.Concatenate("Features", "Amount").Append(mlContext.Regression.Trainers.FastTree());
                    mlContext.Model.Save(pipeline.Fit(view), view.Schema, "model.zip");
                    Serve();
                }

                // Knows the raw values and the file, and nothing of how an amount comes about.
                private static void Serve()
                {
                    var mlContext = new MLContext();
                    mlContext.ComponentCatalog.RegisterAssembly(typeof(Program).Assembly);
                    var model = mlContext.Model.Load("model.zip", out _);
                    Console.WriteLine(Score(mlContext, model, new Computed { Amount = 12 * 7, Price = 12, Quantity = 7 }));
                    try
                    {
                        Console.WriteLine(Score(mlContext, model, new Raw { Price = 12, Quantity = 7 }));
                    }
                    catch (ArgumentOutOfRangeException e)
                    {
                        Console.WriteLine("cannot: " + e.Message.Contains("Amount"));
                    }
                }

                private static string Score<T>(MLContext mlContext, ITransformer model, T row) where T : class
                {
                    var scored = model.Transform(mlContext.Data.LoadFromEnumerable(new[] { row }));
                    return mlContext.Data.CreateEnumerable<Result>(scored, reuseRowObject: false).Single().Score.ToString("F3", System.Globalization.CultureInfo.InvariantCulture);
                }
            }
            """;

        var orders = Enumerable.Range(1, 200).Select(i => $$"""{"Price":{{i % 17}},"Quantity":{{i % 11}},"Paid":{{i % 17 * (i % 11) + i % 3}}}""");
        (string, string)[] inputs = [("orders.json", $"[{string.Join(",", orders)}]")];

        var before = (await ProgramRunner.RunAsync(program, inputs: inputs)).OutputOrThrow().Split('\n');
        var after = await FixRunner.FixAsync<MLAP3001FeatureComputedOutsidePipelineAnalyzer, MLAP3001FeatureComputedOutsidePipelineCodeFix>(program);
        var fixedOutput = (await ProgramRunner.RunAsync(after, inputs: inputs)).OutputOrThrow().Split('\n');

        Assert.Equal("cannot: True", before[1]);
        Assert.Equal(before[0], fixedOutput[1]);
    }

    private static Task NotOffered(string members) => Check.Members(members, members);
}
