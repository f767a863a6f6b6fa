namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How far a pass over the data is.</summary>
/// <param name="Rows">How many rows were taken in.</param>
/// <param name="TotalRows">How many there are; null where the view does not know before it is read.</param>
public readonly record struct DataStatisticsProgress(long Rows, long? TotalRows);
