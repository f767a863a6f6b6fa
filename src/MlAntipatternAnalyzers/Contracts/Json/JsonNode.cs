using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Contracts;

internal enum JsonKind
{
    Null,
    True,
    False,
    Number,
    Text,
    Array,
    Object,
}

/// <summary>A value of a JSON file, and where it stands.</summary>
internal sealed class JsonNode
{
    public JsonNode(JsonKind kind, int start)
    {
        Kind = kind;
        Start = start;
    }

    public JsonKind Kind { get; }

    /// <summary>Where it begins in the file, counted in characters from 0.</summary>
    public int Start { get; }

    /// <summary>Where it has ended.</summary>
    public int End { get; set; }

    /// <summary>The text without quotes and escapes, or the number as it is written.</summary>
    public string Text { get; set; } = "";

    /// <summary>The elements of an array.</summary>
    public List<JsonNode> Items { get; } = new();

    /// <summary>The properties of an object, each name once.</summary>
    public List<JsonProperty> Properties { get; } = new();

    /// <summary>The value of a number.</summary>
    public double? Number => Kind == JsonKind.Number && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A property's value; null where the object has none of this name, and of what is no object.</summary>
    public JsonNode? this[string name] => Properties.FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.Ordinal))?.Value;

    /// <summary>What it is, for messages: <c>the text 'mlschema'</c>.</summary>
    public string Describe() =>
        Kind switch
        {
            JsonKind.Null => "null",
            JsonKind.True => "true",
            JsonKind.False => "false",
            JsonKind.Number => $"the number {Text}",
            JsonKind.Text => $"the text '{Text}'",
            JsonKind.Array => "an array",
            _ => "an object",
        };
}

/// <summary>A property of an object.</summary>
internal sealed class JsonProperty
{
    public JsonProperty(string name, int start, JsonNode value)
    {
        Name = name;
        Start = start;
        Value = value;
    }

    public string Name { get; }

    /// <summary>Where its name begins.</summary>
    public int Start { get; }

    public JsonNode Value { get; }
}
