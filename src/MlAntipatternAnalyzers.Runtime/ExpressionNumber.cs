using System;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Finite reals in the notation of ML.NET's expressions, exactly: a whole number times or over powers of two. ML.NET reads a decimal point by the current culture, also when a
/// saved model is loaded; whole numbers read the same everywhere.
/// </summary>
internal static class ExpressionNumber
{
    // A power of two in one piece would be beyond a float's range.
    private const int Step = 100;

    public static string Of(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return Of(bits >> 31 != 0, bits & 0x7FFFFF, (int)((bits >> 23) & 0xFF), 23, 127, "f");
    }

    public static string Of(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        return Of(bits >> 63 != 0, bits & 0xFFFFFFFFFFFFF, (int)((bits >> 52) & 0x7FF), 52, 1023, "d");
    }

    private static string Of(bool negative, ulong fraction, int exponent, int fractionBits, int bias, string suffix)
    {
        var mantissa = exponent == 0 ? fraction : fraction | (1UL << fractionBits);
        var shift = Math.Max(exponent, 1) - bias - fractionBits;
        while (mantissa != 0 && mantissa % 2 == 0 && shift < 0)
            (mantissa, shift) = (mantissa / 2, shift + 1);
        var text = new StringBuilder(negative ? "-" : "").Append(CultureInfo.InvariantCulture, $"{mantissa}{suffix}");
        for (var left = mantissa == 0 ? 0 : Math.Abs(shift); left > 0; left -= Step)
            text.Append(shift < 0 ? " / " : " * ").Append(CultureInfo.InvariantCulture, $"{BigInteger.One << Math.Min(left, Step)}{suffix}");
        return text.ToString();
    }
}
