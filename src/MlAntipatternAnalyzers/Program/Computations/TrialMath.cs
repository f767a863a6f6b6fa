using System;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The functions of <c>Math</c> and <c>MathF</c>.</summary>
internal static class TrialMath
{
    public static object? Call(string name, object?[] arguments)
    {
        var numbers = new double[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] is not double number)
                return TrialValue.Unknown;
            numbers[i] = number;
        }

        return (name, numbers.Length) switch
        {
            ("Abs", 1) => Math.Abs(numbers[0]),
            ("Sqrt", 1) => Math.Sqrt(numbers[0]),
            ("Cbrt", 1) => Math.Pow(numbers[0], 1.0 / 3),
            ("Exp", 1) => Math.Exp(numbers[0]),
            ("Log", 1) => Math.Log(numbers[0]),
            ("Log", 2) => Math.Log(numbers[0], numbers[1]),
            ("Log10", 1) => Math.Log10(numbers[0]),
            ("Log2", 1) => Math.Log(numbers[0]) / Math.Log(2),
            ("Pow", 2) => Math.Pow(numbers[0], numbers[1]),
            ("Floor", 1) => Math.Floor(numbers[0]),
            ("Ceiling", 1) => Math.Ceiling(numbers[0]),
            ("Truncate", 1) => Math.Truncate(numbers[0]),
            ("Round", 1) => Math.Round(numbers[0]),
            ("Round", 2) when numbers[1] is >= 0 and <= 15 => Math.Round(numbers[0], (int)numbers[1]),
            ("Round", 3) when numbers[1] is >= 0 and <= 15 => Math.Round(numbers[0], (int)numbers[1], numbers[2] == 1 ? MidpointRounding.AwayFromZero : MidpointRounding.ToEven),
            ("Sign", 1) => (double)Math.Sign(numbers[0]),
            ("Min", 2) => Math.Min(numbers[0], numbers[1]),
            ("Max", 2) => Math.Max(numbers[0], numbers[1]),
            ("Clamp", 3) => Math.Max(numbers[1], Math.Min(numbers[2], numbers[0])),
            ("Sin", 1) => Math.Sin(numbers[0]),
            ("Cos", 1) => Math.Cos(numbers[0]),
            ("Tan", 1) => Math.Tan(numbers[0]),
            ("Asin", 1) => Math.Asin(numbers[0]),
            ("Acos", 1) => Math.Acos(numbers[0]),
            ("Atan", 1) => Math.Atan(numbers[0]),
            ("Atan2", 2) => Math.Atan2(numbers[0], numbers[1]),
            ("Sinh", 1) => Math.Sinh(numbers[0]),
            ("Cosh", 1) => Math.Cosh(numbers[0]),
            ("Tanh", 1) => Math.Tanh(numbers[0]),
            ("IsNaN", 1) => double.IsNaN(numbers[0]),
            ("IsInfinity", 1) => double.IsInfinity(numbers[0]),
            ("IsFinite", 1) => !double.IsNaN(numbers[0]) && !double.IsInfinity(numbers[0]),
            _ => TrialValue.Unknown,
        };
    }
}
