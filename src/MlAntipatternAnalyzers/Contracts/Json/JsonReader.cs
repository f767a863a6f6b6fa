using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>
/// Reads a JSON file whole (RFC 8259: no comments, no trailing commas, no name twice in one object), and says at which character it is none. It takes
/// any text for input: nesting is limited, as in .NET's own reader, and nothing is thrown.
/// </summary>
internal sealed class JsonReader
{
    // What System.Text.Json takes by default, which reads the same files when the program runs.
    private const int MaximalDepth = 64;

    private const int ShownCharacters = 20;

    private readonly string text;
    private int position;
    private int depth;

    private JsonReader(string text)
    {
        this.text = text;
        position = text.Length > 0 && text[0] == '\ufeff' ? 1 : 0;
    }

    /// <summary>The file's value, or what is wrong with it, and where.</summary>
    public static (JsonNode? Value, string? Problem, int Position) Read(string text)
    {
        var reader = new JsonReader(text);
        try
        {
            var value = reader.ReadValue();
            reader.SkipBlanks();
            return reader.position == text.Length ? (value, null, 0) : (null, $"expected the end of the file, found {reader.Found()}", reader.position);
        }
        catch (MalformedException malformed)
        {
            return (null, malformed.Message, malformed.Position);
        }
    }

    private JsonNode ReadValue()
    {
        SkipBlanks();
        if (position == text.Length)
            throw Malformed("a value");
        switch (text[position])
        {
            case '{':
                return Nested(JsonKind.Object, ReadProperties);
            case '[':
                return Nested(JsonKind.Array, ReadItems);
            case '"':
                var start = position;
                var content = ReadText();
                return new JsonNode(JsonKind.Text, start) { Text = content, End = position };
            case '-' or (>= '0' and <= '9'):
                return ReadNumber();
            default:
                return ReadWord("true", JsonKind.True) ?? ReadWord("false", JsonKind.False) ?? ReadWord("null", JsonKind.Null) ?? throw Malformed("a value");
        }
    }

    private JsonNode Nested(JsonKind kind, Action<JsonNode> readContent)
    {
        var node = new JsonNode(kind, position);
        if (++depth > MaximalDepth)
            throw new MalformedException($"expected at most {MaximalDepth} objects and arrays inside of each other, found more", position);
        position++;
        readContent(node);
        depth--;
        node.End = position;
        return node;
    }

    private void ReadProperties(JsonNode node)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (TryTake('}'))
            return;
        do
        {
            SkipBlanks();
            var start = position;
            if (position == text.Length || text[position] != '"')
                throw Malformed("the name of a property in quotes");
            var name = ReadText();
            if (!names.Add(name))
                throw new MalformedException($"expected each property once, found '{name}' again", start);
            if (!TryTake(':'))
                throw Malformed($"':' after the name '{name}'");
            node.Properties.Add(new JsonProperty(name, start, ReadValue()));
        }
        while (TryTake(','));
        if (!TryTake('}'))
            throw Malformed("',' or '}'");
    }

    private void ReadItems(JsonNode node)
    {
        if (TryTake(']'))
            return;
        do
            node.Items.Add(ReadValue());
        while (TryTake(','));
        if (!TryTake(']'))
            throw Malformed("',' or ']'");
    }

    private string ReadText()
    {
        var content = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            var character = text[position];
            switch (character)
            {
                case '"':
                    position++;
                    return content.ToString();
                case '\\':
                    position++;
                    content.Append(ReadEscape());
                    break;
                case < ' ':
                    throw Malformed("'\"' at the end of a text that goes on in no other line");
                default:
                    content.Append(character);
                    break;
            }
        }

        throw Malformed("'\"' at the end of a text");
    }

    private char ReadEscape()
    {
        switch (position < text.Length ? text[position] : '\0')
        {
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when position + 4 < text.Length && int.TryParse(text.Substring(position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                position += 4;
                return (char)code;
            default:
                throw Malformed("an escape such as \\n or \\u00e9");
        }
    }

    private JsonNode ReadNumber()
    {
        var start = position;
        Skip("-");
        if (!TryDigits(out var leading) || (leading > 1 && text[position - leading] == '0'))
            throw Malformed("a number without leading zeros");
        if (Skip(".") && !TryDigits(out _))
            throw Malformed("a digit after the point");
        if (Skip("eE"))
        {
            Skip("+-");
            if (!TryDigits(out _))
                throw Malformed("a digit of the exponent");
        }

        return new JsonNode(JsonKind.Number, start) { Text = text.Substring(start, position - start), End = position };
    }

    private bool TryDigits(out int count)
    {
        var start = position;
        while (position < text.Length && text[position] is >= '0' and <= '9')
            position++;
        count = position - start;
        return count > 0;
    }

    private bool Skip(string one)
    {
        var isThere = position < text.Length && one.IndexOf(text[position]) >= 0;
        if (isThere)
            position++;
        return isThere;
    }

    private JsonNode? ReadWord(string word, JsonKind kind)
    {
        if (string.CompareOrdinal(text, position, word, 0, word.Length) != 0)
            return null;
        position += word.Length;
        return new JsonNode(kind, position - word.Length) { End = position };
    }

    private bool TryTake(char character)
    {
        SkipBlanks();
        return Skip(character.ToString());
    }

    private void SkipBlanks()
    {
        while (position < text.Length && text[position] is ' ' or '\t' or '\r' or '\n')
            position++;
    }

    private MalformedException Malformed(string expected) => new($"expected {expected}, found {Found()}", position);

    private string Found()
    {
        if (position >= text.Length)
            return "the end of the file: it was cut off, or never written to its end";
        var end = position;
        while (end < text.Length && end - position < ShownCharacters && !char.IsControl(text[end]))
            end++;
        return end == position ? $"the character U+{(int)text[position]:X4}" : $"'{text.Substring(position, end - position).TrimEnd()}'";
    }

    /// <summary>What ends the reading, wherever it is; it does not leave this class.</summary>
    private sealed class MalformedException : Exception
    {
        public MalformedException(string message, int position)
            : base(message) => Position = position;

        public int Position { get; }
    }
}
