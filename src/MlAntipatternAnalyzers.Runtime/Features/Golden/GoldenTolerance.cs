using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// How far a real number may be from the recorded one: |found − expected| ≤ max(<see cref="Absolute"/>, <see cref="Relative"/> · |expected|). NaN equals NaN and an
/// infinity itself, whatever the tolerance. Whole numbers, truth values, texts, keys, times and the sizes of vectors must be the same.
/// </summary>
/// <remarks>
/// On one machine a model computes the same bits each time. On another processor the same sum may be made in another order: a <see cref="float"/> holds 24 bits
/// (6·10⁻⁸ of its value), and each addition may lose the last. The default allows for some hundred of these; a feature that is computed differently is off by far more.
/// </remarks>
public sealed record GoldenTolerance
{
    private readonly double _absolute = 1e-7;
    private readonly double _relative = 1e-5;

    /// <summary>The same bits, but for the sign of zero.</summary>
    public static GoldenTolerance Exact { get; } = new() { Absolute = 0, Relative = 0 };

    /// <summary>The difference that is allowed for any value, in the value's unit; decides near zero. 10⁻⁷ by default.</summary>
    public double Absolute
    {
        get => _absolute;
        init => _absolute = Check(value, nameof(Absolute));
    }

    /// <summary>The difference that is allowed as a share of the expected value; decides for large values. 10⁻⁵ by default.</summary>
    public double Relative
    {
        get => _relative;
        init => _relative = Check(value, nameof(Relative));
    }

    internal bool Allows(double expected, double found) =>
        // Equal infinities, whose difference is NaN.
        expected == found
        || (double.IsNaN(expected) && double.IsNaN(found))
        || (double.IsFinite(expected) && Math.Abs(found - expected) <= Math.Max(_absolute, _relative * Math.Abs(expected)));

    private static double Check(double value, string property) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(property, value, "A tolerance is a finite number from 0 on.");
}
