using System;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime.Tests.Evaluation;

/// <summary>The intervals cover the true value as often as they say.</summary>
public sealed class BootstrapIntervalTests
{
    private const int Simulations = 300;

    private readonly MLContext _ml = new(seed: 1);

    // Three standard deviations of the number of hits among 300 of probability 0.95 (0.8): the seeds are fixed, so that it passes always or never.
    [Theory]
    [InlineData(0.95, 0.038)]
    [InlineData(0.80, 0.070)]
    public void Of_a_mean_error_and_an_accuracy(double level, double tolerance)
    {
        var (error, accuracy) = (0, 0);
        for (var simulation = 0; simulation < Simulations; simulation++)
        {
            var options = new SlicedEvaluationOptions { ConfidenceLevel = level, Seed = simulation };
            var random = new Random(simulation);
            // |normal| has the mean √(2/π).
            var regression = Enumerable.Range(0, 400).Select(_ => new Predictions.Regression { Label = 0, Score = (float)Predictions.Normal(random) });
            error += Covers(_ml.Regression.EvaluateSliced(_ml.View(regression.ToArray()), [], options: options), "MeanAbsoluteError", Math.Sqrt(2 / Math.PI));
            var binary = Enumerable.Range(0, 400).Select(i => new Predictions.Binary { Label = i % 2 == 0, Score = (random.NextDouble() < 0.8) == (i % 2 == 0) ? 1 : -1 });
            accuracy += Covers(_ml.BinaryClassification.EvaluateSliced(_ml.View(binary.ToArray()), [], probabilityColumnName: null, options: options), "Accuracy", 0.8);
        }

        Assert.InRange(error / (double)Simulations, level - tolerance, level + tolerance);
        Assert.InRange(accuracy / (double)Simulations, level - tolerance, level + tolerance);
    }

    [Fact]
    public void Of_an_area_under_the_curve_in_a_weighted_slice()
    {
        var covered = 0;
        for (var simulation = 0; simulation < Simulations; simulation++)
        {
            var random = new Random(simulation);
            var rows = Enumerable.Range(0, 600).Select(_ =>
            {
                var label = random.Next(2) == 0;
                return new Predictions.Binary { Label = label, Score = (float)((label ? 1 : 0) + Predictions.Normal(random)), City = Predictions.Cities[random.Next(2)], Weight = random.Next(1, 3) };
            }).ToArray();
            var evaluation = _ml.BinaryClassification.EvaluateSliced(
                _ml.View(rows), ["City"], probabilityColumnName: null, options: new() { WeightColumnName = "Weight", Seed = simulation });
            // Two normal distributions one apart: Φ(1/√2).
            covered += Covers(evaluation.Find("City=Rome")!.Metrics["AreaUnderRocCurve"], 0.760250);
        }

        Assert.InRange(covered / (double)Simulations, 0.95 - 0.038, 0.95 + 0.038);
    }

    // A group is drawn whole: rows of one group are alike, and an interval that drew rows would be far too narrow.
    [Fact]
    public void Of_the_gain_of_a_ranking()
    {
        var covered = 0;
        for (var simulation = 0; simulation < Simulations; simulation++)
        {
            var random = new Random(simulation);
            // The one relevant row of two is first in 7 of 10 groups: NDCG@1 is 0.7.
            var rows = Enumerable.Range(1, 200).SelectMany(group =>
            {
                var first = random.NextDouble() < 0.7;
                return (Predictions.Ranking[])[
                    new() { GroupId = (uint)group, Label = 1, Score = first ? 2 : 0 },
                    new() { GroupId = (uint)group, Label = 0, Score = 1 }];
            });
            covered += Covers(_ml.Ranking.EvaluateSliced(_ml.View(rows.ToArray()), [], options: new() { Seed = simulation }), "NDCG@1", 0.7);
        }

        Assert.InRange(covered / (double)Simulations, 0.95 - 0.038, 0.95 + 0.038);
    }

    [Fact]
    public void The_same_seed_gives_the_same_intervals_and_another_does_not()
    {
        var view = _ml.View(Predictions.OfBinary(500));

        string Evaluate(int seed) => _ml.BinaryClassification.EvaluateSliced(view, ["City"], options: new() { Seed = seed }).ToJson();

        Assert.Equal(Evaluate(3), Evaluate(3));
        Assert.NotEqual(Evaluate(3), Evaluate(4));
    }

    [Fact]
    public void Without_replicates_there_are_no_intervals_and_the_values_are_the_same()
    {
        var view = _ml.View(Predictions.OfRegression(500));

        var with = _ml.Regression.EvaluateSliced(view, "City");
        var without = _ml.Regression.EvaluateSliced(view, ["City"], options: new() { BootstrapReplicates = 0 });

        Assert.Null(without.ConfidenceLevel);
        Assert.All(without.Slices.SelectMany(slice => slice.Metrics.Values), metric => Assert.Null(metric.Lower ?? metric.Upper));
        Assert.Equal(with.Slices.Select(slice => slice.Metrics["RSquared"].Value), without.Slices.Select(slice => slice.Metrics["RSquared"].Value));
    }

    [Theory]
    [InlineData(0.95, 1, 12.7062)]
    [InlineData(0.95, 2, 4.3027)]
    [InlineData(0.95, 19, 2.0930)]
    [InlineData(0.90, 20, 1.7247)]
    [InlineData(0.99, 100, 2.6259)]
    public void The_quantile_is_that_of_the_tables(double level, int degreesOfFreedom, double expected) =>
        Assert.Equal(expected, StudentT.TwoSided(level, degreesOfFreedom), 4);

    [Fact]
    public void Rows_are_drawn_as_the_Poisson_distribution_says_and_replicates_independently()
    {
        const int Rows = 200_000;
        var weights = new BootstrapWeights(5, seed: 7);
        var counts = new double[10];
        var product = 0.0;
        for (var row = 0; row < Rows; row++)
        {
            var lanes = weights.Of(row, 2);
            Assert.Equal(2, lanes[0]);
            counts[(int)lanes[5] / 2]++;
            product += (lanes[1] / 2 - 1) * ((lanes[2] / 2) - 1);
        }

        double[] expected = [0.36788, 0.36788, 0.18394, 0.06131, 0.01533];
        for (var k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], counts[k] / Rows, 0.005);
        Assert.Equal(0, product / Rows, 0.01);
    }

    private static int Covers(SlicedEvaluation evaluation, string metric, double truth) => Covers(evaluation.Overall.Metrics[metric], truth);

    private static int Covers(MetricValue metric, double truth) => metric.Lower <= truth && truth <= metric.Upper ? 1 : 0;
}
