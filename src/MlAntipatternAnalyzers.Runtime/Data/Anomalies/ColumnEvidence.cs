namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What is known of a column's data, as far as its expectation asks: from a pass over the rows, or from statistics.</summary>
internal sealed class ColumnEvidence(ColumnExpectation expected)
{

    public ColumnExpectation Expected => expected;

    public long Rows { get; set; }

    public long Present { get; set; }

    /// <summary>Items that are not missing.</summary>
    public long Items { get; set; }

    /// <summary>NaN items, which are missing ones.</summary>
    public long NanItems { get; set; }

    public Tally Missing { get; } = new(!expected.PersonalData);

    public Tally TooFew { get; } = new();

    public Tally TooMany { get; } = new();

    public Tally TooSmall { get; } = new(!expected.PersonalData);

    public Tally TooBig { get; } = new(!expected.PersonalData);

    public Tally Nan { get; } = new();

    public Tally Infinite { get; } = new();

    public Tally NotInFormat { get; } = new(!expected.PersonalData);

    public Tally NotATime { get; } = new(!expected.PersonalData);

    public Tally OutsideDomain { get; } = new(!expected.PersonalData);

    public Tally Damaged { get; } = new(!expected.PersonalData);

    /// <summary>The texts outside the domain, or that are no truth values.</summary>
    public UnknownTexts Unknown { get; } = new();

    /// <summary>The fewest and most items of a row that has a value, of the rows with too few and too many.</summary>
    public int Shortest { get; set; } = int.MaxValue;

    /// <inheritdoc cref="Shortest"/>
    public int Longest { get; set; }

    /// <summary>The smallest and largest of the values outside the range.</summary>
    public double Lowest { get; set; } = double.PositiveInfinity;

    /// <inheritdoc cref="Lowest"/>
    public double Highest { get; set; } = double.NegativeInfinity;

    /// <summary>Whether the texts that are no whole numbers are numbers, all of them.</summary>
    public bool OnlyReals { get; set; } = true;

    /// <summary>How many different values there are; null where they are not counted.</summary>
    public long? Unique => Distinct?.Count ?? KnownUnique;

    /// <summary>Counts the different values in a pass.</summary>
    public DistinctCounter? Distinct { get; init; }

    /// <summary>What statistics tell of the different values.</summary>
    public long? KnownUnique { get; set; }

    /// <summary>The time format that all texts have, where one is looked for.</summary>
    public string? TimeFormat { get; set; }

    /// <summary>What the statistics would have to hold to check the rest; null when nothing is lacking.</summary>
    public string? Lacking { get; set; }

    public void Merge(ColumnEvidence other)
    {
        (Tally Mine, Tally Others)[] tallies =
        [
            (Missing, other.Missing), (TooFew, other.TooFew), (TooMany, other.TooMany), (TooSmall, other.TooSmall), (TooBig, other.TooBig), (Nan, other.Nan),
            (Infinite, other.Infinite), (NotInFormat, other.NotInFormat), (NotATime, other.NotATime), (OutsideDomain, other.OutsideDomain), (Damaged, other.Damaged),
        ];
        foreach (var (mine, others) in tallies)
            mine.Merge(others);
        Unknown.Merge(other.Unknown);
        NanItems += other.NanItems;
        Shortest = System.Math.Min(Shortest, other.Shortest);
        Longest = System.Math.Max(Longest, other.Longest);
        Lowest = System.Math.Min(Lowest, other.Lowest);
        Highest = System.Math.Max(Highest, other.Highest);
        OnlyReals &= other.OnlyReals;
        if (other.Distinct is not null)
            Distinct?.Merge(other.Distinct);
    }
}
