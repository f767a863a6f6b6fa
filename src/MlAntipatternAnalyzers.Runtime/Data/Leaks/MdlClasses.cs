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
    private readonly List<int> _cuts = [];

    private MdlClasses(double[] numbers, int[] labels, int labelCount)
    {
        _numbers = numbers;
        _labels = labels;
        _labelCount = labelCount;
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
        var (all, left) = (new int[_labelCount], new int[_labelCount]);
        for (var i = from; i < to; i++)
            all[_labels[i]]++;
        var entropy = Entropy(all, to - from);
        var (best, bestAt, bestLeft) = (entropy, -1, Array.Empty<int>());
        var right = (int[])all.Clone();
        for (var i = from; i < to - 1; i++)
        {
            left[_labels[i]]++;
            right[_labels[i]]--;
            if (_numbers[i] == _numbers[i + 1])
                continue;
            double before = i + 1 - from, after = to - i - 1;
            var rest = ((before * Entropy(left, before)) + (after * Entropy(right, after))) / (to - from);
            if (rest < best)
                (best, bestAt, bestLeft) = (rest, i + 1, (int[])left.Clone());
        }
        if (bestAt < 0 || !IsWorthIt(entropy, best, all, bestLeft, bestAt - from, to - bestAt))
            return;
        _cuts.Add(bestAt);
        Cut(from, bestAt);
        Cut(bestAt, to);
    }

    private static bool IsWorthIt(double entropy, double rest, int[] all, int[] left, int before, int after)
    {
        var right = all.Zip(left, (a, b) => a - b).ToArray();
        var (k, k1, k2) = (all.Count(n => n > 0), left.Count(n => n > 0), right.Count(n => n > 0));
        double n = before + after;
        var delta = Math.Log2(Math.Pow(3, k) - 2) - ((k * entropy) - (k1 * Entropy(left, before)) - (k2 * Entropy(right, after)));
        return entropy - rest > (Math.Log2(n - 1) + delta) / n;
    }

    private static double Entropy(int[] counts, double total)
    {
        var sum = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                sum -= count / total * Math.Log2(count / total);
        }
        return sum;
    }
}
