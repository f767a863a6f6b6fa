using System;
using System.Collections.Generic;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Errors of a regression, as ML.NET's evaluator defines them. Keeps sums only.</summary>
internal sealed class RegressionMeter : TaskMeter
{
    private const int Weight = 0;
    private const int AbsoluteError = 1;
    private const int SquaredError = 2;
    private const int Label = 3;
    private const int SquaredLabel = 4;
    private const int Error = 5;

    private readonly DataViewSchema.Column _labelColumn;
    private readonly DataViewSchema.Column _scoreColumn;
    private readonly SliceSums _sums;

    // Labels are summed less the slice's first one: sums of squares of large labels that differ little would lose all digits.
    private readonly List<double> _origins = [];
    private Func<double>? _labelOf;
    private Func<double>? _scoreOf;
    private double _label;
    private double _score;

    public RegressionMeter(DataViewSchema schema, string label, string score, SlicedEvaluationOptions options)
        : base(options)
    {
        _labelColumn = EvaluationColumns.FindNumber(schema, label, "the label", EvaluationAdvice.Label);
        _scoreColumn = EvaluationColumns.FindScore(schema, score);
        _sums = new(6, Weights.Lanes);
    }

    public override IEnumerable<DataViewSchema.Column> Columns => [_labelColumn, _scoreColumn];

    public override double Prediction => _score;

    public override void Bind(DataViewRow row)
    {
        _labelOf = EvaluationColumns.Number(row, _labelColumn);
        _scoreOf = EvaluationColumns.Number(row, _scoreColumn);
    }

    public override bool Read()
    {
        _label = _labelOf!();
        _score = _scoreOf!();
        return !double.IsNaN(_label) && !double.IsNaN(_score);
    }

    public override void Add(ReadOnlySpan<int> slices, double weight, long row)
    {
        var weights = Weights.Of(row, weight);
        var error = _score - _label;
        var absolute = Math.Abs(error);
        Span<double> values = stackalloc double[6];
        values[Weight] = 1;
        values[AbsoluteError] = absolute;
        values[SquaredError] = absolute * absolute;
        values[Error] = error;
        foreach (var slice in slices)
        {
            while (_origins.Count <= slice)
                _origins.Add(_label);
            var label = _label - _origins[slice];
            values[Label] = label;
            values[SquaredLabel] = label * label;
            _sums.Add(_sums.Of(slice), weights, values);
        }
    }

    public override IEnumerable<MetricSeries> Measure(int slice)
    {
        var origin = slice < _origins.Count ? _origins[slice] : 0;
        double Mean(int quantity, int lane) => _sums.At(slice, quantity, lane) / _sums.At(slice, Weight, lane);
        double Variance(int lane) => Mean(SquaredLabel, lane) - (Mean(Label, lane) * Mean(Label, lane));

        yield return Series("MeanAbsoluteError", lane => Mean(AbsoluteError, lane), NoRow, min: 0);
        yield return Series("MeanSquaredError", lane => Mean(SquaredError, lane), NoRow, min: 0);
        yield return Series("RootMeanSquaredError", lane => Math.Sqrt(Mean(SquaredError, lane)), NoRow, min: 0);
        yield return Series(
            "RSquared",
            lane => Variance(lane) is > 0 and var variance ? 1 - (Mean(SquaredError, lane) / variance) : double.NaN,
            "all labels are equal",
            max: 1);
        yield return Series("MeanLabel", lane => origin + Mean(Label, lane), NoRow);
        yield return Series("MeanPrediction", lane => origin + Mean(Label, lane) + Mean(Error, lane), NoRow);
        yield return Series("PredictionBias", lane => Mean(Error, lane), NoRow);
    }
}
