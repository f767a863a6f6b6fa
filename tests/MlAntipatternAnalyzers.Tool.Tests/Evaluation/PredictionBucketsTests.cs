using System;
using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Tests.Evaluation;

public sealed class PredictionBucketsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1e9, 1e9)]
    [InlineData(1e6, 1)]
    [InlineData(-0.001, 1e-7)]
    public void Buckets_hold_every_row_once_whatever_the_order(double centre, double spread)
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 1000).Select(_ => (Prediction: centre + spread * (random.NextDouble() - 0.5), Label: random.NextDouble(), Weight: (double)random.Next(1, 4))).ToArray();

        var buckets = Of(rows);
        var turned = Of([.. rows.Reverse()]);

        Assert.InRange(buckets.Count, 6, 16);
        Assert.Equal(buckets.Select(bucket => (bucket.Lower, bucket.Upper, bucket.Rows)), turned.Select(bucket => (bucket.Lower, bucket.Upper, bucket.Rows)));
        foreach (var bucket in buckets)
        {
            var inside = rows.Where(row => row.Prediction >= bucket.Lower && row.Prediction < bucket.Upper).ToArray();
            Assert.Equal(inside.Length, bucket.Rows);
            Assert.Equal(inside.Sum(row => row.Weight), bucket.WeightedRows, 9);
            Assert.Equal(inside.Sum(row => row.Weight * row.Label) / inside.Sum(row => row.Weight), bucket.MeanObserved, 9);
            Assert.InRange(bucket.MeanPredicted, bucket.Lower, bucket.Upper);
        }
        Assert.Equal(rows.Length, buckets.Sum(bucket => bucket.Rows));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3.5)]
    [InlineData(1e300)]
    public void A_model_that_always_says_the_same_has_one_bucket(double prediction)
    {
        var bucket = Assert.Single(Of([(prediction, 1, 1), (prediction, 3, 1)]));

        Assert.Equal((2, 2.0), (bucket.Rows, bucket.MeanObserved));
    }

    private static IReadOnlyList<CalibrationBucket> Of((double Prediction, double Label, double Weight)[] rows)
    {
        var buckets = new PredictionBuckets();
        foreach (var (prediction, label, weight) in rows)
            buckets.Add(prediction, label, weight);
        return buckets.ToList();
    }
}
