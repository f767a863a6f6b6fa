namespace MlAntipatternAnalyzers.Program;

/// <summary>Rows told by their number: the first ones, or all but the first ones.</summary>
internal sealed class RowRange
{
    private readonly int first;
    private readonly int? end;

    private RowRange(int first, int? end)
    {
        this.first = first;
        this.end = end;
    }

    /// <summary>The rows that a method takes of those it is given; null where their number is not known.</summary>
    public static RowRange? Of(string method, Value count, Value? second = null) =>
        (method, count) switch
        {
            ("Take" or "TakeRows", ConstantValue { Content: var taken }) when Number(taken) is { } some => new RowRange(0, some),
            ("Skip" or "SkipRows", ConstantValue { Content: var skipped }) when Number(skipped) is { } some => new RowRange(some, null),
            ("GetRange", ConstantValue { Content: int from }) when second is ConstantValue { Content: int length } => new RowRange(from, from + length),
            _ => null,
        };

    /// <summary>Whether some row is in both, if there are enough of them.</summary>
    public bool Meets(RowRange other) => first < (other.end ?? int.MaxValue) && other.first < (end ?? int.MaxValue);

    private static int? Number(object? content) => content switch { int number => number, long number and >= 0 and < int.MaxValue => (int)number, _ => null };
}
