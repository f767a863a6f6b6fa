using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How often each value of a column occurs. Immutable.</summary>
public sealed class ValueCounts
{
    private readonly Dictionary<string, double> _counts;

    /// <summary>Takes counts.</summary>
    /// <param name="values">The values, each once, with counts that are finite and not negative.</param>
    /// <param name="total">The weight of all values, those included that are not given; null when all are given.</param>
    /// <param name="countError">By how much a count is too small at most.</param>
    /// <param name="effectiveCount">How many values of equal weight tell as much as these do; null for the total, as it is without weights.</param>
    /// <exception cref="ArgumentException">A value comes twice, a count is negative or no number, or the counts add up to more than the total.</exception>
    public ValueCounts(IEnumerable<ValueCount> values, double? total = null, double countError = 0, double? effectiveCount = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (!(countError >= 0 && countError < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(countError), countError, "The error of a count is a finite number that is not negative.");
        Values = [.. values.OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal)];
        _counts = new(Values.Count, StringComparer.Ordinal);
        var sum = 0.0;
        foreach (var (value, count) in Values)
        {
            if (!(count >= 0 && count < double.PositiveInfinity))
                throw new ArgumentException($"The count of '{value}' is {count}; a count is a finite number that is not negative.", nameof(values));
            if (!_counts.TryAdd(value, count))
                throw new ArgumentException($"The value '{value}' is counted twice.", nameof(values));
            sum += count;
        }
        // Real weights add up to a little more or less in another order.
        if (total is { } all && !(all >= sum * (1 - 1e-9) && all < double.PositiveInfinity))
            throw new ArgumentException($"The counts add up to {sum}, more than the total of {all}.", nameof(total));
        Total = Math.Max(total ?? sum, sum);
        Other = Total - sum > 1e-9 * Total ? Total - sum : 0;
        CountError = countError;
        EffectiveCount = effectiveCount ?? Total;
        if (!(EffectiveCount >= 0 && EffectiveCount < double.PositiveInfinity) || (EffectiveCount == 0 && Total > 0))
            throw new ArgumentOutOfRangeException(nameof(effectiveCount), effectiveCount, "A number of values is finite, not negative, and above 0 where there are values.");
    }

    /// <summary>The values, most frequent first; of one count, in ordinal order.</summary>
    public IReadOnlyList<ValueCount> Values { get; }

    /// <summary>The weight of all values.</summary>
    public double Total { get; }

    /// <summary>The weight of what is not among <see cref="Values"/>: values that were not kept, and what the counts are too small by.</summary>
    public double Other { get; }

    /// <summary>How many values of equal weight tell as much as these do; <see cref="Total"/> where there are no weights. Tests of significance reckon with it.</summary>
    public double EffectiveCount { get; }

    /// <summary>By how much a count is too small at most; a value that is not among <see cref="Values"/> has at most that.</summary>
    public double CountError { get; }

    /// <summary>Whether every value is there with its exact count.</summary>
    public bool IsExact => CountError == 0 && Other == 0;

    /// <summary>How often a value occurs; 0 when it is not among <see cref="Values"/>.</summary>
    public double CountOf(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _counts.GetValueOrDefault(value);
    }

    /// <summary>Whether a value is among <see cref="Values"/>.</summary>
    public bool Contains(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _counts.ContainsKey(value);
    }
}
