using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How statistics are computed.</summary>
public sealed class DataStatisticsOptions
{
    /// <summary>More buckets or values than this nobody reads, and no file of statistics may hold.</summary>
    internal const int MostShown = 1 << 16;

    // 50 million pairs.
    private const int MostCorrelated = 10_000;

    private readonly ImmutableArray<string>? _columns;
    private readonly ImmutableArray<ImmutableArray<string>> _slices = [];
    private readonly ImmutableDictionary<string, ImmutableArray<double>> _buckets = ImmutableDictionary<string, ImmutableArray<double>>.Empty;
    private readonly int _maxSlices = 100;
    private readonly long _minRows = 1;
    private readonly int _histogramBuckets = 10;
    private readonly int _quantileBuckets = 10;
    private readonly int _topValues = 20;
    private readonly int _maxCorrelationColumns = 100;
    private readonly int _sampleSize = 8192;
    private readonly int _maxDegreeOfParallelism = Environment.ProcessorCount;

    /// <summary>The columns to look at; null (the default) for all that are not hidden. Label, weight and slice columns need not be among them.</summary>
    /// <exception cref="ArgumentException">A name comes twice.</exception>
    public IReadOnlyList<string>? Columns
    {
        get => _columns;
        init
        {
            if (value is not null && value.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw new ArgumentException($"Column '{twice.Key}' is named twice.", nameof(value));
            _columns = value?.ToImmutableArray();
        }
    }

    /// <summary>The column of the rows' weights, numbers that are finite and not negative; null (the default) weighs all rows alike. It has statistics of its own only where <see cref="Columns"/> names it.</summary>
    public string? WeightColumnName { get; init; }

    /// <summary>The label, for the mutual information of each other column with it; null (the default) for none. A scalar.</summary>
    public string? LabelColumnName { get; init; }

    /// <summary>
    /// What to slice by: <c>[["City"], ["City", "Day"]]</c> makes a slice for each city, and one for each city on each day. The columns are texts, keys, Booleans, integers, or numbers with
    /// <see cref="Buckets"/>, all scalars.
    /// </summary>
    /// <exception cref="ArgumentException">One is of no column or of more than two, or names one twice.</exception>
    public IReadOnlyList<IReadOnlyList<string>> Slices
    {
        get => [.. _slices.Select(slice => (IReadOnlyList<string>)slice)];
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.FirstOrDefault(slice => slice.Count is < 1 or > 2 || slice.Distinct(StringComparer.Ordinal).Count() < slice.Count) is { } bad)
                throw new ArgumentException($"Slices are made by one column or by a pair of them, and [{string.Join(", ", bad)}] is neither.", nameof(value));
            _slices = [.. value.Select(slice => slice.ToImmutableArray())];
        }
    }

    /// <summary>
    /// For number columns to slice by: the boundaries between the buckets, ascending. <c>[10, 20]</c> makes the buckets <c>(-inf, 10)</c>, <c>[10, 20)</c> and <c>[20, inf)</c>. Real columns
    /// need them, integer columns can have them.
    /// </summary>
    /// <exception cref="ArgumentException">A column has no boundaries, or they do not ascend.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Buckets
    {
        get => _buckets.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<double>)pair.Value);
        init => _buckets = BucketBoundaries.Of(value);
    }

    /// <summary>The most slices that one column or pair may make (100), counting those that are too small. More is an error: each holds the statistics of every column in memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxSlices
    {
        get => _maxSlices;
        init => _maxSlices = Within(1, int.MaxValue, value);
    }

    /// <summary>A slice with fewer rows is left out (1). Raise it where a slice of few rows says something about a person; not in statistics of parts that are to be merged, where a slice that one part left out would lack its rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long MinSliceRows
    {
        get => _minRows;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _minRows = value;
        }
    }

    /// <summary>How many buckets of equal width a histogram has (10).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 65,536.</exception>
    public int HistogramBuckets
    {
        get => _histogramBuckets;
        init => _histogramBuckets = Within(1, MostShown, value);
    }

    /// <summary>How many buckets of equal frequency a histogram has (10).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 65,536.</exception>
    public int QuantileBuckets
    {
        get => _quantileBuckets;
        init => _quantileBuckets = Within(1, MostShown, value);
    }

    /// <summary>How many of the most frequent texts are listed (20).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 65,536.</exception>
    public int TopValues
    {
        get => _topValues;
        init => _topValues = Within(1, MostShown, value);
    }

    /// <summary>Of how many columns, the first in the view that are numbers or Booleans, each pair's correlation is computed (100); 0 for none. Time and memory grow with its square.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or above 10,000.</exception>
    public int MaxCorrelationColumns
    {
        get => _maxCorrelationColumns;
        init => _maxCorrelationColumns = Within(0, MostCorrelated, value);
    }

    /// <summary>How many rows, chosen at random, mutual information is computed from (8192); from all where there are no more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 100 or above 1,048,576.</exception>
    public int SampleSize
    {
        get => _sampleSize;
        init => _sampleSize = Within(100, 1 << 20, value);
    }

    /// <summary>How many threads work at most: as many as there are processors by default. The result does not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 1,024.</exception>
    public int MaxDegreeOfParallelism
    {
        get => _maxDegreeOfParallelism;
        init => _maxDegreeOfParallelism = Within(1, 1024, value);
    }

    /// <summary>A schema to hold the data against in the same pass; what contradicts it is in <see cref="DataStatistics.Validation"/>. Null (the default) for none.</summary>
    public DataSchema? Schema { get; init; }

    /// <summary>As what the data is held against <see cref="Schema"/>: environment, profile, and the statistics to compare with; null for the defaults.</summary>
    public DataValidationOptions? Validation { get; init; }

    private static int Within(int least, int most, int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
