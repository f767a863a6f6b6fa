using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What a join found of one feature. All counts are of compared pairs of rows.</summary>
public sealed class FeatureSkew
{
    internal FeatureSkew(string name, ColumnType? baseType, ColumnType? testType)
    {
        Name = name;
        BaseType = baseType;
        TestType = testType;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>Its type in training; null where there is no such column.</summary>
    public ColumnType? BaseType { get; }

    /// <summary>Its type in serving; null where there is no such column.</summary>
    public ColumnType? TestType { get; }

    /// <summary>Pairs in which training has a value.</summary>
    public long BaseCount => InBothCount + BaseOnlyCount;

    /// <summary>Pairs in which serving has a value.</summary>
    public long TestCount => InBothCount + TestOnlyCount;

    /// <summary>Pairs in which both have a value.</summary>
    public long InBothCount { get; internal set; }

    /// <summary>Pairs in which only training has a value: serving has none, or no such column.</summary>
    public long BaseOnlyCount { get; internal set; }

    /// <summary>Pairs in which only serving has a value.</summary>
    public long TestOnlyCount { get; internal set; }

    /// <summary>Pairs with equal values, or with a value on neither side, where both have the column.</summary>
    public long MatchCount { get; internal set; }

    /// <summary>Pairs with a value on both sides, which differ.</summary>
    public long MismatchCount { get; internal set; }

    /// <summary>Pairs that are not the same: <see cref="BaseOnlyCount"/> + <see cref="TestOnlyCount"/> + <see cref="MismatchCount"/>.</summary>
    public long DifferenceCount => BaseOnlyCount + TestOnlyCount + MismatchCount;

    /// <summary><see cref="DifferenceCount"/> as a share of all compared pairs, 0 … 1; 0 where there was no pair.</summary>
    public double DifferenceShare { get; internal set; }

    /// <summary>
    /// Of numbers: the mean of serving − training, in the feature's unit; over all pairs with a value on both sides, of vectors over their slots. Null for other types, where there is no such pair, and
    /// where lengths differ. Infinities and NaN inside of vectors are left out.
    /// </summary>
    public double? MeanDifference { get; internal set; }

    /// <summary>As <see cref="MeanDifference"/>: the mean of |serving − training|.</summary>
    public double? MeanAbsoluteDifference { get; internal set; }

    /// <summary>As <see cref="MeanDifference"/>: the largest |serving − training|.</summary>
    public double? MaxAbsoluteDifference { get; internal set; }

    /// <summary>Of vectors whose lengths are equal: the slots that differ in some pair, those that do in most pairs first.</summary>
    public IReadOnlyList<SlotSkew> Slots { get; internal set; } = [];

    /// <summary>Some of the pairs that differ.</summary>
    public IReadOnlyList<SkewedPair> Sample { get; internal set; } = [];
}

/// <summary>In how many pairs one slot of a vector differs.</summary>
/// <param name="Slot">The place in the vector, from 0.</param>
/// <param name="Name">What it holds, where one of the sides says so.</param>
/// <param name="MismatchCount">The pairs.</param>
public sealed record SlotSkew(int Slot, string? Name, long MismatchCount);

/// <summary>A pair of rows in which a feature differs.</summary>
/// <param name="Identifier">What the pair was joined by: <c>RideId = 17, Day = '2024-05-31'</c>.</param>
/// <param name="BaseValue">Training's value as it was compared (rounded, a key by its name); of vectors the slots that differ; null where there is none.</param>
/// <param name="TestValue">Serving's.</param>
public sealed record SkewedPair(string Identifier, string? BaseValue, string? TestValue);
