using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Student's t distribution with a whole number of degrees of freedom.</summary>
internal static class StudentT
{
    /// <summary>The t that |T| stays below with a given probability.</summary>
    /// <param name="probability">0 … 1, exclusive.</param>
    /// <param name="degreesOfFreedom">At least 1.</param>
    public static double TwoSided(double probability, int degreesOfFreedom)
    {
        // P(|T| < t) grows with the angle whose tangent is t/√ν, and has a finite sum there.
        double low = 0, high = Math.PI / 2;
        for (var step = 0; step < 100; step++)
        {
            var middle = (low + high) / 2;
            if (Within(middle, degreesOfFreedom) < probability)
                low = middle;
            else
                high = middle;
        }
        return Math.Sqrt(degreesOfFreedom) * Math.Tan((low + high) / 2);
    }

    // Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 (odd) and 26.7.4 (even).
    private static double Within(double angle, int degreesOfFreedom)
    {
        var (sin, cos) = Math.SinCos(angle);
        var odd = degreesOfFreedom % 2 == 1;
        var (term, sum) = (odd ? cos : 1, 0.0);
        for (var i = odd ? 3 : 2; i <= degreesOfFreedom; i += 2)
        {
            sum += term;
            term *= cos * cos * (i - 1) / i;
        }
        return odd ? 2 / Math.PI * (angle + (sin * sum)) : sin * sum;
    }
}
