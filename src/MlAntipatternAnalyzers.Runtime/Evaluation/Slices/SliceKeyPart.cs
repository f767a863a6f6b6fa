namespace MlAntipatternAnalyzers.Runtime;

/// <summary>One column's part of what makes a slice: the rows in which it has this value.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Value">
/// The value as text: the text itself, the key's value (of a key without names its number from 0 on), <c>True</c> or <c>False</c>, the integer, or the bucket (<c>[10, 20)</c>).
/// <see cref="Missing"/> for an empty text, a missing key, and NaN.
/// </param>
public sealed record SliceKeyPart(string Column, string Value)
{
    /// <summary>The value of the rows in which the column has none.</summary>
    public const string Missing = "(missing)";

    /// <summary><c>City=Rome</c></summary>
    public override string ToString() => $"{Column}={Value}";
}
