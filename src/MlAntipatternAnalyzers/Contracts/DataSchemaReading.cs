using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>
/// A data schema's file as it was read: its columns, or the first thing that is wrong with it. What the file is, and each column's name and type, is checked
/// as the runtime library checks it; properties of a column that no rule asks about are left to the library, so that a file of its next release does not disturb the build.
/// </summary>
internal sealed class DataSchemaReading
{
    /// <summary>The newest version of the format that is known.</summary>
    public const int Version = 2;

    private const string FormatName = "mlschema";

    private const string ExpectedType = "a type such as Single, Text, Boolean, Key<UInt32, 10>, Vector<Single, 4> or Vector<Single> (its size varies)";

    private DataSchemaReading()
    {
    }

    /// <summary>The columns, in the order of the file; none where it is malformed.</summary>
    public IReadOnlyList<DataSchemaColumn> Columns { get; private set; } = new List<DataSchemaColumn>();

    /// <summary>The array that holds the columns; null where the file is malformed.</summary>
    public JsonNode? ColumnsNode { get; private set; }

    /// <summary>Whether data may have columns that the schema does not know, and are let pass.</summary>
    public bool AllowsNewColumns { get; private set; }

    /// <summary>What was expected in the file, and what was found instead; null where it is well-formed.</summary>
    public string? Problem { get; private set; }

    /// <summary>Where that is, in characters from 0.</summary>
    public int ProblemPosition { get; private set; }

    public bool IsValid => Problem is null;

    public DataSchemaColumn? Find(string name) => Columns.FirstOrDefault(column => column.Name == name);

    public static DataSchemaReading Of(string text)
    {
        var (root, problem, position) = JsonReader.Read(text);
        if (root is null)
            return Malformed(problem!, position);
        if (CheckFormat(root) is { } foreign)
            return foreign;
        if (root["columns"] is not { } array)
            return Malformed("expected the property 'columns', found none", root.Start);
        if (array.Kind != JsonKind.Array)
            return Malformed($"expected an array of columns for 'columns', found {array.Describe()}", array.Start);

        var columns = new List<DataSchemaColumn>();
        var names = new HashSet<string>(System.StringComparer.Ordinal);
        foreach (var node in array.Items)
        {
            if (ReadColumn(node, columns) is { } malformed)
                return malformed;
            if (!names.Add(columns[columns.Count - 1].Name))
                return Malformed($"expected each column once, found '{columns[columns.Count - 1].Name}' again", node["name"]!.Start);
        }

        return new DataSchemaReading { Columns = columns, ColumnsNode = array, AllowsNewColumns = root["allowNewColumns"] is { Kind: JsonKind.True } || root["severities"]?["SCHEMA_NEW_COLUMN"]?.Text == "warning" };
    }

    private static DataSchemaReading? CheckFormat(JsonNode root)
    {
        if (root.Kind != JsonKind.Object)
            return Malformed($"expected a data schema ({{ \"format\": \"{FormatName}\", … }}), found {root.Describe()}", root.Start);
        if (root["format"] is not { } format)
            return Malformed($"expected a data schema, which has \"format\": \"{FormatName}\", found JSON without it", root.Start);
        if (format is not { Kind: JsonKind.Text, Text: FormatName })
            return Malformed($"expected the format '{FormatName}', found {format.Describe()}: this is another kind of file", format.Start);
        if (root["version"] is not { } version)
            return Malformed($"expected a format version (\"version\": {Version}), found none", root.Start);
        if (version.Kind != JsonKind.Number || !long.TryParse(version.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            return Malformed($"expected a whole number from 1 for 'version', found {version.Describe()}", version.Start);
        return number > Version
            ? Malformed($"expected format version {Version} at most, found {number}: a later release wrote this file; update the MlAntipatternAnalyzers packages", version.Start)
            : null;
    }

    private static DataSchemaReading? ReadColumn(JsonNode node, List<DataSchemaColumn> columns)
    {
        if (node.Kind != JsonKind.Object)
            return Malformed($"expected a column ({{ \"name\": …, \"type\": … }}), found {node.Describe()}", node.Start);
        foreach (var needed in new[] { "name", "type" })
        {
            if (node[needed] is not { } given)
                return Malformed($"expected the column to have a '{needed}', found none", node.Start);
            if (given is not { Kind: JsonKind.Text, Text.Length: > 0 })
                return Malformed($"expected a text for '{needed}', found {given.Describe()}", given.Start);
        }

        if (ContractType.TryParse(node["type"]!.Text) is not { } type || node["type"]!.Text.IndexOf('?') >= 0)
            return Malformed($"expected {ExpectedType}; found {node["type"]!.Describe()}", node["type"]!.Start);
        columns.Add(new DataSchemaColumn(node["name"]!.Text, type, node));
        return null;
    }

    private static DataSchemaReading Malformed(string problem, int position) => new() { Problem = problem, ProblemPosition = position };
}
