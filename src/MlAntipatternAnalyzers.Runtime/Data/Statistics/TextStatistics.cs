using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The distribution of a column's texts; of keys and Booleans, of the texts of their values. The missing ones are no part of it.</summary>
public sealed class TextStatistics
{
    internal TextStatistics(TextTally tally, DistinctCounter distinct, TopValues values, StatisticsShape shape)
    {
        Tally = tally;
        Distinct = distinct;
        Values = values;
        TopValues = values.Top(shape.TopValues);
        ValueCounts = values.ToValueCounts();
    }

    /// <summary>How many texts there are.</summary>
    public long Count => Tally.Count;

    /// <summary>How many different ones; see <see cref="UniqueIsExact"/>.</summary>
    public long Unique => Distinct.Count;

    /// <summary>Whether <see cref="Unique"/> is exact; otherwise it is within <see cref="UniqueRelativeError"/>.</summary>
    public bool UniqueIsExact => Distinct.IsExact;

    /// <summary>The standard error of <see cref="Unique"/> as a share of it; 0 when exact.</summary>
    public double UniqueRelativeError => Distinct.RelativeError;

    /// <summary>The most frequent texts with how often they come (20 unless the options say otherwise), the most frequent first, equally frequent ones in ordinal order.</summary>
    public IReadOnlyList<ValueCount> TopValues { get; }

    /// <summary>By how much a count in <see cref="TopValues"/> is too small at most, and how often a text that is not kept occurs at most; 0 when exact.</summary>
    public double TopValuesError => Values.CountError;

    /// <summary>All texts that are kept with how often they come, by rank: the rank histogram, complete when <see cref="ValueCounts.IsExact"/>.</summary>
    public ValueCounts ValueCounts { get; }

    /// <summary>The mean number of UTF-16 code units; NaN where there is no text.</summary>
    public double MeanLength => Tally.Count > 0 ? (double)Tally.Length / Tally.Count : double.NaN;

    /// <summary>The length of the shortest; 0 where there is none.</summary>
    public int MinLength => Tally.Count > 0 ? Tally.MinLength : 0;

    /// <summary>The length of the longest.</summary>
    public int MaxLength => Tally.MaxLength;

    /// <summary>How many are no valid text: with a character that stands for bytes that could not be decoded (U+FFFD), or half of a surrogate pair.</summary>
    public long InvalidUtf8 => Tally.Damaged;

    /// <summary>How many read as true or false.</summary>
    public long Booleans => Tally.Booleans;

    /// <summary>How many read as a whole number of 64 bits.</summary>
    public long Integers => Tally.Integers;

    /// <summary>How many read as a number.</summary>
    public long Reals => Tally.Reals;

    /// <summary>The smallest number that a text reads as; NaN where none does.</summary>
    public double MinNumber => Tally.Reals > 0 ? Tally.MinNumber : double.NaN;

    /// <summary>The largest number that a text reads as; NaN where none does.</summary>
    public double MaxNumber => Tally.Reals > 0 ? Tally.MaxNumber : double.NaN;

    /// <summary>The same with each text weighted by its row; null without a weight column.</summary>
    public WeightedTextStatistics? Weighted { get; internal init; }

    internal TextTally Tally { get; }

    internal DistinctCounter Distinct { get; }

    internal TopValues Values { get; }
}

/// <summary>The distribution of texts that count as much as their rows weigh.</summary>
public sealed class WeightedTextStatistics
{
    internal WeightedTextStatistics(TopValues values, StatisticsShape shape)
    {
        Values = values;
        TopValues = values.Top(shape.TopValues);
        ValueCounts = values.ToValueCounts();
    }

    /// <inheritdoc cref="TextStatistics.TopValues"/>
    public IReadOnlyList<ValueCount> TopValues { get; }

    /// <inheritdoc cref="TextStatistics.ValueCounts"/>
    public ValueCounts ValueCounts { get; }

    internal TopValues Values { get; }
}
