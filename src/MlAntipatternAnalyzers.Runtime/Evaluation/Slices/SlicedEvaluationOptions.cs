using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How a sliced evaluation is made.</summary>
public sealed class SlicedEvaluationOptions
{
    private readonly long _minRows = 1;
    private readonly int _maxSlices = 1000;
    private readonly int _bootstrapReplicates = 20;
    private readonly double _confidenceLevel = 0.95;
    private readonly ImmutableArray<ImmutableArray<string>> _crosses = [];
    private readonly ImmutableDictionary<string, ImmutableArray<double>> _buckets = ImmutableDictionary<string, ImmutableArray<double>>.Empty;
    private readonly ImmutableArray<int> _topK = [];
    private readonly ImmutableArray<int> _truncationLevels = [1, 3, 5, 10];
    private readonly ImmutableArray<double> _labelGains = [0, 3, 7, 15, 31];

    /// <summary>Crosses of columns: <c>[["City", "Day"]]</c> makes a slice for each city on each day, besides those that the slice columns make.</summary>
    /// <exception cref="ArgumentException">A cross has fewer than two columns, or names one twice.</exception>
    public IReadOnlyList<IReadOnlyList<string>> Crosses
    {
        get => [.. _crosses.Select(cross => (IReadOnlyList<string>)cross)];
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.FirstOrDefault(cross => cross.Count < 2 || cross.Distinct(StringComparer.Ordinal).Count() < cross.Count) is { } bad)
                throw new ArgumentException($"A cross is of two columns or more, each once, and one is of [{string.Join(", ", bad)}].", nameof(value));
            _crosses = [.. value.Select(cross => cross.ToImmutableArray())];
        }
    }

    /// <summary>
    /// For number columns to slice by: the boundaries between the buckets, ascending. <c>[10, 20]</c> makes the buckets <c>(-inf, 10)</c>, <c>[10, 20)</c>
    /// and <c>[20, inf)</c>. Real columns need them, integer columns can have them.
    /// </summary>
    /// <exception cref="ArgumentException">A column has no boundaries, or they do not ascend.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Buckets
    {
        get => _buckets.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<double>)pair.Value);
        init => _buckets = BucketBoundaries.Of(value);
    }

    /// <summary>The column of the rows' weights, a number that is not negative; null (the default) weighs all rows alike. In a ranking all rows of a group have one weight, as ML.NET demands.</summary>
    public string? WeightColumnName { get; init; }

    /// <summary>A slice with fewer rows is listed in <see cref="SlicedEvaluation.LeftOut"/> instead (1, as in TensorFlow Model Analysis). Raise it where a slice of few rows says something about a person.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public long MinRows
    {
        get => _minRows;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _minRows = value;
        }
    }

    /// <summary>The most slices that one column or cross may make (1000), counting those that are too small. More is an error: memory grows with it, and nobody reads it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxSlices
    {
        get => _maxSlices;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _maxSlices = value;
        }
    }

    /// <summary>How often the bootstrap measures anew for the confidence intervals (20, as in TensorFlow Model Analysis); 0 for no intervals.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, 1 (from one there is no spread), or above 10,000.</exception>
    public int BootstrapReplicates
    {
        get => _bootstrapReplicates;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfEqual(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 10_000);
            _bootstrapReplicates = value;
        }
    }

    /// <summary>The share of samples whose interval covers the true value (0.95).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double ConfidenceLevel
    {
        get => _confidenceLevel;
        init
        {
            if (!(value > 0 && value < 1))
                throw new ArgumentOutOfRangeException(nameof(value), value, "A confidence level is between 0 and 1.");
            _confidenceLevel = value;
        }
    }

    /// <summary>Draws the bootstrap's weights: the same seed and rows give the same intervals, on every machine.</summary>
    public int Seed { get; init; }

    /// <summary>Binary: a score above it is taken for positive (0, as ML.NET's <c>Evaluate</c> does whatever the predicted label says).</summary>
    public float ScoreThreshold { get; init; }

    /// <summary>Multiclass: the ranks for <c>TopKAccuracy@k</c>; none by default.</summary>
    /// <exception cref="ArgumentException">A rank is below 1.</exception>
    public IReadOnlyList<int> TopK
    {
        get => _topK;
        init => _topK = Ranks(value);
    }

    /// <summary>Ranking: the ranks for <c>NDCG@k</c> and <c>DCG@k</c> (1, 3, 5, 10).</summary>
    /// <exception cref="ArgumentException">A rank is below 1, or there is none.</exception>
    public IReadOnlyList<int> TruncationLevels
    {
        get => _truncationLevels;
        init => _truncationLevels = Ranks(value) is { IsEmpty: false } ranks ? ranks : throw new ArgumentException("A ranking is measured at one rank at least.", nameof(value));
    }

    /// <summary>Ranking: what a row of relevance 0, 1, 2 … is worth (0, 3, 7, 15, 31, as in ML.NET).</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public IReadOnlyList<double> LabelGains
    {
        get => _labelGains;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Count == 0)
                throw new ArgumentException("There is a gain for one relevance at least.", nameof(value));
            _labelGains = [.. value];
        }
    }

    private static ImmutableArray<int> Ranks(IReadOnlyList<int> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Any(rank => rank < 1)
            ? throw new ArgumentException($"Ranks start at 1, and there is {value.Min()}.", nameof(value))
            : [.. value.Distinct().Order()];
    }
}
