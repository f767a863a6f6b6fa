using System;
using System.Collections.Generic;
using System.Globalization;
using MlAntipatternAnalyzers.Runtime;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    // A minus sign is as wide as the digits; a hyphen is not.
    public static string Text(double value) => value switch
    {
        double.NaN => "undefined",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        _ => value.ToString(Format(Math.Abs(value)), CultureInfo.InvariantCulture).Replace('-', '−'),
    };

    public static string Signed(double value) => value > 0 ? "+" + Text(value) : Text(value);

    public static string Count(double value) => value.ToString(value == Math.Floor(value) ? "#,0" : "#,0.0", CultureInfo.InvariantCulture);

    public static string Percent(double share) => double.IsNaN(share) ? "–" : (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    public static string Interval(double? lower, double? upper) => lower is { } from && upper is { } to ? $"{Text(from)} to {Text(to)}" : "";

    public static string Interval(MetricValue value) => Interval(value.Lower, value.Upper);

    /// <summary>Where an axis has its marks: at round numbers, about five of them.</summary>
    public static IEnumerable<double> Ticks(double from, double to)
    {
        var raw = (to - from) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * (raw / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        // Counted, not summed: a sum of tenths is not where the marks are.
        for (var i = (long)Math.Ceiling(from / step - 1e-9); i * step <= to + step * 1e-9; i++)
            yield return i * step;
    }

    public static string Tick(double value) => value.ToString("G5", CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Format(double size) => size switch { 0 => "0", < 1e-3 => "0.00E0", < 10 => "0.0000", < 1000 => "0.00", < 1e9 => "#,0", _ => "0.000E0" };
}
