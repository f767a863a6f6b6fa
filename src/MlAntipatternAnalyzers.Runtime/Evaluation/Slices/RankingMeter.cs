using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// A ranker's gains, as ML.NET's evaluator defines them: of the rows of each group that are in a slice, averaged over the groups. A group is what the bootstrap draws, since its
/// rows are not independent. Keeps sums, the current group's rows, and the groups that have been, because a group that comes twice would silently count as two.
/// </summary>
internal sealed class RankingMeter : TaskMeter
{
    private const int Weight = 0;

    private readonly DataViewSchema.Column _labelColumn;
    private readonly DataViewSchema.Column _groupColumn;
    private readonly DataViewSchema.Column _scoreColumn;
    private readonly SliceSums _sums;
    private readonly int _slicesPerRow;
    private readonly HashSet<ulong> _seen = [];
    private readonly List<Item> _items = [];
    private readonly List<int> _slices = [];
    private readonly List<Item> _part = [];
    private readonly int[] _levels;
    private readonly double[] _labelGains;

    // 1 / ln(1 + p) at the place p, from 1 on, as ML.NET has it.
    private readonly double[] _discounts;
    private readonly double[] _gains;
    private readonly double[] _bestGains;
    private Func<double>? _labelOf;
    private Func<double>? _scoreOf;
    private Func<ulong>? _groupOf;
    private double _weight;
    private ulong _group;
    private ulong _currentGroup;
    private long _groups;
    private int _label;
    private double _score;

    public RankingMeter(DataViewSchema schema, string label, string group, string score, int slicesPerRow, SlicedEvaluationOptions options)
        : base(options)
    {
        _labelColumn = EvaluationColumns.FindNumber(schema, label, "the label", EvaluationAdvice.Label);
        _groupColumn = EvaluationColumns.Find(schema, group, "the rows' group", EvaluationAdvice.Group);
        if (_groupColumn.Type is not KeyDataViewType)
            throw EvaluationColumns.WrongType(_groupColumn, "the rows' group", "a key; map it by MapValueToKey or Hash");
        _scoreColumn = EvaluationColumns.FindScore(schema, score);
        _slicesPerRow = slicesPerRow;
        _levels = [.. options.TruncationLevels];
        _labelGains = [.. options.LabelGains];
        _discounts = [.. Enumerable.Range(0, _levels[^1]).Select(place => 1 / Math.Log(2 + place))];
        (_gains, _bestGains) = (new double[_levels.Length], new double[_levels.Length]);
        _sums = new(1 + (2 * _levels.Length), Weights.Lanes);
    }

    public override IEnumerable<DataViewSchema.Column> Columns => [_labelColumn, _groupColumn, _scoreColumn];

    public override double Prediction => _score;

    public override void Bind(DataViewRow row)
    {
        _labelOf = EvaluationColumns.Number(row, _labelColumn);
        _scoreOf = EvaluationColumns.Number(row, _scoreColumn);
        _groupOf = EvaluationColumns.KeyValue(row, _groupColumn);
    }

    public override bool Read()
    {
        var label = _labelOf!();
        _score = _scoreOf!();
        _group = _groupOf!();
        if (double.IsNaN(label) || double.IsNaN(_score) || _group == 0)
            return false;
        _label = (int)label;
        return _label >= 0 && _label < _labelGains.Length ? true : throw new EvaluationException(
            $"A row has the relevance {label.ToString(CultureInfo.InvariantCulture)} in column '{_labelColumn.Name}', and there are gains for 0 … {_labelGains.Length - 1}. Give more LabelGains, or correct the label.");
    }

    public override void Add(ReadOnlySpan<int> slices, double weight, long row)
    {
        if (_items.Count > 0 && _group != _currentGroup)
            FinishGroup();
        if (_items.Count == 0)
        {
            (_currentGroup, _weight) = (_group, weight);
            if (!_seen.Add(_group))
            {
                throw new EvaluationException(
                    $"The rows of group {_group - 1} (column '{_groupColumn.Name}') do not follow each other. Sort the data by group before it is loaded, and do not shuffle it: each part would count as a group of its own.");
            }
        }
        if (weight != _weight)
        {
            throw new EvaluationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Group {_group - 1} (column '{_groupColumn.Name}') has rows of the weights {_weight} and {weight}. A ranking weighs groups: give all rows of a group one weight."));
        }
        _items.Add(new(_label, _score));
        _slices.AddRange(slices);
    }

    public override void Finish()
    {
        if (_items.Count > 0)
            FinishGroup();
    }

    public override IEnumerable<MetricSeries> Measure(int slice)
    {
        for (var i = 0; i < 2 * _levels.Length; i++)
        {
            var quantity = 1 + i;
            var gain = i >= _levels.Length;
            yield return Series(
                string.Create(CultureInfo.InvariantCulture, $"{(gain ? "DCG" : "NDCG")}@{_levels[i % _levels.Length]}"),
                lane => _sums.At(slice, quantity, lane) / _sums.At(slice, Weight, lane),
                NoRow,
                min: 0,
                max: gain ? double.PositiveInfinity : 1);
        }
    }

    private void FinishGroup()
    {
        var weights = Weights.Of(_groups++, _weight);
        for (var definition = 0; definition < _slicesPerRow; definition++)
        {
            // A group's rows may be in several slices that one column makes: each gets its part, once.
            for (var first = 0; first < _items.Count; first++)
            {
                var slice = SliceOf(first, definition);
                if (!IsFirst(first, definition))
                    continue;
                _part.Clear();
                for (var i = first; i < _items.Count; i++)
                {
                    if (SliceOf(i, definition) == slice)
                        _part.Add(_items[i]);
                }
                AddPart(slice, weights);
                if (_part.Count == _items.Count)
                    break;
            }
        }
        _items.Clear();
        _slices.Clear();
    }

    private bool IsFirst(int row, int definition)
    {
        for (var i = 0; i < row; i++)
        {
            if (SliceOf(i, definition) == SliceOf(row, definition))
                return false;
        }
        return true;
    }

    private int SliceOf(int row, int definition) => _slices[(row * _slicesPerRow) + definition];

    private void AddPart(int slice, ReadOnlySpan<double> weights)
    {
        var sums = _sums.Of(slice);
        _sums.Add(sums, Weight, weights);
        var part = CollectionsMarshal.AsSpan(_part);
        // Equal scores are ranked with the less relevant row first: a ranker gets no credit for a tie.
        part.Sort(static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Label.CompareTo(b.Label));
        Gains(part, _gains);
        part.Sort(static (a, b) => b.Label.CompareTo(a.Label));
        Gains(part, _bestGains);
        for (var k = 0; k < _levels.Length; k++)
        {
            _sums.Add(sums, 1 + k, weights, _bestGains[k] > 0 ? _gains[k] / _bestGains[k] : 0);
            _sums.Add(sums, 1 + _levels.Length + k, weights, _gains[k]);
        }
    }

    // The discounted gain of the first rows, for each of the levels, which ascend.
    private void Gains(ReadOnlySpan<Item> ranked, double[] gains)
    {
        var (gain, place) = (0.0, 0);
        for (var k = 0; k < _levels.Length; k++)
        {
            for (; place < _levels[k] && place < ranked.Length; place++)
                gain += _labelGains[ranked[place].Label] * _discounts[place];
            gains[k] = gain;
        }
    }

    private readonly record struct Item(int Label, double Score);
}
