using System;
using System.Globalization;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>Makes a value of a field, as ML.NET's text loader does.</summary>
/// <returns>False for a field that is no such value.</returns>
internal delegate bool FieldParse<T>(ReadOnlySpan<char> field, out T value);

/// <summary>The values that fields of text can be, and what of them is missing.</summary>
internal sealed class FieldParser(DelimitedOptions options)
{
    private readonly NumberFormatInfo _format = new() { NumberDecimalSeparator = options.DecimalMarker.ToString(), NumberGroupSeparator = options.DecimalMarker == ',' ? "." : "," };

    /// <summary>What is no value, in a column of numbers.</summary>
    public static bool IsMissing(ReadOnlySpan<char> field) => field.IsEmpty || field is "?" or "NA" || field.Equals("NaN", StringComparison.OrdinalIgnoreCase);

    public bool Single(ReadOnlySpan<char> field, out float value)
    {
        var isNumber = Double(field, out var wide);
        value = (float)wide;
        // Read as what it is: a double that is rounded again can be the neighbour.
        if (isNumber && float.IsFinite(value) && field.Length > 7)
            _ = float.TryParse(field, NumberStyles.Float, _format, out value);
        return isNumber;
    }

    public bool Double(ReadOnlySpan<char> field, out double value)
    {
        if (double.TryParse(field, NumberStyles.Float, _format, out value))
            return true;
        field = field.Trim();
        var sign = field is ['-', ..] ? -1 : 1;
        var unsigned = field is ['-' or '+', ..] ? field[1..] : field;
        if (unsigned is "∞" || unsigned.Equals("Infinity", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("Inf", StringComparison.OrdinalIgnoreCase))
        {
            value = sign * double.PositiveInfinity;
            return true;
        }
        value = options.MissingIsZero && field.IsEmpty ? 0 : double.NaN;
        return IsMissing(field);
    }

    // A whole number that is missing is 0: its type has no other value for it.
    public static bool Integer<T>(ReadOnlySpan<char> field, out T value)
        where T : struct, ISpanParsable<T>
    {
        field = field.Trim();
        return T.TryParse(field, CultureInfo.InvariantCulture, out value) || field.IsEmpty;
    }

    public static bool Boolean(ReadOnlySpan<char> field, out bool value)
    {
        field = field.Trim();
        value = field is "1" or "+1" or "+" or "t" or "T" or "y" or "Y"
            || field.Equals("true", StringComparison.OrdinalIgnoreCase) || field.Equals("yes", StringComparison.OrdinalIgnoreCase);
        return value || field is "" or "0" or "-1" or "-" or "f" or "F" or "n" or "N"
            || field.Equals("false", StringComparison.OrdinalIgnoreCase) || field.Equals("no", StringComparison.OrdinalIgnoreCase);
    }

    public static bool Time(ReadOnlySpan<char> field, out DateTime value) =>
        DateTime.TryParse(field, CultureInfo.InvariantCulture, DateTimeStyles.None, out value) || field.IsWhiteSpace();

    public static bool TimeWithOffset(ReadOnlySpan<char> field, out DateTimeOffset value) =>
        DateTimeOffset.TryParse(field, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value) || field.IsWhiteSpace();

    public static bool Duration(ReadOnlySpan<char> field, out TimeSpan value) =>
        TimeSpan.TryParse(field, CultureInfo.InvariantCulture, out value) || field.IsWhiteSpace();
}
