using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The limit distribution of the Kolmogorov–Smirnov statistic (Kolmogorov 1933, Smirnov 1939).</summary>
internal static class KolmogorovDistribution
{
    /// <summary>How probable a distance of at least this is between two samples of one continuous distribution.</summary>
    /// <param name="distance">D, 0 … 1.</param>
    /// <param name="effectiveCount">n·m / (n + m).</param>
    /// <remarks>
    /// Q(λ) with λ = (√N + 0.12 + 0.11 / √N)·D, which makes the limit good to a few percent from N = 4 on: Stephens, <i>Use of the Kolmogorov–Smirnov, Cramér–von Mises and related statistics
    /// without extensive tables</i>, J. Royal Statistical Society B 32, 1970.
    /// </remarks>
    public static double PValue(double distance, double effectiveCount)
    {
        if (!(effectiveCount > 0))
            return 1;
        var root = Math.Sqrt(effectiveCount);
        return Tail((root + 0.12 + (0.11 / root)) * distance);
    }

    /// <summary>Q(λ) = 2 Σ (−1)^(k−1) exp(−2k²λ²), k from 1 on. For small λ, where that sum needs many terms, 1 − √(2π)/λ · Σ exp(−(2k−1)²π²/(8λ²)), which is the same (Feller 1948).</summary>
    public static double Tail(double lambda)
    {
        if (lambda <= 0)
            return 1;
        var sum = 0.0;
        if (lambda < 1)
        {
            for (var k = 1; k <= 5; k++)
                sum += Math.Exp(-Math.Pow(((2 * k) - 1) * Math.PI / lambda, 2) / 8);
            return Math.Clamp(1 - (Math.Sqrt(2 * Math.PI) / lambda * sum), 0, 1);
        }
        for (var k = 1; k <= 5; k++)
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * lambda * lambda);
        return Math.Clamp(sum, 0, 1);
    }
}
