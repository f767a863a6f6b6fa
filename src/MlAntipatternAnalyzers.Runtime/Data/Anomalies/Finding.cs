using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>One thing that a column's data is and its expectation does not allow.</summary>
/// <param name="Code">One of <see cref="DataAnomalyCode"/>.</param>
/// <param name="Summary">In a few words.</param>
/// <param name="Message">In full.</param>
/// <param name="Change">What makes the expectation allow it.</param>
internal sealed record Finding(string Code, string Summary, string Message, Func<ColumnExpectation, ColumnExpectation> Change)
{
    /// <summary>What offends; null where it is not single values.</summary>
    public Tally? Tally { get; init; }

    /// <summary>Of how many.</summary>
    public long Total { get; init; }

    /// <summary>For a change of a domain that columns share: its new values.</summary>
    public TextDomain? SharedDomain { get; init; }
}
