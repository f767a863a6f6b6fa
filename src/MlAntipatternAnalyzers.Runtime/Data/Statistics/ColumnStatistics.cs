using System.Collections.Generic;
using System.Collections.Immutable;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What one column looks like.</summary>
public sealed class ColumnStatistics
{
    internal ColumnStatistics(string name, ColumnType type)
    {
        Name = name;
        Type = type;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>The column's type.</summary>
    public ColumnType Type { get; }

    /// <summary>How many rows have a value: at least one item that is not missing (NaN, the empty text, and the key 0 are missing).</summary>
    public long Present { get; internal init; }

    /// <summary>How many rows have none.</summary>
    public long Missing { get; internal init; }

    /// <summary>The weight of the rows that have a value; without weights the same as <see cref="Present"/>.</summary>
    public double WeightedPresent { get; internal init; }

    /// <summary>The weight of the rows that have none.</summary>
    public double WeightedMissing { get; internal init; }

    /// <summary>How many items the rows have that have a value: always 1 for a scalar. Null when no row has one.</summary>
    public ValuesPerRow? ValuesPerRow { get; internal init; }

    /// <summary>The distribution of numbers (reals and integers, of vectors all items together); null for other types.</summary>
    public NumericStatistics? Numeric { get; internal init; }

    /// <summary>The distribution of texts, and of keys and Booleans as the texts of their values; null for other types.</summary>
    public TextStatistics? Text { get; internal init; }

    /// <summary>The range of dates, times and durations, also of texts that are all dates in one format; null for other columns.</summary>
    public TimeStatistics? Time { get; internal init; }

    /// <summary>
    /// Values that often stand for a missing one, with how many items have them: <c>0</c> and <c>-1</c> of numbers; the empty text, <c>NA</c>, <c>?</c>, <c>0</c> and <c>-1</c> of texts; the
    /// first moment of the calendar (<c>0001-01-01</c>) of times. Only those that occur.
    /// </summary>
    public IReadOnlyDictionary<string, long> PossibleMissing { get; internal init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>
    /// How much the column tells about the label, in bits; near <see cref="LabelEntropy"/> it tells all, which is a leak or an identifier. Of scalars only; null without a label column, and
    /// for the label itself.
    /// </summary>
    /// <remarks>
    /// I(X; Y) = Σ p(x, y) log₂ (p(x, y) / (p(x) p(y))). Numbers, dates and durations of more than 32 values are taken in as many buckets of equal frequency; missing is
    /// a value like another. Computed from all rows up to <see cref="DataStatisticsOptions.SampleSize"/>, above it from a random sample of that many.
    /// </remarks>
    public double? MutualInformation { get; internal init; }

    /// <summary>
    /// <see cref="MutualInformation"/> less what it would be if the column had nothing to do with the label (the mean over shuffled labels), at least 0: an identifier, whose every value comes once, tells
    /// nothing by this measure.
    /// </summary>
    public double? AdjustedMutualInformation { get; internal init; }

    /// <summary>The entropy of the label, in bits, among the same rows.</summary>
    public double? LabelEntropy { get; internal init; }

    internal ColumnStatistics With(double? mutualInformation, double? adjusted, double? labelEntropy) => new(Name, Type)
    {
        Present = Present,
        Missing = Missing,
        WeightedPresent = WeightedPresent,
        WeightedMissing = WeightedMissing,
        ValuesPerRow = ValuesPerRow,
        Numeric = Numeric,
        Text = Text,
        Time = Time,
        PossibleMissing = PossibleMissing,
        MutualInformation = mutualInformation,
        AdjustedMutualInformation = adjusted,
        LabelEntropy = labelEntropy,
    };
}
