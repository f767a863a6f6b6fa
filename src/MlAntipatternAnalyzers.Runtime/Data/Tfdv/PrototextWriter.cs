using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Writes the text format of protocol buffers, as its own printer does: two spaces a level, a line a field. What is null is left out.</summary>
internal sealed class PrototextWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Message(string name, Action content)
    {
        Line(name + " {");
        _depth++;
        content();
        _depth--;
        Line("}");
    }

    public void Text(string name, string? value)
    {
        if (value is not null)
            Line($"{name}: \"{Escaped(value)}\"");
    }

    public void Texts(string name, IEnumerable<string> values)
    {
        foreach (var value in values)
            Text(name, value);
    }

    /// <summary>A member of an enumeration, or true or false.</summary>
    public void Word(string name, string? value)
    {
        if (value is not null)
            Line($"{name}: {value}");
    }

    public void Number(string name, double? value)
    {
        if (value is { } number)
            Line(string.Create(CultureInfo.InvariantCulture, $"{name}: {number:R}"));
    }

    public void Integer(string name, long? value)
    {
        if (value is { } number)
            Line(string.Create(CultureInfo.InvariantCulture, $"{name}: {number}"));
    }

    public override string ToString() => _text.ToString();

    private static string Escaped(string value)
    {
        var text = new StringBuilder();
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or '\x7f' => text.Append('\\').Append(Convert.ToString(c, 8).PadLeft(3, '0')),
                _ => text.Append(c),
            };
        }
        return text.ToString();
    }

    private void Line(string line) => _text.Append(' ', 2 * _depth).Append(line).Append('\n');
}
