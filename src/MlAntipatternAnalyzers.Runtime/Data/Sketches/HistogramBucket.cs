namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A range of numbers and how many are in it.</summary>
/// <param name="Low">Where it begins, itself included.</param>
/// <param name="High">Where it ends: excluded, except in the last bucket, and where it equals <paramref name="Low"/> (all of the bucket is one number).</param>
/// <param name="Count">The numbers in it, or their weight.</param>
public readonly record struct HistogramBucket(double Low, double High, double Count);
