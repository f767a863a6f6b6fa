using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Takes the fields of a message by name and type, and tells which were not taken.</summary>
internal sealed class PrototextReader(PrototextScanner scanner, PrototextMessage message)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public int Offset => message.Offset;

    /// <summary>The fields that nobody asked for, each name once.</summary>
    public IEnumerable<PrototextField> Rest => message.Fields.Where(f => !_taken.Contains(f.Name)).DistinctBy(f => f.Name);

    public bool Has(string name) => message.All(name).Any();

    /// <summary>Where a field is.</summary>
    public int At(string name) => message.All(name).First().Offset;

    public PrototextReader? Message(string name) => One(name) is { } field ? Open(field) : null;

    public IEnumerable<PrototextReader> Messages(string name)
    {
        _taken.Add(name);
        return message.All(name).Select(Open);
    }

    public IEnumerable<string> Texts(string name)
    {
        _taken.Add(name);
        return message.All(name).Select(Text);
    }

    public string? Text(string name) => One(name) is { } field ? Text(field) : null;

    public string? Name(string name) => One(name) is not { } field ? null
        : field.Token is { Kind: PrototextKind.Name or PrototextKind.Number } token ? token.Value
        : throw Expected(field, "a name");

    public bool? Boolean(string name) => Name(name) switch
    {
        null => null,
        "true" or "True" or "t" or "1" => true,
        "false" or "False" or "f" or "0" => false,
        _ => throw Expected(One(name)!, "true or false"),
    };

    public double? Real(string name)
    {
        if (One(name) is not { } field)
            return null;
        var text = field.Token is { Kind: PrototextKind.Number or PrototextKind.Name } token ? token.Value : throw Expected(field, "a number");
        return text.ToLowerInvariant() switch
        {
            "inf" or "infinity" => double.PositiveInfinity,
            "-inf" or "-infinity" => double.NegativeInfinity,
            "nan" or "-nan" => double.NaN,
            _ => Integral(text) is { } whole ? whole
                : double.TryParse(text.TrimEnd('f', 'F'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
                : throw Expected(field, "a number"),
        };
    }

    public long? Integer(string name) => One(name) is not { } field ? null
        : field.Token is { Kind: PrototextKind.Number } token && Integral(token.Value) is { } value ? value
        : throw Expected(field, "a whole number of 64 bits");

    private PrototextField? One(string name)
    {
        _taken.Add(name);
        var fields = message.All(name).ToList();
        return fields.Count < 2 ? fields.FirstOrDefault() : throw scanner.Error(fields[1].Offset, $"expected '{name}' once, found it again");
    }

    private PrototextReader Open(PrototextField field) => field.Message is { } inner ? new(scanner, inner) : throw Expected(field, "a message ({ … })");

    private string Text(PrototextField field) => field.Token is { Kind: PrototextKind.Text } token ? token.Value : throw Expected(field, "a text");

    private DataSchemaFormatException Expected(PrototextField field, string what) => scanner.Error(
        field.Token?.Offset ?? field.Offset,
        $"expected {what} for '{field.Name}', found {(field.Token is { } token ? TextFormats.Quote(token.Value) : "a message")}");

    // Decimal, hexadecimal with 0x, octal with 0.
    private static long? Integral(string text)
    {
        var negative = text.StartsWith('-');
        var digits = text.AsSpan(negative ? 1 : 0);
        ulong value;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            if (!ulong.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value))
                return null;
        }
        else if (digits.Length > 1 && digits[0] == '0' && !digits.ContainsAnyExceptInRange('0', '7'))
        {
            value = 0;
            foreach (var digit in digits)
            {
                if (value >> 61 != 0)
                    return null;
                value = (value << 3) + (ulong)(digit - '0');
            }
        }
        else if (!ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value))
        {
            return null;
        }
        if (negative)
            return value <= 1UL << 63 ? unchecked(-(long)value) : null;
        return value <= long.MaxValue ? (long)value : null;
    }
}
