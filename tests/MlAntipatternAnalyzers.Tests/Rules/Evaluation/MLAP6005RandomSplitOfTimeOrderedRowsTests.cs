using System.Globalization;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6005RandomSplitOfTimeOrderedRowsAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6005RandomSplitOfTimeOrderedRowsAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6005RandomSplitOfTimeOrderedRowsCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6005RandomSplitOfTimeOrderedRowsTests
{
    private const string Sale = """
        using System;
        using Microsoft.ML.Data;

        public class Sale
        {
            [LoadColumn(0)] public DateTime Day { get; set; }
            [LoadColumn(1)] public float Price { get; set; }
            [LoadColumn(2)] public float Units { get; set; }
        }

        public class Person
        {
            [LoadColumn(0)] public DateTime DateOfBirth { get; set; }
            [LoadColumn(1)] public float Height { get; set; }
            [LoadColumn(2)] public float Weight { get; set; }
        }

        public class Ride
        {
            [LoadColumn(0)] public string pickup_datetime { get; set; }
            [LoadColumn(1)] public float Distance { get; set; }
            [LoadColumn(2)] public float Fare { get; set; }
        }
        """;

    private static readonly Setup WithRows = new() { Sources = [("Sale.cs", Sale)] };

    private static readonly Setup WithRuntime = WithRows with { With = With.Runtime };

    [Fact]
    public Task It_is_split_by_time_and_two_are_fixed_together() => F.Program(
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public static class Flow
        {
            public static void One(MLContext mlContext)
            {
                var sales = mlContext.Data.LoadFromTextFile<Sale>("sales.csv", ',');
                var split = mlContext.Data.[|TrainTestSplit|](sales, testFraction: 0.25, seed: 1);
                var model = mlContext.Transforms.Concatenate("Features", "Price").Append(mlContext.Regression.Trainers.Sdca("Units")).Fit(split.TrainSet);
            }

            public static void Two(MLContext mlContext)
            {
                DataOperationsCatalog.TrainTestData sides = mlContext.Data.[|TrainTestSplit|](data: mlContext.Data.LoadFromTextFile<Ride>("rides.csv", ','));
                var model = mlContext.Transforms.Concatenate("Features", "Distance").Append(mlContext.Regression.Trainers.Sdca("Fare")).Fit(sides.TrainSet);
            }
        }
        """,
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using MlAntipatternAnalyzers.Runtime;

        public static class Flow
        {
            public static void One(MLContext mlContext)
            {
                var sales = mlContext.Data.LoadFromTextFile<Sale>("sales.csv", ',');
                var split = mlContext.Data.TrainTestSplitByTime(sales, "Day", testFraction: 0.25);
                var model = mlContext.Transforms.Concatenate("Features", "Price").Append(mlContext.Regression.Trainers.Sdca("Units")).Fit(split.TrainSet);
            }

            public static void Two(MLContext mlContext)
            {
                DataSplit sides = mlContext.Data.TrainTestSplitByTime(mlContext.Data.LoadFromTextFile<Ride>("rides.csv", ','), "pickup_datetime");
                var model = mlContext.Transforms.Concatenate("Features", "Distance").Append(mlContext.Regression.Trainers.Sdca("Fare")).Fit(sides.TrainSet);
            }
        }
        """,
        WithRuntime);

    [Fact]
    public Task Without_the_library_it_is_only_reported() => V.Body(
        """
        var sales = mlContext.Data.LoadFromTextFile<Sale>("sales.csv", ',');
        var split = mlContext.Data.[|TrainTestSplit|](sales);
        var model = mlContext.Transforms.Concatenate("Features", "Price").Append(mlContext.Regression.Trainers.Sdca("Units")).Fit(split.TrainSet);
        """,
        WithRows with { Messages = ["'TrainTestSplit' puts rows at random on both sides, though 'Day' says when each happened: the model is tested between days that it was trained on, and served on days that come after all of them; train on the older rows and test on the newest"] });

    [Fact]
    public Task Cross_validation_through_a_field_and_a_helper() => V.Members(
        """
        private static IDataView rows;

        public static void Load() => rows = mlContext.Data.LoadFromEnumerable(new List<Sale>(Read()));

        public static void Judge() => Try(mlContext.Regression.Trainers.Sdca("Units"));

        private static void Try(IEstimator<ITransformer> trainer)
        {
            var results = mlContext.Regression.[|CrossValidate|](rows, mlContext.Transforms.Concatenate("Features", "Price").Append(trainer), 5, "Units");
            Console.WriteLine(results.Average(result => result.Metrics.RSquared));
        }

        private static IEnumerable<Sale> Read() => File.ReadLines("sales.csv").Select(line => new Sale { Units = line.Length });
        """,
        WithRows);

    [Fact]
    public Task Columns_of_a_text_loader_and_folds() => V.Body(
        """
        var columns = new[] { new TextLoader.Column("When", DataKind.DateTime, 0), new TextLoader.Column("Price", DataKind.Single, 1), new TextLoader.Column("Units", DataKind.Single, 2) };
        var sales = mlContext.Data.LoadFromTextFile("sales.csv", columns, ',');
        foreach (var fold in mlContext.Data.[|CrossValidationSplit|](sales, numberOfFolds: 5))
        {
            var model = mlContext.Transforms.Concatenate("Features", "Price").Append(mlContext.Regression.Trainers.Sdca("Units")).Fit(fold.TrainSet);
            Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(fold.TestSet), "Units").RSquared);
        }
        """);

    [Fact]
    public Task A_forecaster_needs_its_rows_in_order() => V.Body(
        """
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var split = mlContext.Data.[|TrainTestSplit|](trips);
        var forecaster = mlContext.Forecasting.ForecastBySsa("Forecast", "FareAmount", 7, 30, 365, 7).Fit(split.TrainSet);
        """,
        With.Stubs);

    [Fact]
    public Task No_time_no_random_split_or_no_supervised_model() => V.Members(
        """
        private static void NoTime()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
        }

        private static void KeptTogether()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Sale>("sales.csv", ','), samplingKeyColumnName: "Day");
            var model = mlContext.Transforms.Concatenate("Features", "Price").Append(mlContext.Regression.Trainers.Sdca("Units")).Fit(split.TrainSet);
        }

        private static void SortedByHand()
        {
            var sales = Read().OrderBy(sale => sale.Day).ToList();
            var model = mlContext.Transforms.Concatenate("Features", "Price").Append(mlContext.Regression.Trainers.Sdca("Units")).Fit(mlContext.Data.LoadFromEnumerable(sales.Take(800)));
            mlContext.Regression.Evaluate(model.Transform(mlContext.Data.LoadFromEnumerable(sales.Skip(800))), "Units");
        }

        private static void Clusters()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Sale>("sales.csv", ','));
            var model = mlContext.Transforms.Concatenate("Features", "Price").Append(mlContext.Clustering.Trainers.KMeans()).Fit(split.TrainSet);
        }

        private static void Unknown(IDataView rows)
        {
            var split = mlContext.Data.TrainTestSplit(rows);
            var model = mlContext.Transforms.Concatenate("Features", "Price").Append(mlContext.Regression.Trainers.Sdca("Units")).Fit(split.TrainSet);
        }

        private static IEnumerable<Sale> Read() => File.ReadLines("sales.csv").Select(line => new Sale { Units = line.Length });
        """,
        WithRows);

    [Fact]
    public async Task A_birthday_is_a_suggestion()
    {
        const string Body = """
            var split = mlContext.Data.[|TrainTestSplit|](mlContext.Data.LoadFromTextFile<Person>("people.csv", ','));
            var model = mlContext.Transforms.Concatenate("Features", "Height").Append(mlContext.Regression.Trainers.Sdca("Weight")).Fit(split.TrainSet);
            """;
        await V.Body(Body, WithRows);
        await V.Body(Body.Replace("[|", "").Replace("|]", ""), WithRows with { With = With.XunitFramework });
    }

    [Fact]
    public async Task A_trend_is_foretold_and_not_filled_in()
    {
        // Units follow the day in a random walk: the days around a test day give it away, and the days before the newest ones do not.
        var program = Sources.Normalize(
            """
            using System;
            using System.Collections.Generic;
            using System.Globalization;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext(seed: 1);
            var random = new Random(5);
            var rows = new List<Sale>();
            var level = 0f;
            for (var day = 0; day < 1000; day++)
            {
                level += (float)(random.NextDouble() - 0.5);
                rows.Add(new Sale { Day = new DateTime(2024, 1, 1).AddDays(day), Number = day, Units = level });
            }

            var data = mlContext.Data.LoadFromEnumerable(rows);
            var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.2);
            var model = mlContext.Transforms.Concatenate("Features", "Number").Append(mlContext.Regression.Trainers.FastTree("Units", minimumExampleCountPerLeaf: 1)).Fit(split.TrainSet);
            Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(split.TestSet), "Units").RSquared.ToString(CultureInfo.InvariantCulture));

            public class Sale
            {
                public DateTime Day { get; set; }
                public float Number { get; set; }
                public float Units { get; set; }
            }
            """);

        var before = double.Parse((await ProgramRunner.RunAsync(program, With.Runtime)).OutputOrThrow(), CultureInfo.InvariantCulture);
        var repaired = await FixRunner.FixAsync<MLAP6005RandomSplitOfTimeOrderedRowsAnalyzer, MLAP6005RandomSplitOfTimeOrderedRowsCodeFix>(program, With.Runtime);
        var after = double.Parse((await ProgramRunner.RunAsync(repaired, With.Runtime)).OutputOrThrow(), CultureInfo.InvariantCulture);

        Assert.True(before > 0.9, $"before: {before}");
        Assert.True(after < 0.2, $"after: {after}");
    }
}
