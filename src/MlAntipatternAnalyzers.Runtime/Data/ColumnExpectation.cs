namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// What a data schema expects of one column. Only name and type must be given; what is not said is not checked. Change one with a
/// <c>with</c> expression.
/// </summary>
/// <remarks>
/// A value is missing when it is NaN (real columns), the empty text, or a key's 0; a vector is missing when it has no item or all its
/// items are missing. Other types have no missing value. <b>A missing real field of a text file is NaN only when the loader was given
/// <c>TextLoader.Options.MissingRealsAsNaNs = true</c></b>; without it ML.NET reads the field as 0, and no validation can see that it
/// was missing.
/// </remarks>
/// <param name="Name">The column's name, as the view has it.</param>
/// <param name="Type">The column's type.</param>
public sealed record ColumnExpectation(string Name, ColumnType Type)
{
    /// <summary>Whether the view must have the column.</summary>
    public bool Required { get; init; } = true;

    /// <summary>The smallest share of the rows that must have a value, 0 … 1; null for no expectation.</summary>
    public double? MinFraction { get; init; }

    /// <summary>How many rows must have a value at least.</summary>
    public long MinCount { get; init; }

    /// <summary>The smallest number allowed, itself included; null for no bound.</summary>
    /// <remarks>Compared as <see cref="double"/>: beyond 2⁵³ neighbouring 64-bit integers are not told apart. A bound of a <c>Single</c> column is rounded to <see cref="float"/>.</remarks>
    public double? Min { get; init; }

    /// <summary>The largest number allowed, itself included; null for no bound.</summary>
    /// <remarks>See <see cref="Min"/>.</remarks>
    public double? Max { get; init; }

    /// <summary>
    /// Whether a real column may hold NaN. In a scalar column NaN is the missing value, so where <see cref="MinFraction"/> is given it
    /// alone judges NaN there; this judges the scalar columns without it, and the items of vectors.
    /// </summary>
    public bool AllowNaN { get; init; } = true;

    /// <summary>Whether a real column may hold an infinity.</summary>
    public bool AllowInfinity { get; init; } = true;

    /// <summary>Whether a text may hold what was not valid in the file's encoding (U+FFFD). Such a text is not held against format and domain.</summary>
    public bool AllowInvalidUtf8 { get; init; }

    /// <summary>What values must read as.</summary>
    public ValueFormat Format { get; init; }

    /// <summary>The values that a text column takes; null for no expectation.</summary>
    public TextDomain? Domain { get; init; }

    /// <summary>For vectors of varying size: how many items a row that is not missing has at least.</summary>
    public int? MinValues { get; init; }

    /// <summary>For vectors of varying size: how many items a row has at most.</summary>
    public int? MaxValues { get; init; }

    /// <summary>How many different values there are; null for no expectation. Counted for texts, keys and truth values.</summary>
    public UniqueExpectation? Unique { get; init; }

    /// <summary>The texts of a column with <see cref="ValueFormat.Boolean"/> that mean true and false; null for <c>true</c> and <c>false</c> in any case.</summary>
    public BooleanTokens? BooleanTokens { get; init; }

    /// <summary>
    /// How times are written; null when the column holds none. For texts a .NET format with the invariant culture
    /// (<c>yyyy-MM-dd HH:mm:ss</c>); for whole numbers <c>unixSeconds</c>, <c>unixMilliseconds</c>, <c>unixMicroseconds</c>,
    /// <c>unixNanoseconds</c> or <c>unixDays</c>, counted from 1970-01-01 UTC.
    /// </summary>
    public string? TimeFormat { get; init; }

    /// <summary>How far the column has come; decides whether it is checked.</summary>
    public LifecycleStage Lifecycle { get; init; }

    /// <summary>In which environments the column is, besides those of <see cref="DataSchema.Environments"/>; where the schema names none, in these alone.</summary>
    public EnvironmentSet Environments { get; init; } = [];

    /// <summary>In which environments the column is not (the label: <c>SERVING</c>). There it is neither required nor checked.</summary>
    public EnvironmentSet NotInEnvironments { get; init; } = [];

    /// <summary>How far this span's distribution may be from the previous span's; null for no limit.</summary>
    public DistributionComparator? DriftComparator { get; init; }

    /// <summary>How far the distribution when serving may be from that when training; null for no limit.</summary>
    public DistributionComparator? SkewComparator { get; init; }

    /// <summary>What the column means, for people.</summary>
    public string? Description { get; init; }

    /// <summary>Who answers for the column, for people.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether the column holds personal data. Its values are kept out of messages.</summary>
    public bool PersonalData { get; init; }

    internal bool IsChecked => Lifecycle is LifecycleStage.Unknown or LifecycleStage.Beta or LifecycleStage.Production;
}
