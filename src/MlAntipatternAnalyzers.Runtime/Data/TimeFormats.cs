using System;
using System.Collections.Immutable;
using System.Globalization;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How times are written in columns of texts and of whole numbers.</summary>
internal static class TimeFormats
{
    private const double SecondsADay = 86400;

    // Seconds from 1970-01-01 to the start of the year 1, and to the end of the year 9999.
    private static readonly double Earliest = (DateTime.MinValue - DateTime.UnixEpoch).TotalSeconds;
    private static readonly double End = (DateTime.MaxValue.Date - DateTime.UnixEpoch).TotalSeconds + SecondsADay;

    /// <summary>How whole numbers are times.</summary>
    public static ImmutableArray<string> Unix { get; } = ["unixSeconds", "unixMilliseconds", "unixMicroseconds", "unixNanoseconds", "unixDays"];

    public static bool IsUnix(string format) => Unix.Contains(format);

    /// <summary>Whether .NET can write and read times in a format.</summary>
    public static bool IsWritten(string format)
    {
        if (string.IsNullOrWhiteSpace(format))
            return false;
        try
        {
            // A format of literals alone is written too, and says nothing.
            return Write(new(2001, 2, 3, 4, 5, 6), format) != Write(new(2012, 11, 10, 19, 8, 7), format);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    public static bool IsTime(ReadOnlySpan<char> text, string format) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Whether a number of such units since 1970 is a time in the years 1 to 9999.</summary>
    public static bool IsTime(double value, string format)
    {
        var (low, end) = Range(format);
        return value >= low && value < end;
    }

    /// <summary>The first number of such units since 1970 that is a time in the years 1 to 9999, and the first after them that is none.</summary>
    public static (double Low, double End) Range(string format)
    {
        var unitsASecond = format switch
        {
            "unixDays" => 1 / SecondsADay,
            "unixMilliseconds" => 1e3,
            "unixMicroseconds" => 1e6,
            "unixNanoseconds" => 1e9,
            _ => 1,
        };
        return (Math.Round(Earliest * unitsASecond), Math.Round(End * unitsASecond));
    }

    /// <summary>Whether a column's texts may be times as far as is known: nothing else is expected of them.</summary>
    public static bool MayBeSuggested(ColumnExpectation column) => column is { Type.Kind: ColumnKind.Text, Format: ValueFormat.Any, Domain: null, TimeFormat: null };

    private static string Write(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}
