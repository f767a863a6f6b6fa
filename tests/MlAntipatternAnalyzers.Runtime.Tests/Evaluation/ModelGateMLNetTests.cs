using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

/// <summary>The gate over ML.NET's own metrics, and the model that it lets through.</summary>
public sealed class ModelGateMLNetTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void Metrics_of_each_task_are_known_by_their_properties_names()
    {
        var rows = Rows();
        var binary = _mlContext.BinaryClassification.Evaluate(
            _mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression(nameof(Row.IsLarge)).Fit(rows).Transform(rows), nameof(Row.IsLarge));
        var uncalibrated = _mlContext.BinaryClassification.EvaluateNonCalibrated(
            _mlContext.BinaryClassification.Trainers.AveragedPerceptron(nameof(Row.IsLarge)).Fit(rows).Transform(rows), nameof(Row.IsLarge));
        var multiclass = _mlContext.MulticlassClassification.Evaluate(
            _mlContext.MulticlassClassification.Trainers.NaiveBayes(nameof(Row.Class)).Fit(rows).Transform(rows), nameof(Row.Class), topKPredictionCount: 2);
        var regression = _mlContext.Regression.Evaluate(_mlContext.Regression.Trainers.OnlineGradientDescent(nameof(Row.Value)).Fit(rows).Transform(rows), nameof(Row.Value));
        var ranking = _mlContext.Ranking.Evaluate(
            _mlContext.Ranking.Trainers.FastTree(nameof(Row.Relevance), rowGroupColumnName: nameof(Row.Group)).Fit(rows).Transform(rows), nameof(Row.Relevance), nameof(Row.Group));

        AssertChecks(gate => gate.Check(binary), ("LogLoss", binary.LogLoss), ("AreaUnderRocCurve", binary.AreaUnderRocCurve), ("F1Score", binary.F1Score));
        AssertChecks(gate => gate.Check(uncalibrated), ("Accuracy", uncalibrated.Accuracy), ("NegativeRecall", uncalibrated.NegativeRecall));
        AssertChecks(
            gate => gate.Check(multiclass),
            ("MicroAccuracy", multiclass.MicroAccuracy), ("TopKAccuracy@1", multiclass.MicroAccuracy), ("TopKAccuracy@2", multiclass.TopKAccuracy));
        AssertChecks(gate => gate.Check(regression), ("RSquared", regression.RSquared), ("LossFunction", regression.LossFunction));
        AssertChecks(gate => gate.Check(ranking), ("NDCG@1", ranking.NormalizedDiscountedCumulativeGains[0]), ("DCG@3", ranking.DiscountedCumulativeGains[2]));

        Assert.Contains("no metric LogLoss", Assert.Single(new ModelGate(new MetricThreshold("LogLoss") { Upper = 9 }).Check(uncalibrated).Failures));
        Assert.Contains("no slice City=Rome", Assert.Single(new ModelGate(new MetricThreshold("RSquared") { Lower = 0, Slice = "City=Rome" }).Check(regression).Failures));
        var sameAgain = new ModelGate(
            new MetricThreshold("LogLoss") { AbsoluteChange = 0 }, new MetricThreshold("AreaUnderRocCurve") { RelativeChange = 0.01 }).Check(binary, binary);
        Assert.Equal([GateCheckState.Held, GateCheckState.Failed], sameAgain.Checks.Select(check => check.State));
    }

    [Fact]
    public void A_model_that_passed_is_saved_and_one_that_did_not_leaves_the_old_file_alone()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("model.zip", "the old model");
        var rows = Rows();
        var model = _mlContext.Regression.Trainers.OnlineGradientDescent(nameof(Row.Value)).Fit(rows);
        var metrics = _mlContext.Regression.Evaluate(model.Transform(rows), nameof(Row.Value));

        Assert.False(_mlContext.Model.SaveIf(new ModelGate(new MetricThreshold("RSquared") { Lower = 2 }).Check(metrics), model, rows.Schema, path));
        Assert.Equal("the old model", File.ReadAllText(path));

        Assert.True(_mlContext.Model.SaveIf(new ModelGate(new MetricThreshold("RSquared") { Lower = -100 }).Check(metrics), model, rows.Schema, path));
        var loaded = _mlContext.Model.Load(path, out var schema);
        Assert.Equal(rows.Schema.Select(column => column.Name), schema.Select(column => column.Name));
        Assert.Equal(metrics.RSquared, _mlContext.Regression.Evaluate(loaded.Transform(rows), nameof(Row.Value)).RSquared);
        Assert.Equal(["model.zip"], directory.FileNames);
    }

    [Fact]
    public void A_model_that_cannot_be_written_leaves_nothing_behind()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("model.zip", "the old model");
        var passed = new ModelGate(new MetricThreshold("Accuracy") { Lower = 0 }).Check(Evaluations.Of(("Accuracy", new(1))));
        var cannotBeSaved = _mlContext.Transforms.CustomMapping<Row, Row>((_, _) => { }, contractName: null).Fit(Rows());

        Assert.ThrowsAny<Exception>(() => _mlContext.Model.SaveIf(passed, cannotBeSaved, null, path));

        Assert.Equal("the old model", File.ReadAllText(path));
        Assert.Equal(["model.zip"], directory.FileNames);
    }

    private static void AssertChecks(Func<ModelGate, GateResult> check, params (string Metric, double Value)[] expected)
    {
        var result = check(new ModelGate([.. expected.Select(metric => new MetricThreshold(metric.Metric) { Lower = double.MinValue })]));

        Assert.Equal(expected, result.Checks.Select(one => (one.Threshold.Metric, one.Candidate!.Value.Value)));
        Assert.True(result.Passed);
    }

    private IDataView Rows()
    {
        var random = new Random(1);
        var rows = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 300).Select(i =>
        {
            var x = random.NextSingle();
            return new Row
            {
                Features = [x, random.NextSingle()],
                IsLarge = x + random.NextSingle() / 2 > 0.75,
                Value = x + random.NextSingle() / 2,
                ClassName = x > 0.66 ? "c" : x > 0.33 ? "b" : "a",
                Relevance = (uint)(x * 3) + 1,
                Group = (uint)(i / 10) + 1,
            };
        }).ToArray());
        return _mlContext.Transforms.Conversion.MapValueToKey(nameof(Row.Class), nameof(Row.ClassName)).Fit(rows).Transform(rows);
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public bool IsLarge { get; set; }

        public float Value { get; set; }

        public string ClassName { get; set; } = "";

        [NoColumn]
        public uint Class { get; set; }

        [KeyType(4)]
        public uint Relevance { get; set; }

        [KeyType(1000)]
        public uint Group { get; set; }
    }
}
