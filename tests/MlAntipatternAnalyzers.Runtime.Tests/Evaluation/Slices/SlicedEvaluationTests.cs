using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

public sealed class SlicedEvaluationTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Slices_come_in_the_order_asked_for_the_largest_first_and_small_ones_are_listed_as_left_out()
    {
        var rows = Errors(("Rome", 1), ("Oslo", 2), ("Oslo", 4), ("Lima", 0), ("Lima", 0), ("Lima", 3), ("", 1), ("", 2));

        var evaluation = _ml.Regression.EvaluateSliced(_ml.View(rows), ["City"], options: new() { MinRows = 2 });

        Assert.Equal(["Overall", "City=Lima", "City=(missing)", "City=Oslo"], evaluation.Slices.Select(slice => slice.Name));
        Assert.Equal([8L, 3, 2, 2], evaluation.Slices.Select(slice => slice.Rows));
        Assert.Equal([13 / 8.0, 1, 1.5, 3], evaluation.Slices.Select(slice => slice.Metrics["MeanAbsoluteError"].Value));
        var left = Assert.Single(evaluation.LeftOut);
        Assert.Equal(("City=Rome", 1L), (left.Name, left.Rows));
        Assert.Contains("Left out, too few rows: City=Rome (1).", evaluation.ToString(), StringComparison.Ordinal);
        Assert.Null(evaluation.Find("City=Rome"));
        Assert.Same(evaluation.Overall, evaluation.Find("Overall"));
    }

    [Fact]
    public void Bias_is_the_mean_prediction_less_the_mean_label_by_weight()
    {
        Predictions.Regression[] rows = [new() { Label = 10, Score = 12, Weight = 3 }, new() { Label = 20, Score = 19, Weight = 1 }];

        var metrics = _ml.Regression.EvaluateSliced(_ml.View(rows), [], options: new() { WeightColumnName = "Weight" }).Overall.Metrics;

        Assert.Equal(12.5, metrics["MeanLabel"].Value, 12);
        Assert.Equal(13.75, metrics["MeanPrediction"].Value, 12);
        Assert.Equal(1.25, metrics["PredictionBias"].Value, 12);
        // 1 − (3·4 + 1·1)/4 over the variance 18.75.
        Assert.Equal(1 - (3.25 / 18.75), metrics["RSquared"].Value, 12);
    }

    [Fact]
    public void Large_labels_that_differ_little_keep_their_digits()
    {
        Predictions.Regression[] rows = [.. Enumerable.Range(0, 1000).Select(i => new Predictions.Regression { Label = 16_000_000 + (i % 2), Score = 16_000_000 + (i % 2), City = i % 4 == 0 ? "Rome" : "Oslo" })];

        var evaluation = _ml.Regression.EvaluateSliced(_ml.View(rows), "City");

        Assert.Equal(1, evaluation.Overall.Metrics["RSquared"].Value);
        // Of Rome all labels are equal.
        Assert.Equal("all labels are equal", evaluation.Find("City=Rome")!.Metrics["RSquared"].WhyUndefined);
    }

    [Fact]
    public void Calibration_has_ten_buckets_of_what_was_predicted_and_what_came_true()
    {
        Predictions.Binary[] rows = [
            new() { Label = false, Score = -3, Probability = 0.0f }, new() { Label = true, Score = -2, Probability = 0.0625f },
            new() { Label = true, Score = 1, Probability = 0.75f }, new() { Label = true, Score = 3, Probability = 1f }];

        var overall = _ml.BinaryClassification.EvaluateSliced(_ml.View(rows)).Overall;

        Assert.Equal(10, overall.Calibration.Count);
        Assert.Equal(new CalibrationBucket(0, 0.1, 2, 2, 0.03125, 0.5), overall.Calibration[0]);
        Assert.Equal(new CalibrationBucket(0.7, 0.8, 1, 1, 0.75, 1), overall.Calibration[7]);
        Assert.Equal(new CalibrationBucket(0.9, 1, 1, 1, 1, 1), overall.Calibration[9]);
        Assert.Equal((0L, double.NaN), (overall.Calibration[5].Rows, overall.Calibration[5].MeanObserved));
        Assert.Equal([[2.0, 1], [0, 1]], overall.Confusion!.Counts);
        Assert.Equal(0.453125 - 0.75, overall.Metrics["PredictionBias"].Value, 12);
    }

    [Fact]
    public void A_slice_of_one_class_has_the_metrics_that_are_defined_and_the_reason_for_the_others()
    {
        Predictions.Binary[] rows = [
            new() { City = "Rome", Label = true, Score = 1, Probability = 0.8f }, new() { City = "Rome", Label = true, Score = -1, Probability = 0.3f },
            new() { City = "Oslo", Label = false, Score = -1, Probability = 0.2f }];

        var evaluation = _ml.BinaryClassification.EvaluateSliced(_ml.View(rows), "City");
        var (rome, oslo) = (evaluation.Find("City=Rome")!.Metrics, evaluation.Find("City=Oslo")!.Metrics);

        Assert.Equal(0.5, rome["Accuracy"].Value);
        Assert.Equal(0.5, rome["PositiveRecall"].Value);
        foreach (var name in (string[])["AreaUnderRocCurve", "NegativeRecall", "LogLossReduction"])
            Assert.Equal("no label is negative", rome[name].WhyUndefined);
        foreach (var name in (string[])["AreaUnderRocCurve", "AreaUnderPrecisionRecallCurve", "PositiveRecall", "F1Score"])
            Assert.Equal((false, "no label is positive"), (oslo[name].IsDefined, oslo[name].WhyUndefined));
        Assert.Contains("Undefined in City=Rome: AreaUnderRocCurve, NegativeRecall, LogLossReduction (no label is negative).", evaluation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_cannot_be_measured_are_counted_apart()
    {
        Predictions.Regression[] rows = [new() { Label = 1, Score = 2, Weight = 1 }, new() { Label = float.NaN, Weight = 1 }, new() { Score = float.NaN, Weight = 1 }, new() { Weight = float.NaN }];

        var overall = _ml.Regression.EvaluateSliced(_ml.View(rows), [], options: new() { WeightColumnName = "Weight" }).Overall;

        Assert.Equal((1L, 3L, 1.0), (overall.Rows, overall.IgnoredRows, overall.Metrics["MeanAbsoluteError"].Value));
    }

    [Fact]
    public void An_empty_view_has_no_defined_metric()
    {
        var view = _ml.Data.FilterRowsByColumn(_ml.View(Predictions.OfBinary(10)), "Age", 1000);

        var overall = _ml.BinaryClassification.EvaluateSliced(view).Overall;

        Assert.Equal(0, overall.Rows);
        Assert.All(overall.Metrics.Values, metric => Assert.Equal("no row counts", metric.WhyUndefined));
    }

    [Fact]
    public void Json_holds_everything_and_is_valid_where_numbers_are_not()
    {
        Predictions.Binary[] rows = [new() { City = "Zürich", Label = true, Score = -1, Probability = 0 }, new() { City = "Zürich", Label = true, Score = 1, Probability = 1 }];

        using var json = JsonDocument.Parse(_ml.BinaryClassification.EvaluateSliced(_ml.View(rows), "City").ToJson());

        var slice = json.RootElement.GetProperty("slices")[1];
        Assert.Equal("City=Zürich", slice.GetProperty("name").GetString());
        Assert.Equal("Zürich", slice.GetProperty("key")[0].GetProperty("value").GetString());
        var metrics = slice.GetProperty("metrics");
        Assert.Equal(0.5, metrics.GetProperty("Accuracy").GetProperty("value").GetDouble());
        Assert.Equal("Infinity", metrics.GetProperty("LogLoss").GetProperty("value").GetString());
        Assert.Equal(JsonValueKind.Null, metrics.GetProperty("AreaUnderRocCurve").GetProperty("value").ValueKind);
        Assert.Equal("no label is negative", metrics.GetProperty("AreaUnderRocCurve").GetProperty("undefined").GetString());
        Assert.Equal(10, slice.GetProperty("calibration").GetArrayLength());
        Assert.Equal("True", slice.GetProperty("confusion").GetProperty("classes")[0].GetString());
    }

    [Fact]
    public void Keys_are_shown_by_their_names()
    {
        var view = _ml.View(Predictions.OfRegression(60));
        var keyed = _ml.Transforms.Conversion.MapValueToKey("CityKey", "City").Fit(view).Transform(view);

        var evaluation = _ml.Regression.EvaluateSliced(keyed, "CityKey");

        Assert.Equal(["CityKey=Lima", "CityKey=Oslo", "CityKey=Rome"], evaluation.Slices.Skip(1).Select(slice => slice.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_missing_column_is_named_beside_those_that_are_there()
    {
        var view = _ml.Transforms.SelectColumns("Label", "Score").Fit(_ml.View(Errors(("Rome", 1)))).Transform(_ml.View(Errors(("Rome", 1))));

        Assert.Equal(
            "There is no column 'Town' for slices; the predictions have 'Label', 'Score'. Slice by a column that the model's input or output has; model.Transform keeps the columns of its input.",
            Fails(() => _ml.Regression.EvaluateSliced(view, "Town")));
        Assert.StartsWith("There is no column 'Fare' for the label; the predictions have 'Label', 'Score'. Give its name as labelColumnName.", Fails(() => _ml.Regression.EvaluateSliced(view, [], "Fare")), StringComparison.Ordinal);
        Assert.StartsWith("There is no column 'P' for the probability;", Fails(() => _ml.BinaryClassification.EvaluateSliced(view, [], probabilityColumnName: "P")), StringComparison.Ordinal);
        Assert.StartsWith("There is no column 'W' for the rows' weights;", Fails(() => _ml.Regression.EvaluateSliced(view, [], options: new() { WeightColumnName = "W" })), StringComparison.Ordinal);
        Assert.StartsWith("There is no column 'GroupId' for the rows' group;", Fails(() => _ml.Ranking.EvaluateSliced(view)), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_make_no_slices_are_told_with_what_would()
    {
        var view = _ml.View(Predictions.OfRegression(50));
        var buckets = new Dictionary<string, IReadOnlyList<double>> { ["Age"] = [30] };

        Assert.Contains("Give the boundaries of buckets: options.Buckets with [\"Age\"]", Fails(() => _ml.Regression.EvaluateSliced(view, "Age")), StringComparison.Ordinal);
        Assert.Equal(
            "There are buckets for 'Age', and no slice is made by it. Add it to the slice columns or to a cross, or leave its buckets out.",
            Fails(() => _ml.Regression.EvaluateSliced(view, ["City"], options: new() { Buckets = buckets })));
        Assert.Equal(
            "Column 'Day' makes more than 5 slices. Slice by something coarser (buckets, a group of values), or raise MaxSlices.",
            Fails(() => _ml.Regression.EvaluateSliced(view, ["Day"], options: new() { MaxSlices = 5 })));
        Assert.StartsWith("Column 'Score' is of type", Fails(() => _ml.MulticlassClassification.EvaluateSliced(view)), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_and_groups_that_mean_nothing_are_errors()
    {
        Predictions.Ranking[] mixed = [new() { GroupId = 1, Label = 1 }, new() { GroupId = 2, Label = 1 }, new() { GroupId = 1, Label = 0 }];
        Predictions.Ranking[] uneven = [new() { GroupId = 1, Label = 1, Weight = 1 }, new() { GroupId = 1, Label = 1, Weight = 2 }];
        Predictions.Ranking[] relevant = [new() { GroupId = 1, Label = 5 }];
        Predictions.Regression[] negative = [new() { Weight = 1 }, new() { Weight = -2 }];
        var weighted = new SlicedEvaluationOptions { WeightColumnName = "Weight" };

        Assert.StartsWith("The rows of group 1 (column 'GroupId') do not follow each other.", Fails(() => _ml.Ranking.EvaluateSliced(_ml.View(mixed))), StringComparison.Ordinal);
        Assert.StartsWith("Group 1 (column 'GroupId') has rows of the weights 1 and 2.", Fails(() => _ml.Ranking.EvaluateSliced(_ml.View(uneven), [], options: weighted)), StringComparison.Ordinal);
        Assert.StartsWith("A row has the relevance 5 in column 'Label', and there are gains for 0 … 4.", Fails(() => _ml.Ranking.EvaluateSliced(_ml.View(relevant))), StringComparison.Ordinal);
        Assert.StartsWith("Row 2 has the weight -2 in column 'Weight'.", Fails(() => _ml.Regression.EvaluateSliced(_ml.View(negative), [], options: weighted)), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_cannot_be_are_refused_where_they_are_set()
    {
        Assert.Throws<ArgumentException>(() => new SlicedEvaluationOptions { Crosses = [["City"]] });
        Assert.Throws<ArgumentException>(() => new SlicedEvaluationOptions { Buckets = new Dictionary<string, IReadOnlyList<double>> { ["Age"] = [2, 1] } });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlicedEvaluationOptions { BootstrapReplicates = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlicedEvaluationOptions { ConfidenceLevel = 1 });
        Assert.Throws<ArgumentException>(() => new SlicedEvaluationOptions { TopK = [0] });
    }

    [Theory]
    [InlineData("Accuracy", MetricDirection.HigherIsBetter)]
    [InlineData("NDCG@3", MetricDirection.HigherIsBetter)]
    [InlineData("LogLoss", MetricDirection.LowerIsBetter)]
    [InlineData("PredictionBias", null)]
    [InlineData("accuracy", null)]
    public void Directions_are_those_in_which_a_model_gets_better(string metric, MetricDirection? expected) => Assert.Equal(expected, MetricDirections.Of(metric));

    private static string Fails(Action evaluate) => Assert.Throws<EvaluationException>(evaluate).Message;

    private static Predictions.Regression[] Errors(params (string City, float Error)[] rows) =>
        [.. rows.Select((row, i) => new Predictions.Regression { City = row.City, Label = i, Score = i + row.Error })];
}
