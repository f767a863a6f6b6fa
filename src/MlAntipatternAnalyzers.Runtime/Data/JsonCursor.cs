using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Makes the exception that reports what is wrong at a place of a file; line and position count from 1.</summary>
internal delegate Exception JsonProblem(string path, long line, long position, string problem, Exception? inner);

/// <summary>Walks a JSON file token by token, and says in which line and at which character something is not as expected.</summary>
internal ref struct JsonCursor
{
    private readonly string _path;
    private readonly JsonProblem _problem;
    private readonly ReadOnlySpan<byte> _content;
    private Utf8JsonReader _reader;

    /// <summary>Starts before the first token.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="problem">Makes the exception of this kind of file.</param>
    public JsonCursor(string path, ReadOnlySpan<byte> content, JsonProblem problem)
    {
        _path = path;
        _problem = problem;
        _content = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        _reader = new Utf8JsonReader(_content);
        RejectInvalidText();
    }

    public readonly JsonTokenType Token => _reader.TokenType;

    /// <summary>Where the current token starts, to report it later.</summary>
    public readonly int Offset => (int)_reader.TokenStartIndex;

    /// <summary>Goes to the next token.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool Read()
    {
        try
        {
            return _reader.Read();
        }
        catch (JsonException e)
        {
            throw Invalid(e);
        }
    }

    /// <summary>Passes over the value of the current property, whatever it is.</summary>
    public void SkipValue()
    {
        try
        {
            _reader.Skip();
        }
        catch (JsonException e)
        {
            throw Invalid(e);
        }
    }

    /// <summary>Goes to the next property of the object that the cursor is in, and to its value.</summary>
    /// <returns>False at the end of the object.</returns>
    /// <param name="name">The property's name.</param>
    /// <param name="seen">The names so far: one that comes twice is an error.</param>
    public bool NextProperty([NotNullWhen(true)] out string? name, Dictionary<string, int> seen)
    {
        Read();
        if (Token == JsonTokenType.EndObject)
        {
            name = null;
            return false;
        }
        name = GetString();
        if (!seen.TryAdd(name, Offset))
            throw Error($"expected each property once, found {TextFormats.QuoteName(name)} again");
        Read();
        return true;
    }

    public readonly void Expect(JsonTokenType token, string what)
    {
        if (Token != token)
            throw Error($"expected {what}, found {Found()}");
    }

    public readonly string String(string what)
    {
        Expect(JsonTokenType.String, what);
        return GetString();
    }

    public readonly double Number(string what)
    {
        Expect(JsonTokenType.Number, what);
        return _reader.TryGetDouble(out var value) && double.IsFinite(value) ? value : throw Error($"expected {what}, found {Found()}");
    }

    /// <summary>The number that is nearest to what is written; reading a double and rounding it again can miss it.</summary>
    public readonly float Single(string what)
    {
        Expect(JsonTokenType.Number, what);
        return _reader.TryGetSingle(out var value) && float.IsFinite(value) ? value : throw Error($"expected {what}, found {Found()}");
    }

    /// <summary>A number as it is written; the cursor is at one.</summary>
    public readonly string NumberText => Encoding.UTF8.GetString(_reader.ValueSpan);

    public readonly long Integer(string what)
    {
        Expect(JsonTokenType.Number, what);
        return _reader.TryGetInt64(out var value) ? value : throw Error($"expected {what}, found {Found()}");
    }

    public readonly bool Boolean(string what) => Token switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Error($"expected {what}, found {Found()}"),
    };

    /// <summary>What the current token is, for messages.</summary>
    public readonly string Found() => Token switch
    {
        JsonTokenType.String => $"the text {TextFormats.Quote(GetString())}",
        JsonTokenType.Number => $"the number {NumberText}",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => "null",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.None => "nothing",
        _ => "the end of it",
    };

    public readonly Exception Error(string problem) => Error(Offset, problem);

    public readonly Exception Error(int offset, string problem, Exception? inner = null)
    {
        var before = _content[..Math.Min(offset, _content.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        // People and editors count characters, not bytes.
        return _problem(_path, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1, problem, inner);
    }

    private readonly string GetString()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            // An escape such as \ud800 alone: half a character.
            throw Error(Offset, "expected text, found half of a surrogate pair", e);
        }
    }

    private readonly Exception Invalid(JsonException e)
    {
        var offset = 0;
        for (var line = e.LineNumber ?? 0; line > 0; line--)
            offset += _content[offset..].IndexOf((byte)'\n') + 1;
        offset += (int)(e.BytePositionInLine ?? 0);
        var rest = offset < _content.Length ? _content[offset..].Trim(" \t\r\n"u8) : default;
        return rest.IsEmpty
            ? Error(offset, "expected more JSON, found the end of the file; it was cut off, or never written to its end", e)
            : Error(offset, $"expected JSON, found what is none: {WithoutPlace(e.Message)}", e);
    }

    // The message repeats the place, counted from 0.
    private static string WithoutPlace(string message)
    {
        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }

    private readonly void RejectInvalidText()
    {
        if (System.Text.Unicode.Utf8.IsValid(_content))
            return;
        var offset = 0;
        while (Rune.DecodeFromUtf8(_content[offset..], out _, out var length) == System.Buffers.OperationStatus.Done)
            offset += length;
        throw Error(offset, "expected UTF-8 text, found bytes that are none; is this a binary file, or text in another encoding?");
    }
}
