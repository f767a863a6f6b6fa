using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>
/// A regression's predictions in buckets of equal width, each with the mean of its predictions and of its labels: what calibration is for probabilities. One pass; the
/// range need not be known before, and the buckets do not depend on the order of the rows.
/// </summary>
internal sealed class PredictionBuckets
{
    private const int Most = 16;

    private readonly SortedList<long, Sums> _buckets = [];
    private double _width;

    /// <param name="mlContext">Makes the transform that reads labels of every type of number.</param>
    /// <param name="predictions">What the model gives.</param>
    /// <param name="request">The names of the columns.</param>
    public static IReadOnlyList<CalibrationBucket> Of(MLContext mlContext, IDataView predictions, EvaluationRequest request)
    {
        var columns = new[] { request.Score, request.Label }.Concat(request.Weight is { } given ? [given] : []).ToArray();
        var pairs = columns.Select((column, i) => new InputOutputColumnPair($"{column}\0{i}", column)).ToArray();
        var numbers = mlContext.Transforms.Conversion.ConvertType(pairs, DataKind.Double).Fit(predictions).Transform(predictions);
        using var cursor = numbers.GetRowCursor(pairs.Select(pair => numbers.Schema[pair.OutputColumnName]));
        var getters = Array.ConvertAll(pairs, pair => cursor.GetGetter<double>(numbers.Schema[pair.OutputColumnName]));
        var buckets = new PredictionBuckets();
        var (score, label, weight) = (0.0, 0.0, 1.0);
        while (cursor.MoveNext())
        {
            getters[0](ref score);
            getters[1](ref label);
            if (getters.Length > 2)
                getters[2](ref weight);
            // As the metrics do.
            if (double.IsFinite(score) && double.IsFinite(label) && double.IsFinite(weight))
                buckets.Add(score, label, weight);
        }
        return buckets.ToList();
    }

    public void Add(double prediction, double label, double weight)
    {
        if (_width == 0)
            _width = Math.ScaleB(1, Math.ILogB(Math.Max(Math.Abs(prediction), 1e-30)) - 40);
        // The bucket's number must be exact.
        while (Math.Abs(prediction / _width) > 1L << 50)
            Double();
        var number = (long)Math.Floor(prediction / _width);
        _buckets[number] = _buckets.GetValueOrDefault(number).Plus(new(1, weight, weight * prediction, weight * label));
        while (_buckets.Keys[^1] - _buckets.Keys[0] >= Most)
            Double();
    }

    public IReadOnlyList<CalibrationBucket> ToList() =>
        [.. _buckets.Where(bucket => bucket.Value.Weight > 0).Select(bucket => new CalibrationBucket(
            bucket.Key * _width,
            (bucket.Key + 1) * _width,
            bucket.Value.Rows,
            bucket.Value.Weight,
            bucket.Value.Predictions / bucket.Value.Weight,
            bucket.Value.Labels / bucket.Value.Weight))];

    // Each bucket of the double width holds exactly two of the single one.
    private void Double()
    {
        _width *= 2;
        var halves = _buckets.ToArray();
        _buckets.Clear();
        foreach (var (number, sums) in halves)
            _buckets[number >> 1] = _buckets.GetValueOrDefault(number >> 1).Plus(sums);
    }

    private readonly record struct Sums(long Rows, double Weight, double Predictions, double Labels)
    {
        public Sums Plus(Sums other) => new(Rows + other.Rows, Weight + other.Weight, Predictions + other.Predictions, Labels + other.Labels);
    }
}
