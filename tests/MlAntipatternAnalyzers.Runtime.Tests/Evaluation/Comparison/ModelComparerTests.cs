using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation.Comparison;

/// <summary>Comparisons against what their definitions give, over models that are a formula each.</summary>
public sealed class ModelComparerTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void Each_model_is_measured_as_alone_and_a_change_is_the_difference()
    {
        var data = Rows(300);
        var (baseline, candidate) = (Model(row => row.X, data), Model(row => row.X + row.Z, data));

        var comparison = ModelComparer.Compare(_mlContext, EvaluationTask.Regression, data, baseline, candidate, new() { LabelColumnName = "Y", SliceColumnNames = ["City"] });

        Assert.Equal(_mlContext.Regression.EvaluateSliced(baseline.Transform(data), ["City"], "Y").ToJson(), comparison.Baseline.ToJson());
        Assert.Equal(_mlContext.Regression.EvaluateSliced(candidate.Transform(data), ["City"], "Y").ToJson(), comparison.Candidate.ToJson());
        Assert.Equal(comparison.Candidate.Slices.Select(slice => slice.Name), comparison.Slices.Select(slice => slice.Name));
        foreach (var slice in comparison.Slices)
        {
            foreach (var (metric, change) in slice.Changes)
                Assert.Equal(comparison.Candidate.Find(slice.Name)!.Metrics[metric].Value - comparison.Baseline.Find(slice.Name)!.Metrics[metric].Value, change.Value, 12);
            var inside = Enumerate(data).Where(row => slice.Key.Count == 0 || row.City == slice.Key[0].Value).ToList();
            Assert.Equal(inside.Average(row => Math.Abs(row.Z)), slice.MeanAbsoluteDifference.Value, 6);
            Assert.Empty(slice.Flips);
        }
    }

    [Fact]
    public void A_binary_models_rows_are_gained_and_lost_by_class()
    {
        var data = Rows(500);
        var (baseline, candidate) = (Model(row => row.X, data), Model(row => row.Z, data));

        var comparison = ModelComparer.Compare(
            _mlContext, EvaluationTask.Binary, data, baseline, candidate, new() { LabelColumnName = "IsLarge", Evaluation = new() { WeightColumnName = "Weight" } });

        var expected = Enumerate(data).GroupBy(row => row.IsLarge).OrderByDescending(group => group.Key).Select(group =>
        {
            double Weight(bool before, bool after) => group.Where(row => ((row.X > 0) == row.IsLarge) == before && ((row.Z > 0) == row.IsLarge) == after).Sum(row => row.Weight);
            return new ClassFlips(group.Key.ToString(), Weight(true, true), Weight(false, true), Weight(true, false), Weight(false, false));
        });
        Assert.Equal(expected, comparison.Overall.Flips);
        Assert.All(comparison.Overall.Flips, flips => Assert.True(flips.Gained > 0 && flips.Lost > 0));
        Assert.Equal(Enumerate(data).Sum(row => row.Weight * Math.Abs(row.Z - row.X)) / Enumerate(data).Sum(row => row.Weight), comparison.Overall.MeanAbsoluteDifference.Value, 6);
        Assert.Equal(500, comparison.Overall.Rows);
    }

    [Fact]
    public void A_multiclass_models_classes_may_be_in_another_order()
    {
        var data = Rows(200);
        ITransformer Classifier(ValueToKeyMappingEstimator.KeyOrdinality order, Func<Row, string, float> score)
        {
            var keys = _mlContext.Transforms.Conversion.MapValueToKey("Label", "City", keyOrdinality: order).Fit(data);
            VBuffer<ReadOnlyMemory<char>> names = default;
            keys.GetOutputSchema(data.Schema)["Label"].GetKeyValues(ref names);
            var cities = names.DenseValues().Select(name => name.ToString()).ToArray();
            return new TransformerChain<ITransformer>(keys, _mlContext.Transforms.CustomMapping<Row, Classes>((row, output) => output.Score = Array.ConvertAll(cities, city => score(row, city)), null).Fit(data));
        }
        // The row that comes first is of Rome, which is the last by its name.
        var byAppearance = Classifier(ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence, (row, city) => city == row.City ? 0.8f : 0.2f);
        var byName = Classifier(ValueToKeyMappingEstimator.KeyOrdinality.ByValue, (row, city) => city == row.City ? 0.8f : 0.2f);
        var other = Classifier(ValueToKeyMappingEstimator.KeyOrdinality.ByValue, (_, city) => city == "Rome" ? 0.7f : 0.3f);

        var same = ModelComparer.Compare(_mlContext, EvaluationTask.Multiclass, data, byAppearance, byName).Overall;
        var worse = ModelComparer.Compare(_mlContext, EvaluationTask.Multiclass, data, byAppearance, other).Overall;

        Assert.Equal((0, 0), (same.Changes["MicroAccuracy"].Value, same.MeanAbsoluteDifference.Value));
        var (rome, oslo) = (Enumerate(data).Count(row => row.City == "Rome"), Enumerate(data).Count(row => row.City == "Oslo"));
        Assert.Equal([new("Oslo", oslo, 0, 0, 0), new ClassFlips("Rome", rome, 0, 0, 0)], same.Flips);
        Assert.Equal([new("Oslo", 0, 0, oslo, 0), new ClassFlips("Rome", rome, 0, 0, 0)], worse.Flips);
        Assert.Equal(-oslo / 200.0, worse.Changes["MicroAccuracy"].Value, 9);
        Assert.Equal((0.1 * rome + 0.5 * oslo) / 200, worse.MeanAbsoluteDifference.Value, 6);
    }

    [Fact]
    public void A_model_against_itself_changes_nothing_and_is_sure_of_it()
    {
        var data = Rows(100);
        var model = Model(row => row.X, data);

        var overall = ModelComparer.Compare(_mlContext, EvaluationTask.Regression, data, model, model, new() { LabelColumnName = "Y" }).Overall;

        Assert.All(overall.Changes.Values, change => Assert.Equal((0, 0, 0), (change.Value, change.Lower!.Value, change.Upper!.Value)));
        Assert.Equal(new MetricValue(0, 0, 0), overall.MeanAbsoluteDifference);
    }

    [Fact]
    public void The_interval_of_a_change_covers_the_true_one_and_is_narrower_than_those_apart()
    {
        const double TrueChange = 0.09;
        const int Samples = 300;
        var (covered, width, widthApart) = (0, 0.0, 0.0);
        for (var sample = 0; sample < Samples; sample++)
        {
            var random = new Random(sample);
            double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            // The label is noise, which both models share; the candidate adds 0.3 of its own: its squared error is larger by 0.09 in the mean.
            var data = _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 200).Select(_ => new Row { Y = (float)(3 * Normal()), Z = (float)(0.3 * Normal()) }).ToArray());
            var comparison = ModelComparer.Compare(
                _mlContext, EvaluationTask.Regression, data, Model(_ => 0, data), Model(row => row.Z, data), new() { LabelColumnName = "Y", Evaluation = new() { Seed = sample } });
            var change = comparison.Overall.Changes["MeanSquaredError"];
            covered += change.Lower <= TrueChange && TrueChange <= change.Upper ? 1 : 0;
            width += change.Upper!.Value - change.Lower!.Value;
            var (before, after) = (comparison.Baseline.Overall.Metrics["MeanSquaredError"], comparison.Candidate.Overall.Metrics["MeanSquaredError"]);
            widthApart += after.Upper!.Value - before.Lower!.Value - (after.Lower!.Value - before.Upper!.Value);
        }

        // 95 % of 300 is 285; the standard deviation of a count is under 4.
        Assert.InRange(covered, 270, 297);
        Assert.True(width * 3 < widthApart, $"{width / Samples:0.000} against {widthApart / Samples:0.000}");
    }

    [Fact]
    public void A_row_that_one_cannot_score_is_left_out_for_both()
    {
        var data = Rows(100);
        var holes = Model(row => row.City == "Oslo" ? float.NaN : row.X, data);
        var rome = Enumerate(data).Count(row => row.City == "Rome");

        var comparison = ModelComparer.Compare(_mlContext, EvaluationTask.Regression, data, Model(row => row.X, data), holes, new() { LabelColumnName = "Y" });

        Assert.Equal((rome, rome), (comparison.Baseline.Overall.Rows, comparison.Candidate.Overall.Rows));
        Assert.Equal(0, comparison.Overall.Changes["RSquared"].Value);
        Assert.Contains($"left out for both: {100 - rome}.", comparison.ToString());
    }

    [Fact]
    public void Models_that_do_not_give_the_same_rows_are_refused()
    {
        var data = Rows(50);
        var model = Model(row => row.X, data);
        var filtered = new OneRowLess(model, _mlContext);

        foreach (var (before, after) in new[] { ((ITransformer)filtered, model), (model, filtered) })
        {
            var refused = Assert.Throws<EvaluationException>(() => ModelComparer.Compare(_mlContext, EvaluationTask.Regression, data, before, after, new() { LabelColumnName = "Y" }));
            Assert.Contains("same rows in the same order", refused.Message);
        }
    }

    [Fact]
    public void The_gate_takes_the_interval_of_the_change()
    {
        var data = Rows(400);
        var (baseline, candidate) = (Model(row => row.Y + row.Z + 1, data), Model(row => row.Y + row.Z + 1.01f, data));
        var comparison = ModelComparer.Compare(_mlContext, EvaluationTask.Regression, data, baseline, candidate, new() { LabelColumnName = "Y" });
        // Worse by a hundredth in most rows: sure, and little.
        var gate = new ModelGate(new MetricThreshold("MeanAbsoluteError") { AbsoluteChange = 0.02, UseInterval = true });

        Assert.True(gate.Check(comparison).Passed);
        Assert.False(gate.Check(comparison.Candidate, comparison.Baseline).Passed);
        Assert.False(new ModelGate(new MetricThreshold("MeanAbsoluteError") { AbsoluteChange = 0.001, UseInterval = true }).Check(comparison).Passed);
    }

    [Fact]
    public void A_comparison_reads_as_text_and_as_json()
    {
        var data = Rows(40);
        var comparison = ModelComparer.Compare(
            _mlContext, EvaluationTask.Binary, data, Model(row => row.X, data), Model(row => row.Z, data), new() { LabelColumnName = "IsLarge", Evaluation = new() { BootstrapReplicates = 0 } });

        var lines = comparison.ToString().Split('\n');
        Assert.StartsWith("Candidate - baseline  Rows  Accuracy  AreaUnderRocCurve", lines[0]);
        Assert.StartsWith("Overall                 40  ", lines[1]);
        Assert.Contains("Class  Both right  Gained  Lost  Both wrong", lines);
        using var json = System.Text.Json.JsonDocument.Parse(comparison.ToJson());
        Assert.Equal("mlap-comparison", json.RootElement.GetProperty("format").GetString());
        var overall = json.RootElement.GetProperty("slices")[0];
        Assert.Equal(comparison.Overall.Changes["Accuracy"].Value, overall.GetProperty("changes").GetProperty("Accuracy").GetProperty("value").GetDouble());
        Assert.Equal(comparison.Overall.Flips[0].Gained, overall.GetProperty("flips")[0].GetProperty("gained").GetDouble());
    }

    private IDataView Rows(int count)
    {
        var random = new Random(count);
        return _mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i =>
        {
            var (x, z) = (random.NextSingle() * 2 - 1, random.NextSingle() - 0.5f);
            return new Row { City = i % 3 == 0 ? "Rome" : "Oslo", X = x, Z = z, Y = x + z / 2 + random.NextSingle() / 4, IsLarge = x + z + random.NextSingle() > 0.5, Weight = 1 + i % 3 };
        }).ToArray());
    }

    private List<Row> Enumerate(IDataView data) => [.. _mlContext.Data.CreateEnumerable<Row>(data, reuseRowObject: false)];

    private ITransformer Model(Func<Row, float> score, IDataView data) =>
        _mlContext.Transforms.CustomMapping<Row, Scored>((row, output) => output.Score = score(row), null).Fit(data);

    private sealed class Row
    {
        public string City { get; set; } = "";

        public float X { get; set; }

        public float Z { get; set; }

        public float Y { get; set; }

        public bool IsLarge { get; set; }

        public float Weight { get; set; }
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }

    private sealed class Classes
    {
        [VectorType(2)]
        public float[] Score { get; set; } = [];
    }

    /// <summary>A model that loses a row on the way.</summary>
    private sealed class OneRowLess(ITransformer model, MLContext mlContext) : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => model.GetOutputSchema(inputSchema);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new InvalidOperationException();

        public IDataView Transform(IDataView input) => model.Transform(mlContext.Data.SkipRows(input, 1));

        public void Save(ModelSaveContext ctx) => throw new InvalidOperationException();
    }
}
