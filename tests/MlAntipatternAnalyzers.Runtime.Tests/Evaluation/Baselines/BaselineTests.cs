using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

public sealed class BaselineTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private sealed class Row
    {
        public float Label { get; set; }

        public bool Bought { get; set; }

        public string Kind { get; set; } = "";

        public float Relevance { get; set; }

        [KeyType(100)]
        public uint GroupId { get; set; }

        public int Price { get; set; }

        public DateTime Day { get; set; }

        [VectorType(3)]
        public float[] Features { get; set; } = [];
    }

    private static List<Row> Rows(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            float[] x = [random.NextSingle() * 10, 1000 + random.NextSingle(), random.NextSingle() - 0.5f];
            return new Row
            {
                Features = x,
                Label = 3 * x[0] - 20 * (x[1] - 1000) + 7 + (random.NextSingle() - 0.5f),
                Bought = x[0] + 4 * random.NextSingle() > 7,
                Kind = x[0] < 5 ? "a" : x[0] < 8 ? "b" : "c",
                Relevance = (int)x[0] / 3,
                GroupId = (uint)(i / 10 + 1),
                Price = (int)(x[0] * 100) + random.Next(100),
                Day = new DateTime(2024, 1, 1).AddDays(i),
            };
        })];
    }

    private IDataView View(IEnumerable<Row> rows) => _ml.Data.LoadFromEnumerable(rows.ToList());

    private static float Score(ITransformer model, IDataView data) => Assert.Single(model.Transform(data).GetColumn<float>("Score").Distinct());

    [Fact]
    public void Constants_are_the_mean_the_median_and_the_last_value()
    {
        float[] labels = [4, 1, float.NaN, 10, 2];
        var rows = Rows(5);
        for (var i = 0; i < 5; i++)
            (rows[i].Label, rows[i].Day) = (labels[i], new DateTime(2024, 1, 20 - i * i));
        var data = View(rows);

        Assert.Equal(4.25f, Score(_ml.Regression.Trainers.Mean().Fit(data), data));
        Assert.Equal(3, Score(_ml.Regression.Trainers.Median().Fit(data), data));
        Assert.Equal(4, Score(_ml.Regression.Trainers.LastValue("Day").Fit(data), data));
        Assert.Equal(2, Score(_ml.Regression.Trainers.Median().Fit(_ml.Data.FilterRowsByColumn(data, "Label", upperBound: 9)), data));
        // The newest row has no label: the one before it. Of two of one instant, the later one.
        rows[0].Label = float.NaN;
        rows[4].Day = rows[1].Day;
        Assert.Equal(2, Score(_ml.Regression.Trainers.LastValue("Day").Fit(View(rows)), data));
    }

    [Theory]
    [InlineData(-3.5f)]
    [InlineData(0f)]
    [InlineData(1.5e20f)]
    [InlineData(-2.5e-7f)]
    [InlineData(16777216f)]
    [InlineData(0.1f)]
    [InlineData(float.Epsilon)]
    [InlineData(-1.2345e-40f)]
    [InlineData(float.MaxValue)]
    public void A_constant_is_exact_under_every_culture_and_travels_with_the_saved_model(float constant)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new("de-DE");
        try
        {
            var rows = Rows(4);
            rows.ForEach(row => row.Label = constant);
            var data = View(rows);
            var model = _ml.Regression.Trainers.Median().Fit(data);
            Assert.Equal(constant, Score(model, data));
            _ml.Model.Save(model, data.Schema, _directory["mean.zip"]);
            Assert.Equal(constant, Score(_ml.Model.Load(_directory["mean.zip"], out _), data));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Nothing_to_learn_from_is_said()
    {
        var none = Rows(3);
        none.ForEach(row => row.Label = float.NaN);

        foreach (var estimator in new[] { _ml.Regression.Trainers.Mean(), _ml.Regression.Trainers.Median(), _ml.Regression.Trainers.LastValue("Day"), _ml.Regression.Trainers.Linear() })
            Assert.StartsWith("No row has a 'Label' to learn from", Assert.Throws<InvalidOperationException>(() => estimator.Fit(View(none))).Message, StringComparison.Ordinal);
        Assert.Contains("Label 'Price' is a Int32; ML.NET's regression takes a Single", Assert.Throws<ArgumentException>(() => _ml.Regression.Trainers.Mean("Price").Fit(View(none))).Message, StringComparison.Ordinal);
        Assert.Contains("'Price' is a Int32", Assert.Throws<ArgumentException>(() => _ml.Regression.Trainers.Linear(featureColumnName: "Price").Fit(View(none))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(500)]
    public void The_linear_baseline_is_the_least_squares_solution(int count)
    {
        var rows = Rows(count);
        var data = View(rows);

        var model = Assert.IsType<RegressionPredictionTransformer<LinearRegressionModelParameters>>(_ml.Regression.Trainers.Linear().Fit(data));

        var exact = Exact(rows);
        Assert.Equal(exact[1..], model.Model.Weights.Select(w => (double)w), (a, b) => Math.Abs(a - b) < 1e-4 * (1 + Math.Abs(a)));
        Assert.Equal(exact[0], model.Model.Bias, 0.02 * Math.Abs(exact[0]) + 0.01);
        Assert.Equal(model.Model.Weights, ((RegressionPredictionTransformer<LinearRegressionModelParameters>)_ml.Regression.Trainers.Linear().Fit(data)).Model.Weights);
        _ml.Model.Save(model, data.Schema, _directory["linear.zip"]);
        Assert.Equal(model.Transform(data).GetColumn<float>("Score"), _ml.Model.Load(_directory["linear.zip"], out _).Transform(data).GetColumn<float>("Score"));
    }

    [Fact]
    public void Features_that_depend_on_each_other_or_are_constant_or_missing_do_not_upset_it()
    {
        var rows = Rows(200);
        foreach (var row in rows)
            (row.Features, row.Label) = ([row.Features[0], 2 * row.Features[0] + 1, 42], 5 * row.Features[0] - 3);
        rows[7].Features = [float.NaN, 1, 42];
        rows[8].Label = float.NaN;
        var data = View(rows);

        var scores = _ml.Regression.Trainers.Linear().Fit(data).Transform(data).GetColumn<float>("Score").ToList();

        for (var i = 9; i < 200; i++)
            Assert.Equal(rows[i].Label, scores[i], 0.01f);
    }

    [Fact]
    public void The_prior_of_several_classes_is_their_shares()
    {
        var rows = Rows(200);
        for (var i = 0; i < 200; i++)
            rows[i].Kind = i < 120 ? "b" : i < 180 ? "a" : "c";
        var map = _ml.Transforms.Conversion.MapValueToKey("Kind").Fit(View(rows));
        var data = map.Transform(View(rows));

        var model = _ml.MulticlassClassification.Trainers.Prior("Kind").Fit(data);
        var predictions = model.Transform(data);

        Assert.Equal([0.6f, 0.3f, 0.1f], predictions.GetColumn<float[]>("Score").First(), (a, b) => Math.Abs(a - b) < 2e-4f);
        Assert.All(predictions.GetColumn<uint>("PredictedLabel"), key => Assert.Equal(1u, key));
        Assert.DoesNotContain(predictions.Schema, column => column.Name.Contains("Baseline", StringComparison.Ordinal));
        var metrics = _ml.MulticlassClassification.Evaluate(predictions, "Kind");
        Assert.Equal(-(0.6 * Math.Log(0.6) + 0.3 * Math.Log(0.3) + 0.1 * Math.Log(0.1)), metrics.LogLoss, 1e-6);
        Assert.Equal((0.6, 1 / 3.0), (metrics.MicroAccuracy, metrics.MacroAccuracy));
        var names = _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(predictions).Transform(predictions).GetColumn<string>("PredictedLabel");
        Assert.Equal("b", names.First());
        _ml.Model.Save(model, data.Schema, _directory["prior.zip"]);
        Assert.Equal(3, _ml.Model.Load(_directory["prior.zip"], out _).Transform(data).GetColumn<float[]>("Score").First().Length);
    }

    [Fact]
    public void Rankings_are_ordered_by_nothing_by_chance_or_by_a_number()
    {
        var data = View(Rows(400));
        var trainers = _ml.Ranking.Trainers;
        double Ndcg(IEstimator<ITransformer> trainer) => _ml.Ranking.Evaluate(trainer.Fit(data).Transform(data), new RankingEvaluatorOptions { DcgTruncationLevel = 10 }, "Relevance").NormalizedDiscountedCumulativeGains[2];

        Assert.Equal(0, Score(trainers.ConstantOrder().Fit(data), data));
        var scores = trainers.RandomOrder().Fit(data).Transform(data).GetColumn<float>("Score").ToList();
        Assert.Equal(scores, trainers.RandomOrder().Fit(data).Transform(data).GetColumn<float>("Score"));
        Assert.NotEqual(scores, trainers.RandomOrder(seed: 1).Fit(data).Transform(data).GetColumn<float>("Score"));
        Assert.Equal(400, scores.Distinct().Count());
        // Uniform: a mean of 1/2 and a variance of 1/12, within five standard errors.
        Assert.InRange(scores.Average(), 0.5 - 5 * Math.Sqrt(1 / 12.0 / 400), 0.5 + 5 * Math.Sqrt(1 / 12.0 / 400));

        double worst = Ndcg(trainers.ConstantOrder()), chance = Ndcg(trainers.RandomOrder()), price = Ndcg(trainers.OrderBy("Price")), cheap = Ndcg(trainers.OrderBy("Price", descending: false));
        Assert.True(worst <= cheap && cheap < chance && chance < price, $"{worst} <= {cheap} < {chance} < {price}");
        Assert.Equal(View(Rows(400)).GetColumn<int>("Price").Select(p => (float)-p), trainers.OrderBy("Price", descending: false).Fit(data).Transform(data).GetColumn<float>("Score"));
    }

    [Fact]
    public void Baselines_of_a_regression_are_compared()
    {
        List<Row> train = Rows(300), test = Rows(200, seed: 2);

        var comparison = _ml.Regression.EvaluateBaselines(View(train), View(test), timeColumnName: "Day");

        Assert.Equal(["mean", "median", "last value", "linear"], comparison.Baselines.Select(b => b.Name));
        var mean = train.Average(r => (double)r.Label);
        Assert.Equal(Math.Sqrt(test.Average(r => (r.Label - mean) * (r.Label - mean))), comparison.Baselines[0].Evaluation.Metrics["RootMeanSquaredError"].Value, 1e-4);
        Assert.Equal(test.Average(r => Math.Abs(r.Label - train[^1].Label)), comparison.Baselines[2].Evaluation.Metrics["MeanAbsoluteError"].Value, 1e-4);
        foreach (var baseline in comparison.Baselines)
            Assert.Equal(_ml.Regression.Evaluate(baseline.Model.Transform(View(test))).RSquared, baseline.Evaluation.Metrics["RSquared"].Value, 1e-6);
        Assert.Equal("linear", comparison.Best.Name);
        var mark = comparison.Best.Evaluation.Metrics["RootMeanSquaredError"].Value;
        Assert.True(comparison.IsBeatenBy(mark * 0.9));
        Assert.False(comparison.IsBeatenBy(mark));
        Assert.True(comparison.IsBeatenBy(0.9999, "RSquared"));
        Assert.False(comparison.IsBeatenBy(0, "RSquared"));
        var text = comparison.ToString();
        Assert.StartsWith("Baseline", text, StringComparison.Ordinal);
        Assert.Contains("\nlast value  ", text, StringComparison.Ordinal);
        Assert.EndsWith($"To beat: linear, RootMeanSquaredError = {comparison.Best.Evaluation.Metrics["RootMeanSquaredError"]}.\n", text, StringComparison.Ordinal);
        // Once a metric, at the linear model's.
        Assert.Equal(4, text.Split('\n').Single(l => l.StartsWith("linear", StringComparison.Ordinal)).Count(c => c == '*'));
        Assert.Equal(5, text.Count(c => c == '*'));
        Assert.Contains("\n*: the best by this metric.\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));

        Assert.Equal(["mean", "median"], _ml.Regression.EvaluateBaselines(View(train), View(test), featureColumnName: null).Baselines.Select(b => b.Name));
        Assert.Throws<ArgumentException>("featureColumnName", () => _ml.Regression.EvaluateBaselines(View(train), View(test), featureColumnName: "Kind"));
        Assert.Contains("'F1Score' is not measured; there are MeanAbsoluteError", Assert.Throws<ArgumentException>("metric", () => _ml.Regression.EvaluateBaselines(View(train), View(test), metric: "F1Score")).Message, StringComparison.Ordinal);
        Assert.Contains("'MeanLabel' has no better and no worse side", Assert.Throws<ArgumentException>("metric", () => comparison.BestBy("MeanLabel")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Baselines_of_classes_and_rankings_are_compared()
    {
        List<Row> train = Rows(600), test = Rows(400, seed: 2);

        var binary = _ml.BinaryClassification.EvaluateBaselines(View(train), View(test), "Bought");
        var p = train.Average(r => r.Bought ? 1.0 : 0);
        Assert.Equal(["prior", "linear"], binary.Baselines.Select(b => b.Name));
        Assert.Equal(test.Average(r => -Math.Log2(r.Bought ? p : 1 - p)), binary.Baselines[0].Evaluation.Metrics["LogLoss"].Value, 1e-5);
        Assert.Equal(0.5, binary.Baselines[0].Evaluation.Metrics["AreaUnderRocCurve"].Value);
        Assert.Equal(_ml.BinaryClassification.Evaluate(binary.Best.Model.Transform(View(test)), "Bought").LogLoss, binary.Best.Evaluation.Metrics["LogLoss"].Value, 1e-6);
        Assert.Equal("linear", binary.Best.Name);

        var map = _ml.Transforms.Conversion.MapValueToKey("Kind").Fit(View(train));
        var several = _ml.MulticlassClassification.EvaluateBaselines(map.Transform(View(train)), map.Transform(View(test)), "Kind");
        Assert.Equal("linear", several.Best.Name);
        var shares = train.GroupBy(r => r.Kind).ToDictionary(g => g.Key, g => g.Count() / 600.0);
        Assert.Equal(test.Average(r => -Math.Log(shares[r.Kind])), several.Baselines[0].Evaluation.Metrics["LogLoss"].Value, 1e-4);

        var ranking = _ml.Ranking.EvaluateBaselines(View(train), View(test), "Relevance", orderByColumnNames: ["Price"]);
        Assert.Equal(["constant order", "random order", "Price, largest first"], ranking.Baselines.Select(b => b.Name));
        Assert.Equal("Price, largest first", ranking.Best.Name);
        train.ForEach(r => r.Price = -r.Price);
        Assert.Equal("Price, smallest first", _ml.Ranking.EvaluateBaselines(View(train), View(test), "Relevance", orderByColumnNames: ["Price"], featureColumnName: null).Baselines[^1].Name);
    }

    /// <summary>Bias and weights by Gauss's elimination on centred features.</summary>
    private static double[] Exact(List<Row> rows)
    {
        const int Size = 3;
        var means = Enumerable.Range(0, Size).Select(j => rows.Average(r => (double)r.Features[j])).ToArray();
        var labelMean = rows.Average(r => (double)r.Label);
        var a = new double[Size, Size + 1];
        foreach (var row in rows)
        {
            for (var i = 0; i < Size; i++)
            {
                for (var j = 0; j < Size; j++)
                    a[i, j] += (row.Features[i] - means[i]) * (row.Features[j] - means[j]);
                a[i, Size] += (row.Features[i] - means[i]) * (row.Label - labelMean);
            }
        }
        for (var i = 0; i < Size; i++)
        {
            for (var k = 0; k < Size; k++)
            {
                if (k == i)
                    continue;
                var factor = a[k, i] / a[i, i];
                for (var j = 0; j <= Size; j++)
                    a[k, j] -= factor * a[i, j];
            }
        }
        var weights = Enumerable.Range(0, Size).Select(i => a[i, Size] / a[i, i]).ToArray();
        return [labelMean - weights.Zip(means, (w, m) => w * m).Sum(), .. weights];
    }
}
