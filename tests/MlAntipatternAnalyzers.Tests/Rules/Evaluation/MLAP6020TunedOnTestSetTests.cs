using System.Globalization;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6020TunedOnTestSetAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6020TunedOnTestSetAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6020TunedOnTestSetCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6020TunedOnTestSetTests
{
    private const string Why = " on the rows that the model is evaluated on afterwards: the best of many attempts at one set is the luckiest there, too, so the metrics are too good; choose on a third set";

    private const string Pipeline = """
        private static readonly IEstimator<TransformerChain<BinaryPredictionTransformer<LinearBinaryModelParameters>>> pipeline =
            mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.AveragedPerceptron());


        """;

    private const string Third = "    var validation = mlContext.Data.TrainTestSplit(split.TrainSet, testFraction: 0.2);\n";

    [Fact]
    public Task An_experiment_gets_a_third_set() => F.Program(
        Experiment(
            """
            var split = ml.Data.TrainTestSplit(data, testFraction: 0.2, samplingKeyColumnName: "Text");

            // Runs for a minute.
            var result = ml.Auto().CreateBinaryClassificationExperiment(60).[|Execute|](split.TrainSet, split.TestSet, labelColumnName: "Label");
            var metrics = ml.BinaryClassification.Evaluate(result.BestRun.Model.Transform(split.TestSet));
            """),
        Experiment(
            """
            var split = ml.Data.TrainTestSplit(data, testFraction: 0.2, samplingKeyColumnName: "Text");

            // Runs for a minute.
            var validation = ml.Data.TrainTestSplit(split.TrainSet, testFraction: 0.2, samplingKeyColumnName: "Text");
            var result = ml.Auto().CreateBinaryClassificationExperiment(60).Execute(validation.TrainSet, validation.TestSet, labelColumnName: "Label");
            var metrics = ml.BinaryClassification.Evaluate(result.BestRun.Model.Transform(split.TestSet));
            """),
        new Setup { With = With.Stubs, Messages = ["The experiment chooses its best model" + Why] });

    [Fact]
    public Task Sides_under_other_names_and_a_name_that_is_taken() => F.Program(
        Experiment(
            """
            var validation = 60u;
            var split = ml.Data.TrainTestSplit(data);
            var train = split.TrainSet;
            IDataView test = split.TestSet;
            var result = ml.Auto().CreateBinaryClassificationExperiment(validation).[|Execute|](validationData: test, trainData: train, labelColumnName: "Label");
            var model = result.BestRun.Model;
            ml.BinaryClassification.EvaluateNonCalibrated(model.Transform(test));
            """),
        Experiment(
            """
            var validation = 60u;
            var split = ml.Data.TrainTestSplit(data);
            var train = split.TrainSet;
            IDataView test = split.TestSet;
            var validation2 = ml.Data.TrainTestSplit(split.TrainSet, testFraction: 0.2);
            var result = ml.Auto().CreateBinaryClassificationExperiment(validation).Execute(validationData: validation2.TestSet, trainData: validation2.TrainSet, labelColumnName: "Label");
            var model = result.BestRun.Model;
            ml.BinaryClassification.EvaluateNonCalibrated(model.Transform(test));
            """),
        With.Stubs);

    [Fact]
    public Task A_calibrator_and_a_threshold_are_fixed_together() => F.Members(
        Pipeline + Chosen("split.TrainSet", "split.TestSet", "split.TestSet", "[|Fit|]", "[|ChangeModelThreshold|]", ""),
        Pipeline + Chosen("validation.TrainSet", "validation.TestSet", "validation.TestSet", "Fit", "ChangeModelThreshold", Third),
        new Setup { Messages = ["Platt is fitted" + Why, "The threshold is chosen" + Why] });

    [Fact]
    public Task Scores_kept_in_a_variable_stay_for_other_uses() => F.Members(
        Pipeline +
        """
        public static void Run(IDataView data)
        {
            var split = mlContext.Data.TrainTestSplit(data);
            var model = pipeline.Fit(split.TrainSet);
            var scored = model.Transform(split.TestSet);
            var calibrator = mlContext.BinaryClassification.Calibrators.Isotonic().[|Fit|](scored);
            Console.WriteLine(mlContext.BinaryClassification.Evaluate(calibrator.Transform(scored)).LogLoss);
        }
        """,
        Pipeline +
        """
        public static void Run(IDataView data)
        {
            var split = mlContext.Data.TrainTestSplit(data);
            var validation = mlContext.Data.TrainTestSplit(split.TrainSet, testFraction: 0.2);
            var model = pipeline.Fit(validation.TrainSet);
            var scored = model.Transform(split.TestSet);
            var calibrator = mlContext.BinaryClassification.Calibrators.Isotonic().Fit(model.Transform(validation.TestSet));
            Console.WriteLine(mlContext.BinaryClassification.Evaluate(calibrator.Transform(scored)).LogLoss);
        }
        """);

    [Fact]
    public Task Through_a_helper_there_is_no_fix() => F.NotOfferedInProgram(
        """
        using System;
        using Microsoft.ML;

        public static class Job
        {
            private static readonly MLContext ml = new MLContext(seed: 1);

            private static ITransformer Train(IDataView rows) => ml.Transforms.Text.FeaturizeText("Features", "Text").Append(ml.BinaryClassification.Trainers.AveragedPerceptron()).Fit(rows);

            public static void Run(IDataView data)
            {
                var split = ml.Data.TrainTestSplit(data);
                var model = Train(split.TrainSet);
                var scored = model.Transform(split.TestSet);
                var calibrator = ml.BinaryClassification.Calibrators.Platt().[|Fit|](scored);
                Console.WriteLine(ml.BinaryClassification.Evaluate(calibrator.Transform(scored)).LogLoss);
            }
        }
        """);

    [Fact]
    public Task Labels_read_apart_would_be_those_of_other_rows() => F.NotOfferedInProgram(
        Sources.Members(
            Pipeline +
            """
            public static void Run(IDataView data)
            {
                var split = mlContext.Data.TrainTestSplit(data);
                var model = pipeline.Fit(split.TrainSet);
                var labels = split.TestSet.GetColumn<bool>("Label").ToArray();
                var scores = model.Transform(split.TestSet).GetColumn<float>("Score").ToArray();
                var best = scores.Where((_, i) => labels[i]).Min();
                var strict = mlContext.BinaryClassification.[|ChangeModelThreshold|](model.LastTransformer, best);
                mlContext.BinaryClassification.EvaluateNonCalibrated(strict.Transform(model.Transform(split.TestSet)));
            }
            """));

    [Fact]
    public async Task Line_ends_stay() =>
        Assert.Equal(
            Sources.Members(Pipeline + Chosen("validation.TrainSet", "validation.TestSet", "validation.TestSet", "Fit", "ChangeModelThreshold", Third)).ReplaceLineEndings("\r\n"),
            await CarriageReturns.FixAsync<MLAP6020TunedOnTestSetAnalyzer, MLAP6020TunedOnTestSetCodeFix>(
                Sources.Members(Pipeline + Chosen("split.TrainSet", "split.TestSet", "split.TestSet", "Fit", "ChangeModelThreshold", "")), MLAP6020TunedOnTestSetCodeFix.ChooseOnThirdSet));

    [Fact]
    public Task Through_fields_and_a_delegate() => V.Members(
        Pipeline +
        """
        private static IDataView train;
        private static IDataView test;

        public static void Load()
        {
            train = mlContext.Data.LoadFromTextFile<Review>("train.tsv");
            test = mlContext.Data.LoadFromTextFile<Review>("test.tsv");
        }

        public static void Run()
        {
            var model = pipeline.Fit(train);
            var calibrator = mlContext.BinaryClassification.Calibrators.Platt().[|Fit|](model.Transform(test));
            Func<IDataView, double> judge = rows => mlContext.BinaryClassification.Evaluate(calibrator.Transform(model.Transform(rows))).LogLoss;
            Console.WriteLine(judge(test));
        }
        """);

    [Fact]
    public Task Third_sets_and_constants_are_silent() => V.Members(
        Pipeline +
        """
        public static void ThirdSet(IDataView data)
        {
            var split = mlContext.Data.TrainTestSplit(data);
            var inner = mlContext.Data.TrainTestSplit(split.TrainSet);
            var model = pipeline.Fit(inner.TrainSet);
            var calibrator = mlContext.BinaryClassification.Calibrators.Platt().Fit(model.Transform(inner.TestSet));
            Console.WriteLine(mlContext.BinaryClassification.Evaluate(calibrator.Transform(model.Transform(split.TestSet))).LogLoss);
            var best = model.Transform(inner.TestSet).GetColumn<float>("Score").Average();
            var strict = mlContext.BinaryClassification.ChangeModelThreshold(model.LastTransformer, best);
            mlContext.BinaryClassification.EvaluateNonCalibrated(strict.Transform(model.Transform(split.TestSet)));
        }

        public static void Constant(IDataView data)
        {
            var split = mlContext.Data.TrainTestSplit(data);
            var model = pipeline.Fit(split.TrainSet);
            Console.WriteLine(mlContext.BinaryClassification.EvaluateNonCalibrated(model.Transform(split.TestSet)).Accuracy);
            var strict = mlContext.BinaryClassification.ChangeModelThreshold(model.LastTransformer, 0.7f);
            mlContext.BinaryClassification.EvaluateNonCalibrated(strict.Transform(model.Transform(split.TestSet)));
        }

        public static void NotJudged(IDataView data)
        {
            var split = mlContext.Data.TrainTestSplit(data);
            var model = pipeline.Fit(split.TrainSet);
            mlContext.BinaryClassification.Calibrators.Platt().Fit(model.Transform(split.TestSet));
            mlContext.BinaryClassification.EvaluateNonCalibrated(model.Transform(split.TestSet));
        }
        """);

    [Fact]
    public Task An_experiment_with_a_third_set_is_silent() => V.Program(
        Experiment(
            """
            var split = ml.Data.TrainTestSplit(data);
            var inner = ml.Data.TrainTestSplit(split.TrainSet);
            var result = ml.Auto().CreateBinaryClassificationExperiment(60).Execute(inner.TrainSet, inner.TestSet, labelColumnName: "Label");
            ml.BinaryClassification.Evaluate(result.BestRun.Model.Transform(split.TestSet));
            var other = ml.Auto().CreateBinaryClassificationExperiment(60).Execute(split.TrainSet, labelColumnName: "Label");
            ml.BinaryClassification.Evaluate(other.BestRun.Model.Transform(split.TestSet));
            """),
        With.Stubs);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body = """
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Review>("reviews.tsv"));
            var model = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Append(mlContext.BinaryClassification.Trainers.AveragedPerceptron()).Fit(split.TrainSet);
            var scored = model.Transform(split.TestSet);
            var calibrator = mlContext.BinaryClassification.Calibrators.Platt().Fit(scored);
            mlContext.BinaryClassification.Evaluate(calibrator.Transform(scored));
            """;
        return Task.WhenAll(V.Body(Body, With.XunitFramework), V.Body(Body, With.NoMlNet));
    }

    [Fact]
    public async Task A_calibrator_that_knows_the_labels_tells_probabilities_of_tossed_coins()
    {
        // Labels that are tossed: whoever does not know them loses one bit a row. A calibrator with a bin for every few test rows has seen how they fell.
        var program = Sources.Normalize(
            """
            using System;
            using System.Globalization;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext(seed: 1);
            var random = new Random(3);
            var rows = Enumerable.Range(0, 500).Select(_ => new Row
            {
                Features = Enumerable.Range(0, 10).Select(_ => (float)random.NextDouble()).ToArray(),
                Label = random.NextDouble() < 0.5,
            }).ToList();
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromEnumerable(rows), testFraction: 0.2);
            var model = mlContext.BinaryClassification.Trainers.AveragedPerceptron().Fit(split.TrainSet);
            var scored = model.Transform(split.TestSet);
            var calibrator = mlContext.BinaryClassification.Calibrators.Isotonic().Fit(scored);
            Console.WriteLine(mlContext.BinaryClassification.Evaluate(calibrator.Transform(scored)).LogLoss.ToString(CultureInfo.InvariantCulture));

            public class Row
            {
                [VectorType(10)] public float[] Features { get; set; }
                public bool Label { get; set; }
            }
            """);

        var before = double.Parse((await ProgramRunner.RunAsync(program)).OutputOrThrow(), CultureInfo.InvariantCulture);
        var repaired = await FixRunner.FixAsync<MLAP6020TunedOnTestSetAnalyzer, MLAP6020TunedOnTestSetCodeFix>(program);
        var after = double.Parse((await ProgramRunner.RunAsync(repaired)).OutputOrThrow(), CultureInfo.InvariantCulture);

        Assert.True(before < 0.98, $"before: {before}");
        Assert.True(after > 1, $"after: {after}");
    }

    private static string Experiment(string body) =>
        $$"""
        using Microsoft.ML;
        using Microsoft.ML.AutoML;

        public static class Job
        {
            public static void Run(MLContext ml, IDataView data)
            {
                {{body.ReplaceLineEndings("\n        ").Replace("        \n", "\n")}}
            }
        }
        """;

    private static string Chosen(string train, string scored, string read, string fit, string change, string third) =>
        Sources.Normalize(
            $$"""
            public static void Run(IDataView data)
            {
                var split = mlContext.Data.TrainTestSplit(data);

                // Fitted once.
            @    var model = pipeline.Fit({{train}});
                var calibrator = mlContext.BinaryClassification.Calibrators.Platt().{{fit}}(model.Transform({{scored}}));
                var best = model.Transform({{read}}).GetColumn<float>("Score").Average(); // halfway
                var strict = mlContext.BinaryClassification.{{change}}(model.LastTransformer, best);
                Console.WriteLine(mlContext.BinaryClassification.Evaluate(calibrator.Transform(model.Transform(split.TestSet))).LogLoss);
                Console.WriteLine(mlContext.BinaryClassification.EvaluateNonCalibrated(strict.Transform(model.Transform(split.TestSet))).Accuracy);
            }
            """).Replace("@", third);
}
