using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.Skew;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4006MappingCannotTravelFixTests
{
    private static readonly Setup Factory = new() { Action = MLAP4006MappingCannotTravelCodeFix.FactoryKey };

    private const string Rows = """

        public class Trip
        {
            public float Distance { get; set; }
            public float Hours { get; set; }
        }

        public class Speed
        {
            public float Value { get; set; }
        }
        """;

    private static string Job(string members, string after = "") => $$"""
        using System;
        using Microsoft.ML;
        using Microsoft.ML.Transforms;

        public class Job
        {
        {{members}}
        }
        {{after}}{{Rows}}
        """;

    private static Task Fix(string before, string after) =>
        VerifyFix<MLAP4006MappingCannotTravelAnalyzer, MLAP4006MappingCannotTravelCodeFix>.Program(before, after, Factory);

    private static Task NotOffered(string members) => VerifyFix<MLAP4006MappingCannotTravelAnalyzer, MLAP4006MappingCannotTravelCodeFix>.NotOfferedInProgram(Job(members));

    [Fact]
    public Task A_lambda_moves_into_the_factory() => Fix(Job("""
            public void Run(MLContext ml, IDataView trips)
            {
                var mapping = ml.Transforms.[|CustomMapping<Trip, Speed>|]((trip, speed) =>
                {
                    // Hours are never 0.
                    speed.Value = trip.Distance / trip.Hours;
                }, null); // saved below
                ml.Model.Save(mapping.Fit(trips), trips.Schema, "model.zip");
            }
        """), Job("""
            public void Run(MLContext ml, IDataView trips)
            {
                var mapping = ml.Transforms.CustomMapping<Trip, Speed>(new SpeedMapping().GetMapping(), contractName: "Speed"); // saved below
                ml.Model.Save(mapping.Fit(trips), trips.Schema, "model.zip");
            }
        """, """

        [CustomMappingFactoryAttribute("Speed")]
        public sealed class SpeedMapping : CustomMappingFactory<Trip, Speed>
        {
            public override Action<Trip, Speed> GetMapping() => Map;

            private static void Map(Trip trip, Speed speed)
            {
                // Hours are never 0.
                speed.Value = trip.Distance / trip.Hours;
            }
        }

        """));

    [Fact]
    public Task A_private_method_stays_where_it_is() => Fix(Job("""
            public void Run(MLContext ml, IDataView trips) =>
                ml.Model.Save(ml.Transforms.[|CustomMapping<Trip, Speed>|](ComputeSpeed, contractName: "speed of a trip").Fit(trips), trips.Schema, "model.zip");

            private static void ComputeSpeed(Trip trip, Speed speed) => speed.Value = trip.Distance / trip.Hours;
        """), Job("""
            public void Run(MLContext ml, IDataView trips) =>
                ml.Model.Save(ml.Transforms.CustomMapping<Trip, Speed>(new SpeedofatripMapping().GetMapping(), contractName: "speed of a trip").Fit(trips), trips.Schema, "model.zip");

            private static void ComputeSpeed(Trip trip, Speed speed) => speed.Value = trip.Distance / trip.Hours;

            [CustomMappingFactoryAttribute("speed of a trip")]
            public sealed class SpeedofatripMapping : CustomMappingFactory<Trip, Speed>
            {
                public override Action<Trip, Speed> GetMapping() => ComputeSpeed;
            }
        """));

    [Fact]
    public Task A_lambda_in_a_variable_and_its_private_rows() => Fix(Job("""
            public void Run(MLContext ml, IDataView trips)
            {
                // Per hour.
                Action<Trip, Pace> map = (trip, pace) => pace.Value = Scale * trip.Hours;
                var mapping = ml.Transforms.[|CustomMapping|](map, null);
                ml.Model.Save(mapping.Fit(trips), trips.Schema, "model.zip");
            }

            private const float Scale = 60;

            private class Pace
            {
                public float Value { get; set; }
            }
        """), Job("""
            public void Run(MLContext ml, IDataView trips)
            {
                // Per hour.
                var mapping = ml.Transforms.CustomMapping(new PaceMapping().GetMapping(), contractName: "Pace");
                ml.Model.Save(mapping.Fit(trips), trips.Schema, "model.zip");
            }

            private const float Scale = 60;

            private class Pace
            {
                public float Value { get; set; }
            }

            [CustomMappingFactoryAttribute("Pace")]
            private sealed class PaceMapping : CustomMappingFactory<Trip, Pace>
            {
                public override Action<Trip, Pace> GetMapping() => Map;

                private static void Map(Trip trip, Pace pace) => pace.Value = Scale * trip.Hours;
            }
        """));

    [Fact]
    public Task Two_at_once_get_two_names() => Fix(Job("""
            public void Run(MLContext ml, IDataView trips)
            {
                var mapping = ml.Transforms.[|CustomMapping<Trip, Speed>|]((trip, speed) => speed.Value = trip.Distance, null)
                    .Append(ml.Transforms.[|CustomMapping<Trip, Speed>|]((trip, speed) => speed.Value = trip.Hours, null));
                ml.Model.Save(mapping.Fit(trips), trips.Schema, "model.zip");
            }
        """), Job("""
            public void Run(MLContext ml, IDataView trips)
            {
                var mapping = ml.Transforms.CustomMapping<Trip, Speed>(new SpeedMapping().GetMapping(), contractName: "Speed")
                    .Append(ml.Transforms.CustomMapping<Trip, Speed>(new SpeedMapping2().GetMapping(), contractName: "Speed2"));
                ml.Model.Save(mapping.Fit(trips), trips.Schema, "model.zip");
            }
        """, """

        [CustomMappingFactoryAttribute("Speed2")]
        public sealed class SpeedMapping2 : CustomMappingFactory<Trip, Speed>
        {
            public override Action<Trip, Speed> GetMapping() => Map;

            private static void Map(Trip trip, Speed speed) => speed.Value = trip.Hours;
        }

        [CustomMappingFactoryAttribute("Speed")]
        public sealed class SpeedMapping : CustomMappingFactory<Trip, Speed>
        {
            public override Action<Trip, Speed> GetMapping() => Map;

            private static void Map(Trip trip, Speed speed) => speed.Value = trip.Distance;
        }

        """));

    [Fact]
    public Task Usings_are_added() => Fix(Job("""
            public void Run(MLContext ml, IDataView trips) =>
                ml.Model.Save(ml.Transforms.[|CustomMapping<Trip, Speed>|]((trip, speed) => speed.Value = trip.Hours, null).Fit(trips), trips.Schema, "model.zip");
        """).Replace("using System;\n", "// A head.\n").Replace("using Microsoft.ML.Transforms;\n", ""), Job("""
            public void Run(MLContext ml, IDataView trips) =>
                ml.Model.Save(ml.Transforms.CustomMapping<Trip, Speed>(new SpeedMapping().GetMapping(), contractName: "Speed").Fit(trips), trips.Schema, "model.zip");
        """, """

        [CustomMappingFactoryAttribute("Speed")]
        public sealed class SpeedMapping : CustomMappingFactory<Trip, Speed>
        {
            public override Action<Trip, Speed> GetMapping() => Map;

            private static void Map(Trip trip, Speed speed) => speed.Value = trip.Hours;
        }

        """).Replace("using System;\n", "// A head.\nusing System;\n"));

    [Theory]
    [InlineData("private float scale = 2; private void Fill(Trip trip, Speed speed) => speed.Value = scale;", "Fill")]
    [InlineData("private float scale = 2;", "(trip, speed) => speed.Value = trip.Hours * scale")]
    [InlineData("private static float Scale => 2;", "(trip, speed) => speed.Value = trips.Schema.Count")]
    public Task Not_where_the_mapping_captures(string member, string mapping) => NotOffered($$"""
            {{member}}

            public void Run(MLContext ml, IDataView trips) =>
                ml.Model.Save(ml.Transforms.[|CustomMapping<Trip, Speed>|]({{mapping}}, null).Fit(trips), trips.Schema, "model.zip");
        """);

    private const string Program = """
        using System;
        using System.Linq;
        using Microsoft.ML;

        var mlContext = new MLContext(seed: 1);
        var trips = mlContext.Data.LoadFromEnumerable(Enumerable.Range(1, 300).Select(i => new Trip { Distance = i % 40, Hours = 1 + i % 3, Fare = i % 40 / (1f + i % 3) }).ToList());
        var pipeline = mlContext.Transforms.CustomMapping<Trip, Speed>((trip, speed) => speed.Value = trip.Distance / trip.Hours, CONTRACT)
            .Append(mlContext.Transforms.Concatenate("Features", "Value"))
            .Append(mlContext.Regression.Trainers.FastTree("Fare"));
        var model = pipeline.Fit(trips);
        var sample = new Trip { Distance = 30, Hours = 2 };
        Console.WriteLine(FormattableString.Invariant($"{mlContext.Model.CreatePredictionEngine<Trip, Prediction>(model).Predict(sample).Score:R}"));
        mlContext.Model.Save(model, trips.Schema, "model.zip");
        Console.WriteLine("saved");

        var serving = new MLContext();
        var loaded = serving.Model.Load("model.zip", out _);
        Console.WriteLine(FormattableString.Invariant($"{serving.Model.CreatePredictionEngine<Trip, Prediction>(loaded).Predict(sample).Score:R}"));

        public sealed class Trip
        {
            public float Distance { get; set; }
            public float Hours { get; set; }
            public float Fare { get; set; }
        }

        public sealed class Speed
        {
            public float Value { get; set; }
        }

        public sealed class Prediction
        {
            public float Score { get; set; }
        }
        """;

    [Theory]
    [InlineData("null", 1)]
    [InlineData("\"Speed\"", 2)]
    public async Task The_model_cannot_be_saved_or_loaded_before_and_predicts_the_same_after(string contract, int lines)
    {
        var program = Program.Replace("CONTRACT", contract);
        var before = await ProgramRunner.RunAsync(program);
        Assert.Equal(ProgramHost.Threw, before.ExitCode);
        Assert.Equal(lines, before.Output.Split('\n').Length - 1);
        Assert.Contains(lines == 1 ? "cannot be saved" : "class instantiation", before.ExceptionMessage);

        var repaired = await FixRunner.FixAsync<MLAP4006MappingCannotTravelAnalyzer, MLAP4006MappingCannotTravelCodeFix>(program, Factory);
        var output = (await ProgramRunner.RunAsync(repaired)).OutputOrThrow().TrimEnd().Split('\n');
        Assert.Equal("saved", output[1]);
        Assert.Equal(output[0], output[2]);
    }
}
