namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A value and how often it occurs.</summary>
/// <param name="Value">The value, as text.</param>
/// <param name="Count">Its rows, or their weight.</param>
public readonly record struct ValueCount(string Value, double Count);
