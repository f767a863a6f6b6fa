namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// The codes of the anomalies of a <see cref="DriftReport"/>. The first four are TensorFlow Data Validation's; for the distances that it does not have the names go on in the same manner.
/// </summary>
public static class DriftAnomalyCode
{
    /// <summary>A column has a limit, and the data that it is compared with has no such column, or no value in it.</summary>
    public const string ControlDataMissing = DataAnomalyCode.ComparatorControlDataMissing;

    /// <summary><see cref="DriftMeasure.LInfinity"/> is above its limit.</summary>
    public const string LInfinityHigh = DataAnomalyCode.ComparatorLInftyHigh;

    /// <summary><see cref="DriftMeasure.JensenShannon"/> is above its limit.</summary>
    public const string JensenShannonHigh = DataAnomalyCode.ComparatorJensenShannonDivergenceHigh;

    /// <summary><see cref="DriftMeasure.NormalizedAbsoluteDifference"/> is above its limit.</summary>
    public const string NormalizedAbsoluteDifferenceHigh = DataAnomalyCode.ComparatorNormalizedAbsoluteDifferenceHigh;

    /// <summary><see cref="DriftMeasure.MissingShare"/> is above its limit.</summary>
    public const string MissingShareHigh = "COMPARATOR_MISSING_SHARE_HIGH";

    /// <summary><see cref="DriftMeasure.ChiSquared"/> is significant.</summary>
    public const string ChiSquaredHigh = "COMPARATOR_CHI_SQUARED_HIGH";

    /// <summary><see cref="DriftMeasure.KolmogorovSmirnov"/> is above its limit, or significant.</summary>
    public const string KolmogorovSmirnovHigh = "COMPARATOR_KOLMOGOROV_SMIRNOV_HIGH";

    /// <summary><see cref="DriftMeasure.PopulationStability"/> is above its limit.</summary>
    public const string PopulationStabilityHigh = "COMPARATOR_POPULATION_STABILITY_HIGH";

    /// <summary><see cref="DriftMeasure.Wasserstein"/> is above its limit.</summary>
    public const string WassersteinHigh = "COMPARATOR_WASSERSTEIN_HIGH";

    /// <summary>The code of a distance that is beyond its limit.</summary>
    public static string Of(DriftMeasure measure) => measure switch
    {
        DriftMeasure.LInfinity => LInfinityHigh,
        DriftMeasure.NormalizedAbsoluteDifference => NormalizedAbsoluteDifferenceHigh,
        DriftMeasure.JensenShannon => JensenShannonHigh,
        DriftMeasure.ChiSquared => ChiSquaredHigh,
        DriftMeasure.KolmogorovSmirnov => KolmogorovSmirnovHigh,
        DriftMeasure.PopulationStability => PopulationStabilityHigh,
        DriftMeasure.Wasserstein => WassersteinHigh,
        _ => MissingShareHigh,
    };
}
