namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How the distance between two columns is measured; see <see cref="DataDistance"/>.</summary>
public enum DriftMeasure
{
    /// <summary>The difference of the shares of rows without a value.</summary>
    MissingShare,

    /// <summary><see cref="DataDistance.LInfinity"/>, of texts, keys and Booleans.</summary>
    LInfinity,

    /// <summary><see cref="DataDistance.NormalizedAbsoluteDifference"/>, of texts, keys and Booleans.</summary>
    NormalizedAbsoluteDifference,

    /// <summary><see cref="DataDistance.JensenShannon(ValueCounts, ValueCounts)"/> of texts, keys and Booleans, <see cref="DataDistance.JensenShannon(Histogram, Histogram)"/> of numbers.</summary>
    JensenShannon,

    /// <summary><see cref="DataDistance.ChiSquared"/>, of texts, keys and Booleans.</summary>
    ChiSquared,

    /// <summary><see cref="DataDistance.KolmogorovSmirnov"/>, of numbers.</summary>
    KolmogorovSmirnov,

    /// <summary><see cref="DataDistance.PopulationStability(ValueCounts, ValueCounts)"/> of texts, keys and Booleans, <see cref="DataDistance.PopulationStability(QuantileSketch, QuantileSketch, int)"/> of numbers.</summary>
    PopulationStability,

    /// <summary><see cref="DataDistance.Wasserstein"/>, of numbers, in their unit.</summary>
    Wasserstein,
}
