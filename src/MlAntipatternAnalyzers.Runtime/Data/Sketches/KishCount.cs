namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How many values of equal weight tell as much as weighted ones: (Σ w)² / Σ w² (Kish, <i>Survey Sampling</i>, 1965).</summary>
internal static class KishCount
{
    /// <param name="weight">Σ w.</param>
    /// <param name="squares">Σ w².</param>
    /// <returns>Where the squares are too small or too large for a double, the weight itself: a test divides by it, so it is neither 0 nor infinite where there are values.</returns>
    public static double Of(double weight, double squares)
    {
        var count = weight * (weight / squares);
        return count > 0 && double.IsFinite(count) ? count : weight;
    }
}
