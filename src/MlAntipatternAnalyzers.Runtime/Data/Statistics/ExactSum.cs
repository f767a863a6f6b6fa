using System;
using System.Runtime.CompilerServices;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// A sum of twice a double's precision: the unevaluated sum of two doubles (Dekker, <i>A floating-point technique for extending the available precision</i>, 1971; the sums after Knuth and
/// Møller). The order of the addends matters only far below the last digit of the rounded result.
/// </summary>
internal readonly record struct ExactSum(double High, double Low)
{
    /// <summary>The sum, rounded.</summary>
    public double Value => double.IsFinite(High) ? High + Low : High;

    public static ExactSum operator +(ExactSum a, ExactSum b)
    {
        var (sum, error) = TwoSum(a.High, b.High);
        // Beyond the largest double the error is no number.
        return double.IsFinite(sum) ? Normal(sum, error + (a.Low + b.Low)) : new(sum, 0);
    }

    public static ExactSum operator +(ExactSum a, double b) => a + new ExactSum(b, 0);

    public static ExactSum operator -(ExactSum a, ExactSum b) => a + new ExactSum(-b.High, -b.Low);

    public static ExactSum operator *(ExactSum a, ExactSum b)
    {
        var product = a.High * b.High;
        return double.IsFinite(product)
            ? Normal(product, Math.FusedMultiplyAdd(a.High, b.High, -product) + ((a.High * b.Low) + (a.Low * b.High)))
            : new(product, 0);
    }

    public static ExactSum operator /(ExactSum a, ExactSum b)
    {
        var quotient = a.High / b.High;
        if (!double.IsFinite(quotient))
            return new(quotient, 0);
        var rest = a - (b * new ExactSum(quotient, 0));
        return Normal(quotient, rest.Value / b.High);
    }

    /// <summary>The product of two doubles, exactly.</summary>
    public static ExactSum Product(double a, double b)
    {
        var product = a * b;
        return new(product, double.IsFinite(product) ? Math.FusedMultiplyAdd(a, b, -product) : 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }

    private static ExactSum Normal(double high, double low)
    {
        var sum = high + low;
        return new(sum, low - (sum - high));
    }
}
