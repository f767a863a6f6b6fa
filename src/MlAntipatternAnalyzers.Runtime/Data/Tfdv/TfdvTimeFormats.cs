using System;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>From strptime's time formats to .NET's, and back.</summary>
internal static class TfdvTimeFormats
{
    private static readonly (char Strptime, string Net)[] Specifiers =
    [
        ('Y', "yyyy"), ('y', "yy"), ('m', "MM"), ('B', "MMMM"), ('b', "MMM"), ('d', "dd"), ('A', "dddd"), ('a', "ddd"), ('H', "HH"), ('I', "hh"), ('M', "mm"), ('S', "ss"), ('p', "tt"), ('f', "ffffff"), ('z', "zzz"),
    ];

    private static readonly (string Tfdv, string Net)[] Units =
    [
        ("UNIX_DAYS", "unixDays"), ("UNIX_SECONDS", "unixSeconds"), ("UNIX_MILLISECONDS", "unixMilliseconds"), ("UNIX_MICROSECONDS", "unixMicroseconds"), ("UNIX_NANOSECONDS", "unixNanoseconds"),
    ];

    /// <returns>Null for a unit that is unknown.</returns>
    public static string? UnitFrom(string? tfdv) => Units.FirstOrDefault(u => u.Tfdv == tfdv).Net;

    public static string? UnitTo(string net) => Units.FirstOrDefault(u => u.Net == net).Tfdv;

    /// <returns>Null for a format that .NET cannot say.</returns>
    public static string? FromStrptime(string format)
    {
        var net = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                Literal(net, format[i]);
                continue;
            }
            var specifier = ++i < format.Length ? format[i] : '\0';
            if (specifier == '%')
                Literal(net, '%');
            else if (specifier == 'F')
                net.Append("yyyy-MM-dd");
            else if (specifier == 'T')
                net.Append("HH:mm:ss");
            else if (Specifiers.FirstOrDefault(s => s.Strptime == specifier).Net is { } known)
                net.Append(known);
            else
                return null;
        }
        return TimeFormats.IsWritten(net.ToString()) ? net.ToString() : null;
    }

    /// <returns>Null for a format that strptime cannot say.</returns>
    public static string? ToStrptime(string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length;)
        {
            var c = format[i];
            if (c is '\'' or '"')
            {
                var end = format.IndexOf(c, i + 1);
                if (end < 0)
                    return null;
                text.Append(format[(i + 1)..end].Replace("%", "%%", StringComparison.Ordinal));
                i = end + 1;
            }
            else if (c == '\\' && i + 1 < format.Length)
            {
                text.Append(format[i + 1]);
                i += 2;
            }
            else if (char.IsAsciiLetter(c))
            {
                var length = format.AsSpan(i).IndexOfAnyExcept(c) is var run && run < 0 ? format.Length - i : run;
                // T is no specifier of .NET, and so a literal.
                if (c == 'T')
                    text.Append('T', length);
                else if (Specifiers.FirstOrDefault(s => s.Net == format.Substring(i, length)) is { Net: not null } known)
                    text.Append('%').Append(known.Strptime);
                else
                    return null;
                i += length;
            }
            else
            {
                text.Append(c == '%' ? "%%" : c.ToString());
                i++;
            }
        }
        return text.ToString();
    }

    // What is a specifier in .NET is quoted; a slash and a colon are separators of the culture, and the invariant one's are these.
    private static void Literal(StringBuilder net, char c)
    {
        if (char.IsAsciiLetter(c) && c != 'T')
            net.Append('\'').Append(c).Append('\'');
        else if (c is '\'' or '"' or '\\' or '%')
            net.Append('\\').Append(c);
        else
            net.Append(c);
    }
}
