using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6012NoBaselineAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6012NoBaselineAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6012NoBaselineCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6012NoBaselineTests
{
    private const string Helpers =
        """
        private static DataOperationsCatalog.TrainTestData Split() => mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));

        private static ITransformer Fit(IEstimator<ITransformer> trainer, IDataView rows) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(trainer).Fit(rows);

        private static double RSquared(ITransformer model, IDataView rows) => mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount").RSquared;


        """;

    [Fact]
    public Task Trees_that_nothing_simpler_is_judged_beside() => V.Members(
        Helpers + """
        public static void Run()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.FastTree("FareAmount"), split.TrainSet);
            var other = Fit(mlContext.Regression.Trainers.FastForest("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > RSquared(other, split.TestSet))
                mlContext.Model.[|Save|](model: model, inputSchema: null, filePath: "fares.zip");
        }
        """,
        new Setup { Messages = ["'model' is made by FastTree, and nothing simpler is evaluated beside it: whether it is worth what it costs to run and to explain, nobody knows; evaluate a linear model or a constant on the same rows"] });

    [Fact]
    public Task A_linear_model_beside_it_or_in_its_place_is_silent() => V.Members(
        Helpers + """
        public static void Beside()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.LightGbm("FareAmount"), split.TrainSet);
            var simple = Fit(mlContext.Regression.Trainers.Sdca("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > RSquared(simple, split.TestSet))
                mlContext.Model.Save(model, null, "fares.zip");
        }

        public static void Linear()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.LbfgsPoissonRegression("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > 0.8)
                mlContext.Model.Save(model, null, "linear.zip");
        }
        """);

    [Fact]
    public Task What_the_graver_rules_speak_of_and_what_is_not_saved_is_silent() => V.Members(
        Helpers + """
        public static void NotEvaluated() => mlContext.Model.Save(Fit(mlContext.Regression.Trainers.FastTree("FareAmount"), Split().TrainSet), null, "tree.zip");

        public static void GatesNothing()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.FastForest("FareAmount"), split.TrainSet);
            Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount").MeanAbsoluteError);
            mlContext.Model.Save(model, null, "forest.zip");
        }

        public static bool NotSaved()
        {
            var split = Split();
            return RSquared(Fit(mlContext.Regression.Trainers.LightGbm("FareAmount"), split.TrainSet), split.TestSet) > 0.8;
        }
        """);

    [Fact]
    public Task The_runtime_librarys_baselines_are_baselines() => V.Program(
        """
        using Microsoft.ML;
        using MlAntipatternAnalyzers.Runtime;

        public class Row
        {
            public float Size { get; set; }
            public float Price { get; set; }
        }

        public static class Job
        {
            public static void Run(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.FastTree("Price")).Fit(split.TrainSet);
                System.Console.WriteLine(ml.Regression.EvaluateBaselines(split.TrainSet, split.TestSet, "Price"));
                if (ml.Regression.Evaluate(model.Transform(split.TestSet), "Price").RSquared > 0.5)
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
                var model = Fit(mlContext.Regression.Trainers.FastTree("FareAmount"), split.TrainSet);
                if (RSquared(model, split.TestSet) > 0.8)
                    mlContext.Model.Save(model, null, "fares.zip");
            }
            """;
        return Task.WhenAll(V.Members(Members, With.XunitFramework), V.Members(Members, With.NoMlNet));
    }

    [Fact]
    public Task Baselines_are_evaluated_beside_it_and_two_are_fixed_together() => F.Program(
        """
        using System;
        using Microsoft.ML;

        public static class Job
        {
            public static void One(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.FastTree("Price")).Fit(split.TrainSet);
                var metrics = ml.Regression.Evaluate(model.Transform(split.TestSet), "Price"); // on new rows
                if (metrics.RSquared > 0.5)
                    ml.Model.[|Save|](model, split.TrainSet.Schema, "prices.zip");
            }

            public static void Two(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Concatenate("Numbers", "Size").Append(ml.BinaryClassification.Trainers.LightGbm("IsSold", "Numbers")).Fit(split.TrainSet);
                var predictions = model.Transform(split.TestSet);
                if (ml.BinaryClassification.Evaluate(data: predictions, labelColumnName: nameof(Row.IsSold)).AreaUnderRocCurve > 0.7)
                    ml.Model.[|Save|](model, split.TrainSet.Schema, "sold.zip");
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
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.FastTree("Price")).Fit(split.TrainSet);
                var metrics = ml.Regression.Evaluate(model.Transform(split.TestSet), "Price"); // on new rows
                Console.WriteLine(ml.Regression.EvaluateBaselines(model.Transform(split.TrainSet), model.Transform(split.TestSet), labelColumnName: "Price"));
                if (metrics.RSquared > 0.5)
                    ml.Model.Save(model, split.TrainSet.Schema, "prices.zip");
            }

            public static void Two(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Concatenate("Numbers", "Size").Append(ml.BinaryClassification.Trainers.LightGbm("IsSold", "Numbers")).Fit(split.TrainSet);
                var predictions = model.Transform(split.TestSet);
                Console.WriteLine(ml.BinaryClassification.EvaluateBaselines(model.Transform(split.TrainSet), predictions, labelColumnName: nameof(Row.IsSold), featureColumnName: "Numbers"));
                if (ml.BinaryClassification.Evaluate(data: predictions, labelColumnName: nameof(Row.IsSold)).AreaUnderRocCurve > 0.7)
                    ml.Model.Save(model, split.TrainSet.Schema, "sold.zip");
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
        var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount")).Fit(split.TrainSet);
        var metrics = mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
        if (metrics.RSquared > 0.8)
            mlContext.Model.[|Save|](model, null, "fares.zip");
        """);

    [Fact]
    public Task Where_the_fit_or_the_evaluation_is_elsewhere_it_is_only_reported() => F.NotOfferedInProgram(
        """
        using Microsoft.ML;

        public static class Job
        {
            private static ITransformer Fit(MLContext ml, IDataView rows) => ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.FastTree("Price")).Fit(rows);

            public static void Run(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = Fit(ml, split.TrainSet);
                var metrics = ml.Regression.Evaluate(model.Transform(split.TestSet), "Price");
                if (metrics.RSquared > 0.5)
                    ml.Model.[|Save|](model, split.TrainSet.Schema, "prices.zip");
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
    public async Task The_repaired_program_prints_baselines()
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
            var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.FastTree("Price")).Fit(split.TrainSet);
            var metrics = ml.Regression.Evaluate(model.Transform(split.TestSet), "Price");
            if (metrics.RSquared > -1)
                ml.Model.Save(model, split.TrainSet.Schema, Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));

            var classes = ml.Transforms.Conversion.MapValueToKey("Label", "Class").Append(ml.Transforms.Concatenate("Features", "Size")).Append(ml.MulticlassClassification.Trainers.LightGbm()).Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(split.TrainSet);
            var quality = ml.MulticlassClassification.Evaluate(classes.Transform(split.TestSet));
            if (quality.MacroAccuracy > 0)
                ml.Model.Save(classes, split.TrainSet.Schema, Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));

            public class Row
            {
                public string City { get; set; }
                public float Size { get; set; }
                public float Price { get; set; }
                public string Class { get; set; }
            }
            """);
        Assert.DoesNotContain("median", (await ProgramRunner.RunAsync(program, With.Runtime)).OutputOrThrow());

        var repaired = await FixRunner.FixAsync<MLAP6012NoBaselineAnalyzer, MLAP6012NoBaselineCodeFix>(program, With.Runtime);
        var output = (await ProgramRunner.RunAsync(repaired, With.Runtime)).OutputOrThrow();

        Assert.Contains("median", output);
        Assert.Contains("prior", output);
        Assert.Contains("linear", output);
    }
}
