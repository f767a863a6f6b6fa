using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What is known of a column, from a pass or from statistics, and the expectation that follows from it.</summary>
internal sealed record ColumnFacts(string Name, ColumnType Type, long Rows, long Present)
{
    // What TensorFlow Data Validation takes for truth values; there the empty text is one, too, which is a missing value here.
    private static readonly string[] TrueTexts = ["TRUE", "true", "SET", "set", "1"];
    private static readonly string[] FalseTexts = ["FALSE", "false", "CLEAR", "clear", "0"];

    public long NaN { get; init; }

    public long Infinite { get; init; }

    /// <summary>The smallest and largest finite number; infinite where there is none.</summary>
    public double Min { get; init; } = double.PositiveInfinity;

    /// <inheritdoc cref="Min"/>
    public double Max { get; init; } = double.NegativeInfinity;

    /// <summary>The fewest and most items of a row that has a value.</summary>
    public int Shortest { get; init; }

    /// <inheritdoc cref="Shortest"/>
    public int Longest { get; init; }

    /// <summary>Whether all texts read as true or false, in any case.</summary>
    public bool AllBoolean { get; init; }

    /// <summary>Whether all texts read as whole numbers.</summary>
    public bool AllInteger { get; init; }

    /// <summary>Whether some texts could not be read.</summary>
    public bool HasInvalidText { get; init; }

    /// <summary>All different texts; null where they are more than make a domain, or not all known.</summary>
    public IReadOnlyCollection<string>? Values { get; init; }

    /// <summary>What such data is expected to be.</summary>
    public ColumnExpectation ToExpectation(DataSchemaInferenceOptions options)
    {
        // The count of a key that was learned from data is a fact of that data, and changes with it.
        var expectation = new ColumnExpectation(Name, Type.WithoutKeyCount())
        {
            MinCount = Present > 0 ? 1 : 0,
            MinFraction = Present > 0 && Present == Rows ? 1 : null,
        };
        if (Present == 0)
            return expectation;

        if (Type.IsReal)
            expectation = expectation with { AllowNaN = NaN > 0, AllowInfinity = Infinite > 0 };
        if (Type is { IsVector: true, VectorSize: null })
            expectation = expectation with { MinValues = Shortest, MaxValues = Longest };
        // A whole number that is 0 or 1, and 1 at least once, is a truth value.
        if (Type.IsInteger && Min >= 0 && Max == 1)
            return expectation with { Format = ValueFormat.Boolean };
        if ((Type.IsReal || Type.IsInteger) && options.InferRanges && Min <= Max)
            expectation = expectation with { Min = Readable(Min), Max = Readable(Max) };
        return Type.Kind == ColumnKind.Text ? WithDomain(expectation, options) : expectation;
    }

    private ColumnExpectation WithDomain(ColumnExpectation expectation, DataSchemaInferenceOptions options)
    {
        if (AllBoolean)
            return expectation with { Format = ValueFormat.Boolean };
        if (Tokens() is { } tokens)
            return expectation with { Format = ValueFormat.Boolean, BooleanTokens = tokens };
        if (AllInteger)
            return expectation with { Format = ValueFormat.Integer };
        return Values is { Count: > 0 } values && values.Count <= options.MaxDomainSize && !HasInvalidText
            ? expectation with { Domain = new TextDomain(values) }
            : expectation;
    }

    private BooleanTokens? Tokens()
    {
        if (Values is not { Count: 1 or 2 } values)
            return null;
        var (yes, no) = (values.FirstOrDefault(TrueTexts.Contains), values.FirstOrDefault(FalseTexts.Contains));
        return (yes is null ? 0 : 1) + (no is null ? 0 : 1) == values.Count ? new(yes, no) : null;
    }

    // 0.1f is 0.10000000149… as a double; the file says 0.1, and the check rounds it back.
    private double Readable(double value) => Type.Kind == ColumnKind.Single
        ? double.Parse(((float)value).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : value;

    public static ColumnFacts Of(ColumnStatistics column, long rows)
    {
        var text = column.Text;
        return new(column.Name, column.Type, rows, column.Present)
        {
            NaN = column.Numeric?.NaN ?? 0,
            Infinite = column.Numeric is { } n ? n.PositiveInfinity + n.NegativeInfinity : 0,
            Min = column.Numeric is { Count: > 0 } low ? low.Min : double.PositiveInfinity,
            Max = column.Numeric is { Count: > 0 } high ? high.Max : double.NegativeInfinity,
            Shortest = (int)(column.ValuesPerRow?.Min ?? 0),
            Longest = (int)(column.ValuesPerRow?.Max ?? 0),
            AllBoolean = text?.Booleans == text?.Count,
            AllInteger = text?.Integers == text?.Count,
            HasInvalidText = text?.InvalidUtf8 > 0,
            // Long texts are kept shortened.
            Values = text is not null && text.ValueCounts.IsExact && text.MaxLength <= TopValues.LongestText ? [.. text.ValueCounts.Values.Select(v => v.Value)] : null,
        };
    }
}
