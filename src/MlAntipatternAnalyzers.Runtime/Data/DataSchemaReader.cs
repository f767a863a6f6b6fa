using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Reads a schema file, believing nothing: every property is known, of its type, and in agreement with the others.</summary>
internal static class DataSchemaReader
{
    private const string SchemaProperties =
        "format, version, environments, minRows, maxRows, minRowsRatio, maxRowsRatio, allowNewColumns, severities, domains, columns";

    private static readonly string ColumnProperties = "name, type, " + string.Join(", ", ColumnProperty.All.Select(p => p.Name));

    private static readonly JsonFormat FileFormat = new("a data schema", DataSchemaFile.FormatName, DataSchemaFile.Version, "the package MlAntipatternAnalyzers.Runtime");

    /// <exception cref="DataSchemaFormatException">Always with the line of what is wrong.</exception>
    public static DataSchema Read(string path, ReadOnlySpan<byte> content)
    {
        FileFormat.Check(Open(path, content));

        var json = Open(path, content);
        json.Read();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var columns = new List<ColumnExpectation>();
        var references = new List<(int Column, int Offset)>();
        var domains = new Dictionary<string, TextDomain>(StringComparer.Ordinal);
        var severities = new List<(string, DataAnomalySeverity)>();
        EnvironmentSet environments = [];
        long minRows = 0;
        long? maxRows = null;
        double? minRatio = null, maxRatio = null;
        var allowNewColumns = false;
        while (json.NextProperty(out var property, seen))
        {
            switch (property)
            {
                case "format" or "version":
                    break;
                case "environments":
                    environments = SchemaJson.ReadEnvironments(ref json, property);
                    break;
                case "minRows":
                    minRows = json.Count(property);
                    break;
                case "maxRows":
                    maxRows = json.Count(property);
                    break;
                case "minRowsRatio":
                    minRatio = Ratio(json, property);
                    break;
                case "maxRowsRatio":
                    maxRatio = Ratio(json, property);
                    break;
                case "allowNewColumns":
                    allowNewColumns = json.Boolean(SchemaTexts.TrueOrFalse(property));
                    break;
                case "severities":
                    ReadSeverities(ref json, severities);
                    break;
                case "domains":
                    ReadDomains(ref json, domains);
                    break;
                case "columns":
                    ReadColumns(ref json, columns, references);
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
        if (maxRatio < minRatio)
            throw json.Error(seen["maxRowsRatio"], string.Create(CultureInfo.InvariantCulture, $"expected 'maxRowsRatio' to be at least 'minRowsRatio' ({minRatio}), found {maxRatio}"));
        foreach (var (column, offset) in references)
            columns[column] = columns[column] with { Domain = Resolve(json, offset, columns[column].Domain!, domains) };
        var schema = new DataSchema(columns).WithEnvironments(environments).WithRows(minRows, maxRows).WithRowsRatio(minRatio, maxRatio).WithNewColumns(allowNewColumns);
        schema = domains.Values.Aggregate(schema, (s, domain) => s.WithDomain(domain));
        return severities.Aggregate(schema, (s, entry) => s.WithSeverity(entry.Item1, entry.Item2));
    }

    private static double Ratio(JsonCursor json, string property)
    {
        var value = json.Number(SchemaTexts.Number(property));
        return value >= 0 ? value : throw json.Error($"expected a ratio of numbers of rows, not negative, for '{property}', found {json.Found()}");
    }

    private static TextDomain Resolve(JsonCursor json, int offset, TextDomain reference, Dictionary<string, TextDomain> domains) =>
        domains.TryGetValue(reference.Name!, out var domain)
            ? domain.WithMinShare(reference.MinShare)
            : throw json.Error(offset, $"expected the name of one of the schema's 'domains', found {TextFormats.QuoteName(reference.Name)}"
                + (domains.Count == 0 ? ", and it has none" : $"; they are {string.Join(", ", domains.Keys.Order(StringComparer.Ordinal).Select(n => $"'{n}'"))}"));

    private static void ReadDomains(ref JsonCursor json, Dictionary<string, TextDomain> domains)
    {
        json.Expect(JsonTokenType.StartArray, "an array of domains for 'domains'");
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            var start = json.Offset;
            var domain = SchemaJson.ReadShared(ref json);
            if (!domains.TryAdd(domain.Name!, domain))
                throw json.Error(start, $"expected each domain once, found {TextFormats.QuoteName(domain.Name)} again");
        }
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
                throw json.Error(seen[code], $"expected the code of an anomaly, found {TextFormats.Quote(code)}; the codes are {string.Join(", ", DataAnomalyCode.All)}");
            severities.Add((code, json.String($"'error' or 'warning' for '{code}'") switch
            {
                "error" => DataAnomalySeverity.Error,
                "warning" => DataAnomalySeverity.Warning,
                _ => throw json.Error($"expected 'error' or 'warning' for '{code}', found {json.Found()}"),
            }));
        }
    }

    private static void ReadColumns(ref JsonCursor json, List<ColumnExpectation> columns, List<(int Column, int Offset)> references)
    {
        json.Expect(JsonTokenType.StartArray, "an array of columns for 'columns'");
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            json.Expect(JsonTokenType.StartObject, "a column ({ \"name\": …, \"type\": … })");
            var (column, seen) = ReadColumn(ref json);
            if (!names.Add(column.Name))
                throw json.Error(seen["name"], $"expected each column once, found {TextFormats.QuoteName(column.Name)} again");
            if (column.Domain is { IsReference: true })
                references.Add((columns.Count, seen["domain"]));
            columns.Add(column);
        }
    }

    private static (ColumnExpectation Column, Dictionary<string, int> Seen) ReadColumn(ref JsonCursor json)
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
                default:
                    var known = ColumnProperty.Find(property) ?? throw JsonFormat.UnknownProperty(json, seen[property], property, ColumnProperties);
                    column = known.Read(ref json, column);
                    break;
            }
        }

        foreach (var needed in (ReadOnlySpan<string>)["name", "type"])
        {
            if (!seen.ContainsKey(needed))
                throw json.Error(start, $"expected the column to have a '{needed}', found none");
        }
        column = column with { Name = name, Type = type! };
        return ExpectationProblem.Of(column) is { } problem
            ? throw json.Error(seen.GetValueOrDefault(problem.Property, start), $"'{problem.Property}' of column {TextFormats.QuoteName(name)}: {problem.Message}")
            : (column, seen);
    }
}
