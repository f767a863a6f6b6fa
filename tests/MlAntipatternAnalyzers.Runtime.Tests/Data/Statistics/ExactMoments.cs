using System;
using System.Collections.Generic;
using System.Numerics;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data.Statistics;

/// <summary>Mean and deviation without any rounding before the end: doubles are integers times a power of two.</summary>
internal sealed record ExactMoments(double Weight, double Mean, double Deviation)
{
    // The smallest double is 2^-1074.
    private const int Bits = 1074;

    public static ExactMoments Of(IEnumerable<(double Value, double Weight)> numbers)
    {
        BigInteger weights = 0, sum = 0, squares = 0;
        foreach (var (value, weight) in numbers)
        {
            var (w, x) = (Integer(weight), Integer(value));
            weights += w;
            sum += w * x;
            squares += w * x * x;
        }
        return weights.IsZero
            ? new(0, double.NaN, double.NaN)
            : new(Ratio(weights, BigInteger.One << Bits), Ratio(sum, weights << Bits), Math.Sqrt(Ratio((squares * weights) - (sum * sum), (weights * weights) << (2 * Bits))));
    }

    private static BigInteger Integer(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        return (new BigInteger(bits < 0 ? -mantissa : mantissa) << Math.Max(exponent, 1)) >> 1;
    }

    private static double Ratio(BigInteger numerator, BigInteger denominator)
    {
        // 100 bits of the quotient are more than a double keeps.
        var shift = (int)Math.Max(0, 100 + denominator.GetBitLength() - BigInteger.Abs(numerator).GetBitLength());
        return Math.ScaleB((double)((numerator << shift) / denominator), -shift);
    }
}
