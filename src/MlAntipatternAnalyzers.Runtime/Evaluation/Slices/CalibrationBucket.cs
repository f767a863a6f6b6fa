namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What became of the rows that a binary model gave about the same probability.</summary>
/// <param name="Lower">The smallest probability of the bucket.</param>
/// <param name="Upper">The end of the bucket, which belongs to the next one; to this one in the last.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="WeightedRows">The sum of their weights.</param>
/// <param name="MeanPredicted">The weighted mean of their probabilities; NaN where the bucket is empty.</param>
/// <param name="MeanObserved">The weighted share of the positive ones among them, 0 … 1; NaN where the bucket is empty. A calibrated model's is near <paramref name="MeanPredicted"/>.</param>
public sealed record CalibrationBucket(double Lower, double Upper, long Rows, double WeightedRows, double MeanPredicted, double MeanObserved);
