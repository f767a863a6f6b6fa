using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The texts that mean true and false in a column of truth values, exactly as written; one of them may be left out when it never appears.</summary>
/// <param name="True">The text that means true; null when no text does.</param>
/// <param name="False">The text that means false; null when no text does.</param>
public sealed record BooleanTokens(string? True, string? False)
{
    /// <summary>Whether a text is one of the two.</summary>
    public bool Contains(ReadOnlySpan<char> text) => (True is not null && text.SequenceEqual(True)) || (False is not null && text.SequenceEqual(False));
}
