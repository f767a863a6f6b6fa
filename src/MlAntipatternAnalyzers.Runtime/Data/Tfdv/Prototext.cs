using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A message in the text format of protocol buffers: fields in the order of the file, of which some come several times.</summary>
internal sealed class PrototextMessage(int offset)
{
    private readonly List<PrototextField> _fields = [];

    /// <summary>Where it begins, to report it.</summary>
    public int Offset { get; } = offset;

    public IReadOnlyList<PrototextField> Fields => _fields;

    public void Add(PrototextField field) => _fields.Add(field);

    public IEnumerable<PrototextField> All(string name) => _fields.Where(f => f.Name == name);
}

/// <summary>One field: a name and a value, which is a message or a single token.</summary>
/// <param name="Name">The name; of an extension or a packed message in brackets.</param>
/// <param name="Offset">Where the name begins.</param>
/// <param name="Message">The message; null for a token.</param>
/// <param name="Token">The token; null for a message.</param>
internal sealed record PrototextField(string Name, int Offset, PrototextMessage? Message, PrototextToken? Token);

/// <summary>What a token is.</summary>
internal enum PrototextKind
{
    /// <summary>The end of the file.</summary>
    End,

    /// <summary>A name: of a field, of an enumeration's member, <c>true</c>, <c>inf</c>.</summary>
    Name,

    /// <summary>A number, its sign included.</summary>
    Number,

    /// <summary>A text, without its quotation marks and escapes.</summary>
    Text,

    /// <summary>A single character.</summary>
    Symbol,
}

/// <summary>A token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">What it says.</param>
/// <param name="Offset">Where it begins.</param>
internal sealed record PrototextToken(PrototextKind Kind, string Value, int Offset);
