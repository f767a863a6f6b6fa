using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What two models say of the same row, held side by side after both have read it.</summary>
internal sealed class DifferenceMeter : TaskMeter
{
    private const int Weight = 0;
    private const int Difference = 1;

    private readonly TaskMeter _baseline;
    private readonly TaskMeter _candidate;
    private readonly SliceSums _sums;
    private readonly List<SortedDictionary<int, ClassFlips>> _flips = [];

    // For each of the candidate's classes, where the baseline has it; −1 where it does not know it.
    private readonly int[] _baselineClassOf;
    private readonly int[] _onlyInBaseline;

    public DifferenceMeter(TaskMeter baseline, TaskMeter candidate, SlicedEvaluationOptions options)
        : base(options)
    {
        _baseline = baseline;
        _candidate = candidate;
        _sums = new(2, Weights.Lanes);
        // The order of the classes is that in which training came upon them: another one for each model.
        var (before, after) = baseline is MulticlassMeter old && candidate is MulticlassMeter now ? (old.ClassNames, now.ClassNames) : ([], []);
        _baselineClassOf = Array.ConvertAll(after, name => Array.IndexOf(before, name));
        _onlyInBaseline = [.. Enumerable.Range(0, before.Length).Except(_baselineClassOf)];
    }

    public override IEnumerable<DataViewSchema.Column> Columns => [];

    public override void Bind(DataViewRow row)
    {
    }

    public override bool Read() => true;

    public override void Add(ReadOnlySpan<int> slices, double weight, long row)
    {
        var weights = Weights.Of(row, weight);
        var difference = DifferenceOfRow();
        foreach (var slice in slices)
        {
            var sums = _sums.Of(slice);
            _sums.Add(sums, Weight, weights);
            _sums.Add(sums, Difference, weights, difference);
            if (_candidate.ActualClass >= 0)
                AddFlip(slice, weight);
        }
    }

    public override IEnumerable<MetricSeries> Measure(int slice) =>
        [Series("MeanAbsoluteDifference", lane => _sums.At(slice, Difference, lane) / _sums.At(slice, Weight, lane), NoRow, min: 0)];

    public IReadOnlyList<ClassFlips> Flips(int slice) => slice < _flips.Count ? [.. _flips[slice].Values] : [];

    private double DifferenceOfRow() => (_baseline, _candidate) switch
    {
        (BinaryMeter before, BinaryMeter after) when before.HasProbability && after.HasProbability => Math.Abs(after.ProbabilityOfPositive - before.ProbabilityOfPositive),
        (BinaryMeter before, BinaryMeter after) => Math.Abs((double)after.Score - before.Score),
        (MulticlassMeter before, MulticlassMeter after) => TotalVariation(before.Scores, after.Scores),
        _ => Math.Abs(_candidate.Prediction - _baseline.Prediction),
    };

    private double TotalVariation(ReadOnlySpan<float> before, ReadOnlySpan<float> after)
    {
        var sum = 0.0;
        for (var i = 0; i < after.Length; i++)
            sum += Math.Abs(after[i] - (_baselineClassOf[i] < 0 ? 0.0 : before[_baselineClassOf[i]]));
        foreach (var i in _onlyInBaseline)
            sum += Math.Abs(before[i]);
        return sum / 2;
    }

    private void AddFlip(int slice, double weight)
    {
        while (_flips.Count <= slice)
            _flips.Add([]);
        var number = _candidate.ActualClass;
        var flips = _flips[slice].GetValueOrDefault(number) ?? new(NameOf(number), 0, 0, 0, 0);
        _flips[slice][number] = (_baseline.IsRight, _candidate.IsRight) switch
        {
            (true, true) => flips with { BothRight = flips.BothRight + weight },
            (false, true) => flips with { Gained = flips.Gained + weight },
            (true, false) => flips with { Lost = flips.Lost + weight },
            _ => flips with { BothWrong = flips.BothWrong + weight },
        };
    }

    private string NameOf(int number) => _candidate is MulticlassMeter multiclass
        ? number < multiclass.ClassNames.Length ? multiclass.ClassNames[number] : "(unknown to the candidate)"
        : number == 0 ? "True" : "False";
}
