using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// A binary model's metrics, as ML.NET's evaluator defines them. Areas under curves need every score; they are kept by <see cref="RankedRows"/>. The rest is sums.
/// </summary>
internal sealed class BinaryMeter : TaskMeter
{
    private const int TruePositives = 0;
    private const int FalsePositives = 1;
    private const int TrueNegatives = 2;
    private const int FalseNegatives = 3;
    private const int Loss = 4;
    private const int Probability = 5;
    private const int Buckets = 10;

    private readonly DataViewSchema.Column _labelColumn;
    private readonly DataViewSchema.Column _scoreColumn;
    private readonly DataViewSchema.Column? _probabilityColumn;
    private readonly SliceSums _sums;
    private readonly RankedRows _ranked;
    private readonly List<Bucket[]> _buckets = [];
    private Func<double>? _labelOf;
    private Func<double>? _scoreOf;
    private Func<double>? _probabilityOf;
    private bool _positive;
    private float _score;
    private double _probability = double.NaN;

    /// <param name="schema">The predictions' schema.</param>
    /// <param name="label">The label's column.</param>
    /// <param name="score">The score's column.</param>
    /// <param name="probability">The probability's column; null where there is none.</param>
    /// <param name="slicesPerRow">How many slices each row belongs to.</param>
    /// <param name="options">The options.</param>
    public BinaryMeter(DataViewSchema schema, string label, string score, string? probability, int slicesPerRow, SlicedEvaluationOptions options)
        : base(options)
    {
        _labelColumn = EvaluationColumns.FindNumber(schema, label, "the label", EvaluationAdvice.Label);
        _scoreColumn = EvaluationColumns.FindScore(schema, score);
        if (probability is not null)
        {
            _probabilityColumn = EvaluationColumns.Find(schema, probability, "the probability", EvaluationAdvice.Probability);
            if (!EvaluationColumns.IsNumber(_probabilityColumn.Value.Type))
                throw EvaluationColumns.WrongType(_probabilityColumn.Value, "a binary model's probability", "one number");
        }
        _sums = new(_probabilityColumn is null ? 4 : 6, Weights.Lanes);
        _ranked = new(Weights, slicesPerRow, options.WeightColumnName is not null);
    }

    public override IEnumerable<DataViewSchema.Column> Columns => _probabilityColumn is { } probability ? [_labelColumn, _scoreColumn, probability] : [_labelColumn, _scoreColumn];

    /// <summary>Whether the model gives probabilities.</summary>
    public bool HasProbability => _probabilityColumn is not null;

    /// <summary>The current row's score.</summary>
    public float Score => _score;

    /// <summary>The current row's probability; NaN for a model without.</summary>
    public double ProbabilityOfPositive => _probability;

    public override int ActualClass => _positive ? 0 : 1;

    public override bool IsRight => _score > Options.ScoreThreshold == _positive;

    public override void Bind(DataViewRow row)
    {
        _labelOf = EvaluationColumns.Number(row, _labelColumn);
        _scoreOf = EvaluationColumns.Number(row, _scoreColumn);
        if (_probabilityColumn is { } probability)
            _probabilityOf = EvaluationColumns.Number(row, probability);
    }

    public override bool Read()
    {
        var label = _labelOf!();
        _score = (float)_scoreOf!();
        if (double.IsNaN(label) || !float.IsFinite(_score))
            return false;
        _positive = label > 0;
        if (_probabilityOf is not null)
            _probability = _probabilityOf();
        return true;
    }

    public override void Add(ReadOnlySpan<int> slices, double weight, long row)
    {
        var weights = Weights.Of(row, weight);
        var outcome = _score > Options.ScoreThreshold ? _positive ? TruePositives : FalsePositives : _positive ? FalseNegatives : TrueNegatives;
        var loss = _probabilityOf is null ? 0 : -Math.Log2(_positive ? _probability : 1 - _probability);
        foreach (var slice in slices)
        {
            var sums = _sums.Of(slice);
            _sums.Add(sums, outcome, weights);
            if (_probabilityOf is null)
                continue;
            _sums.Add(sums, Loss, weights, loss);
            _sums.Add(sums, Probability, weights, _probability);
            if (!double.IsNaN(_probability))
                AddToBucket(slice, weight);
        }
        _ranked.Add(_score, _positive, weight, slices);
    }

    public override void Finish() => _ranked.Sweep();

    public override IEnumerable<MetricSeries> Measure(int slice)
    {
        double Sum(int quantity, int lane) => _sums.At(slice, quantity, lane);
        double Positives(int lane) => Sum(TruePositives, lane) + Sum(FalseNegatives, lane);
        double Negatives(int lane) => Sum(TrueNegatives, lane) + Sum(FalsePositives, lane);
        double All(int lane) => Positives(lane) + Negatives(lane);
        // A class that is predicted for no row has the precision 0 in ML.NET.
        static double OrZero(double part, double whole) => whole > 0 ? part / whole : 0;
        double Precision(int lane) => OrZero(Sum(TruePositives, lane), Sum(TruePositives, lane) + Sum(FalsePositives, lane));
        double Recall(int lane) => Sum(TruePositives, lane) / Positives(lane);
        double Entropy(int lane) => EntropyOf(Positives(lane) / All(lane));

        var noPositive = All(0) > 0 ? "no label is positive" : NoRow;
        var noNegative = All(0) > 0 ? "no label is negative" : NoRow;
        var oneClass = Positives(0) > 0 ? noNegative : noPositive;
        yield return Series("Accuracy", lane => (Sum(TruePositives, lane) + Sum(TrueNegatives, lane)) / All(lane), NoRow, 0, 1);
        yield return Series("AreaUnderRocCurve", lane => _ranked.AreaUnderRocCurve(slice, lane, Positives(lane), Negatives(lane)), oneClass, 0, 1);
        yield return Series("AreaUnderPrecisionRecallCurve", lane => _ranked.AreaUnderPrecisionRecallCurve(slice, lane, Positives(lane)), noPositive, 0, 1);
        yield return Series("F1Score", lane => Positives(lane) > 0 ? OrZero(2 * Precision(lane) * Recall(lane), Precision(lane) + Recall(lane)) : double.NaN, noPositive, 0, 1);
        yield return Series("PositivePrecision", lane => All(lane) > 0 ? Precision(lane) : double.NaN, NoRow, 0, 1);
        yield return Series("PositiveRecall", Recall, noPositive, 0, 1);
        yield return Series("NegativePrecision", lane => All(lane) > 0 ? OrZero(Sum(TrueNegatives, lane), Sum(TrueNegatives, lane) + Sum(FalseNegatives, lane)) : double.NaN, NoRow, 0, 1);
        yield return Series("NegativeRecall", lane => Sum(TrueNegatives, lane) / Negatives(lane), noNegative, 0, 1);
        if (_probabilityColumn is not null)
        {
            var noProbability = All(0) > 0 ? "a row has no probability" : NoRow;
            double LogLoss(int lane) => Sum(Loss, lane) / All(lane);
            yield return Series("LogLoss", LogLoss, noProbability, min: 0);
            yield return Series(
                "LogLossReduction",
                lane => Entropy(lane) > 0 ? (Entropy(lane) - LogLoss(lane)) / Entropy(lane) : double.NaN,
                Entropy(0) > 0 ? noProbability : oneClass,
                max: 1);
        }
        yield return Series("Entropy", Entropy, NoRow, 0, 1);
        yield return Series("MeanLabel", lane => Positives(lane) / All(lane), NoRow, 0, 1);
        if (_probabilityColumn is not null)
        {
            var noProbability = All(0) > 0 ? "a row has no probability" : NoRow;
            yield return Series("MeanPrediction", lane => Sum(Probability, lane) / All(lane), noProbability, 0, 1);
            yield return Series("PredictionBias", lane => (Sum(Probability, lane) - Positives(lane)) / All(lane), noProbability, -1, 1);
        }
    }

    public override IReadOnlyList<CalibrationBucket> Calibration(int slice) => _probabilityColumn is null ? [] :
        [.. Enumerable.Range(0, Buckets).Select(i =>
        {
            var bucket = slice < _buckets.Count ? _buckets[slice][i] : default;
            return new CalibrationBucket(i / (double)Buckets, (i + 1) / (double)Buckets, bucket.Rows, bucket.Weight, bucket.Predicted / bucket.Weight, bucket.Observed / bucket.Weight);
        })];

    public override ConfusionTable Confusion(int slice) => new(
        ["True", "False"],
        [[_sums.At(slice, TruePositives, 0), _sums.At(slice, FalseNegatives, 0)], [_sums.At(slice, FalsePositives, 0), _sums.At(slice, TrueNegatives, 0)]]);

    // In bits, as ML.NET has it.
    private static double EntropyOf(double share) => share is 0 or 1 ? 0 : (-share * Math.Log2(share)) - ((1 - share) * Math.Log2(1 - share));

    private void AddToBucket(int slice, double weight)
    {
        while (_buckets.Count <= slice)
            _buckets.Add(new Bucket[Buckets]);
        ref var bucket = ref _buckets[slice][Math.Clamp((int)(_probability * Buckets), 0, Buckets - 1)];
        bucket.Rows++;
        bucket.Weight += weight;
        bucket.Predicted += weight * _probability;
        bucket.Observed += _positive ? weight : 0;
    }

    private struct Bucket
    {
        public long Rows;
        public double Weight;
        public double Predicted;
        public double Observed;
    }
}
