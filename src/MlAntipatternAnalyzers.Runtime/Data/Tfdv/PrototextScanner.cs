using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Cuts the text format of protocol buffers into tokens; comments and spaces are left out.</summary>
internal sealed class PrototextScanner(string path, string text)
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private int _at;

    /// <summary>The next token.</summary>
    public PrototextToken Next()
    {
        SkipSpace();
        var start = _at;
        if (start == text.Length)
            return new(PrototextKind.End, "", start);
        var c = text[start];
        if (char.IsAsciiLetter(c) || c == '_')
            return new(PrototextKind.Name, Take(IsNamePart), start);
        if (char.IsAsciiDigit(c) || (c == '.' && start + 1 < text.Length && char.IsAsciiDigit(text[start + 1])))
            return new(PrototextKind.Number, Number(), start);
        if (c is '"' or '\'')
            return new(PrototextKind.Text, Text(), start);
        _at++;
        return new(PrototextKind.Symbol, c.ToString(), start);
    }

    /// <summary>What is wrong at a place.</summary>
    public DataSchemaFormatException Error(int offset, string problem)
    {
        var before = text.AsSpan(0, Math.Min(offset, text.Length));
        return new(path, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), problem);
    }

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private void SkipSpace()
    {
        while (_at < text.Length && (char.IsWhiteSpace(text[_at]) || text[_at] == '#'))
        {
            if (text[_at] != '#')
            {
                _at++;
                continue;
            }
            var end = text.IndexOf('\n', _at);
            _at = end < 0 ? text.Length : end + 1;
        }
    }

    private string Take(Func<char, bool> belongs)
    {
        var start = _at;
        while (_at < text.Length && belongs(text[_at]))
            _at++;
        return text[start.._at];
    }

    private string Number()
    {
        var number = new StringBuilder(Take(c => char.IsAsciiLetterOrDigit(c) || c == '.'));
        // The sign of an exponent.
        while (_at < text.Length && text[_at] is '+' or '-' && number[^1] is 'e' or 'E' && !number.ToString().StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            number.Append(text[_at++]).Append(Take(char.IsAsciiLetterOrDigit));
        return number.ToString();
    }

    // An escape is one byte, of several of which a character may consist.
    private string Text()
    {
        var start = _at;
        var quote = text[_at++];
        var bytes = new List<byte>();
        while (true)
        {
            if (_at >= text.Length || text[_at] == '\n')
                throw Error(start, "expected the end of a text on its line, found none");
            var c = text[_at];
            if (c == quote)
                break;
            if (c == '\\')
            {
                Escape(bytes);
                continue;
            }
            var length = char.IsHighSurrogate(c) && _at + 1 < text.Length ? 2 : 1;
            bytes.AddRange(Encoding.UTF8.GetBytes(text, _at, length));
            _at += length;
        }
        _at++;
        try
        {
            return Utf8.GetString(bytes.ToArray());
        }
        catch (DecoderFallbackException)
        {
            throw Error(start, "expected a text in UTF-8, found bytes that are none");
        }
    }

    private void Escape(List<byte> bytes)
    {
        var start = _at++;
        var c = _at < text.Length ? text[_at++] : '\0';
        var simple = "abfnrtv\\'\"?".IndexOf(c);
        if (simple >= 0)
            bytes.Add((byte)"\a\b\f\n\r\t\v\\'\"?"[simple]);
        else if (c is >= '0' and <= '7')
            bytes.Add((byte)Convert.ToInt32(c + Digits(2, d => d is >= '0' and <= '7'), 8));
        else if (c is 'x' or 'X')
            bytes.Add((byte)Hexadecimal(start, 1, 2));
        else if (c is 'u' or 'U')
            bytes.AddRange(Character(start, c == 'u' ? 4 : 8));
        else
            throw Error(start, "expected an escape such as \\n, \\\", \\303 or \\u00e9, found another one");
    }

    private byte[] Character(int start, int digits)
    {
        var value = Hexadecimal(start, digits, digits);
        return Rune.IsValid(value) ? Encoding.UTF8.GetBytes(new Rune(value).ToString()) : throw Error(start, "expected the number of a character, found none");
    }

    private int Hexadecimal(int start, int least, int most)
    {
        var digits = Digits(most, char.IsAsciiHexDigit);
        return digits.Length >= least && long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is <= int.MaxValue and var value
            ? (int)value
            : throw Error(start, "expected hexadecimal digits after the escape, found too few or too large ones");
    }

    private string Digits(int most, Func<char, bool> isDigit)
    {
        var start = _at;
        while (_at < text.Length && _at - start < most && isDigit(text[_at]))
            _at++;
        return text[start.._at];
    }
}
