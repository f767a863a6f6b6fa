using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes.DataValidation;
using MlAntipatternAnalyzers.Rules.DataValidation;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.DataValidation;

public sealed class MLAP2012UnvalidatedOneIsUsedTests
{
    private const string Pipeline = """mlContext.Transforms.Concatenate("Features", "TripDistance").Append(mlContext.Regression.Trainers.Sdca("FareAmount"))""";

    private static string Train(string body, string members = "") => $$"""
        {{members}}

        public static void Train(List<Trip> rows, IDataView view)
        {
            {{body}}
        }
        """;

    private static Task Found(string body, string members = "", Setup? setup = null) => Verify<MLAP2012UnvalidatedOneIsUsedAnalyzer>.Members(Train(body, members), setup);

    [Fact]
    public Task A_filtered_view() => Found(
        $"""var complete = mlContext.Data.FilterRowsByMissingValues(view, "TripDistance"); var model = {Pipeline}.Fit([|view|]);""",
        setup: new Setup { Messages = ["'view' goes to Fit though 'complete' was made of it and nothing uses that: the rows that it leaves out are trained on all the same; use 'complete' here"] });

    [Theory]
    [InlineData("var some = rows.Where(row => row.FareAmount > 0).ToList(); var model = {0}.Fit(mlContext.Data.LoadFromEnumerable([|rows|]));")]
    [InlineData("var some = rows.FindAll(row => row.FareAmount > 0); var model = {0}.Fit(mlContext.Data.LoadFromEnumerable(data: [|rows|].ToArray()));")]
    [InlineData("var valid = rows.Where(row => row.FareAmount > 0).ToList(); Console.WriteLine(valid.Count); var model = {0}.Fit(mlContext.Data.LoadFromEnumerable([|rows|]));")]
    [InlineData("IEnumerable<Trip> cleanRows = rows.Where(row => row.FareAmount > 0); if (!cleanRows.Any()) return; var data = mlContext.Data.LoadFromEnumerable([|rows|]); var model = {0}.Fit(data);")]
    [InlineData("var good = mlContext.Data.FilterRowsByColumn(view, \"FareAmount\", lowerBound: 1); var split = mlContext.Data.TrainTestSplit([|view|]); var model = {0}.Fit(split.TrainSet);")]
    [InlineData("var checkedView = Check(view); var model = {0}.Fit([|view|]);")]
    public Task Other_spellings(string body) => Found(body.Replace("{0}", Pipeline), """
        [MlAntipatternAnalyzers.Runtime.DataValidation] private static IDataView Check(IDataView data) => mlContext.Data.FilterRowsByColumn(data, "FareAmount", lowerBound: 0);
        """, With.Runtime);

    [Theory]
    [InlineData("var valid = rows.Where(row => row.FareAmount > 0).ToList(); var model = {0}.Fit(mlContext.Data.LoadFromEnumerable(valid));")]
    [InlineData("var expensive = rows.Where(row => row.FareAmount > 100).ToList(); Console.WriteLine(expensive.Count); var model = {0}.Fit(mlContext.Data.LoadFromEnumerable(rows));")]
    [InlineData("var valid = rows.Where(row => row.FareAmount > 0).ToList(); Console.WriteLine(string.Join(\",\", valid)); var model = {0}.Fit(mlContext.Data.LoadFromEnumerable(rows));")]
    [InlineData("var count = rows.Where(row => row.FareAmount > 0).Count(); var model = {0}.Fit(mlContext.Data.LoadFromEnumerable(rows));")]
    [InlineData("var model = {0}.Fit(mlContext.Data.LoadFromEnumerable(rows)); var valid = rows.Where(row => row.FareAmount > 0).ToList();")]
    [InlineData("var valid = rows.Where(row => row.FareAmount > 0).ToList(); rows = new List<Trip>(); var model = {0}.Fit(mlContext.Data.LoadFromEnumerable(rows));")]
    [InlineData("view = mlContext.Data.FilterRowsByMissingValues(view, \"TripDistance\"); var model = {0}.Fit(view);")]
    [InlineData("var some = mlContext.Data.TakeRows(view, 10); var model = {0}.Fit(view);")]
    [InlineData("var valid = rows.Where(row => row.FareAmount > 0).ToList(); var other = mlContext.Data.LoadFromEnumerable(rows);")]
    [InlineData("var validated = mlContext.Data.Validate(view, \"trips.mlschema.json\"); var model = {0}.Fit(view);")]
    [InlineData("var valid = rows.Where(row => row.FareAmount > 0).ToList(); var all = rows.Count > 9 ? valid : rows; var model = {0}.Fit(mlContext.Data.LoadFromEnumerable(rows));")]
    public Task Near_misses(string body) => Found(body.Replace("{0}", Pipeline).Replace("mlContext.Data.Validate(view,", "MlAntipatternAnalyzers.Runtime.DataValidationCatalog.Validate(mlContext.Data, view,"), setup: With.Runtime);

    [Fact]
    public Task Not_in_test_projects() => Found($"""var complete = mlContext.Data.FilterRowsByMissingValues(view, "TripDistance"); var model = {Pipeline}.Fit(view);""", setup: With.XunitFramework);

    [Fact]
    public Task Nothing_without_MLNet() => Verify<MLAP2012UnvalidatedOneIsUsedAnalyzer>.Program("class Program { static void Read(int[] all) { var some = all; } }", With.NoMlNet);

    [Fact]
    public Task The_filtered_ones_are_used() => VerifyFix<MLAP2012UnvalidatedOneIsUsedAnalyzer, MLAP2012UnvalidatedOneIsUsedCodeFix>.Members(
        Train($"""
            var complete = mlContext.Data.FilterRowsByMissingValues(view, "TripDistance");
            var valid = rows.Where(row => row.FareAmount > 0).ToList(); // the fares that were paid
            var more = mlContext.Data.LoadFromEnumerable([|rows|] /* all */);
            var model = {Pipeline}.Fit([|view|]);
            var other = {Pipeline}.Fit(view);
            var third = {Pipeline}.Fit(more);
            """),
        Train($"""
            var complete = mlContext.Data.FilterRowsByMissingValues(view, "TripDistance");
            var valid = rows.Where(row => row.FareAmount > 0).ToList(); // the fares that were paid
            var more = mlContext.Data.LoadFromEnumerable(valid /* all */);
            var model = {Pipeline}.Fit(complete);
            var other = {Pipeline}.Fit(complete);
            var third = {Pipeline}.Fit(more);
            """),
        new Setup { Action = MLAP2012UnvalidatedOneIsUsedCodeFix.UseFiltered });

    [Fact]
    public async Task The_bad_row_is_learned_until_the_filtered_rows_are_used()
    {
        var program = Sources.Normalize(
            """
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using Microsoft.ML;

            var context = new MLContext(seed: 1);
            var houses = Enumerable.Range(0, 40).Select(i => new House { Size = i % 10, Price = i % 10 < 5 ? 1 : 2 }).ToList();
            houses.AddRange(Enumerable.Range(0, 40).Select(i => new House { Size = i % 10, Price = -999 }));
            var valid = houses.Where(house => house.Price >= 0).ToList();
            var data = context.Data.LoadFromEnumerable(houses);
            var model = context.Transforms.Concatenate("Features", "Size").Append(context.Regression.Trainers.FastTree("Price", minimumExampleCountPerLeaf: 1)).Fit(data);
            var score = context.Model.CreatePredictionEngine<House, Price>(model).Predict(new House { Size = 8 }).Score;
            Console.WriteLine(Math.Abs(score - 2) < 0.2 ? "right" : "wrong");

            public class House
            {
                public float Size { get; set; }
                public float Price { get; set; }
            }

            public class Price { public float Score { get; set; } }
            """);
        var repaired = await FixRunner.FixAsync<MLAP2012UnvalidatedOneIsUsedAnalyzer, MLAP2012UnvalidatedOneIsUsedCodeFix>(program);

        Assert.Equal("wrong\n", (await ProgramRunner.RunAsync(program)).OutputOrThrow());
        Assert.Equal("right\n", (await ProgramRunner.RunAsync(repaired)).OutputOrThrow());
    }
}
