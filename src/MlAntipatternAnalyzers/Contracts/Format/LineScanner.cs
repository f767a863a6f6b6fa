using System;
using System.Globalization;
using System.Text;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>Reads one line from left to right. What does not fit is a <see cref="FormatException"/> that says what was expected.</summary>
internal sealed class LineScanner
{
    private const int MaximalQuote = 30;

    private readonly string line;
    private int token;

    public LineScanner(string line) => this.line = line;

    public int Position { get; private set; }

    public bool AtEnd => Position == line.Length;

    public char Next => line[Position];

    /// <summary>The column of what does not fit, from 1.</summary>
    public int ErrorColumn => token + 1;

    public void SkipSpaces()
    {
        while (!AtEnd && char.IsWhiteSpace(Next))
            Position++;
        token = Position;
    }

    /// <summary>The characters up to the next one that no word has; maybe none.</summary>
    public string Word(Func<char, bool>? accepts = null)
    {
        token = Position;
        while (!AtEnd && (accepts ?? ContractText.IsWord)(Next))
            Position++;
        return line.Substring(token, Position - token);
    }

    /// <summary>Whether a text comes next, which is then passed.</summary>
    public bool Accept(string text)
    {
        if (string.CompareOrdinal(line, Position, text, 0, text.Length) != 0)
            return false;
        token = Position;
        Position += text.Length;
        return true;
    }

    public void Require(string text, string expected)
    {
        token = Position;
        if (!Accept(text))
            throw Error(expected);
    }

    /// <summary>A name, bare or in quotes; null where it is <c>?</c>.</summary>
    public string? Name(string expected)
    {
        SkipSpaces();
        if (!AtEnd && Next == '"')
            return Quoted(expected);
        if (Accept(ContractFact.Unknown))
            return null;
        var name = Word();
        return name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') ? name : throw Error(expected);
    }

    /// <summary>A text in quotes.</summary>
    public string Quoted(string expected)
    {
        token = Position++;
        var text = new StringBuilder();
        while (!AtEnd)
        {
            var character = line[Position++];
            if (character == '"')
                return text.Length > 0 || expected.Length == 0 ? text.ToString() : throw Error(expected);
            text.Append(character == '\\' ? Escaped() : character);
        }

        throw Refuse("expected a closing quote, found the end of the line");
    }

    /// <summary>All that is left of the line, without the spaces around it.</summary>
    public string Rest()
    {
        SkipSpaces();
        Position = line.Length;
        return line.Substring(token).TrimEnd();
    }

    /// <summary>Demands that nothing is left.</summary>
    public void End()
    {
        SkipSpaces();
        if (!AtEnd)
            throw Error("the end of the line (a comment has a line of its own)");
    }

    /// <summary>An error about what comes where the last token begins.</summary>
    public FormatException Error(string expected)
    {
        var found = token < line.Length ? line.Substring(token).Trim() : "";
        if (found.Length > MaximalQuote)
            found = found.Substring(0, MaximalQuote) + "…";
        return new FormatException("expected " + expected + ", found " + (found.Length == 0 ? "the end of the line" : "'" + found + "'"));
    }

    /// <summary>An error about the last token that is not about what was expected.</summary>
    public FormatException Refuse(string message) => new(message);

    /// <summary>Lets an error point to a place.</summary>
    public void PointAt(int position) => token = position;

    private char Escaped()
    {
        if (!AtEnd && Next is '"' or '\\')
            return line[Position++];
        if (!AtEnd && Next == 'u' && Position + 5 <= line.Length && ushort.TryParse(line.Substring(Position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            Position += 5;
            return (char)code;
        }

        token = Position - 1;
        throw Error("\\\", \\\\ or \\u and four hexadecimal digits");
    }
}
