using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The smallest and the largest of many numbers, several at a time.</summary>
internal static class NumberRange
{
    /// <returns>False when there is none, or one that is not finite: these are looked at one by one.</returns>
    public static bool TryOf<T>(ReadOnlySpan<T> values, out double min, out double max)
        where T : struct
    {
        (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        var vectors = MemoryMarshal.Cast<T, Vector<T>>(values);
        if (vectors.Length > 0)
        {
            var (least, most) = (vectors[0], vectors[0]);
            foreach (var vector in vectors)
            {
                // NaN is not equal to itself.
                if (!Vector.EqualsAll(vector, vector))
                    return false;
                least = Vector.Min(least, vector);
                most = Vector.Max(most, vector);
            }
            for (var lane = 0; lane < Vector<T>.Count; lane++)
            {
                min = Math.Min(min, ItemNumber.Of(least[lane]));
                max = Math.Max(max, ItemNumber.Of(most[lane]));
            }
        }
        foreach (var value in values[(vectors.Length * Vector<T>.Count)..])
        {
            // Of NaN both are NaN.
            min = Math.Min(min, ItemNumber.Of(value));
            max = Math.Max(max, ItemNumber.Of(value));
        }
        return double.IsFinite(min) && double.IsFinite(max);
    }
}
