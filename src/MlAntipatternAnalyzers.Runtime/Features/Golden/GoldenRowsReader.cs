using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads golden rows, believing nothing: a value that is passed over would not be compared.</summary>
internal static class GoldenRowsReader
{
    private const string FileProperties = "format, version, inputs, outputs, rows";
    private const string ColumnProperties = "name, type, trainingOnly";

    private static readonly JsonFormat FileFormat = new("golden rows", GoldenRowsFile.FormatName, GoldenRowsFile.Version, "the package MlAntipatternAnalyzers.Runtime, or the tool");

    /// <exception cref="GoldenRowsFormatException">Always with the line of what is wrong.</exception>
    public static GoldenRows Read(string path, ReadOnlySpan<byte> content)
    {
        FileFormat.Check(Open(path, content));

        var json = Open(path, content);
        json.Read();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        List<GoldenColumn>? inputs = null;
        List<GoldenColumn>? outputs = null;
        var rows = 0;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "format" or "version":
                    break;
                case "inputs":
                    inputs = ReadColumns(ref json, property);
                    break;
                case "outputs":
                    outputs = ReadColumns(ref json, property);
                    break;
                case "rows":
                    if (inputs is null || outputs is null)
                        throw json.Error(seen[property], "expected the properties 'inputs' and 'outputs' before 'rows'");
                    rows = ReadRows(ref json, inputs, outputs);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, FileProperties);
            }
        }
        var end = json.Offset;
        json.Read();

        if (!seen.TryGetValue("rows", out var place))
            throw json.Error(end, "expected the property 'rows', found none");
        if (outputs!.Count == 0 || rows == 0)
            throw json.Error(place, "expected at least one row and one output, found none: nothing would be compared");
        return new(inputs!, outputs, rows);
    }

    private static JsonCursor Open(string path, ReadOnlySpan<byte> content) => new(
        path, content, static (path, line, position, problem, inner) => new GoldenRowsFormatException(path, line, position, problem, inner));

    private static List<GoldenColumn> ReadColumns(ref JsonCursor json, string property)
    {
        json.Expect(JsonTokenType.StartArray, $"an array of columns for '{property}'");
        var columns = new List<GoldenColumn>();
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            json.Expect(JsonTokenType.StartObject, "a column ({ \"name\": …, \"type\": … })");
            var start = json.Offset;
            var column = ReadColumn(ref json, canBeTrainingOnly: property == "inputs");
            if (columns.Any(c => c.Name == column.Name))
                throw json.Error(start, $"expected each column once, found '{column.Name}' again");
            columns.Add(column);
        }
        return columns;
    }

    private static GoldenColumn ReadColumn(ref JsonCursor json, bool canBeTrainingOnly)
    {
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        string? name = null;
        ColumnType? type = null;
        var trainingOnly = false;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "name":
                    name = json.String("a text for 'name'");
                    break;
                case "type":
                    type = ReadType(json);
                    break;
                case "trainingOnly" when canBeTrainingOnly:
                    trainingOnly = json.Boolean("true or false for 'trainingOnly'");
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, ColumnProperties);
            }
        }
        if (string.IsNullOrEmpty(name) || type is null)
            throw json.Error(start, "expected the column to have a 'name' and a 'type'");
        return GoldenColumn.Create(name, type, trainingOnly);
    }

    private static ColumnType ReadType(JsonCursor json)
    {
        if (!ColumnType.TryParse(json.String($"{ColumnType.Expected} for 'type'"), out var type))
            throw json.Error($"expected {ColumnType.Expected}, found {json.Found()}");
        if (!GoldenColumn.Supports(type))
            throw json.Error($"expected a type whose values a file can hold, found {json.Found()}");
        return type is { IsKey: true, KeyCount: null } ? throw json.Error($"expected a key with its count, such as Key<UInt32, 10>, found {json.Found()}") : type;
    }

    private static int ReadRows(ref JsonCursor json, List<GoldenColumn> inputs, List<GoldenColumn> outputs)
    {
        json.Expect(JsonTokenType.StartArray, "an array of rows for 'rows'");
        var rows = 0;
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            json.Expect(JsonTokenType.StartObject, "a row ({ \"inputs\": …, \"outputs\": … })");
            var start = json.Offset;
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            while (json.NextProperty(out var property, seen))
            {
                if (property is not ("inputs" or "outputs"))
                    throw JsonFormat.UnknownProperty(json, seen[property], property, "inputs, outputs");
                ReadCells(ref json, property == "inputs" ? inputs : outputs, property);
            }
            if (seen.Count < 2)
                throw json.Error(start, "expected the row to have 'inputs' and 'outputs'");
            rows++;
        }
        return rows;
    }

    private static void ReadCells(ref JsonCursor json, List<GoldenColumn> columns, string property)
    {
        json.Expect(JsonTokenType.StartObject, $"an object with a value for each column for '{property}'");
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (json.NextProperty(out var name, seen))
        {
            var column = columns.Find(c => c.Name == name && !c.IsTrainingOnly)
                ?? throw json.Error(seen[name], $"expected a column of '{property}' ({string.Join(", ", columns.Where(c => !c.IsTrainingOnly).Select(c => $"'{c.Name}'"))}), found '{name}'");
            column.Read(ref json);
        }
        foreach (var column in columns)
        {
            if (column.IsTrainingOnly)
                column.AddDefault();
            else if (!seen.ContainsKey(column.Name))
                throw json.Error(start, $"expected a value for the column '{column.Name}', found none");
        }
    }
}
