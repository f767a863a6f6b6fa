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

    /// <summary>What values must read as.</summary>
    public ValueFormat Format { get; init; }

    /// <summary>The values that a text column takes; null for no expectation.</summary>
    public TextDomain? Domain { get; init; }

    /// <summary>For vectors of varying size: how many items a row that is not missing has at least.</summary>
    public int? MinValues { get; init; }

    /// <summary>For vectors of varying size: how many items a row has at most.</summary>
    public int? MaxValues { get; init; }

    /// <summary>What contradicts itself in this expectation, by the JSON name of the property to change; null when nothing does.</summary>
    internal (string Property, string Message)? Problem()
    {
        if (string.IsNullOrEmpty(Name))
            return ("name", "a column has a name");
        if (TextFormats.IsDamaged(Name))
            return ("name", "the name holds what is no valid text");
        if (MinFraction is { } fraction && !(fraction >= 0 && fraction <= 1))
            return ("minFraction", "the share of rows with a value is between 0 and 1");
        if (MinCount < 0)
            return ("minCount", "a number of rows is not negative");
        if (Min is { } low && !double.IsFinite(low))
            return ("min", "a bound is a finite number; leave it out for no bound");
        if (Max is { } high && !double.IsFinite(high))
            return ("max", "a bound is a finite number; leave it out for no bound");
        if (Min > Max)
            return ("min", "the smallest value allowed is above the largest");
        if ((Min ?? Max) is not null && !HasNumbers)
            return (Min is not null ? "min" : "max", $"a range is for numbers, or for texts with the format integer or real, and this column is {Type}");
        if (!AllowNaN && !Type.IsReal)
            return ("allowNaN", $"only Single and Double columns can hold NaN, and this column is {Type}");
        if (!AllowInfinity && !Type.IsReal)
            return ("allowInfinity", $"only Single and Double columns can hold infinities, and this column is {Type}");
        if (!FormatFits)
            return ("format", $"the format {Format.ToString().ToLowerInvariant()} says nothing about a column of {Type}");
        if (Domain is not null && Type.Kind != ColumnKind.Text)
            return ("domain", $"a domain is for Text columns, and this column is {Type}");
        if (Domain is not null && Format != ValueFormat.Any)
            return ("format", "a column with a domain has no format: the set of values says it all");
        if ((MinValues ?? MaxValues) is not null && (!Type.IsVector || Type.VectorSize is not null))
            return (MinValues is not null ? "minValues" : "maxValues", $"a number of values is for vectors of varying size, and this column is {Type}");
        if (MinValues < 0)
            return ("minValues", "a number of values is not negative");
        if (MaxValues < (MinValues ?? 0))
            return ("maxValues", "the largest number of values is below the smallest");
        return null;
    }

    private bool HasNumbers => Type.IsReal || Type.IsInteger
        || (Type.Kind == ColumnKind.Text && Format is (ValueFormat.Integer or ValueFormat.Real));

    private bool FormatFits => Format switch
    {
        ValueFormat.Any => true,
        ValueFormat.Boolean => Type.Kind == ColumnKind.Text || Type.IsReal || Type.IsInteger,
        _ => Type.Kind == ColumnKind.Text,
    };
}
