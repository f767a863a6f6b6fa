using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How much columns tell about a label, from a sample of the rows.</summary>
internal sealed class MutualInformation
{
    /// <summary>Numbers with more different values than this are cut into as many buckets of equal frequency.</summary>
    public const int MostNumbers = 32;

    // How often the label is shuffled to see what chance alone gives.
    private const int Shuffles = 4;

    private readonly RowSample _sample;
    private readonly int[] _label;
    private readonly double _total;

    public MutualInformation(RowSample sample, string label)
    {
        _sample = sample;
        _label = ClassesOf(sample.Columns.Single(column => column.Name == label));
        _total = sample.Weights?.Sum() ?? sample.Count;
        LabelEntropy = Entropy(_label);
    }

    /// <summary>In bits.</summary>
    public double LabelEntropy { get; }

    /// <summary>I(X; Y) in bits, and the same less what shuffled labels give.</summary>
    public (double Plain, double Adjusted) Of(SampledColumn column)
    {
        var classes = ClassesOf(column);
        var entropies = Entropy(classes) + LabelEntropy;
        var plain = Math.Max(0, entropies - JointEntropy(classes, 0));
        var chance = 0.0;
        // The rows are in random order, so that a rotation of the labels is as good as a shuffle.
        for (var shuffle = 1; shuffle <= Shuffles; shuffle++)
            chance += Math.Max(0, entropies - JointEntropy(classes, (int)((long)_label.Length * shuffle / (Shuffles + 1)))) / Shuffles;
        return (plain, Math.Max(0, plain - chance));
    }

    private double Entropy(int[] classes)
    {
        var sums = new Dictionary<long, double>();
        for (var row = 0; row < classes.Length; row++)
            Add(sums, classes[row], row);
        return EntropyOf(sums.Values);
    }

    private double JointEntropy(int[] classes, int rotation)
    {
        var sums = new Dictionary<long, double>();
        for (var row = 0; row < classes.Length; row++)
            Add(sums, ((long)classes[row] << 32) | (uint)_label[(row + rotation) % _label.Length], row);
        return EntropyOf(sums.Values);
    }

    private void Add(Dictionary<long, double> sums, long key, int row)
    {
        ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _);
        sum += _sample.Weights?[row] ?? 1;
    }

    private double EntropyOf(IEnumerable<double> sums)
    {
        if (!(_total > 0))
            return 0;
        // Largest first: the order of a hash table would decide the last digit.
        return Math.Max(0, -sums.Where(sum => sum > 0).OrderDescending().Sum(sum => sum / _total * Math.Log2(sum / _total)));
    }

    /// <summary>Numbers the values of a column, or the buckets of its numbers.</summary>
    private static int[] ClassesOf(SampledColumn column)
    {
        var distinct = column.Codes.Distinct().ToArray();
        if (!column.IsNumber || distinct.Length <= MostNumbers)
        {
            var numbers = distinct.Select((code, number) => (code, number)).ToDictionary(pair => pair.code, pair => pair.number);
            return Array.ConvertAll(column.Codes, code => numbers[code]);
        }

        var present = column.Codes.Select(code => BitConverter.UInt64BitsToDouble(code)).Where(value => !double.IsNaN(value)).Order().ToArray();
        // Equal numbers are in one bucket: that of the first of them.
        return Array.ConvertAll(column.Codes, code => BitConverter.UInt64BitsToDouble(code) is var value && double.IsNaN(value)
            ? MostNumbers
            : (int)((long)FirstOf(present, value) * MostNumbers / present.Length));
    }

    private static int FirstOf(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
