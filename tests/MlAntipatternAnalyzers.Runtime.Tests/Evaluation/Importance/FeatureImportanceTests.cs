using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

public sealed class FeatureImportanceTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float A { get; set; }

        public float B { get; set; }

        public float Idle { get; set; }

        public string Kind { get; set; } = "";

        [VectorType(2)]
        public float[] Pair { get; set; } = [];

        public float Label { get; set; }

        public bool Bought { get; set; }

        public float Relevance { get; set; }

        [KeyType(1000)]
        public uint GroupId { get; set; }
    }

    private static List<Row> Rows(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            float a = random.NextSingle(), b = random.NextSingle(), noise = random.NextSingle();
            return new Row
            {
                A = a, B = b, Idle = random.NextSingle(), Kind = a > 0.5 ? "high" : "low", Pair = [a, b], Label = 3 * a + b, Bought = a + 0.3f * b + 0.5f * noise > 0.9,
                Relevance = (int)(a * 2.99f), GroupId = (uint)(i / 8 + 1),
            };
        })];
    }

    private IDataView View(IEnumerable<Row> rows) => _ml.Data.LoadFromEnumerable(rows.ToList());

    /// <summary>A model that is known: <c>Score = 3 A + B</c>.</summary>
    private ITransformer Known(IDataView data) => _ml.Transforms.Expression("Score", "(a, b) : 3f * a + b", "A", "B").Fit(data);

    [Fact]
    public void Shuffling_two_rows_swaps_them_or_does_not()
    {
        var rows = Rows(2);
        (rows[0].A, rows[1].A) = (0, 1);
        (rows[0].Label, rows[1].Label) = (rows[0].B, 3 + rows[1].B);
        var data = View(rows);

        var changes = Enumerable.Range(0, 20).Select(seed => _ml.Regression.PermutationImportance(
            Known(data), data, ["A"], options: new() { Permutations = 1, BootstrapReplicates = 0, Seed = seed }).Features[0].Changes["MeanSquaredError"].Value).ToList();

        // Score 3 for 0 and 0 for 3: an error of 9 on each; or the same rows.
        Assert.All(changes, change => Assert.True(Math.Abs(change) < 1e-5 || Math.Abs(change - 9) < 1e-4, change.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains(changes, change => change > 8);
        Assert.Contains(changes, change => change < 1);
    }

    [Fact]
    public void The_error_of_a_shuffled_column_is_twice_its_variance()
    {
        var rows = Rows(200);
        var data = View(rows);

        var report = _ml.Regression.PermutationImportance(
            Known(data), data, options: new() { Metric = "MeanSquaredError", Permutations = 100, BootstrapReplicates = 0, ConfidenceLevel = 0.9999 });

        // E (a' − a)² = 2 σ² for a' drawn evenly from the column.
        foreach (var (feature, factor, values) in new[] { ("A", 9, rows.Select(r => (double)r.A)), ("B", 1, rows.Select(r => (double)r.B)) })
        {
            var mean = values.Average();
            var expected = factor * 2 * values.Average(v => (v - mean) * (v - mean));
            var importance = report.Find(feature)!.Importance;
            Assert.InRange(expected, importance.Lower!.Value, importance.Upper!.Value);
            Assert.InRange(importance.Value, expected * 0.95, expected * 1.05);
        }
        // What the model does not read changes nothing at all. The label and what the evaluation reads are not shuffled.
        Assert.Equal(new MetricValue(0, 0, 0), report.Find("Idle")!.Importance);
        Assert.Equal(["A", "B", "Bought", "GroupId", "Idle", "Kind", "Pair", "Relevance"], report.Features.Select(f => f.Feature));
        Assert.Equal(0, report.Reference["MeanSquaredError"].Value, 1e-9);
        Assert.Null(report.Find("Label"));
    }

    [Fact]
    public void It_agrees_with_the_permutation_importance_of_MLNET()
    {
        var (train, test) = (View(Rows(1_000)), View(Rows(1_000, seed: 2)));
        var model = _ml.Transforms.Concatenate("Features", "A", "B", "Idle").Append(_ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Bought")).Fit(train);
        var theirs = _ml.BinaryClassification.PermutationFeatureImportance(model.LastTransformer, model.Transform(test), "Bought", permutationCount: 10);

        var ours = _ml.BinaryClassification.PermutationImportance(model, test, ["A", "B", "Idle"], "Bought");

        var slots = new[] { "A", "B", "Idle" };
        for (var i = 0; i < slots.Length; i++)
        {
            var changes = ours.Find(slots[i])!.Changes;
            Assert.Equal(theirs[i].AreaUnderRocCurve.Mean, changes["AreaUnderRocCurve"].Value, 0.015);
            Assert.Equal(theirs[i].Accuracy.Mean, changes["Accuracy"].Value, 0.02);
            Assert.InRange(theirs[i].AreaUnderRocCurve.Mean, changes["AreaUnderRocCurve"].Lower!.Value, changes["AreaUnderRocCurve"].Upper!.Value);
            // AUC: more is better, so a fall is an importance above 0.
            Assert.Equal(-changes["AreaUnderRocCurve"].Value, ours.Find(slots[i])!.Importance.Value);
            Assert.Equal(-changes["AreaUnderRocCurve"].Upper!.Value, ours.Find(slots[i])!.Importance.Lower!.Value);
        }
        Assert.Equal(["A", "B", "Idle"], ours.Features.Select(f => f.Feature));
        Assert.True(ours.Find("A")!.Importance.Lower > 0);
        var idle = ours.Find("Idle")!.Importance;
        Assert.InRange(0, idle.Lower!.Value, idle.Upper!.Value);
        Assert.Equal(_ml.BinaryClassification.Evaluate(model.Transform(test), "Bought").AreaUnderRocCurve, ours.Reference["AreaUnderRocCurve"].Value, 1e-9);
    }

    [Fact]
    public void Texts_and_vectors_are_shuffled_as_a_whole()
    {
        var rows = Rows(300);
        var data = View(rows);
        // Of a pair that stays together the difference is known; of slots shuffled apart it would not be.
        rows.ForEach(row => row.Pair = [row.A, row.A + 1]);
        var pipeline = _ml.Transforms.Categorical.OneHotEncoding("Hot", "Kind").Append(_ml.Transforms.Concatenate("Features", "Hot", "Pair"))
            .Append(_ml.Regression.Trainers.Linear("A"));
        var model = pipeline.Fit(View(rows));

        var report = _ml.Regression.PermutationImportance(model, View(rows), ["Kind", "Pair"], "A");

        Assert.Equal(["Pair", "Kind"], report.Features.Select(f => f.Feature));
        Assert.True(report.Find("Pair")!.Importance.Lower > 0);
        var again = _ml.Regression.PermutationImportance(model, View(rows), ["Kind", "Pair"], "A");
        Assert.Equal(report.ToString(), again.ToString());
        Assert.Equal(300, data.GetColumn<float>("A").Count());
    }

    [Fact]
    public void Several_classes_and_rankings_have_importances_too()
    {
        var data = View(Rows(400));
        var model = _ml.Transforms.Conversion.MapValueToKey("Class", "Relevance").Append(_ml.Transforms.Concatenate("Features", "A", "B"))
            .Append(_ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Class")).Fit(data);
        var several = _ml.MulticlassClassification.PermutationImportance(model, data, ["A", "B"], "Class");
        Assert.Equal(("LogLoss", "A"), (several.Metric, several.Features[0].Feature));
        Assert.True(several.Features[0].Importance.Lower > 0);

        var ranker = _ml.Ranking.Trainers.OrderBy("A").Fit(data);
        var ranking = _ml.Ranking.PermutationImportance(ranker, data, ["A", "B"], "Relevance", options: new() { Metric = "NDCG@3" });
        Assert.Equal("A", ranking.Features[0].Feature);
        Assert.True(ranking.Features[0].Importance.Lower > 0);
        Assert.Equal(new MetricValue(0, 0, 0), ranking.Find("B")!.Importance);
    }

    [Fact]
    public void Leaving_out_a_feature_costs_what_a_fit_without_it_loses()
    {
        var (train, test) = (View(Rows(300)), View(Rows(300, seed: 2)));
        IEstimator<ITransformer> Pipeline(IReadOnlyList<string> features) => _ml.Transforms.Concatenate("Features", [.. features]).Append(_ml.Regression.Trainers.Linear());
        double Rmse(params string[] features) => _ml.Regression.Evaluate(Pipeline(features).Fit(train).Transform(test)).RootMeanSquaredError;

        var report = _ml.Regression.FeatureAblation(train, test, Pipeline, ["A", "B", "Idle"]);

        Assert.Equal(["A", "B"], report.Features.Take(2).Select(f => f.Feature));
        Assert.Equal(Rmse("B", "Idle") - Rmse("A", "B", "Idle"), report.Find("A")!.Importance.Value, 1e-6);
        Assert.Equal(Rmse("A", "Idle") - Rmse("A", "B", "Idle"), report.Find("B")!.Importance.Value, 1e-6);
        Assert.Equal(0, report.Find("Idle")!.Importance.Value, 1e-4);
        Assert.All(report.Features.Take(2), f => Assert.True(f.Importance.Lower > 0 && f.Importance.Upper > f.Importance.Value));
        Assert.Equal("ablation", report.Method);
        var text = report.ToString();
        Assert.StartsWith($"Without the feature RootMeanSquaredError = {report.Reference["RootMeanSquaredError"]} rises by:\nFeature", text, StringComparison.Ordinal);
        Assert.Contains("\nA  ", text, StringComparison.Ordinal);
        Assert.EndsWith("From … To: 95 % confidence interval; where it holds 0, the rows do not tell.\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("-0.0000", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Repeated_fits_put_their_spread_into_the_interval()
    {
        var rows = Rows(10);
        rows.ForEach(row => row.Label = 0);
        var data = View(rows);
        // With both features the errors are 1 and 3, without one 5 and 9: 7 − 2, and the variance of a mean of two is that of the two over two: (2 + 8) / 2.
        var errors = new Queue<float>([1, 3, 5, 9, 5, 9]);
        IEstimator<ITransformer> Pipeline(IReadOnlyList<string> _) => _ml.Transforms.Expression("Score", $"x : {errors.Dequeue()}f", "Label");

        var report = _ml.Regression.FeatureAblation(data, data, Pipeline, ["A", "B"], options: new() { Metric = "MeanAbsoluteError", Repetitions = 2, BootstrapReplicates = 0 });

        var half = 12.7062 * Math.Sqrt(5);
        Assert.All(report.Features, f => Assert.Equal((5, 5 - half, 5 + half), (f.Importance.Value, f.Importance.Lower!.Value, f.Importance.Upper!.Value), (a, b) =>
            Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) < 1e-3));
        Assert.Equal(2, report.Reference["MeanAbsoluteError"].Value);
        Assert.Empty(errors);

        // One fit and no bootstrap: nothing is known about the spread.
        errors = new([1, 5, 5]);
        Assert.Equal(new MetricValue(4), _ml.Regression.FeatureAblation(data, data, Pipeline, ["A", "B"], options: new() { Metric = "MeanAbsoluteError", BootstrapReplicates = 0 }).Features[0].Importance);
    }

    [Fact]
    public void The_interval_covers_the_true_importance_about_as_often_as_it_says()
    {
        // Label = A + noise of a normal distribution; the model predicts A. Without A it predicts 1/2: the expected squared error rises by Var A = 1/12.
        const int Samples = 200;
        var covered = 0;
        for (var sample = 0; sample < Samples; sample++)
        {
            var random = new Random(sample);
            var rows = Enumerable.Range(0, 100).Select(_ => new Row { A = random.NextSingle() }).ToList();
            rows.ForEach(row => row.Label = row.A + 0.3f * (random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f));
            var data = View(rows);
            var importance = _ml.Regression.FeatureAblation(
                data, data, kept => _ml.Transforms.Expression("Score", kept.Contains("A") ? "a : a" : "a : 0.5f", "A"), ["A", "B"],
                options: new() { Metric = "MeanSquaredError", Seed = sample }).Find("A")!.Importance;
            covered += importance.Lower <= 1 / 12.0 && importance.Upper >= 1 / 12.0 ? 1 : 0;
        }
        // 95 % of 200 is 190, with a standard deviation of 3.1.
        Assert.InRange(covered, 178, 200);
    }

    [Fact]
    public void Progress_is_told_and_cancellation_is_heard()
    {
        var data = View(Rows(1_000));
        var steps = new List<FeatureImportanceProgress>();
        var report = _ml.Regression.PermutationImportance(Known(data), data, ["A", "B"], options: new() { Permutations = 3 }, progress: new Progress(steps.Add));
        Assert.Equal(Enumerable.Range(1, 7), steps.Select(s => s.Done));
        Assert.All(steps, s => Assert.Equal(7, s.Total));
        Assert.Equal([null, "A", "A", "A", "B", "B", "B"], steps.Select(s => s.Feature));
        Assert.Equal(2, report.Features.Count);

        using var source = new CancellationTokenSource();
        steps.Clear();
        var cancel = new Progress(step =>
        {
            steps.Add(step);
            if (step.Done == 2)
                source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => _ml.Regression.PermutationImportance(Known(data), data, ["A", "B"], progress: cancel, cancellationToken: source.Token));
        Assert.Equal(2, steps.Count);
        Assert.Throws<OperationCanceledException>(() => _ml.Regression.FeatureAblation(data, data, _ => throw new InvalidOperationException("not reached"), ["A", "B"], cancellationToken: source.Token));
    }

    [Fact]
    public void What_cannot_be_measured_is_said()
    {
        var data = View(Rows(50));
        var known = Known(data);
        Assert.Contains("The test data has no column 'Age'; it has 'A', 'B',", Assert.Throws<ArgumentException>("featureColumnNames", () => _ml.Regression.PermutationImportance(known, data, ["Age"])).Message, StringComparison.Ordinal);
        Assert.Contains("'Accuracy' is not measured on this model; it has MeanAbsoluteError", Assert.Throws<ArgumentException>("Metric", () => _ml.Regression.PermutationImportance(known, data, options: new() { Metric = "Accuracy" })).Message, StringComparison.Ordinal);
        Assert.Contains("'Beauty' is no metric with a better and a worse side", Assert.Throws<ArgumentException>("Metric", () => _ml.Regression.PermutationImportance(known, data, options: new() { Metric = "Beauty" })).Message, StringComparison.Ordinal);
        Assert.Throws<EvaluationException>(() => _ml.Regression.PermutationImportance(known, data, labelColumnName: "Nothing"));
        Assert.Throws<ArgumentException>("featureColumnNames", () => _ml.Regression.FeatureAblation(data, data, _ => _ml.Regression.Trainers.Mean(), ["A"]));
        Assert.Throws<ArgumentException>("featureColumnNames", () => _ml.Regression.FeatureAblation(data, data, _ => _ml.Regression.Trainers.Mean(), ["A", "A"]));
        Assert.Throws<InvalidOperationException>(() => _ml.Regression.FeatureAblation(data, data, _ => null!, ["A", "B"]));

        // One class only: no area under the curve, with the reason; what is defined is measured.
        var rows = Rows(50);
        rows.ForEach(row => row.Bought = true);
        var oneClass = View(rows);
        var report = _ml.BinaryClassification.PermutationImportance(_ml.BinaryClassification.Trainers.Prior("Bought").Fit(data), oneClass, ["A"], "Bought");
        Assert.False(report.Features[0].Importance.IsDefined);
        Assert.NotNull(report.Features[0].Importance.WhyUndefined);
        Assert.Equal(0, report.Features[0].Changes["Accuracy"].Value);
        Assert.Contains("undefined (", report.ToString(), StringComparison.Ordinal);
    }

    private sealed class Progress(Action<FeatureImportanceProgress> report) : IProgress<FeatureImportanceProgress>
    {
        public void Report(FeatureImportanceProgress value) => report(value);
    }
}
