using System;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads the text format of protocol buffers (the specification "Text Format Language"), without a description of its messages.</summary>
internal sealed class PrototextParser
{
    // Messages in messages; a schema has four or five.
    private const int MostDepth = 100;

    private readonly PrototextScanner _scanner;
    private PrototextToken _token;

    private PrototextParser(PrototextScanner scanner)
    {
        _scanner = scanner;
        _token = scanner.Next();
    }

    /// <exception cref="DataSchemaFormatException">Always with the place of what is wrong.</exception>
    public static PrototextMessage Parse(PrototextScanner scanner) => new PrototextParser(scanner).Message("", 0);

    private PrototextMessage Message(string end, int depth)
    {
        if (depth > MostDepth)
            throw _scanner.Error(_token.Offset, $"expected at most {MostDepth} messages inside each other, found more");
        var message = new PrototextMessage(_token.Offset);
        while (!IsSymbol(end) && !(end.Length == 0 && _token.Kind == PrototextKind.End))
            Field(message, depth);
        return message;
    }

    private void Field(PrototextMessage message, int depth)
    {
        var offset = _token.Offset;
        var name = IsSymbol("[") ? Extension() : _token.Kind == PrototextKind.Name ? Take().Value : throw Expected("the name of a field");
        var colon = Skip(":");
        if (IsSymbol("{") || IsSymbol("<"))
            message.Add(new(name, offset, Nested(depth), null));
        else if (Skip("["))
            List(message, name, offset, depth);
        else if (!colon)
            throw Expected($"':' or '{{' after '{name}'");
        else
            message.Add(new(name, offset, null, Scalar(name)));
        if (!Skip(","))
            Skip(";");
    }

    private void List(PrototextMessage message, string name, int offset, int depth)
    {
        if (Skip("]"))
            return;
        do
        {
            message.Add(IsSymbol("{") || IsSymbol("<") ? new(name, offset, Nested(depth), null) : new(name, offset, null, Scalar(name)));
        }
        while (Skip(","));
        if (!Skip("]"))
            throw Expected("',' or ']' in a list");
    }

    private PrototextMessage Nested(int depth)
    {
        var end = Take().Value == "{" ? "}" : ">";
        var message = Message(end, depth + 1);
        Take();
        return message;
    }

    private PrototextToken Scalar(string name)
    {
        var start = _token;
        if (Skip("-"))
        {
            // A name is inf or nan; what else it might be is told where it is used.
            var number = _token.Kind is PrototextKind.Number or PrototextKind.Name ? Take() : throw Expected($"a number after '-' for '{name}'");
            return new(PrototextKind.Number, "-" + number.Value, start.Offset);
        }
        if (_token.Kind is PrototextKind.Number or PrototextKind.Name)
            return Take();
        if (_token.Kind != PrototextKind.Text)
            throw Expected($"a value for '{name}'");
        // Texts side by side are one.
        var text = new StringBuilder();
        while (_token.Kind == PrototextKind.Text)
            text.Append(Take().Value);
        return new(PrototextKind.Text, text.ToString(), start.Offset);
    }

    // [package.name] or [type.googleapis.com/package.Name]: kept as it is, as nothing here knows any.
    private string Extension()
    {
        var name = new StringBuilder();
        while (!IsSymbol("]"))
        {
            if (_token.Kind == PrototextKind.End)
                throw Expected("']' after the name of an extension");
            name.Append(Take().Value);
        }
        return name.Append(Take().Value).ToString();
    }

    private bool IsSymbol(string symbol) => symbol.Length > 0 && _token.Kind == PrototextKind.Symbol && _token.Value == symbol;

    private bool Skip(string symbol)
    {
        if (!IsSymbol(symbol))
            return false;
        Take();
        return true;
    }

    private PrototextToken Take()
    {
        var token = _token;
        _token = _scanner.Next();
        return token;
    }

    private Exception Expected(string what) => _scanner.Error(_token.Offset, $"expected {what}, found " + _token.Kind switch
    {
        PrototextKind.End => "the end of the file; it was cut off, or never written to its end",
        PrototextKind.Text => $"the text {TextFormats.Quote(_token.Value)}",
        _ => TextFormats.Quote(_token.Value),
    });
}
