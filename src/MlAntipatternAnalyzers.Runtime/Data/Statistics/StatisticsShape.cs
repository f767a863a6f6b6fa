namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How much of the sketches is shown: it stays with statistics that are saved, and those that merge agree on it.</summary>
internal sealed record StatisticsShape(int HistogramBuckets = 10, int QuantileBuckets = 10, int TopValues = 20);
