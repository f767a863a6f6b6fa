namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How many different values a column of texts, keys or truth values has over all rows; a missing value is none.</summary>
/// <param name="Min">The smallest number; null for no bound.</param>
/// <param name="Max">The largest number; null for no bound.</param>
public sealed record UniqueExpectation(long? Min = null, long? Max = null);
