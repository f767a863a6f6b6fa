using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6010MetricsGateNothingAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6010MetricsGateNothingAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6010MetricsGateNothingCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6010MetricsGateNothingTests
{
    private const string Flow =
        """
        private static IEstimator<ITransformer> Pipeline() => mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));

        private static DataOperationsCatalog.TrainTestData Split() => mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));


        """;

    [Fact]
    public Task Printed_metrics_get_a_gate_and_two_are_fixed_together() => F.Members(
        """
        private static void Fares()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
            var metrics = mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
            Console.WriteLine($"R²: {metrics.RSquared:0.##}");

            // For the web site.
            mlContext.Model.[|Save|](model, split.TrainSet.Schema, "fares.zip"); // as a file
        }

        private static void Reviews()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Review>("reviews.tsv"));
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(split.TrainSet);
            var quality = mlContext.BinaryClassification.Evaluate(model.Transform(split.TestSet));
            mlContext.Model.[|Save|](model: model, inputSchema: split.TrainSet.Schema, filePath: "reviews.zip");
        }
        """,
        """
        private static void Fares()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
            var metrics = mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
            Console.WriteLine($"R²: {metrics.RSquared:0.##}");

            // For the web site.
            if (!(metrics.RSquared > 0))
                throw new InvalidOperationException($"The model is not saved: its RSquared is {metrics.RSquared}, no better than always predicting the mean (more than 0 is).");
            mlContext.Model.Save(model, split.TrainSet.Schema, "fares.zip"); // as a file
        }

        private static void Reviews()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Review>("reviews.tsv"));
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.SdcaLogisticRegression()).Fit(split.TrainSet);
            var quality = mlContext.BinaryClassification.Evaluate(model.Transform(split.TestSet));
            if (!(quality.AreaUnderRocCurve > 0.5))
                throw new InvalidOperationException($"The model is not saved: its AreaUnderRocCurve is {quality.AreaUnderRocCurve}, no better than guessing (more than 0.5 is).");
            mlContext.Model.Save(model: model, inputSchema: split.TrainSet.Schema, filePath: "reviews.zip");
        }
        """,
        new Setup
        {
            Messages =
            [
                "'model' is saved however bad it is: its metrics are only printed, and nothing is decided by them; save it only if it beats what is served now, or at least a constant",
                "'model' is saved however bad it is: its metrics are computed and not even read, and nothing is decided by them; save it only if it beats what is served now, or at least a constant",
            ],
        });

    [Fact]
    public Task With_the_runtime_library_a_gate_of_thresholds_decides() => F.Program(
        """
        using System;
        using Microsoft.ML;

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
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.Sdca("Price")).Fit(split.TrainSet);
                var metrics = ml.Regression.Evaluate(model.Transform(split.TestSet), "Price");
                Console.WriteLine(metrics.RSquared);
                ml.Model.[|Save|](model, split.TrainSet.Schema, "prices.zip");
            }
        }
        """,
        """
        using System;
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
                var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.Sdca("Price")).Fit(split.TrainSet);
                var metrics = ml.Regression.Evaluate(model.Transform(split.TestSet), "Price");
                Console.WriteLine(metrics.RSquared);
                ml.Model.SaveIf(ModelGate.Load("gate.json").Check(metrics), model, split.TrainSet.Schema, "prices.zip");
            }
        }
        """,
        new Setup { With = With.Runtime, Action = MLAP6010MetricsGateNothingCodeFix.UseGate });

    [Fact]
    public Task Through_helpers_tuples_folds_and_texts() => V.Members(
        Flow + """
        public static void Run(int rounds)
        {
            var split = Split();
            var (model, rows) = (Pipeline().Fit(split.TrainSet), split.TestSet);
            mlContext.Model.[|Save|](model, rows.Schema, "fares.zip");
            Print("fares", Judge(model, rows));
            var folds = mlContext.Regression.CrossValidate(split.TrainSet, Pipeline(), numberOfFolds: rounds, labelColumnName: "FareAmount");
            var mean = folds.Select(fold => fold.Metrics.RSquared).Average();
            Console.WriteLine("mean: " + Math.Round(100 * mean, 2).ToString());
        }

        private static RegressionMetrics Judge(ITransformer model, IDataView rows) => mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount");

        private static void Print(string name, RegressionMetrics metrics)
        {
            var text = string.Format("{0}: {1}", name, metrics?.RSquared);
            Console.WriteLine(text);
            var table = new System.Text.StringBuilder();
            table.Append(metrics.RootMeanSquaredError).AppendLine();
            Console.WriteLine(table);
            Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}: {metrics.MeanAbsoluteError:F2}"));
        }
        """);

    [Fact]
    public Task In_a_class_that_fits_evaluates_and_saves_in_three_methods() => V.Members(
        Flow + """
        private DataOperationsCatalog.TrainTestData split;
        private ITransformer model;

        private void Fit() => model = Pipeline().Fit((split = Split()).TrainSet);

        private RegressionMetrics Judge() => mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");

        private void Save() => mlContext.Model.[|Save|](model, split.TrainSet.Schema, "fares.zip");

        private static void Main()
        {
            var flow = new Flow();
            flow.Fit();
            Console.WriteLine(flow.Judge().RSquared);
            flow.Save();
        }
        """);

    [Fact]
    public Task What_is_compared_is_silent() => V.Members(
        Flow + """
        public static void If()
        {
            var split = Split();
            var model = Pipeline().Fit(split.TrainSet);
            var metrics = mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
            if (metrics.RSquared < 0.5)
                return;
            mlContext.Model.Save(model, null, "fares.zip");
        }

        public static void Pattern(MLContext ml)
        {
            var split = Split();
            var model = ml.Transforms.Concatenate("Features", "TripTime").Append(ml.Regression.Trainers.FastTree("FareAmount")).Fit(split.TrainSet);
            if (ml.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount") is { RSquared: > 0.5 })
                ml.Model.Save(model, null, "tree.zip");
        }

        public static void Best(MLContext ml)
        {
            var split = Split();
            var best = new IEstimator<ITransformer>[] { ml.Regression.Trainers.FastForest("FareAmount"), ml.Regression.Trainers.Gam("FareAmount") }
                .Select(trainer => ml.Transforms.Concatenate("Features", "TripTime").Append(trainer).Fit(split.TrainSet))
                .OrderByDescending(model => ml.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount").RSquared)
                .First();
            ml.Model.Save(best, null, "best.zip");
        }

        public static void Folds(MLContext ml, IDataView rows)
        {
            var pipeline = ml.Transforms.Concatenate("Features", "TripTime").Append(ml.Regression.Trainers.LbfgsPoissonRegression("FareAmount"));
            var mean = ml.Regression.CrossValidate(rows, pipeline, labelColumnName: "FareAmount").Average(fold => fold.Metrics.RSquared);
            if (Math.Round(mean, 2) > 0.5)
                ml.Model.Save(pipeline.Fit(rows), null, "poisson.zip");
        }
        """);

    [Fact]
    public Task What_is_returned_or_kept_is_silent() => V.Members(
        Flow + """
        private readonly List<double> history = new List<double>();
        private double last;

        public static double Returned()
        {
            var split = Split();
            var model = Pipeline().Fit(split.TrainSet);
            mlContext.Model.Save(model, null, "fares.zip");
            return mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount").RSquared;
        }

        public void Kept(MLContext ml)
        {
            var split = Split();
            var model = ml.Transforms.Concatenate("Features", "TripTime").Append(ml.Regression.Trainers.FastTree("FareAmount")).Fit(split.TrainSet);
            last = ml.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount").RSquared;
            ml.Model.Save(model, null, "tree.zip");
        }

        public static void Written(MLContext ml)
        {
            var split = Split();
            var model = ml.Transforms.Concatenate("Features", "TripTime").Append(ml.Regression.Trainers.FastForest("FareAmount")).Fit(split.TrainSet);
            var metrics = ml.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
            File.WriteAllText("metrics.txt", $"{metrics.RSquared}");
            ml.Model.Save(model, null, "forest.zip");
        }

        public static string Told(MLContext ml)
        {
            var split = Split();
            var model = ml.Transforms.Concatenate("Features", "TripTime").Append(ml.Regression.Trainers.Gam("FareAmount")).Fit(split.TrainSet);
            ml.Model.Save(model, null, "gam.zip");
            return $"R²: {ml.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount").RSquared}";
        }
        """);

    [Fact]
    public Task Where_the_metrics_come_after_the_save_there_is_no_fix() => F.NotOffered(
        """
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
        mlContext.Model.[|Save|](model, split.TrainSet.Schema, "fares.zip");
        var metrics = mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
        Console.WriteLine(metrics.RSquared);
        """);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body = """
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
            Console.WriteLine(mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount").RSquared);
            mlContext.Model.Save(model, split.TrainSet.Schema, "fares.zip");
            """;
        return Task.WhenAll(V.Body(Body, With.XunitFramework), V.Body(Body, With.NoMlNet));
    }

    [Fact]
    public async Task A_model_that_is_worse_than_a_constant_is_no_longer_saved()
    {
        var program = Sources.Normalize(
            """
            using System;
            using System.IO;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext(seed: 1);
            var random = new Random(3);
            var rows = Enumerable.Range(0, 200).Select(_ => new Row
            {
                Features = Enumerable.Range(0, 200).Select(_ => (float)random.NextDouble()).ToArray(),
                Label = (float)random.NextDouble(),
            }).ToList();
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(rows), testFraction: 0.2);
            var model = mlContext.Regression.Trainers.FastTree(numberOfTrees: 50).Fit(split.TrainSet);
            var metrics = mlContext.Regression.Evaluate(model.Transform(split.TestSet));
            Console.WriteLine(metrics.RSquared);
            mlContext.Model.Save(model, split.TrainSet.Schema, "model.zip");
            Console.WriteLine(File.Exists("model.zip") ? "saved" : "missing");

            public class Row
            {
                [VectorType(200)] public float[] Features { get; set; }
                public float Label { get; set; }
            }
            """);

        var before = (await ProgramRunner.RunAsync(program)).OutputOrThrow().Trim().Split('\n');
        Assert.StartsWith("-", before[0]);
        Assert.Equal("saved", before[1]);

        var repaired = await FixRunner.FixAsync<MLAP6010MetricsGateNothingAnalyzer, MLAP6010MetricsGateNothingCodeFix>(program);
        var after = await ProgramRunner.RunAsync(repaired);
        Assert.Equal(before[0], after.Output.Trim());
        Assert.StartsWith("The model is not saved: its RSquared is -", after.ExceptionMessage);
    }
}
