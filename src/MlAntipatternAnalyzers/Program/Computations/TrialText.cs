using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What trials do with texts.</summary>
internal static class TrialText
{
    private const int MaximalLength = 100_000;

    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(50);

    /// <summary>A value as text; null where that is not known. A number's digits are those that matter.</summary>
    public static string? Of(object? value, string? format = null) =>
        value switch
        {
            null => "",
            string text => text,
            char unit => unit.ToString(),
            bool truth => truth ? "True" : "False",
            double number => Of(number, format),
            DateTime time => Formatted(() => time.ToString(format ?? "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)),
            TimeSpan span => Formatted(() => span.ToString(format ?? "c", CultureInfo.InvariantCulture)),
            _ => null,
        };

    private static string? Of(double number, string? format) =>
        format is null
            ? Math.Abs(number) < 1e15 && number == Math.Truncate(number) ? number.ToString("F0", CultureInfo.InvariantCulture) : number.ToString("G9", CultureInfo.InvariantCulture)
            : Formatted(() => format.StartsWith("D", StringComparison.OrdinalIgnoreCase) || format.StartsWith("X", StringComparison.OrdinalIgnoreCase)
                ? ((long)number).ToString(format, CultureInfo.InvariantCulture)
                : number.ToString(format, CultureInfo.InvariantCulture));

    private static string? Formatted(Func<string> format)
    {
        try
        {
            return format();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static string? Joined(string separator, IEnumerable<object?> items)
    {
        var parts = items.Select(item => Of(item)).ToList();
        return parts.Contains(null) || parts.Sum(part => part!.Length + separator.Length) > MaximalLength ? null : string.Join(separator, parts);
    }

    /// <summary>A method of <c>string</c> on a text; unknown where it is none that is known, or would throw.</summary>
    public static object? Call(string text, string name, object?[] arguments, bool ignoresCase)
    {
        var comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var first = arguments.Length > 0 ? arguments[0] : null;
        var word = arguments.Length > 0 ? first is char unit ? unit.ToString() : first as string : null;
        switch (name)
        {
            case "Trim" or "TrimStart" or "TrimEnd":
                var units = Units(arguments);
                return units is null ? TrialValue.Unknown : name == "Trim" ? text.Trim(units) : name == "TrimStart" ? text.TrimStart(units) : text.TrimEnd(units);
            case "ToLower" or "ToLowerInvariant":
                return text.ToLowerInvariant();
            case "ToUpper" or "ToUpperInvariant":
                return text.ToUpperInvariant();
            case "ToString" or "Normalize" or "AsSpan" or "AsMemory" when arguments.Length == 0:
                return text;
            case "Replace" when word is { Length: > 0 } && arguments.Length > 1 && Of(arguments[1]) is { } by:
                return text.Length > MaximalLength / 4 ? TrialValue.Unknown : ignoresCase ? Regex.Replace(text, Regex.Escape(word), by.Replace("$", "$$"), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) : text.Replace(word, by);
            case "Contains" when word is not null:
                return text.IndexOf(word, comparison) >= 0;
            case "StartsWith" when word is not null:
                return text.StartsWith(word, comparison);
            case "EndsWith" when word is not null:
                return text.EndsWith(word, comparison);
            case "IndexOf" when word is not null && (arguments.Length < 2 || arguments[1] is not double):
                return (double)text.IndexOf(word, comparison);
            case "LastIndexOf" when word is not null && arguments.Length < 3:
                return (double)text.LastIndexOf(word, comparison);
            case "Substring" or "Remove" or "AsSpan" or "Slice" when first is double start && start >= 0 && start <= text.Length:
                if (arguments.Length == 1 || arguments[1] is not double length)
                    return name == "Remove" ? text.Remove((int)start) : text.Substring((int)start);
                if (length < 0 || start + length > text.Length)
                    return TrialValue.Unknown;
                return name == "Remove" ? text.Remove((int)start, (int)length) : text.Substring((int)start, (int)length);
            case "PadLeft" or "PadRight" when first is double width and >= 0 and < 1000:
                var padding = arguments.Length > 1 && arguments[1] is char pad ? pad : ' ';
                return name == "PadLeft" ? text.PadLeft((int)width, padding) : text.PadRight((int)width, padding);
            case "Insert" when first is double place && place >= 0 && place <= text.Length && arguments.Length == 2 && arguments[1] is string inserted:
                return text.Insert((int)place, inserted);
            case "Equals" when word is not null:
                return string.Equals(text, word, comparison);
            case "CompareTo" when word is not null:
                return (double)Math.Sign(string.Compare(text, word, comparison));
            case "ToCharArray" or "GetEnumerator" when arguments.Length == 0:
                return new TrialList(text.Select(letter => (object?)letter));
            case "Split":
                return Split(text, arguments);
            default:
                return TrialValue.Unknown;
        }
    }

    /// <summary>A static method of <c>string</c>.</summary>
    public static object? CallStatic(string name, object?[] arguments, bool ignoresCase)
    {
        switch (name)
        {
            case "IsNullOrEmpty" or "IsNullOrWhiteSpace":
                return arguments[0] switch { null => true, string text => name == "IsNullOrEmpty" ? text.Length == 0 : string.IsNullOrWhiteSpace(text), _ => TrialValue.Unknown };
            case "Equals" when arguments.Length >= 2 && arguments[0] is string left && arguments[1] is string right:
                return string.Equals(left, right, ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
            case "Compare" or "CompareOrdinal" when arguments.Length >= 2 && arguments[0] is string left && arguments[1] is string right:
                return (double)Math.Sign(string.Compare(left, right, ignoresCase || (arguments.Length > 2 && arguments[2] is true) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));
            case "Join" when arguments.Length == 2 && Of(arguments[0]) is { } separator && arguments[1] is TrialList items:
                return Joined(separator, items.Items) ?? TrialValue.Unknown;
            case "Concat":
                return Joined("", arguments.Length == 1 && arguments[0] is TrialList all ? all.Items : arguments.SelectMany(argument => argument is TrialList list ? list.Items : new List<object?> { argument })) ?? TrialValue.Unknown;
            case "Format":
                return Format(arguments);
            default:
                return TrialValue.Unknown;
        }
    }

    private static object? Format(object?[] arguments)
    {
        var start = arguments.Length > 0 && arguments[0] is TrialTypeName ? 1 : 0;
        if (arguments.Length <= start || arguments[start] is not string pattern)
            return TrialValue.Unknown;
        var values = arguments.Skip(start + 1).SelectMany(argument => argument is TrialList list ? list.Items : new List<object?> { argument }).ToList();
        var isKnown = true;
        var text = Regex.Replace(pattern, @"\{(\d+)(?::([^}]*))?\}", hole =>
        {
            var place = int.Parse(hole.Groups[1].Value, CultureInfo.InvariantCulture);
            var shown = place < values.Count ? Of(values[place], hole.Groups[2].Success ? hole.Groups[2].Value : null) : null;
            isKnown &= shown is not null;
            return shown ?? "";
        });
        return isKnown ? text : TrialValue.Unknown;
    }

    private static object? Split(string text, object?[] arguments)
    {
        var separators = new List<string>();
        var options = StringSplitOptions.None;
        var trims = false;
        foreach (var argument in arguments)
        {
            switch (argument)
            {
                case char unit:
                    separators.Add(unit.ToString());
                    break;
                case string word:
                    separators.Add(word);
                    break;
                case TrialList list:
                    foreach (var item in list.Items)
                    {
                        if (Of(item) is not { } separator)
                            return TrialValue.Unknown;
                        separators.Add(separator);
                    }

                    break;
                case double flags:
                    options = ((int)flags & 1) == 0 ? StringSplitOptions.None : StringSplitOptions.RemoveEmptyEntries;
                    trims = ((int)flags & 2) != 0;
                    break;
                default:
                    return TrialValue.Unknown;
            }
        }

        var parts = separators.Count == 0 ? text.Split((char[]?)null, options) : text.Split(separators.ToArray(), options);
        IEnumerable<string> trimmed = trims ? parts.Select(part => part.Trim()).Where(part => options == StringSplitOptions.None || part.Length > 0) : parts;
        return new TrialList(trimmed);
    }

    private static char[]? Units(object?[] arguments)
    {
        var units = new List<char>();
        foreach (var argument in arguments.SelectMany(argument => argument is TrialList list ? list.Items : new List<object?> { argument }))
        {
            if (argument is not char unit)
                return null;
            units.Add(unit);
        }

        return units.ToArray();
    }

    /// <summary>A method of <c>Regex</c>; patterns that take long are unknown.</summary>
    public static object? Match(string name, string text, string pattern, object? options, object?[] rest)
    {
        try
        {
            var regex = new Regex(pattern, (options is double flags ? (RegexOptions)(int)flags & ~RegexOptions.Compiled : RegexOptions.None) | RegexOptions.CultureInvariant, PatternTime);
            switch (name)
            {
                case "Replace" when rest.Length > 0 && rest[0] is string by:
                    return regex.Replace(text, by);
                case "IsMatch":
                    return regex.IsMatch(text);
                case "Split":
                    return new TrialList(regex.Split(text));
                case "Count":
                    return (double)regex.Matches(text).Count;
                case "Matches":
                    return new TrialList(regex.Matches(text).Cast<Match>().Select(match => match.Value));
                default:
                    return TrialValue.Unknown;
            }
        }
        catch (ArgumentException)
        {
            return TrialValue.Unknown;
        }
        catch (RegexMatchTimeoutException)
        {
            return TrialValue.Unknown;
        }
    }

    public static object? OfUnit(char unit, string name) =>
        name switch
        {
            "IsDigit" or "IsNumber" => char.IsDigit(unit),
            "IsLetter" => char.IsLetter(unit),
            "IsLetterOrDigit" => char.IsLetterOrDigit(unit),
            "IsWhiteSpace" => char.IsWhiteSpace(unit),
            "IsUpper" => char.IsUpper(unit),
            "IsLower" => char.IsLower(unit),
            "IsPunctuation" => char.IsPunctuation(unit),
            "IsSymbol" => char.IsSymbol(unit),
            "IsControl" => char.IsControl(unit),
            "ToLower" or "ToLowerInvariant" => char.ToLowerInvariant(unit),
            "ToUpper" or "ToUpperInvariant" => char.ToUpperInvariant(unit),
            _ => TrialValue.Unknown,
        };
}
