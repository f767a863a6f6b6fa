using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The boundaries between the buckets of number columns, as options give them.</summary>
internal static class BucketBoundaries
{
    /// <exception cref="ArgumentException">A column has no boundaries, or they do not ascend.</exception>
    public static ImmutableDictionary<string, ImmutableArray<double>> Of(IReadOnlyDictionary<string, IReadOnlyList<double>> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        foreach (var (column, boundaries) in value)
        {
            if (boundaries.Count == 0 || boundaries.Any(double.IsNaN) || boundaries.Zip(boundaries.Skip(1)).Any(pair => pair.First >= pair.Second))
                throw new ArgumentException($"The boundaries of the buckets of '{column}' are numbers that ascend, at least one; they are [{string.Join(", ", boundaries)}].", nameof(value));
        }
        return value.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray());
    }
}
