using System.Globalization;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.CodeFixes;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Tests.Testing;
using V = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.MLAP6001FitBeforeSplitAnalyzer>;
using F = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.MLAP6001FitBeforeSplitAnalyzer, MlAntipatternAnalyzers.CodeFixes.MLAP6001FitBeforeSplitCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Evaluation;

public sealed class MLAP6001FitBeforeSplitTests
{
    [Fact]
    public Task Normalised_then_split_then_evaluated() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        // Distances and times differ by a factor of a thousand.
        var prep = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance")
            .Append(mlContext.Transforms.NormalizeMinMax("Features"));
        // All rows alike.
        var normalized = prep.[|Fit|](data).Transform(data);
        var split = mlContext.Data.TrainTestSplit(normalized, testFraction: 0.2);
        var model = mlContext.Regression.Trainers.Sdca("FareAmount").Fit(split.TrainSet);
        var metrics = mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
        mlContext.Model.Save(model, normalized.Schema, "model.zip");
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        // Distances and times differ by a factor of a thousand.
        var prep = mlContext.Transforms.Concatenate("Features", "TripTime", "TripDistance")
            .Append(mlContext.Transforms.NormalizeMinMax("Features"));
        // All rows alike.
        var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.2);
        var model = prep.Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(split.TrainSet);
        var metrics = mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
        mlContext.Model.Save(model, data.Schema, "model.zip");
        """,
        new Setup
        {
            Messages =
            [
                "'NormalizeMinMax' is fitted here on rows that 'TrainTestSplit' splits afterwards: it has seen the rows that the model is evaluated on, so the metrics are too good; split first and append the trainer to it, so that it is fitted on training rows alone",
            ],
        });

    [Fact]
    public Task A_preparation_that_is_written_in_place_is_kept_in_a_variable() => F.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Concatenate("Features", "TripTime", "PaymentCode").Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        IDataView coded = mlContext.Transforms.Categorical.OneHotEncoding("PaymentCode", "PaymentType").[|Fit|](data).Transform(data);
        var split = mlContext.Data.TrainTestSplit(coded);
        var model = pipeline.Fit(split.TrainSet);
        Report(model, split.TestSet);

        static void Report(ITransformer model, IDataView rows) => mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount");
        """,
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var pipeline = mlContext.Transforms.Concatenate("Features", "TripTime", "PaymentCode").Append(mlContext.Regression.Trainers.FastTree("FareAmount"));
        var preparation = mlContext.Transforms.Categorical.OneHotEncoding("PaymentCode", "PaymentType");
        var split = mlContext.Data.TrainTestSplit(data);
        var model = preparation.Append(pipeline).Fit(split.TrainSet);
        Report(model, split.TestSet);

        static void Report(ITransformer model, IDataView rows) => mlContext.Regression.Evaluate(model.Transform(rows), "FareAmount");
        """);

    [Fact]
    public Task Two_flows_are_fixed_together() => F.Members(
        """
        private static void Fares()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var prep = mlContext.Transforms.NormalizeMeanVariance("Features", "TripTime");
            var scaler = prep.[|Fit|](data);
            var scaled = scaler.Transform(data);
            var results = mlContext.Regression.CrossValidate(scaled, mlContext.Regression.Trainers.Sdca("FareAmount"));
        }

        private static void Durations()
        {
            var rows = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var coded = mlContext.Transforms.Categorical.OneHotEncoding("Features", "PaymentType").[|Fit|](rows).Transform(rows);
            mlContext.Regression.CrossValidate(estimator: mlContext.Regression.Trainers.Sdca("TripTime"), data: coded);
        }
        """,
        """
        private static void Fares()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var prep = mlContext.Transforms.NormalizeMeanVariance("Features", "TripTime");
            var results = mlContext.Regression.CrossValidate(data, prep.Append(mlContext.Regression.Trainers.Sdca("FareAmount")));
        }

        private static void Durations()
        {
            var rows = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var preparation = mlContext.Transforms.Categorical.OneHotEncoding("Features", "PaymentType");
            mlContext.Regression.CrossValidate(estimator: preparation.Append(mlContext.Regression.Trainers.Sdca("TripTime")), data: rows);
        }
        """);

    [Fact]
    public Task Fitted_on_the_whole_and_applied_to_both_sides_it_is_fitted_on_the_train_side() => F.Members(
        """
        private static void FittedBefore()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            // Once for both sides.
            var fitted = mlContext.Transforms.NormalizeMinMax("Features", "TripDistance").[|Fit|](data);
            var split = mlContext.Data.TrainTestSplit(data); // 10 %
            var train = fitted.Transform(split.TrainSet);
            var test = fitted.Transform(split.TestSet);
            var model = mlContext.Regression.Trainers.Sdca("TripTime").Fit(train);
            mlContext.Regression.Evaluate(model.Transform(test), "TripTime");
        }

        private static void FittedAfter(IDataView data)
        {
            var split = mlContext.Data.TrainTestSplit(data);
            var fitted = mlContext.Transforms.NormalizeMinMax("Features", "TripDistance").[|Fit|](data);
            var model = mlContext.Regression.Trainers.Sdca("TripTime").Fit(fitted.Transform(split.TrainSet));
            mlContext.Regression.Evaluate(model.Transform(fitted.Transform(split.TestSet)), "TripTime");
        }
        """,
        """
        private static void FittedBefore()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            // Once for both sides.
            var split = mlContext.Data.TrainTestSplit(data); // 10 %
            var fitted = mlContext.Transforms.NormalizeMinMax("Features", "TripDistance").Fit(split.TrainSet);
            var train = fitted.Transform(split.TrainSet);
            var test = fitted.Transform(split.TestSet);
            var model = mlContext.Regression.Trainers.Sdca("TripTime").Fit(train);
            mlContext.Regression.Evaluate(model.Transform(test), "TripTime");
        }

        private static void FittedAfter(IDataView data)
        {
            var split = mlContext.Data.TrainTestSplit(data);
            var fitted = mlContext.Transforms.NormalizeMinMax("Features", "TripDistance").Fit(split.TrainSet);
            var model = mlContext.Regression.Trainers.Sdca("TripTime").Fit(fitted.Transform(split.TrainSet));
            mlContext.Regression.Evaluate(model.Transform(fitted.Transform(split.TestSet)), "TripTime");
        }
        """);

    [Fact]
    public Task Through_a_helper_and_a_field_there_is_no_fix() => F.NotOfferedInProgram(
        """
        using Microsoft.ML;
        using Microsoft.ML.Data;

        public class Row
        {
            [LoadColumn(0)] public string Text { get; set; }
            [LoadColumn(1)] public bool Label { get; set; }
        }

        public class Job
        {
            private readonly MLContext ml = new MLContext();
            private DataOperationsCatalog.TrainTestData split;

            public void Prepare()
            {
                split = ml.Data.TrainTestSplit(Featurize(ml.Data.LoadFromTextFile<Row>("rows.tsv")));
            }

            public BinaryClassificationMetrics Train()
            {
                var model = ml.BinaryClassification.Trainers.SdcaLogisticRegression().Fit(split.TrainSet);
                return ml.BinaryClassification.Evaluate(model.Transform(split.TestSet));
            }

            private IDataView Featurize(IDataView rows) => ml.Transforms.Text.FeaturizeText("Features", "Text").[|Fit|](rows).Transform(rows);
        }
        """);

    [Fact]
    public Task The_train_side_split_again_after_it_was_normalised() => V.Body(
        """
        var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
        var scaled = mlContext.Transforms.NormalizeMinMax("Features", "TripTime").[|Fit|](split.TrainSet).Transform(split.TrainSet);
        var inner = mlContext.Data.TrainTestSplit(scaled);
        var model = mlContext.Regression.Trainers.Sdca("FareAmount").Fit(inner.TrainSet);
        mlContext.Regression.Evaluate(model.Transform(inner.TestSet), "FareAmount");
        """);

    [Fact]
    public Task Metrics_computed_by_hand_are_metrics() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var scaled = mlContext.Transforms.NormalizeMinMax("Features", "TripTime").[|Fit|](data).Transform(data);
        var split = mlContext.Data.TrainTestSplit(scaled);
        var model = mlContext.Regression.Trainers.Sdca("FareAmount").Fit(split.TrainSet);
        var scores = model.Transform(split.TestSet).GetColumn<float>("Score").ToArray();
        Console.WriteLine(scores.Average());
        """);

    [Fact]
    public Task The_good_shapes_are_silent() => V.Members(
        """
        private static void FittedOnTheTrainSideAlone()
        {
            var split = mlContext.Data.TrainTestSplit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','));
            var scaler = mlContext.Transforms.NormalizeMinMax("Features", "TripTime").Fit(split.TrainSet);
            var model = mlContext.Regression.Trainers.Sdca("FareAmount").Fit(scaler.Transform(split.TrainSet));
            mlContext.Regression.Evaluate(model.Transform(scaler.Transform(split.TestSet)), "FareAmount");
        }

        private static void EverythingInThePipeline()
        {
            var data = mlContext.Data.FilterRowsByColumn(mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ','), "FareAmount", 1, 150);
            var pipeline = mlContext.Transforms.NormalizeMinMax("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount"));
            mlContext.Regression.CrossValidate(data, pipeline);
            var split = mlContext.Data.TrainTestSplit(data);
            mlContext.Regression.Evaluate(pipeline.Fit(split.TrainSet).Transform(split.TestSet), "FareAmount");
        }
        """);

    [Fact]
    public Task What_learns_nothing_and_keys_are_silent() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var prep = mlContext.Transforms.Conversion.MapValueToKey("Label", "VendorId")
            .Append(mlContext.Transforms.ReplaceMissingValues("TripTime"))
            .Append(mlContext.Transforms.Conversion.ConvertType("RateCode", outputKind: DataKind.Single))
            .Append(mlContext.Transforms.Categorical.OneHotHashEncoding("PaymentType"))
            .Append(mlContext.Transforms.Concatenate("Features", "TripTime", "RateCode", "PaymentType"));
        var prepared = prep.Fit(data).Transform(data);
        var split = mlContext.Data.TrainTestSplit(prepared);
        var model = mlContext.MulticlassClassification.Trainers.SdcaMaximumEntropy().Fit(split.TrainSet);
        mlContext.MulticlassClassification.Evaluate(model.Transform(split.TestSet));
        """);

    [Fact]
    public Task A_mean_in_place_of_missing_values_is_learned() => V.Body(
        """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var filled = mlContext.Transforms.ReplaceMissingValues("Features", "TripTime", MissingValueReplacingEstimator.ReplacementMode.Mean).[|Fit|](data).Transform(data);
        mlContext.Regression.CrossValidate(filled, mlContext.Regression.Trainers.Sdca("FareAmount"));
        """);

    [Fact]
    public Task What_is_never_evaluated_and_what_is_never_split_are_silent() => V.Members(
        """
        private static void Explored()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var scaled = mlContext.Transforms.NormalizeMinMax("Features", "TripTime").Fit(data).Transform(data);
            var split = mlContext.Data.TrainTestSplit(scaled);
            var clusters = mlContext.Clustering.Trainers.KMeans().Fit(split.TrainSet).Transform(split.TestSet);
        }

        private static void NotSplit()
        {
            var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
            var test = mlContext.Data.LoadFromTextFile<Trip>("trips-test.csv", ',');
            var scaler = mlContext.Transforms.NormalizeMinMax("Features", "TripTime").Fit(data);
            var model = mlContext.Regression.Trainers.Sdca("FareAmount").Fit(scaler.Transform(data));
            mlContext.Regression.Evaluate(model.Transform(scaler.Transform(test)), "FareAmount");
        }
        """);

    [Fact]
    public Task A_field_that_is_written_again_after_the_split_is_silent() => V.Members(
        """
        private IDataView rows;
        private DataOperationsCatalog.TrainTestData split;

        public void Load() => rows = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');

        public void Split() => split = mlContext.Data.TrainTestSplit(rows);

        public void Scale() => rows = mlContext.Transforms.NormalizeMinMax("Features", "TripTime").Fit(split.TrainSet).Transform(split.TrainSet);

        public void Evaluate(ITransformer model) => mlContext.Regression.Evaluate(model.Transform(split.TestSet), "FareAmount");
        """);

    [Fact]
    public Task Silent_in_tests_and_without_ML_NET() => Task.WhenAll(
        V.Body(Leak.Replace("[|", "").Replace("|]", ""), With.XunitFramework),
        V.Body(Leak.Replace("[|", "").Replace("|]", ""), With.NoMlNet));

    [Fact]
    public async Task A_selection_that_saw_the_test_rows_finds_signal_in_noise()
    {
        // Five hundred columns of noise, and a label that has nothing to do with them: the honest AUC is one half.
        var program = Sources.Normalize(
            """
            using System;
            using System.Globalization;
            using System.Linq;
            using Microsoft.ML;
            using Microsoft.ML.Data;

            var mlContext = new MLContext(seed: 1);
            var random = new Random(7);
            var rows = Enumerable.Range(0, 200).Select(_ => new Row
            {
                Noise = Enumerable.Range(0, 500).Select(_ => (float)random.NextDouble()).ToArray(),
                Label = random.NextDouble() < 0.5,
            }).ToList();
            var data = mlContext.Data.LoadFromEnumerable(rows);
            var selection = mlContext.Transforms.FeatureSelection.SelectFeaturesBasedOnMutualInformation("Features", "Noise", slotsInOutput: 10, numberOfBins: 2);
            var selected = selection.Fit(data).Transform(data);
            var split = mlContext.Data.TrainTestSplit(selected, testFraction: 0.5);
            var model = mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(split.TrainSet);
            var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(split.TestSet));
            Console.WriteLine(metrics.AreaUnderRocCurve.ToString(CultureInfo.InvariantCulture));

            public class Row
            {
                [VectorType(500)] public float[] Noise { get; set; }
                public bool Label { get; set; }
            }
            """);

        var before = double.Parse((await ProgramRunner.RunAsync(program)).OutputOrThrow(), CultureInfo.InvariantCulture);
        var repaired = await FixRunner.FixAsync<MLAP6001FitBeforeSplitAnalyzer, MLAP6001FitBeforeSplitCodeFix>(program);
        var after = double.Parse((await ProgramRunner.RunAsync(repaired)).OutputOrThrow(), CultureInfo.InvariantCulture);

        Assert.True(before > 0.65, $"before: {before}");
        Assert.InRange(after, 0.35, 0.6);
    }

    private const string Leak = """
        var data = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');
        var scaled = mlContext.Transforms.NormalizeMinMax("Features", "TripTime").[|Fit|](data).Transform(data);
        mlContext.Regression.CrossValidate(scaled, mlContext.Regression.Trainers.Sdca("FareAmount"));
        """;
}
