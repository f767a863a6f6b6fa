namespace MlAntipatternAnalyzers.Runtime;

/// <summary>One thing in which a model or a row class is not what the contract promises.</summary>
/// <param name="Line">The contract's line that it is about, from 1; null where the contract has none.</param>
/// <param name="Column">The column, member or step; null where it is about the whole model or row class.</param>
/// <param name="Message">What is different, in a sentence without the file: <c>the raw column 'Size' is Int32; in the contract it is Single</c>.</param>
public sealed record FeatureContractDifference(int? Line, string? Column, string Message)
{
    /// <summary>The line and the message.</summary>
    public override string ToString() => Line is { } line ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {line}: {Message}") : Message;
}
