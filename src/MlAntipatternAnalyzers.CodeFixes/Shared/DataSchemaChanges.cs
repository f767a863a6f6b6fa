using System.Linq;
using System.Text;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Changes to the text of a data schema's file: what they are not about stays as it is, line ends and indentation too. Null where the file is not as it was.</summary>
internal static class DataSchemaChanges
{
    // What holds of a column whatever its type.
    private static readonly string[] OfAnyType =
    {
        "name", "type", "required", "minFraction", "minCount", "description", "owner", "personalData", "lifecycle", "environments", "notInEnvironments", "driftComparator", "skewComparator",
    };

    /// <summary>Adds an entry behind the last one.</summary>
    public static string? Add(string text, string name, string type)
    {
        if (DataSchemaReading.Of(text) is not { IsValid: true, ColumnsNode: { } array } reading || reading.Find(name) is not null)
            return null;
        var newLine = text.Contains("\r\n") ? "\r\n" : "\n";
        if (array.Items.LastOrDefault() is not { } last)
        {
            var outer = IndentationOf(text, array.Start);
            return Splice(text, array.Start, array.End, $"[{newLine}{outer}{outer}{Entry(name, type, newLine, outer + outer)}{newLine}{outer}]");
        }

        // One that is written in one line is followed by another such.
        var indentation = IndentationOf(text, last.Start);
        var isLong = text.IndexOf('\n', last.Start, last.End - last.Start) >= 0;
        var startsLine = string.IsNullOrWhiteSpace(text.Substring(LineStart(text, last.Start), last.Start - LineStart(text, last.Start)));
        var entry = isLong ? Entry(name, type, newLine, indentation) : $"{{ \"name\": {Quote(name)}, \"type\": {Quote(type)} }}";
        return text.Insert(last.End, (startsLine ? "," + newLine + indentation : ", ") + entry);
    }

    /// <summary>Removes a column's entry.</summary>
    public static string? Remove(string text, string name)
    {
        if (DataSchemaReading.Of(text) is not { IsValid: true, ColumnsNode: { } array } reading || reading.Find(name) is not { } column)
            return null;
        var index = array.Items.IndexOf(column.Node);

        // With the comma before it, or, of the first one, after it.
        return index > 0 ? Splice(text, array.Items[index - 1].End, column.Node.End, "")
            : array.Items.Count > 1 ? Splice(text, column.Node.Start, array.Items[1].Start, "")
            : Splice(text, array.Start, array.End, "[]");
    }

    /// <summary>Gives an entry another type; null where what else it says may not hold of that.</summary>
    public static string? Retype(string text, string name, string type) =>
        DataSchemaReading.Of(text).Find(name) is { } column && column.Node.Properties.All(property => OfAnyType.Contains(property.Name)) ? Replace(text, column.Node["type"]!, type) : null;

    /// <summary>Gives an entry another name.</summary>
    public static string? Rename(string text, string name, string to) =>
        DataSchemaReading.Of(text) is { IsValid: true } reading && reading.Find(to) is null && reading.Find(name) is { } column ? Replace(text, column.Node["name"]!, to) : null;

    /// <summary>A text as JSON writes it.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                quoted.Append('\\').Append(character);
            else if (character < ' ')
                quoted.Append("\\u").Append(((int)character).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else
                quoted.Append(character);
        }

        return quoted.Append('"').ToString();
    }

    private static string Entry(string name, string type, string newLine, string indentation) =>
        $"{{{newLine}{indentation}  \"name\": {Quote(name)},{newLine}{indentation}  \"type\": {Quote(type)}{newLine}{indentation}}}";

    private static string Replace(string text, JsonNode node, string content) => Splice(text, node.Start, node.End, Quote(content));

    private static string Splice(string text, int start, int end, string with) => text.Substring(0, start) + with + text.Substring(end);

    private static int LineStart(string text, int position) => position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;

    private static string IndentationOf(string text, int position)
    {
        var start = LineStart(text, position);
        var end = start;
        while (end < text.Length && text[end] is ' ' or '\t')
            end++;
        return text.Substring(start, end - start);
    }
}
