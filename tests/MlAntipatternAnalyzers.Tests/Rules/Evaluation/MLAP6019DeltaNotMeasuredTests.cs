using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6019DeltaNotMeasuredAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6019DeltaNotMeasuredAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6019DeltaNotMeasuredCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6019DeltaNotMeasuredTests
{
    private const string Helpers =
        """
        private static DataOperationsCatalog.TrainTestData Split() => mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));

        private static ITransformer Fit(IEstimator<ITransformer> trainer, IDataView rows) => mlContext.Transforms.Concatenate("Features", "TripTime").Append(trainer).Fit(rows);

        private static double RSquared(ITransformer model, IDataView rows) => mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount").RSquared;


        """;

    [Fact]
    public Task The_served_model_is_overwritten() => V.Members(
        Helpers + """
        public static void Retrain()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.Sdca("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > 0.8)
                mlContext.Model.[|Save|](model, null, Path.Combine("models", "fares.zip"));
        }

        public static ITransformer Serve() => mlContext.Model.Load("models/fares.zip", out _);
        """,
        new Setup { Messages = ["'model' overwrites the model that is loaded from the same file, and nothing compares the two: it may be good enough and still worse than the one it replaces; evaluate both on the same rows before the save"] });

    [Fact]
    public Task What_is_compared_is_silent() => V.Members(
        Helpers + """
        public static void Retrain()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.Sdca("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > RSquared(Serve(), split.TestSet))
                mlContext.Model.Save(model, null, "fares.zip");
        }

        public static ITransformer Serve() => mlContext.Model.Load("fares.zip", out _);
        """);

    [Fact]
    public Task Another_file_a_load_after_the_save_and_what_gates_nothing_are_silent() => V.Members(
        Helpers + """
        public static void Other()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.Sdca("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) > 0.8)
                mlContext.Model.Save(model, null, $"fares-{DateTime.Now:yyyyMMdd}.zip");
        }

        public static void After()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.LbfgsPoissonRegression("FareAmount"), split.TrainSet);
            if (RSquared(model, split.TestSet) < 0.8)
                return;
            mlContext.Model.Save(model, null, "poisson.zip");
            Console.WriteLine(mlContext.Model.Load("poisson.zip", out _).GetOutputSchema(split.TestSet.Schema).Count);
        }

        public static void Printed()
        {
            var split = Split();
            var model = Fit(mlContext.Regression.Trainers.FastTree("FareAmount"), split.TrainSet);
            Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount").MeanAbsoluteError);
            mlContext.Model.Save(model, null, "tree.zip");
        }

        public static ITransformer Serve() => mlContext.Model.Load("tree.zip", out _);
        """);

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

            public static ITransformer Serve() => mlContext.Model.Load("fares.zip", out _);
            """;
        return Task.WhenAll(V.Members(Members, With.XunitFramework), V.Members(Members, With.NoMlNet));
    }

    [Fact]
    public Task It_is_compared_before_it_replaces_and_two_are_fixed_together() => F.Program(
        """
        using System;
        using Microsoft.ML;

        public static class Job
        {
            private const string Prices = "prices.zip";

            public static void One(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.Sdca("Price")).Fit(split.TrainSet);
                var metrics = ml.Regression.Evaluate(model.Transform(split.TestSet), "Price");
                if (metrics.RSquared < 0.5)
                    return;

                // Served from the next start on.
                ml.Model.[|Save|](model, split.TrainSet.Schema, Prices);
            }

            public static void Two(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.BinaryClassification.Trainers.SdcaLogisticRegression("IsSold")).Fit(split.TrainSet);
                var metrics = ml.BinaryClassification.Evaluate(model.Transform(split.TestSet), "IsSold");
                if (metrics.AreaUnderRocCurve > 0.5)
                    ml.Model.[|Save|](model, split.TrainSet.Schema, "sold.zip");
            }

            public static ITransformer[] Serve(MLContext ml) => new[] { ml.Model.Load(Prices, out _), ml.Model.Load("sold.zip", out _) };
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
        using System.IO;
        using Microsoft.ML;
        using MlAntipatternAnalyzers.Runtime;

        public static class Job
        {
            private const string Prices = "prices.zip";

            public static void One(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.Sdca("Price")).Fit(split.TrainSet);
                var metrics = ml.Regression.Evaluate(model.Transform(split.TestSet), "Price");
                if (metrics.RSquared < 0.5)
                    return;

                // Served from the next start on.
                if (File.Exists(Prices))
                {
                    var comparison = ModelComparer.Compare(ml, EvaluationTask.Regression, split.TestSet, ml.Model.Load(Prices, out _), model, new ModelComparisonOptions { LabelColumnName = "Price" });
                    Console.WriteLine(comparison);
                    if (comparison.Overall.Changes["RSquared"].Upper < 0)
                        throw new InvalidOperationException("The model is worse than the one that it would replace: it is not saved.");
                }
                ml.Model.Save(model, split.TrainSet.Schema, Prices);
            }

            public static void Two(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.BinaryClassification.Trainers.SdcaLogisticRegression("IsSold")).Fit(split.TrainSet);
                var metrics = ml.BinaryClassification.Evaluate(model.Transform(split.TestSet), "IsSold");
                if (metrics.AreaUnderRocCurve > 0.5)
                {
                    if (File.Exists("sold.zip"))
                    {
                        var comparison = ModelComparer.Compare(ml, EvaluationTask.Binary, split.TestSet, ml.Model.Load("sold.zip", out _), model, new ModelComparisonOptions { LabelColumnName = "IsSold" });
                        Console.WriteLine(comparison);
                        if (comparison.Overall.Changes["AreaUnderRocCurve"].Upper < 0)
                            throw new InvalidOperationException("The model is worse than the one that it would replace: it is not saved.");
                    }
                    ml.Model.Save(model, split.TrainSet.Schema, "sold.zip");
                }
            }

            public static ITransformer[] Serve(MLContext ml) => new[] { ml.Model.Load(Prices, out _), ml.Model.Load("sold.zip", out _) };
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
    public Task Without_the_library_it_is_only_reported() => F.NotOfferedInProgram(
        """
        using System;
        using Microsoft.ML;

        public static class Job
        {
            private const string Prices = "prices.zip";

            public static void One(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.Sdca("Price")).Fit(split.TrainSet);
                var metrics = ml.Regression.Evaluate(model.Transform(split.TestSet), "Price");
                if (metrics.RSquared < 0.5)
                    return;

                // Served from the next start on.
                ml.Model.[|Save|](model, split.TrainSet.Schema, Prices);
            }

            public static void Two(MLContext ml, Row[] rows)
            {
                var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(rows));
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.BinaryClassification.Trainers.SdcaLogisticRegression("IsSold")).Fit(split.TrainSet);
                var metrics = ml.BinaryClassification.Evaluate(model.Transform(split.TestSet), "IsSold");
                if (metrics.AreaUnderRocCurve > 0.5)
                    ml.Model.[|Save|](model, split.TrainSet.Schema, "sold.zip");
            }

            public static ITransformer[] Serve(MLContext ml) => new[] { ml.Model.Load(Prices, out _), ml.Model.Load("sold.zip", out _) };
        }

        public class Row
        {
            public string City { get; set; }
            public float Size { get; set; }
            public float Price { get; set; }
            public bool IsSold { get; set; }
        }
        """);

    [Fact]
    public async Task The_repaired_program_keeps_the_better_model()
    {
        var program = Sources.Normalize(
            """
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using Microsoft.ML;

            Job.Train(seen: 50);
            Job.Train(seen: 3);
            Console.WriteLine(Job.Serve(new MLContext()) is null);

            public static class Job
            {
                private const string Prices = "prices.zip";

                public static void Train(int seen)
                {
                    var ml = new MLContext(seed: 1);
                    var rows = Enumerable.Range(0, 600).Select(i => new Row { Size = i % 50, Price = 2 * (i % 50) + i % 7 }).ToList();
                    var test = ml.Data.LoadFromEnumerable(rows.Take(200));
                    var train = ml.Data.LoadFromEnumerable(rows.Skip(200).Where(row => row.Size < seen));
                    var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.FastForest("Price", minimumExampleCountPerLeaf: 1)).Fit(train);
                    var metrics = ml.Regression.Evaluate(model.Transform(test), "Price");
                    if (metrics.RSquared > -10)
                    {
                        ml.Model.Save(model, train.Schema, Prices);
                        Console.WriteLine("saved");
                    }
                }

                public static ITransformer Serve(MLContext ml) => ml.Model.Load(Prices, out _);
            }

            public class Row
            {
                public float Size { get; set; }
                public float Price { get; set; }
            }
            """);

        var before = (await ProgramRunner.RunAsync(program, With.Runtime)).OutputOrThrow();
        Assert.Equal(2, before.Split("saved").Length - 1);

        var repaired = await FixRunner.FixAsync<MLAP6019DeltaNotMeasuredAnalyzer, MLAP6019DeltaNotMeasuredCodeFix>(program, With.Runtime);
        var after = await ProgramRunner.RunAsync(repaired, With.Runtime);
        Assert.Equal("System.InvalidOperationException", after.ExceptionType);
        Assert.Equal("The model is worse than the one that it would replace: it is not saved.", after.ExceptionMessage);
        Assert.Equal(1, after.Output.Split("saved").Length - 1);
    }
}
