using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A multiclass model's metrics, as ML.NET's evaluator defines them. Keeps sums, and of each slice which classes were taken for which.</summary>
internal sealed class MulticlassMeter : TaskMeter
{
    private const int Weight = 0;
    private const int Correct = 1;
    private const int Loss = 2;
    private const int FirstTopK = 3;

    // A class that the model does not know has this probability, and no probability counts for less: ML.NET's constant.
    private const float LeastProbability = 1e-15f;

    private readonly DataViewSchema.Column _labelColumn;
    private readonly DataViewSchema.Column _scoreColumn;
    private readonly SliceSums _sums;
    private readonly List<Dictionary<(int Actual, int Predicted), double>> _confusions = [];
    private readonly float[] _scores;
    private Func<double>? _labelOf;
    private ValueGetter<VBuffer<float>>? _scoresOf;
    private VBuffer<float> _buffer;
    private int _label;

    public MulticlassMeter(DataViewSchema schema, string label, string score, SlicedEvaluationOptions options)
        : base(options)
    {
        _labelColumn = EvaluationColumns.Find(schema, label, "the label", EvaluationAdvice.Label);
        if (_labelColumn.Type is not KeyDataViewType && !EvaluationColumns.IsNumber(_labelColumn.Type))
            throw EvaluationColumns.WrongType(_labelColumn, "a multiclass label", "a key, or the number of the class; map it by MapValueToKey in the pipeline");
        _scoreColumn = EvaluationColumns.Find(schema, score, "the score", EvaluationAdvice.Score);
        if (_scoreColumn.Type is not VectorDataViewType { Size: >= 2 } vector || vector.ItemType != NumberDataViewType.Single)
            throw EvaluationColumns.WrongType(_scoreColumn, "a multiclass score", "a vector of two Singles or more, one for each class; is the model of another task?");
        _scores = new float[vector.Size];
        ClassNames = Names();
        _sums = new(FirstTopK + options.TopK.Count + (2 * _scores.Length), Weights.Lanes);
    }

    public override IEnumerable<DataViewSchema.Column> Columns => [_labelColumn, _scoreColumn];

    /// <summary>The classes that the model knows, in the order of its scores.</summary>
    public string[] ClassNames { get; }

    /// <summary>The class that the current row is taken for: the first of the highest score.</summary>
    public int Predicted { get; private set; }

    /// <summary>The current row's scores.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    public override int ActualClass => _label;

    public override bool IsRight => Predicted == _label;

    private int FirstClass => FirstTopK + Options.TopK.Count;

    public override void Bind(DataViewRow row)
    {
        _labelOf = EvaluationColumns.Number(row, _labelColumn);
        _scoresOf = row.GetGetter<VBuffer<float>>(_scoreColumn);
    }

    public override bool Read()
    {
        var label = _labelOf!();
        if (!(label >= 0) || label != Math.Floor(label) || label >= int.MaxValue)
            return false;
        _label = (int)label;
        _scoresOf!(ref _buffer);
        _buffer.CopyTo(_scores);
        Predicted = 0;
        for (var i = 0; i < _scores.Length; i++)
        {
            if (!float.IsFinite(_scores[i]))
                return false;
            if (_scores[i] > _scores[Predicted])
                Predicted = i;
        }
        return true;
    }

    public override void Add(ReadOnlySpan<int> slices, double weight, long row)
    {
        var weights = Weights.Of(row, weight);
        var known = _label < _scores.Length;
        var loss = -Math.Log(known ? Math.Clamp(_scores[_label], LeastProbability, 1) : LeastProbability);
        var rank = Rank();
        foreach (var slice in slices)
        {
            var sums = _sums.Of(slice);
            _sums.Add(sums, Weight, weights);
            _sums.Add(sums, Loss, weights, loss);
            if (rank == 0)
                _sums.Add(sums, Correct, weights);
            for (var k = 0; k < Options.TopK.Count; k++)
            {
                if (rank < Options.TopK[k])
                    _sums.Add(sums, FirstTopK + k, weights);
            }
            while (_confusions.Count <= slice)
                _confusions.Add([]);
            if (!known)
                continue;
            _sums.Add(sums, FirstClass + (2 * _label), weights);
            if (rank == 0)
                _sums.Add(sums, FirstClass + (2 * _label) + 1, weights);
            CollectionsMarshal.GetValueRefOrAddDefault(_confusions[slice], (_label, Predicted), out _) += weight;
        }
    }

    public override IEnumerable<MetricSeries> Measure(int slice)
    {
        double Mean(int quantity, int lane) => _sums.At(slice, quantity, lane) / _sums.At(slice, Weight, lane);
        double OfClass(int label, int lane) => _sums.At(slice, FirstClass + (2 * label), lane);
        double Macro(int lane)
        {
            var present = Enumerable.Range(0, _scores.Length).Where(label => OfClass(label, lane) > 0).ToArray();
            return present.Length == 0 ? double.NaN : present.Average(label => _sums.At(slice, FirstClass + (2 * label) + 1, lane) / OfClass(label, lane));
        }
        // In nats, of the labels that the model knows: as ML.NET has it.
        double Entropy(int lane) => -Enumerable.Range(0, _scores.Length).Select(label => OfClass(label, lane) / _sums.At(slice, Weight, lane)).Sum(share => share > 0 ? share * Math.Log(share) : 0);

        var any = _sums.At(slice, Weight, 0) > 0;
        yield return Series("MicroAccuracy", lane => Mean(Correct, lane), NoRow, 0, 1);
        yield return Series("MacroAccuracy", Macro, any ? "no label is of a class that the model knows" : NoRow, 0, 1);
        yield return Series("LogLoss", lane => Mean(Loss, lane), NoRow, min: 0);
        yield return Series(
            "LogLossReduction",
            lane => Entropy(lane) is > 0 and var entropy ? (entropy - Mean(Loss, lane)) / entropy : double.NaN,
            any ? "all labels are of one class" : NoRow,
            max: 1);
        for (var k = 0; k < Options.TopK.Count; k++)
        {
            var quantity = FirstTopK + k;
            yield return Series(string.Create(CultureInfo.InvariantCulture, $"TopKAccuracy@{Options.TopK[k]}"), lane => Mean(quantity, lane), NoRow, 0, 1);
        }
    }

    public override ConfusionTable Confusion(int slice)
    {
        var counts = slice < _confusions.Count ? _confusions[slice] : [];
        // A model of a thousand classes would have a million cells in every slice: only the classes that occur are shown.
        var occurring = counts.Keys.SelectMany(pair => (int[])[pair.Actual, pair.Predicted]).Distinct().Order().ToArray();
        return new(
            [.. occurring.Select(label => ClassNames[label])],
            [.. occurring.Select(actual => (IReadOnlyList<double>)[.. occurring.Select(predicted => counts.GetValueOrDefault((actual, predicted)))])]);
    }

    // How many classes are before the label's when sorted by score: of equal scores the first class comes first.
    private int Rank()
    {
        var score = _label < _scores.Length ? _scores[_label] : 0;
        var rank = 0;
        for (var i = 0; i < _scores.Length; i++)
        {
            if (_scores[i] > score || (_scores[i] == score && i < _label))
                rank++;
        }
        // Negative scores, which are no probabilities, would rank a class that the model does not know first.
        return _label < _scores.Length ? rank : _scores.Length;
    }

    private string[] Names()
    {
        if (_scoreColumn.HasSlotNames())
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            _scoreColumn.GetSlotNames(ref names);
            if (names.Length == _scores.Length)
                return [.. names.DenseValues().Select(name => name.ToString())];
        }
        var keys = _labelColumn.Type is KeyDataViewType ? EvaluationColumns.KeyNames(_labelColumn) : null;
        return keys?.Length == _scores.Length ? keys : [.. Enumerable.Range(0, _scores.Length).Select(i => i.ToString(CultureInfo.InvariantCulture))];
    }
}
