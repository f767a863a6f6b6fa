using System;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What is looked for in the data, and how sure a finding must be.</summary>
public sealed class DataLeakOptions
{
    private readonly double _significanceLevel = 0.001;
    private readonly double _determiningShare = 0.8;
    private readonly double _smallestOrderShare = 0.01;
    private readonly int _sampleSize = 10_000;
    private readonly long _memoryBudget = 64L << 20;

    /// <summary>The label, one value a row; null (the default) to look for shared rows only. A number of more than 32 values is taken in ten classes of equal frequency.</summary>
    public string? LabelColumnName { get; init; }

    /// <summary>
    /// Columns that tell rows or their sources apart and should say nothing else. They are not compared to find shared rows, and their order must not predict the label. Columns named like
    /// an identifier (<c>Id</c>, <c>OrderNumber</c>, <c>row_key</c> …) whose values are all different in the sample are taken for identifiers too.
    /// </summary>
    public IReadOnlyList<string> IdentifierColumnNames { get; init; } = [];

    /// <summary>Columns that are no features, such as weights: they are neither compared nor held against the label.</summary>
    public IReadOnlyList<string> IgnoredColumnNames { get; init; } = [];

    /// <summary>The columns by which rows are the same; null (the default) for all that both sides have, without identifiers.</summary>
    public IReadOnlyList<string>? RowColumnNames { get; init; }

    /// <summary>The probability with which data without a leak gives any finding about the label's relations (0.001), where it is divided by the number of tests (Bonferroni), or about shared rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double SignificanceLevel
    {
        get => _significanceLevel;
        init => _significanceLevel = Share(value, nameof(value));
    }

    /// <summary>
    /// From which share of the label's entropy on, after what chance alone would give is taken off, a column determines the label (0.8). Good features alone seldom tell more than half;
    /// a consequence of the label tells nearly all.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double DeterminingShare
    {
        get => _determiningShare;
        init => _determiningShare = Share(value, nameof(value));
    }

    /// <summary>How much of the label the order of rows, times or identifiers must tell besides being significant (0.01, a hundredth): of many rows the slightest trend is significant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double SmallestOrderShare
    {
        get => _smallestOrderShare;
        init => _smallestOrderShare = Share(value, nameof(value));
    }

    /// <summary>From how many rows, chosen at random, relations are computed (10,000), and how many rows of the test data are looked up to tell copies from chance.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 100.</exception>
    public int SampleSize
    {
        get => _sampleSize;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 100);
            _sampleSize = value;
        }
    }

    /// <summary>How many bytes of row hashes are kept in memory (64 MB); the others go to a temporary file.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long MemoryBudget
    {
        get => _memoryBudget;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _memoryBudget = value;
        }
    }

    /// <summary>Where the temporary file is; null (the default) for the system's place.</summary>
    public string? TemporaryDirectory { get; init; }

    private static double Share(double value, string name) =>
        value > 0 && value < 1 ? value : throw new ArgumentOutOfRangeException(name, value, "The value is between 0 and 1.");
}
