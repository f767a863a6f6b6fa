using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.Skew;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using Different = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP4002FeatureComputedDifferentlyAnalyzer, MlAntipatternAnalyzers.CodeFixes.Skew.MLAP4002FeatureComputedDifferentlyCodeFix>;
using OneSided = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP4003FeatureComputedOnOneSideAnalyzer, MlAntipatternAnalyzers.CodeFixes.Skew.MLAP4003FeatureComputedOnOneSideCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class SharedFeaturizerFixTests
{
    private static string Prices(string row, string predict, string method = "", string members = "") => $$"""
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.ML;

        public class House { public float Area { get; set; } public float Rooms { get; set; } public string City { get; set; } public float Price { get; set; } }

        public class Row { public float PerRoom { get; set; } public string City { get; set; } public float Label { get; set; } }

        public class Answer { public float Score { get; set; } }

        public class Prices
        {
            private readonly MLContext ml = new MLContext(1);
            private ITransformer model;

            public void Train(List<House> houses)
            {
                // Older sales are left out.
                var rows = ml.Data.LoadFromEnumerable(houses.Select(house => new Row { {{row}}, Label = house.Price }));
                model = ml.Transforms.Categorical.OneHotEncoding("Town", "City").Append(ml.Transforms.Concatenate("Features", "PerRoom", "Town")).Append(ml.Regression.Trainers.Sdca()).Fit(rows);
            }

            {{predict}}{{members}}

            private float Score(Row row) => ml.Model.CreatePredictionEngine<Row, Answer>(model).Predict(row).Score;{{method}}
        }
        """;

    [Fact]
    public Task The_members_of_a_record_become_parameters() => Different.Program(
        Prices("PerRoom = house.Area / house.Rooms", "public float Predict(House it) => Score(new Row { [|PerRoom = it.Area * it.Rooms|] /* per room */ });"),
        Prices(
            "PerRoom = PerRoomOf(house.Area, house.Rooms)",
            "public float Predict(House it) => Score(new Row { PerRoom = PerRoomOf(it.Area, it.Rooms) /* per room */ });",
            """


                private static float PerRoomOf(float area, float rooms) => area / rooms;
            """));

    [Fact]
    public Task Values_of_a_request_by_their_names() => Different.Program(
        Prices("PerRoom = house.Area / house.Rooms", "public float Predict(float area, float rooms) => Score(new Row { [|PerRoom = area * rooms|] });"),
        Prices(
            "PerRoom = PerRoomOf(house.Area, house.Rooms)",
            "public float Predict(float area, float rooms) => Score(new Row { PerRoom = PerRoomOf(area, rooms) });",
            """


                private static float PerRoomOf(float area, float rooms) => area / rooms;
            """));

    [Fact]
    public Task A_helper_is_called_on_both_sides() => OneSided.Program(
        Prices("City = Clean(house.City)", "public float Predict(House it) => Score(new Row { [|City = it.City|] });", members: " private static string Clean(string city) => city.Trim().ToLowerInvariant();"),
        Prices(
            "City = CityOf(house.City)",
            "public float Predict(House it) => Score(new Row { City = CityOf(it.City) });",
            """


                private static string CityOf(string city) => Clean(city);
            """,
            " private static string Clean(string city) => city.Trim().ToLowerInvariant();"));

    [Fact]
    public Task Two_features_at_once() => Different.Program(
        Prices("PerRoom = house.Area / house.Rooms, City = house.City + \"!\"", "public float Predict(House it) => Score(new Row { [|PerRoom = it.Area * it.Rooms|], [|City = it.City + \"?\"|] });"),
        Prices(
            "PerRoom = PerRoomOf(house.Area, house.Rooms), City = CityOf(house.City)",
            "public float Predict(House it) => Score(new Row { PerRoom = PerRoomOf(it.Area, it.Rooms), City = CityOf(it.City) });",
            """


                private static float PerRoomOf(float area, float rooms) => area / rooms;

                private static string CityOf(string city) => city + "!";
            """));

    [Fact]
    public Task Not_offered_where_serving_has_not_what_it_starts_from() => Different.NotOfferedInProgram(
        Prices("PerRoom = house.Area / house.Rooms", "public float Predict(float a, float n) => Score(new Row { [|PerRoom = a * n|] });"));

    [Fact]
    public Task Not_offered_where_the_computation_needs_its_object() => Different.NotOfferedInProgram(
        Prices("PerRoom = house.Area / house.Rooms * Scale(2)", "public float Predict(House it) => Score(new Row { [|PerRoom = it.Area * it.Rooms|] });", members: " private float Scale(float by) => by * 2;"));

    /// <summary>The score for one house is not what the model gave for it in training, and is it afterwards.</summary>
    [Theory]
    [InlineData("house.Area / house.Rooms", "house.Area * house.Rooms", false)]
    [InlineData("house.Area / house.Rooms", "house.Area", true)]
    public async Task The_repaired_program_gives_the_score_of_training(string training, string serving, bool isOneSided)
    {
        var program = Sources.Normalize($$"""
            using System;
            using System.Collections.Generic;
            using System.Globalization;
            using System.IO;
            using System.Linq;
            using Microsoft.ML;

            File.WriteAllLines("houses.csv", Enumerable.Range(1, 200).Select(i => $"{20 + i % 90};{1 + i % 5};{1000 * (20 + i % 90) / (1 + i % 5)}"));
            var prices = new Prices();
            var houses = File.ReadAllLines("houses.csv").Select(line => line.Split(';')).Select(parts => new House { Area = Number(parts[0]), Rooms = Number(parts[1]), Price = Number(parts[2]) }).ToList();
            var expected = prices.Train(houses);
            Console.WriteLine(houses.Take(20).Select((house, i) => Math.Abs(prices.Predict(house) - expected[i])).Max() < 1e-3 ? "equal" : "differs");

            static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);

            public class House { public float Area { get; set; } public float Rooms { get; set; } public float Price { get; set; } }

            public class Row { public float Feature { get; set; } public float Label { get; set; } }

            public class Answer { public float Score { get; set; } }

            public class Prices
            {
                private readonly MLContext ml = new MLContext(1);
                private ITransformer model;

                public List<float> Train(List<House> houses)
                {
                    var rows = ml.Data.LoadFromEnumerable(houses.Select(house => new Row { Feature = {{training}}, Label = house.Price }));
                    model = ml.Transforms.Concatenate("Features", "Feature").Append(ml.Regression.Trainers.LbfgsPoissonRegression()).Fit(rows);
                    return ml.Data.CreateEnumerable<Answer>(model.Transform(rows), false).Select(answer => answer.Score).ToList();
                }

                public float Predict(House house)
                {
                    using var engine = ml.Model.CreatePredictionEngine<Row, Answer>(model);
                    return engine.Predict(new Row { Feature = {{serving}} }).Score;
                }
            }
            """);
        var repaired = isOneSided
            ? await FixRunner.FixAsync<MLAP4003FeatureComputedOnOneSideAnalyzer, MLAP4003FeatureComputedOnOneSideCodeFix>(program)
            : await FixRunner.FixAsync<MLAP4002FeatureComputedDifferentlyAnalyzer, MLAP4002FeatureComputedDifferentlyCodeFix>(program);

        Assert.Contains("FeatureOf(house.Area, house.Rooms)", repaired.Text);
        Assert.Equal("differs\n", (await ProgramRunner.RunAsync(program)).OutputOrThrow());
        Assert.Equal("equal\n", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow());
    }
}
