using System;
using System.Buffers;
using System.Globalization;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>How texts are read where a schema speaks of what they mean.</summary>
internal static class TextFormats
{
    public static bool IsBoolean(ReadOnlySpan<char> text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase);

    public static bool TryInteger(ReadOnlySpan<char> text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    public static bool TryReal(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);

    /// <summary>Whether the text holds the character that a decoder puts in place of invalid bytes, or half of a surrogate pair.</summary>
    public static bool IsDamaged(ReadOnlySpan<char> text)
    {
        // Most texts are short: a plain loop is as fast as vectors there, and allocates nothing even before it is optimised.
        const int Short = 64;
        var suspect = false;
        foreach (var c in text[..Math.Min(Short, text.Length)])
            suspect |= char.IsSurrogate(c) || c == '\uFFFD';
        if (!suspect && (text.Length <= Short || !text[Short..].ContainsAnyInRange('\uD800', '\uDFFF')))
            return text.Length > Short && text[Short..].Contains('\uFFFD');
        if (text.Contains('\uFFFD'))
            return true;
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done)
                return true;
            text = text[length..];
        }
        return false;
    }

    /// <summary>The text with U+FFFD in place of halves of surrogate pairs: what a file in UTF-8 can hold.</summary>
    public static string Repair(string text) => IsDamaged(text) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    public static string Percent(double share)
    {
        var rounded = share.ToString("0.##%", CultureInfo.InvariantCulture);
        return rounded == "0%" && share > 0 ? "less than 0.01%" : rounded == "100%" && share < 1 ? "more than 99.99%" : rounded;
    }

    /// <summary>A value for a message: one line, not too long.</summary>
    public static string Quote(ReadOnlySpan<char> text) => Quote(text, 40);

    /// <summary>A column's name for a message: whole, if it is one.</summary>
    public static string QuoteName(ReadOnlySpan<char> name) => Quote(name, 200);

    private static string Quote(ReadOnlySpan<char> text, int longest)
    {
        var cut = text.Length > longest;
        if (cut)
            text = text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
        var line = text.ToString().Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal);
        return cut ? $"'{line}…'" : $"'{line}'";
    }
}
