using System;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What to do with an identifier that several rows of one side have.</summary>
public enum DuplicateIdentifiers
{
    /// <summary>Their rows are counted and not compared (TFDV's default): a request that was logged twice does not weigh twice.</summary>
    Skip,

    /// <summary>They are an error.</summary>
    Error,

    /// <summary>Each of the one side's rows is compared with each of the other's (TFDV's <c>allow_duplicate_identifiers</c>); counts are of pairs.</summary>
    CompareAll,
}

/// <summary>What is compared in a join of training and serving, and how. The names in brackets are those of TensorFlow Data Validation's <c>feature_skew_detector</c>.</summary>
public sealed class FeatureSkewOptions
{
    private readonly int? _roundDigits;
    private readonly int _sampleSize = 5;
    private readonly long _memoryBudget = 64L << 20;

    /// <summary>The features to compare; null for every column of either side but the identifiers.</summary>
    public IReadOnlyList<string>? FeatureNames { get; init; }

    /// <summary>Columns that are not compared (<c>features_to_ignore</c>): the label, the time of the request. Each must be a column of one of the sides.</summary>
    public IReadOnlyList<string> IgnoredFeatureNames { get; init; } = [];

    /// <summary>
    /// How many digits after the decimal point real numbers are rounded to before they are compared, identifiers too (<c>float_round_ndigits</c>): 0 to 15; null to compare them as they are. A half goes to
    /// the even digit. Two numbers on different sides of a rounding limit differ, however close they are.
    /// </summary>
    public int? RoundDigits
    {
        get => _roundDigits;
        init => _roundDigits = value is null or (>= 0 and <= 15) ? value : throw new ArgumentOutOfRangeException(nameof(RoundDigits), value, "Real numbers are rounded to 0 to 15 digits.");
    }

    /// <summary>What to do with an identifier that several rows of one side have.</summary>
    public DuplicateIdentifiers DuplicateIdentifiers { get; init; }

    /// <summary>How many pairs are shown for each feature that differs (<c>sample_size</c>, there for all features together): 5 by default. They are drawn at random; the same rows give the same sample, in whatever order.</summary>
    public int SampleSize
    {
        get => _sampleSize;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(SampleSize));
            _sampleSize = value;
        }
    }

    /// <summary>How many bytes of both sides' rows are kept in memory: 64 MB by default. More than that goes to a temporary file.</summary>
    public long MemoryBudget
    {
        get => _memoryBudget;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1 << 20, nameof(MemoryBudget));
            _memoryBudget = value;
        }
    }

    /// <summary>Where the temporary file is made; null for the system's directory for such files. It holds the values that are compared, and is gone after the join.</summary>
    public string? TemporaryDirectory { get; init; }
}
