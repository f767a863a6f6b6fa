using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads a schema file, believing nothing: every property is known, of its type, and in agreement with the others.</summary>
internal static class DataSchemaReader
{
    private const string SchemaProperties = "format, version, minRows, maxRows, allowNewColumns, severities, columns";
    private const string ColumnProperties =
        "name, type, required, minFraction, minCount, minValues, maxValues, format, min, max, allowNaN, allowInfinity, domain";

    private static readonly JsonFormat FileFormat = new("a data schema", DataSchemaFile.FormatName, DataSchemaFile.Version, "the package MlAntipatternAnalyzers.Runtime");

    /// <exception cref="DataSchemaFormatException">Always with the line of what is wrong.</exception>
    public static DataSchema Read(string path, ReadOnlySpan<byte> content)
    {
        FileFormat.Check(Open(path, content));

        var json = Open(path, content);
        json.Read();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var columns = new List<ColumnExpectation>();
        var severities = new List<(string, DataAnomalySeverity)>();
        long minRows = 0;
        long? maxRows = null;
        var allowNewColumns = false;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "format" or "version":
                    break;
                case "minRows":
                    minRows = RowCount(json, property);
                    break;
                case "maxRows":
                    maxRows = RowCount(json, property);
                    break;
                case "allowNewColumns":
                    allowNewColumns = json.Boolean(TrueOrFalse(property));
                    break;
                case "severities":
                    ReadSeverities(ref json, severities);
                    break;
                case "columns":
                    ReadColumns(ref json, columns);
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, SchemaProperties);
            }
        }
        var end = json.Offset;
        json.Read();

        if (!seen.ContainsKey("columns"))
            throw json.Error(end, "expected the property 'columns', found none");
        if (maxRows < minRows)
            throw json.Error(seen["maxRows"], $"expected 'maxRows' to be at least 'minRows' ({minRows}), found {maxRows}");
        var schema = new DataSchema(columns).WithRows(minRows, maxRows).WithNewColumns(allowNewColumns);
        return severities.Aggregate(schema, (s, entry) => s.WithSeverity(entry.Item1, entry.Item2));
    }

    private static JsonCursor Open(string path, ReadOnlySpan<byte> content) => new(
        path, content, static (path, line, position, problem, inner) => new DataSchemaFormatException(path, line, position, problem, inner));

    private static void ReadSeverities(ref JsonCursor json, List<(string, DataAnomalySeverity)> severities)
    {
        json.Expect(JsonTokenType.StartObject, "an object of codes and severities for 'severities'");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (json.NextProperty(out var code, seen))
        {
            if (!DataAnomalyCode.IsKnown(code))
                throw json.Error(seen[code], $"expected the code of an anomaly, found '{code}'; the codes are {string.Join(", ", DataAnomalyCode.All)}");
            severities.Add((code, json.String($"'error' or 'warning' for '{code}'") switch
            {
                "error" => DataAnomalySeverity.Error,
                "warning" => DataAnomalySeverity.Warning,
                _ => throw json.Error($"expected 'error' or 'warning' for '{code}', found {json.Found()}"),
            }));
        }
    }

    private static void ReadColumns(ref JsonCursor json, List<ColumnExpectation> columns)
    {
        json.Expect(JsonTokenType.StartArray, "an array of columns for 'columns'");
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            json.Expect(JsonTokenType.StartObject, "a column ({ \"name\": …, \"type\": … })");
            var (column, nameOffset) = ReadColumn(ref json);
            if (!names.Add(column.Name))
                throw json.Error(nameOffset, $"expected each column once, found '{column.Name}' again");
            columns.Add(column);
        }
    }

    private static (ColumnExpectation Column, int NameOffset) ReadColumn(ref JsonCursor json)
    {
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var name = "";
        ColumnType? type = null;
        // Name and type come with the rest in any order.
        var column = new ColumnExpectation("", ColumnType.Single);
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "name":
                    name = json.String("a text for 'name'");
                    break;
                case "type":
                    if (!ColumnType.TryParse(json.String(ColumnType.Expected), out type))
                        throw json.Error($"expected {ColumnType.Expected}; found {json.Found()}");
                    break;
                case "required":
                    column = column with { Required = json.Boolean(TrueOrFalse(property)) };
                    break;
                case "minFraction":
                    column = column with { MinFraction = json.Number(ANumber(property)) };
                    break;
                case "minCount":
                    column = column with { MinCount = json.Integer(AWholeNumber(property)) };
                    break;
                case "minValues":
                    column = column with { MinValues = Length(json, property) };
                    break;
                case "maxValues":
                    column = column with { MaxValues = Length(json, property) };
                    break;
                case "format":
                    column = column with { Format = Format(json) };
                    break;
                case "min":
                    column = column with { Min = json.Number(ANumber(property)) };
                    break;
                case "max":
                    column = column with { Max = json.Number(ANumber(property)) };
                    break;
                case "allowNaN":
                    column = column with { AllowNaN = json.Boolean(TrueOrFalse(property)) };
                    break;
                case "allowInfinity":
                    column = column with { AllowInfinity = json.Boolean(TrueOrFalse(property)) };
                    break;
                case "domain":
                    column = column with { Domain = ReadDomain(ref json) };
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, ColumnProperties);
            }
        }

        foreach (var needed in (ReadOnlySpan<string>)["name", "type"])
        {
            if (!seen.ContainsKey(needed))
                throw json.Error(start, $"expected the column to have a '{needed}', found none");
        }
        column = column with { Name = name, Type = type! };
        return column.Problem() is { } problem
            ? throw json.Error(seen.GetValueOrDefault(problem.Property, start), $"'{problem.Property}' of column '{name}': {problem.Message}")
            : (column, seen["name"]);
    }

    private static TextDomain ReadDomain(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "a domain ({ \"values\": [ … ] })");
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var values = new List<string>();
        var minShare = 1.0;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "minShare":
                    minShare = json.Number(ANumber(property));
                    if (!(minShare > 0 && minShare <= 1))
                        throw json.Error($"expected a share above 0 and at most 1 for 'minShare', found {json.Found()}");
                    break;
                case "values":
                    json.Expect(JsonTokenType.StartArray, "an array of texts for 'values'");
                    while (json.Read() && json.Token != JsonTokenType.EndArray)
                    {
                        var value = json.String("a text in 'values'");
                        if (value.Length == 0)
                            throw json.Error("expected a text in 'values', found the empty text, which is a missing value and belongs to presence");
                        if (TextFormats.IsDamaged(value))
                            throw json.Error("expected valid text in 'values', found U+FFFD, which stands for bytes that could not be read");
                        values.Add(value);
                    }
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, "minShare, values");
            }
        }
        return values.Count > 0
            ? new TextDomain(values, minShare)
            : throw json.Error(seen.GetValueOrDefault("values", start), "expected at least one text in the domain's 'values', found none");
    }

    private static ValueFormat Format(JsonCursor json) => json.String("'boolean', 'integer' or 'real' for 'format'") switch
    {
        "boolean" => ValueFormat.Boolean,
        "integer" => ValueFormat.Integer,
        "real" => ValueFormat.Real,
        _ => throw json.Error($"expected 'boolean', 'integer' or 'real' for 'format', found {json.Found()}"),
    };

    private static long RowCount(JsonCursor json, string property)
    {
        var value = json.Integer(AWholeNumber(property));
        return value >= 0 ? value : throw json.Error($"expected {AWholeNumber(property)}, found {json.Found()}");
    }

    private static int Length(JsonCursor json, string property)
    {
        var value = json.Integer(AWholeNumber(property));
        return value is >= 0 and <= int.MaxValue ? (int)value : throw json.Error($"expected {AWholeNumber(property)}, found {json.Found()}");
    }

    private static string TrueOrFalse(string property) => $"true or false for '{property}'";

    private static string ANumber(string property) => $"a number for '{property}'";

    private static string AWholeNumber(string property) => $"a whole number, not negative, for '{property}'";
}
