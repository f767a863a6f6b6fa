using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6013NoSlicesAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6013NoSlicesAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6013NoSlicesCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6013NoSlicesTests
{
    private const string Helpers =
        """
        private static DataOperationsCatalog.TrainTestData Split() => mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));

        private static ITransformer Fit(IEstimator<ITransformer> trainer, IDataView rows) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(trainer).Fit(rows);

        private static double RSquared(ITransformer model, IDataView rows) => mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount").RSquared;


        """;

    [Fact]
    public Task A_gate_over_all_rows_at_once() => V.Members(
        Helpers + """
        public static void Run()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.Sdca("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > 0.8)
                mlContext.Model.[|Save|](model, null, "fares.zip");
        }
        """,
        new Setup { Messages = ["'model' is saved, and its metrics are known on all rows at once only: they hide the city, the product or the customers for which it is bad; evaluate it by slices too"] });

    [Fact]
    public Task Parts_of_the_rows_are_slices() => V.Members(
        Helpers + """
        public static void ByColumn()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.Sdca("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > 0.8 && RSquared(model, mlContext.Data.FilterRowsByColumn(split.TestSet, "TripTime", 10, 20)) > 0.5)
                mlContext.Model.Save(model, null, "fares.zip");
        }

        public static void ByHand(IEnumerable<string> files)
        {
            var model = Fit(mlContext.Regression.Trainers.LbfgsPoissonRegression("FareAmount"), Split().TrainSet);
            foreach (var file in files)
            {
                if (RSquared(model, mlContext.Data.LoadFromTextFile<Trip>(file, ',')) < 0.5)
                    return;
            }

            mlContext.Model.Save(model, null, "poisson.zip");
        }
        """);

    [Fact]
    public Task One_advice_at_a_time() => V.Members(
        Helpers + """
        public static void NoBaseline()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.FastTree("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > 0.8)
                mlContext.Model.Save(model, null, "tree.zip");
        }

        public static void NotEvaluated() => mlContext.Model.Save(Fit(mlContext.Regression.Trainers.Gam("FareAmount"), Split().TrainSet), null, "gam.zip");
        """);

    [Fact]
    public Task The_runtime_librarys_slices_are_slices() => V.Program(
        """
        using Microsoft.ML;
        using MlAntipatternAnalyzers.Runtime;

        public class Row
        {
            public string City { get; set; }
            public float Size { get; set; }
            public float Price { get; set; }
        }

        public static class Job
        {
            public static void Run(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.Sdca("Price")).Fit(split.TrainSet);
                var evaluation = ml.Regression.EvaluateSliced(model.Transform(split.TestSet), new[] { "City" }, labelColumnName: "Price");
                ml.Model.SaveIf(ModelGate.Load("gate.json").Check(evaluation), model, split.TrainSet.Schema, "prices.zip");
                ml.Model.Save(model, split.TrainSet.Schema, "prices.zip");
            }
        }
        """,
        With.Runtime);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Members = Helpers + """
            public static void Run()
            {
                var split = Split();
                var model = Fit(mlContext.Regression.Trainers.Sdca("FareAmount"), split.TrainSet);
                if (RSquared(model, split.TestSet) > 0.8)
                    mlContext.Model.Save(model, null, "fares.zip");
            }
            """;
        return Task.WhenAll(V.Members(Members, With.XunitFramework), V.Members(Members, With.NoMlNet));
    }

    [Fact]
    public Task Slices_are_evaluated_too_and_two_are_fixed_together() => F.Program(
        """
        using System;
        using Microsoft.ML;

        public static class Job
        {
            public static void One(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Categorical.OneHotEncoding("CityCode", "City").Append(ml.Transforms.Concatenate("Features", "Size", "CityCode")).Append(ml.Regression.Trainers.Sdca("Price")).Fit(split.TrainSet);
                var metrics = ml.Regression.Evaluate(model.Transform(split.TestSet), "Price");
                if (metrics.RSquared > 0.5)
                    ml.Model.[|Save|](model, split.TrainSet.Schema, "prices.zip");
            }

            public static void Two(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Categorical.OneHotEncoding("City").Append(ml.Transforms.Concatenate("Features", "Size", "City")).Append(ml.Transforms.CopyColumns("Label", "Price")).Append(ml.Regression.Trainers.Sdca()).Fit(split.TrainSet);
                var predictions = model.Transform(split.TestSet);
                var metrics = ml.Regression.Evaluate(predictions);
                if (metrics.RSquared > 0.5)
                    ml.Model.[|Save|](model, split.TrainSet.Schema, "sizes.zip");
            }
        }

        public class Row
        {
            public string City { get; set; }
            public float Size { get; set; }
            public float Price { get; set; }
            public bool IsSold { get; set; }
        }
        """,
        """
        using System;
        using Microsoft.ML;
        using MlAntipatternAnalyzers.Runtime;

        public static class Job
        {
            public static void One(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Categorical.OneHotEncoding("CityCode", "City").Append(ml.Transforms.Concatenate("Features", "Size", "CityCode")).Append(ml.Regression.Trainers.Sdca("Price")).Fit(split.TrainSet);
                var metrics = ml.Regression.Evaluate(model.Transform(split.TestSet), "Price");
                Console.WriteLine(ml.Regression.EvaluateSliced(model.Transform(split.TestSet), new[] { "City" }, labelColumnName: "Price"));
                if (metrics.RSquared > 0.5)
                    ml.Model.Save(model, split.TrainSet.Schema, "prices.zip");
            }

            public static void Two(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Categorical.OneHotEncoding("City").Append(ml.Transforms.Concatenate("Features", "Size", "City")).Append(ml.Transforms.CopyColumns("Label", "Price")).Append(ml.Regression.Trainers.Sdca()).Fit(split.TrainSet);
                var predictions = model.Transform(split.TestSet);
                var metrics = ml.Regression.Evaluate(predictions);
                Console.WriteLine(ml.Regression.EvaluateSliced(predictions, "IsSold"));
                if (metrics.RSquared > 0.5)
                    ml.Model.Save(model, split.TrainSet.Schema, "sizes.zip");
            }
        }

        public class Row
        {
            public string City { get; set; }
            public float Size { get; set; }
            public float Price { get; set; }
            public bool IsSold { get; set; }
        }
        """,
        With.Runtime);

    [Fact]
    public Task Without_the_library_it_is_only_reported() => F.NotOffered(
        """
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
        var metrics = mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
        if (metrics.RSquared > 0.8)
            mlContext.Model.[|Save|](model, null, "fares.zip");
        """);

    [Fact]
    public Task Without_a_column_that_makes_groups_it_is_only_reported() => F.NotOfferedInProgram(
        """
        using Microsoft.ML;

        public static class Job
        {
            public static void Run(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Text.FeaturizeText("Features", "Words").Append(ml.BinaryClassification.Trainers.SdcaLogisticRegression("IsGood")).Fit(split.TrainSet);
                var metrics = ml.BinaryClassification.Evaluate(model.Transform(split.TestSet), "IsGood");
                if (metrics.AreaUnderRocCurve > 0.5)
                    ml.Model.[|Save|](model, split.TrainSet.Schema, "good.zip");
            }
        }

        public class Row
        {
            public string OrderId { get; set; }
            public string Words { get; set; }
            public bool IsGood { get; set; }
        }
        """,
        With.Runtime);

    [Fact]
    public async Task The_repaired_program_prints_the_city_that_is_bad()
    {
        var program = Sources.Normalize(
            """
            using System;
            using System.Collections.Generic;
            using System.IO;
            using Microsoft.ML;

            var ml = new MLContext(seed: 1);
            var random = new Random(5);
            var rows = new List<Row>();
            for (var i = 0; i < 600; i++)
                rows.Add(new Row { City = i % 3 == 0 ? "Rome" : "Oslo", Size = i % 50, Price = (i % 3 == 0 ? -1 : 2) * (i % 50) + (float)random.NextDouble(), Class = i % 50 < 20 ? "small" : "large" });
            var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
            var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.Sdca("Price")).Fit(split.TrainSet);
            var metrics = ml.Regression.Evaluate(model.Transform(split.TestSet), "Price");
            if (metrics.RSquared > -1)
                ml.Model.Save(model, split.TrainSet.Schema, Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));

            public class Row
            {
                public string City { get; set; }
                public float Size { get; set; }
                public float Price { get; set; }
                public string Class { get; set; }
            }
            """);
        Assert.DoesNotContain("City=Rome", (await ProgramRunner.RunAsync(program, With.Runtime)).OutputOrThrow());

        var repaired = await FixRunner.FixAsync<MLAP6013NoSlicesAnalyzer, MLAP6013NoSlicesCodeFix>(program, With.Runtime);
        var output = (await ProgramRunner.RunAsync(repaired, With.Runtime)).OutputOrThrow();

        Assert.Contains("City=Rome", output);
        Assert.Contains("City=Oslo", output);
    }
}
