using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tests.Testing;
using Check = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP4002FeatureComputedDifferentlyAnalyzer>;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4002FeatureComputedDifferentlyTests
{
    /// <summary>A program that trains on houses and serves them.</summary>
    private static string Houses(string train, string predict, string others = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using Microsoft.ML;

        public class House
        {
            public string Id { get; set; }
            public float Area { get; set; }
            public float Rooms { get; set; }
            public float Price { get; set; }
            public string City { get; set; }
            public DateTime Sold { get; set; }
        }

        public class Row
        {
            public float Size { get; set; }
            public float PerRoom { get; set; }
            public string City { get; set; }
            public float Label { get; set; }
        }

        public class Answer { public float Score { get; set; } }

        public class Prices
        {
            private readonly MLContext ml = new MLContext(1);
            private ITransformer model;

            {{train}}

            {{predict}}

            private void Fit(IEnumerable<Row> rows) =>
                model = ml.Transforms.Categorical.OneHotEncoding("Town", "City").Append(ml.Transforms.Concatenate("Features", "Size", "PerRoom", "Town")).Append(ml.Regression.Trainers.Sdca()).Fit(ml.Data.LoadFromEnumerable(rows));

            private float Score(Row row) => ml.Model.CreatePredictionEngine<Row, Answer>(model).Predict(row).Score;
        }

        {{others}}
        """;

    private const string Training = "public void Train(List<House> houses) => Fit(houses.Select(house => new Row { Size = house.Area, PerRoom = house.Area / house.Rooms, City = house.City, Label = house.Price }));";

    [Fact]
    public Task Two_formulas_for_one_feature() => Check.Program(
        Houses(Training, "public float Predict(House house) => Score(new Row { Size = house.Area, [|PerRoom = house.Area * house.Rooms|], City = house.City });"),
        new Setup { Messages = ["'PerRoom' is 'house.Area * house.Rooms' here, where it is served, and 'house.Area / house.Rooms' where the model is trained: the model gets values that it has not learned; compute it in one method that both call"] });

    [Fact]
    public Task Parameters_in_place_of_members() => Check.Program(
        Houses(Training, "public float Predict(float area, float rooms, string city) => Score(new Row { Size = area, [|PerRoom = rooms / area|], City = city });"));

    [Fact]
    public Task Parameters_of_other_names() => Check.Program(
        Houses(Training, "public float Predict(float s, float n, string c) => Score(new Row { Size = s, [|PerRoom = s * n|], City = c });"));

    [Fact]
    public Task Assignments_one_after_the_other() => Check.Program(Houses(Training, """
        public float Predict(House house)
        {
            var row = new Row();
            row.Size = house.Area;
            [|row.PerRoom = house.Rooms / house.Area|];
            row.City = house.City;
            return Score(row);
        }
        """));

    [Fact]
    public Task A_record_that_is_constructed() => Check.Program("""
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.ML;

        public record House(float Area, float Rooms, float Price);
        public record Row(float PerRoom, float Label) { public Row() : this(0, 0) { } }
        public class Answer { public float Score { get; set; } }

        public class Prices
        {
            private readonly MLContext ml = new MLContext(1);
            private ITransformer model;

            public void Train(List<House> houses) =>
                model = ml.Transforms.Concatenate("Features", "PerRoom").Append(ml.Regression.Trainers.Sdca()).Fit(ml.Data.LoadFromEnumerable(houses.Select(house => new Row(house.Area / house.Rooms, house.Price))));

            public float Predict(House house) => ml.Model.CreatePredictionEngine<Row, Answer>(model).Predict([|new Row(house.Area * house.Rooms, 0)|]).Score;
        }
        """);

    [Fact]
    public Task The_mean_of_something_else() => Check.Program(Houses(
        "public void Train(List<House> houses) => Fit(houses.Select(house => new Row { Size = houses.Where(other => other.City == house.City).Average(other => other.Area), Label = house.Price }));",
        "public float Predict(House house, List<House> known) => Score(new Row { [|Size = known.Where(other => other.City == house.City).Average(other => other.Rooms)|] });"));

    [Fact]
    public Task The_text_of_a_class_that_has_none() => Check.Program(Houses(
        "public void Train(List<House> houses) { var rows = new List<Row>(); for (var i = 0; i < houses.Count; i++) rows.Add(new Row { City = houses[i].ToString(), Label = houses[i].Price }); Fit(rows); }",
        "public float Predict(House house) => Score(new Row { [|City = house.Id.ToString()|] });"));

    [Fact]
    public Task Training_in_another_file() => Check.Program(
        Houses("", "public float Predict(House house) => Score(new Row { [|PerRoom = house.Area * house.Rooms|] });"),
        new Setup
        {
            Sources = [("Training.cs", """
                using System.Collections.Generic;
                using System.Linq;
                using Microsoft.ML;

                public static class Training
                {
                    public static ITransformer Run(MLContext ml, List<House> houses)
                    {
                        var rows = ml.Data.LoadFromEnumerable(houses.Select(house => new Row { PerRoom = house.Area / house.Rooms, Label = house.Price }));
                        return ml.Transforms.Concatenate("Features", "PerRoom").Append(ml.Regression.Trainers.Sdca()).Fit(rows);
                    }
                }
                """)],
        });

    [Fact]
    public Task One_featurizer_for_both_sides() => Check.Program(Houses(
        "public void Train(List<House> houses) => Fit(houses.Select(ToRow));",
        "public float Predict(House house) => Score(ToRow(house)); private static Row ToRow(House house) => new Row { Size = house.Area, PerRoom = house.Area / house.Rooms };"));

    [Fact]
    public Task Equal_up_to_names() => Check.Program(
        Houses(Training, "public float Predict(House it) { var (a, r) = (it.Area, it.Rooms); return Score(new Row { Size = a, PerRoom = r == 0 ? 0 : a / r, City = it.City }); }"));

    [Fact]
    public Task Equal_up_to_names_of_parameters() => Check.Program(
        Houses(Training, "public float Predict(float s, float n, string c) => Score(new Row { Size = s, PerRoom = s / n, City = c });"));

    [Fact]
    public Task Rows_that_are_made_up() => Check.Program(
        Houses("public void Train() => Fit(new[] { new Row { Size = 100, PerRoom = 25, City = \"Rome\", Label = 1 } });", "public float Predict(House house) => Score(new Row { PerRoom = house.Area * house.Rooms });"));

    [Fact]
    public Task A_sample_that_is_predicted() => Check.Program(Houses(Training, "public float Predict() => Score(new Row { Size = 80, PerRoom = 20, City = \"Oslo\" });"));

    [Fact]
    public Task Random_rows() => Check.Program(Houses(
        "public void Train() { var random = new Random(1); Fit(Enumerable.Range(0, 100).Select(i => new Row { PerRoom = random.Next(10, 30), Label = i })); }",
        "public float Predict(House house) => Score(new Row { PerRoom = house.Area / house.Rooms });"));

    [Fact]
    public Task A_member_that_is_no_feature() => Check.Program(Houses(
        "public void Train(List<House> houses) => Fit(houses.Select(house => new Row { Size = house.Area, Label = house.Price / 1000 }));",
        "public float Predict(House house) => Score(new Row { Size = house.Area, Label = house.Price });"));

    [Fact]
    public Task Both_sides_call_what_is_not_looked_into() => Check.Program(Houses(
        "public void Train(List<House> houses) => Fit(houses.Select(house => new Row { Size = geo.Distance(house.City), Label = house.Price }));",
        "private readonly IGeo geo; public Prices(IGeo geo) => this.geo = geo; public float Predict(House house) => Score(new Row { Size = geo.Distance(house.City.Trim()) });",
        "public interface IGeo { float Distance(string city); }"));

    [Fact]
    public Task What_is_kept_from_training_is_not_known() => Check.Program(Houses(
        "public void Train(List<House> houses) { mean = houses.Average(house => house.Area); var own = houses.Average(house => house.Area); Fit(houses.Select(house => new Row { Size = house.Area / own, Label = house.Price })); }",
        "private float mean; public float Predict(House house) => Score(new Row { Size = house.Area / mean });"));

    [Fact]
    public Task A_value_of_the_row_before_is_not_known() => Check.Program(Houses(
        "public void Train(List<House> houses) { var rows = new List<Row>(); var last = 0f; foreach (var house in houses) { rows.Add(new Row { Size = house.Area - last, Label = house.Price }); last = house.Area; } Fit(rows); }",
        "public float Predict(House house, House before) => Score(new Row { Size = before.Area - house.Area });"));

    [Fact]
    public Task Numbers_whose_unit_may_be_another() => Check.Program(Houses(
        "public void Train() => Fit(File.ReadAllLines(\"houses.csv\").Skip(1).Select(line => line.Split(',')).Select(parts => new Row { Size = float.Parse(parts[0]) / 100, Label = float.Parse(parts[1]) }));",
        "public float Predict(float feet) => Score(new Row { Size = feet * 0.3f });"));

    [Fact]
    public Task Training_looks_back_from_each_row_and_serving_from_now() => Check.Program(Houses(
        "public void Train(List<House> houses) => Fit(houses.Select(house => new Row { Size = houses.Where(other => other.City == house.City && other.Sold < house.Sold && other.Id != house.Id).Average(other => other.Area), Label = house.Price }));",
        "public float Predict(House house, List<House> known) => Score(new Row { Size = known.Where(other => other.City == house.City).Average(other => other.Area) });"));

    [Fact]
    public Task Training_looks_up_what_serving_asks_a_component_for() => Check.Program(Houses(
        "public void Train(List<House> houses) { var means = houses.GroupBy(house => house.City).ToDictionary(group => group.Key, group => group.Average(house => house.Area)); Fit(houses.Select(house => new Row { Size = means[house.City], Label = house.Price })); }",
        "private readonly IStore store; public Prices(IStore store) => this.store = store; public float Predict(House house) { var known = store.In(house.City); return Score(new Row { Size = known.Count == 0 ? 0 : known.Average(other => other.Area) }); }",
        "public interface IStore { List<House> In(string city); }"));

    [Fact]
    public Task A_lookup_of_something_else() => Check.Program(Houses(
        "public void Train(List<House> houses) { var means = houses.GroupBy(house => house.City).ToDictionary(group => group.Key, group => group.Average(house => house.Area)); Fit(houses.Select(house => new Row { Size = means[house.City], Label = house.Price })); }",
        "private readonly IStore store; public Prices(IStore store) => this.store = store; public float Predict(House house) { var known = store.In(house.City); return Score(new Row { [|Size = known.Count == 0 ? 0 : known.Max(other => other.Area)|] }); }",
        "public interface IStore { List<House> In(string city); }"));

    [Fact]
    public Task Another_model_of_the_same_rows() => Check.Program(
        Houses("public void Train(List<House> houses) { Fit(houses.Select(house => new Row { PerRoom = house.Area / house.Rooms })); } public void TrainOther(List<House> houses) => Fit(houses.Select(house => new Row { PerRoom = house.Area * house.Rooms }));",
            "public float Predict(House house) => Score(new Row { PerRoom = house.Area * house.Rooms });"));

    [Fact]
    public Task Endless_code_is_not_known() => Check.Program(Houses(
        Training, "public float Predict(House house) { var sum = 0f; while (sum < house.Area + sum) sum += 1; return Score(new Row { PerRoom = sum }); }"));

    [Fact]
    public Task Test_projects_are_left_alone() => Check.Program(
        Houses(Training, "public float Predict(House house) => Score(new Row { PerRoom = house.Area * house.Rooms });"), With.XunitFramework);

    [Fact]
    public Task Without_ML_NET() => Check.Program("public class Row { public float Size; public static Row Of(float a) => new Row { Size = a * 2 }; }", With.NoMlNet);
}
