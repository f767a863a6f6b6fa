using System;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How the importance of features is measured.</summary>
public sealed class FeatureImportanceOptions
{
    private readonly int _permutations = 10;
    private readonly int _repetitions = 1;

    /// <summary>
    /// The metric that orders the features, as in <see cref="SliceEvaluation.Metrics"/>. Null: <c>AreaUnderRocCurve</c> for two classes, <c>LogLoss</c> for several,
    /// <c>RootMeanSquaredError</c> for a regression, <c>NDCG@10</c> for a ranking (another rank by its name: <c>NDCG@3</c>).
    /// </summary>
    public string? Metric { get; init; }

    /// <summary>Permutation importance: how often each column is shuffled (10). The mean counts, and the spread goes into the interval.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Permutations
    {
        get => _permutations;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _permutations = value;
        }
    }

    /// <summary>
    /// Ablation: how often each model is fitted (1). From 2 on, what two fits of the same pipeline differ by goes into the interval: of use where the trainer draws random
    /// numbers that the pipeline's factory does not fix.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Repetitions
    {
        get => _repetitions;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _repetitions = value;
        }
    }

    /// <summary>Replicates of the Poisson bootstrap over the test rows (20); 0 leaves the rows' chance out of the intervals. At least 2, or 0.</summary>
    public int BootstrapReplicates { get; init; } = 20;

    /// <summary>The share of samples whose interval covers the true value (0.95).</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>Draws the permutations and the bootstrap's weights: the same seed, model and rows give the same numbers.</summary>
    public int Seed { get; init; }

    internal SlicedEvaluationOptions ForSlices(IReadOnlyList<int> ranks)
    {
        SlicedEvaluationOptions options = new() { BootstrapReplicates = BootstrapReplicates, ConfidenceLevel = ConfidenceLevel, Seed = Seed };
        return ranks.Count == 0 ? options : new() { BootstrapReplicates = BootstrapReplicates, ConfidenceLevel = ConfidenceLevel, Seed = Seed, TruncationLevels = ranks };
    }
}

/// <summary>How far a measurement of importance is.</summary>
/// <param name="Done">Measurements made.</param>
/// <param name="Total">Measurements to make, that of the unchanged model included.</param>
/// <param name="Feature">The feature that was measured last; null for the unchanged model.</param>
public readonly record struct FeatureImportanceProgress(int Done, int Total, string? Feature);
