using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Different values in ascending order, and how much weight lies at each and below.</summary>
/// <param name="Values">Ascending, each once.</param>
/// <param name="Weights">The weight of each.</param>
/// <param name="Cumulative">The weight of the values up to and including this one; the last is the total.</param>
internal sealed record SortedWeights(double[] Values, double[] Weights, double[] Cumulative)
{
    public double Total => Cumulative.Length == 0 ? 0 : Cumulative[^1];

    /// <summary>The weight of all values that are not above <paramref name="value"/>.</summary>
    public double AtMost(double value)
    {
        var index = Array.BinarySearch(Values, value);
        index = index < 0 ? ~index - 1 : index;
        return index < 0 ? 0 : Cumulative[index];
    }

    /// <summary>The weight of all values below <paramref name="value"/>.</summary>
    public double Below(double value)
    {
        var index = Array.BinarySearch(Values, value);
        index = (index < 0 ? ~index : index) - 1;
        return index < 0 ? 0 : Cumulative[index];
    }

    /// <summary>The smallest value at which the cumulative weight reaches the share of the total.</summary>
    public double Quantile(double share)
    {
        var target = share * Total;
        var index = Array.BinarySearch(Cumulative, target);
        index = index < 0 ? ~index : index;
        // A share that is meant to be at a step (0.3 of 10) lies a rounding error above it.
        if (index > 0 && Cumulative[index - 1] >= target - (1e-12 * Total))
            index--;
        return Values[Math.Min(index, Values.Length - 1)];
    }

    /// <summary>Takes pairs in ascending order and adds up those of one value.</summary>
    public static SortedWeights Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var (distinct, weight, cumulative) = (new double[values.Length], new double[values.Length], new double[values.Length]);
        var (count, sum) = (0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var add = weights.IsEmpty ? 1 : weights[i];
            sum += add;
            if (count == 0 || distinct[count - 1] != values[i])
                distinct[count++] = values[i];
            weight[count - 1] += add;
            cumulative[count - 1] = sum;
        }
        return new(distinct[..count], weight[..count], cumulative[..count]);
    }
}
