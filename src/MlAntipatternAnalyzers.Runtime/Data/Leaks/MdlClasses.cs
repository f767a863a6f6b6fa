using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Cuts numbers where the label changes, and only where the cut is worth its description (Fayyad and Irani, <i>Multi-interval discretization of continuous-valued attributes for classification learning</i>, IJCAI
/// 1993): a column of which any threshold tells the label is found whatever the label's share, and numbers that have nothing to do with it make one class.
/// </summary>
internal sealed class MdlClasses
{
    private readonly double[] _numbers;
    private readonly int[] _labels;
    private readonly int _labelCount;
    // n·log₂ n of every count that there can be.
    private readonly double[] _logs;
    private readonly List<int> _cuts = [];

    private MdlClasses(double[] numbers, int[] labels, int labelCount)
    {
        _numbers = numbers;
        _labels = labels;
        _labelCount = labelCount;
        _logs = new double[numbers.Length + 2];
        for (var n = 2; n < _logs.Length; n++)
            _logs[n] = n * Math.Log2(n);
    }

    /// <summary>The class of each number; those that are missing have one of their own.</summary>
    public static int[] Of(IReadOnlyList<double> numbers, int[] label, int labelCount)
    {
        var order = Enumerable.Range(0, numbers.Count).Where(i => !double.IsNaN(numbers[i])).OrderBy(i => numbers[i]).ToArray();
        var sorted = new MdlClasses(Array.ConvertAll(order, i => numbers[i]), Array.ConvertAll(order, i => label[i]), labelCount);
        sorted.Cut(0, order.Length);
        sorted._cuts.Sort();
        var classes = new int[numbers.Count];
        Array.Fill(classes, -1);
        var at = 0;
        for (var i = 0; i < order.Length; i++)
        {
            while (at < sorted._cuts.Count && sorted._cuts[at] <= i)
                at++;
            classes[order[i]] = at;
        }
        return classes;
    }

    private void Cut(int from, int to)
    {
        if (to - from < 4)
            return;
        var (left, right) = (new int[_labelCount], new int[_labelCount]);
        for (var i = from; i < to; i++)
            right[_labels[i]]++;
        // n·H = n·log n − Σ c·log c: a row that changes sides changes two terms only.
        var (sumLeft, sumRight) = (0.0, right.Sum(count => _logs[count]));
        var whole = _logs[to - from] - sumRight;
        var (best, bestAt) = (whole, -1);
        for (var i = from; i < to - 1; i++)
        {
            var label = _labels[i];
            sumLeft += _logs[left[label] + 1] - _logs[left[label]];
            left[label]++;
            sumRight += _logs[right[label] - 1] - _logs[right[label]];
            right[label]--;
            if (_numbers[i] == _numbers[i + 1])
                continue;
            var parts = _logs[i + 1 - from] - sumLeft + _logs[to - i - 1] - sumRight;
            if (parts < best)
                (best, bestAt) = (parts, i + 1);
        }
        if (bestAt < 0 || !IsWorthIt(from, bestAt, to, whole - best))
            return;
        _cuts.Add(bestAt);
        Cut(from, bestAt);
        Cut(bestAt, to);
    }

    // The gain is in bits of all rows together.
    private bool IsWorthIt(int from, int at, int to, double gain)
    {
        var ((k, entropy), (k1, before), (k2, after)) = (Of(from, to), Of(from, at), Of(at, to));
        var delta = Math.Log2(Math.Pow(3, k) - 2) - ((k * entropy) - (k1 * before) - (k2 * after));
        return gain > Math.Log2(to - from - 1) + delta;

        (int Classes, double Entropy) Of(int start, int end)
        {
            var counts = new int[_labelCount];
            for (var i = start; i < end; i++)
                counts[_labels[i]]++;
            return (counts.Count(count => count > 0), (_logs[end - start] - counts.Sum(count => _logs[count])) / (end - start));
        }
    }
}
