using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6022FittedOnTestDataAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6022FittedOnTestDataAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6022FittedOnTestDataCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6022FittedOnTestDataTests
{
    [Fact]
    public Task The_train_side_is_fitted_and_two_are_fixed_together() => F.Members(
        """
        private static readonly IEstimator<ITransformer> pipeline = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));

        public static void Sides()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var model = pipeline.[|Fit|](split.TestSet); // learn
            mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
        }

        public static void Kept()
        {
            var sides = mlContext.Data.TrainTestSplit(data: mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','), testFraction: 0.3);
            var test = sides.TestSet;
            mlContext.Model.Save(pipeline.[|Fit|](input: test), test.Schema, "model.zip");
        }
        """,
        """
        private static readonly IEstimator<ITransformer> pipeline = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));

        public static void Sides()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var model = pipeline.Fit(split.TrainSet); // learn
            mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
        }

        public static void Kept()
        {
            var sides = mlContext.Data.TrainTestSplit(data: mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','), testFraction: 0.3);
            var test = sides.TestSet;
            mlContext.Model.Save(pipeline.Fit(input: sides.TrainSet), test.Schema, "model.zip");
        }
        """,
        new Setup
        {
            Messages =
            [
                "Sdca is fitted on the test set: the model learns from the rows that were set apart to judge it, and from few of them; fit it on the train set",
                "Sdca is fitted on the test set: the model learns from the rows that were set apart to judge it, and from few of them; fit it on the train set",
            ],
        });

    [Fact]
    public Task What_prepared_the_training_rows_prepares_the_others() => F.Members(
        """
        public static void Variable()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var prepare = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Transforms.NormalizeMeanVariance("Features"));
            var prepared = prepare.Fit(split.TrainSet);
            var model = mlContext.Regression.Trainers.Sdca("FareAmount").Fit(prepared.Transform(split.TrainSet));
            mlContext.Regression.Evaluate(model.Transform(prepare.[|Fit|](split.TestSet).Transform(split.TestSet)), "FareAmount");
        }

        public static void SpelledTwice()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Review>("reviews.tsv"));
            var words = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Fit(split.TrainSet);
            var model = mlContext.BinaryClassification.Trainers.SdcaLogisticRegression().Fit(words.Transform(split.TrainSet));

            // The words of the others.
            var again = mlContext.Transforms.Text.FeaturizeText(inputColumnName: "Text", outputColumnName: "Features").[|Fit|](split.TestSet);
            var rows = again.Transform(split.TestSet);
            mlContext.BinaryClassification.Evaluate(model.Transform(rows));
        }
        """,
        """
        public static void Variable()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var prepare = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Transforms.NormalizeMeanVariance("Features"));
            var prepared = prepare.Fit(split.TrainSet);
            var model = mlContext.Regression.Trainers.Sdca("FareAmount").Fit(prepared.Transform(split.TrainSet));
            mlContext.Regression.Evaluate(model.Transform(prepared.Transform(split.TestSet)), "FareAmount");
        }

        public static void SpelledTwice()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Review>("reviews.tsv"));
            var words = mlContext.Transforms.Text.FeaturizeText("Features", "Text").Fit(split.TrainSet);
            var model = mlContext.BinaryClassification.Trainers.SdcaLogisticRegression().Fit(words.Transform(split.TrainSet));

            // The words of the others.
            var rows = words.Transform(split.TestSet);
            mlContext.BinaryClassification.Evaluate(model.Transform(rows));
        }
        """,
        new Setup
        {
            Messages =
            [
                "NormalizeMeanVariance is fitted again here, on the rows that the model then predicts: they are prepared by what they have in common, not as the rows were that the model learned from; transform them by what was fitted on the training rows",
                "FeaturizeText is fitted again here, on the rows that the model then predicts: they are prepared by what they have in common, not as the rows were that the model learned from; transform them by what was fitted on the training rows",
            ],
        });

    [Fact]
    public Task What_the_models_own_pipeline_does_is_not_done_before_it() => F.Body(
        """
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var model = mlContext.Transforms.NormalizeMinMax("TripTime")
            .Append(mlContext.Transforms.Concatenate("Features", "TripTime"))
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
            .Fit(split.TrainSet);
        var rows = mlContext.Transforms.NormalizeMinMax("TripTime").[|Fit|](split.TestSet).Transform(split.TestSet);
        mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount");
        """,
        """
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var model = mlContext.Transforms.NormalizeMinMax("TripTime")
            .Append(mlContext.Transforms.Concatenate("Features", "TripTime"))
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
            .Fit(split.TrainSet);
        var rows = split.TestSet;
        mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount");
        """);

    [Fact]
    public Task Another_operator_or_other_arguments_are_only_reported() => F.NotOffered(
        """
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var model = mlContext.Transforms.NormalizeMinMax("TripTime", fixZero: false)
            .Append(mlContext.Transforms.Concatenate("Features", "TripTime"))
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
            .Fit(split.TrainSet);
        var rows = mlContext.Transforms.NormalizeMinMax("TripTime", fixZero: true).[|Fit|](split.TestSet).Transform(split.TestSet);
        mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount");
        """);

    [Fact]
    public Task A_variable_that_may_hold_another_is_not_used() => F.NotOffered(
        """
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var prepare = mlContext.Transforms.NormalizeMinMax("TripTime").Append(mlContext.Transforms.Concatenate("Features", "TripTime"));
        var prepared = prepare.Fit(split.TrainSet);
        var model = mlContext.Regression.Trainers.Sdca("FareAmount").Fit(prepared.Transform(split.TrainSet));
        prepared = null;
        mlContext.Regression.Evaluate(model.Transform(prepare.[|Fit|](split.TestSet).Transform(split.TestSet)), "FareAmount");
        """);

    [Fact]
    public Task Through_helpers_and_fields() => V.Members(
        """
        private static IDataView train;
        private static IDataView test;
        private static ITransformer model;

        private static readonly IEstimator<ITransformer> prepare = mlContext.Transforms.NormalizeMinMax("TripTime").Append(mlContext.Transforms.Concatenate("Features", "TripTime"));

        public static void Load()
        {
            var sides = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            train = sides.TrainSet;
            test = sides.TestSet;
        }

        public static void Train() => model = mlContext.Regression.Trainers.Sdca("FareAmount").Fit(Prepare(train));

        public static void Judge() => mlContext.Regression.Evaluate(model.Transform(Prepare(test)), "FareAmount");

        public static void Learn() => mlContext.Model.Save(Fit(mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("others.csv", ',')).TestSet), null, "other.zip");

        private static IDataView Prepare(IDataView rows) => prepare.[|Fit|](rows).Transform(rows);

        private static ITransformer Fit(IDataView rows) => prepare.Append(mlContext.Regression.Trainers.FastTree("FareAmount")).[|Fit|](rows);
        """);

    [Fact]
    public Task Rows_that_a_saved_model_predicts() => V.Members(
        """
        public static IDataView Predict(string path)
        {
            var model = mlContext.Model.Load("model.zip", out _);
            var rows = mlContext.Data.LoadFromTextFile<Trip>(path, ',');
            var scaled = mlContext.Transforms.NormalizeMinMax("TripTime").[|Fit|](rows).Transform(rows);
            return model.Transform(scaled);
        }
        """);

    [Fact]
    public Task A_last_fit_and_sides_that_change_their_parts_are_silent() => V.Members(
        """
        private static readonly IEstimator<ITransformer> pipeline = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.FastTree("FareAmount"));

        public static void LastFit()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var model = pipeline.Fit(split.TrainSet);
            mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
            mlContext.Model.Save(pipeline.Fit(split.TestSet), split.TestSet.Schema, "rest.zip");
        }

        public static void LargeTestSide()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','), testFraction: 0.8);
            var model = pipeline.Fit(split.TestSet);
            mlContext.Regression.Evaluate(model.Transform(split.TrainSet), "FareAmount");
        }

        public static void BothWays()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','), testFraction: 0.4);
            mlContext.Regression.Evaluate(pipeline.Fit(split.TrainSet).Transform(split.TestSet), "FareAmount");
            mlContext.Regression.Evaluate(pipeline.Fit(split.TestSet).Transform(split.TrainSet), "FareAmount");
        }

        public static void Importance()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var model = pipeline.Fit(split.TrainSet);
            mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
            var prepared = mlContext.Transforms.Concatenate("Features", "TripTime").Fit(split.TestSet).Transform(split.TestSet);
            var explained = mlContext.Regression.Trainers.FastTree("FareAmount").Fit(prepared);
            mlContext.Regression.PermutationFeatureImportance(explained, prepared, "FareAmount");
        }
        """);

    [Fact]
    public Task What_learns_nothing_and_what_is_fitted_on_the_train_side_are_silent() => V.Members(
        """
        public static void Keys()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Ticket>("tickets.tsv"));
            var keys = mlContext.Transforms.Conversion.MapValueToKey("Label", "Area");
            var words = mlContext.Transforms.Text.FeaturizeText("Features", "Title").Fit(split.TrainSet);
            var model = mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy().Fit(words.Transform(keys.Fit(split.TrainSet).Transform(split.TrainSet)));
            mlContext.MulticlassClassification.Evaluate(model.Transform(words.Transform(keys.Fit(split.TestSet).Transform(split.TestSet))));
        }

        public static void Mapped()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var prepare = mlContext.Transforms.CustomMapping<Trip, TripPrediction>((trip, made) => made.FareAmount = trip.TripTime, null)
                .Append(mlContext.Transforms.Concatenate("Features", "Score", "TripTime"));
            var model = mlContext.Regression.Trainers.FastTree("FareAmount").Fit(prepare.Fit(split.TrainSet).Transform(split.TrainSet));
            mlContext.Regression.Evaluate(model.Transform(prepare.Fit(split.TestSet).Transform(split.TestSet)), "FareAmount");
        }

        public static void Network(string path)
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var network = mlContext.Transforms.Concatenate("input", "TripTime").Append(mlContext.Transforms.ApplyOnnxModel("Features", "input", path));
            var model = mlContext.Regression.Trainers.FastTree("FareAmount").Fit(network.Fit(split.TrainSet).Transform(split.TrainSet));
            mlContext.Regression.Evaluate(model.Transform(network.Fit(split.TestSet).Transform(split.TestSet)), "FareAmount");
        }

        public static void TrainSide()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var prepared = mlContext.Transforms.NormalizeMinMax("TripTime").Append(mlContext.Transforms.Concatenate("Features", "TripTime")).Fit(split.TrainSet);
            var model = mlContext.Regression.Trainers.Sdca("FareAmount").Fit(prepared.Transform(split.TrainSet));
            mlContext.Regression.Evaluate(model.Transform(prepared.Transform(split.TestSet)), "FareAmount");
        }

        public static void NotKnown(ITransformer model, IDataView rows)
        {
            var scaled = mlContext.Transforms.NormalizeMinMax("TripTime").Fit(rows).Transform(rows);
            mlContext.Regression.Evaluate(model.Transform(scaled), "FareAmount");
        }
        """,
        With.Stubs);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET()
    {
        const string Body = """
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var model = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TestSet);
            """;
        return Task.WhenAll(V.Body(Body, With.XunitFramework), V.Body(Body, With.NoMlNet));
    }

    [Fact]
    public async Task A_normaliser_that_is_fitted_again_hides_that_the_rows_have_moved()
    {
        // All rows to predict are larger by ten than those that were learned from, and so are their labels: fitted again, the normaliser takes the ten away.
        var (before, after) = await ErrorsAsync(
            """
            var prepare = mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false);
            var prepared = prepare.Fit(train);
            var model = trainer.Fit(prepared.Transform(train));
            Print(mlContext.Regression.Evaluate(model.Transform(prepare.Fit(later).Transform(later))));
            Print(mlContext.Regression.Evaluate(model.Transform(prepared.Transform(later))));
            """);

        Assert.InRange(before[0], 9, 11);
        Assert.True(before[1] < 1, $"by the training rows' normaliser: {before[1]}");
        Assert.Equal(before[1], after[0], 6);
    }

    [Fact]
    public async Task A_normaliser_before_the_one_inside_the_model_hides_it_too()
    {
        var (before, after) = await ErrorsAsync(
            """
            var model = mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(trainer).Fit(train);
            Print(mlContext.Regression.Evaluate(model.Transform(mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false).Fit(later).Transform(later))));
            Print(mlContext.Regression.Evaluate(model.Transform(later)));
            """);

        Assert.True(before[0] > 9, $"before: {before[0]}");
        Assert.True(before[1] < 1, $"by the training rows' normaliser: {before[1]}");
        Assert.Equal(before[1], after[0], 6);
    }

    /// <summary>The root mean squared errors that a program prints, before and after the fix.</summary>
    private static async Task<(double[] Before, double[] After)> ErrorsAsync(string body)
    {
        var program = Sources.Normalize(
            $$"""
            using System;
            using System.Globalization;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext(seed: 1);
            var random = new Random(3);
            var train = mlContext.Data.LoadFromEnumerable(Make(random, 0));
            var later = mlContext.Data.LoadFromEnumerable(Make(random, 10));
            var trainer = mlContext.Regression.Trainers.OnlineGradientDescent(numberOfIterations: 100);
            {{body}}

            static Row[] Make(Random random, float shift) => Enumerable.Range(0, 500).Select(_ => random.NextSingle() + shift)
                .Select(value => new Row { Features = new[] { value }, Label = value + 0.01f * random.NextSingle() }).ToArray();

            static void Print(RegressionMetrics metrics) => Console.WriteLine(metrics.RootMeanSquaredError.ToString(CultureInfo.InvariantCulture));

            public class Row
            {
                [VectorType(1)] public float[] Features { get; set; }
                public float Label { get; set; }
            }
            """);
        var before = Numbers((await ProgramRunner.RunAsync(program)).OutputOrThrow());
        var repaired = await FixRunner.FixAsync<MLAP6022FittedOnTestDataAnalyzer, MLAP6022FittedOnTestDataCodeFix>(program);
        return (before, Numbers((await ProgramRunner.RunAsync(repaired)).OutputOrThrow()));
    }

    private static double[] Numbers(string output) =>
        output.Split('\n', System.StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToArray();
}
