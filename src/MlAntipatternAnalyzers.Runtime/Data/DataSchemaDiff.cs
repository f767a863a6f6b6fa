using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What differs between two schemas, property by property; it prints for a review.</summary>
public sealed class DataSchemaDiff
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private DataSchemaDiff(ImmutableArray<SchemaDifference> differences) => Differences = differences;

    /// <summary>The differences: first of the schema as a whole, then by column in the order of the later schema, removed columns last.</summary>
    public IReadOnlyList<SchemaDifference> Differences { get; }

    /// <summary>Whether the two say the same; the order of columns says nothing.</summary>
    public bool IsEmpty => Differences.Count == 0;

    /// <summary>The differences, a block for each column: a line with - is what was there, a line with + is what is there now.</summary>
    public override string ToString()
    {
        if (IsEmpty)
            return "No difference.";
        var text = new StringBuilder();
        foreach (var column in Differences.GroupBy(d => d.Column))
        {
            text.Append(column.Key.Length == 0 ? "schema" : TextFormats.QuoteName(column.Key)).Append('\n');
            foreach (var difference in column)
            {
                var name = difference.Property.Length == 0 ? "" : difference.Property + ": ";
                if (difference.Before is not null)
                    text.Append("  - ").Append(name).Append(SchemaDifference.Shorten(difference.Before)).Append('\n');
                if (difference.After is not null)
                    text.Append("  + ").Append(name).Append(SchemaDifference.Shorten(difference.After)).Append('\n');
            }
        }
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The differences as a JSON array of objects with <c>column</c>, <c>property</c>, <c>before</c> and <c>after</c>, the last two the values themselves.</summary>
    public string ToJson() => Json(json => Write(json, Differences));

    internal static void Write(Utf8JsonWriter json, IReadOnlyList<SchemaDifference> differences)
    {
        json.WriteStartArray();
        foreach (var difference in differences)
        {
            json.WriteStartObject();
            json.WriteString("column", difference.Column);
            json.WriteString("property", difference.Property);
            json.WritePropertyName("before");
            json.WriteRawValue(difference.Before ?? "null");
            json.WritePropertyName("after");
            json.WriteRawValue(difference.After ?? "null");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal static DataSchemaDiff Of(DataSchema before, DataSchema after)
    {
        var differences = Compare("", Properties(before), Properties(after)).ToList();
        foreach (var column in after.Columns)
        {
            if (before.FindColumn(column.Name) is not { } old)
                differences.Add(new(column.Name, "", null, Whole(column)));
            else if (old != column)
                differences.AddRange(Compare(column.Name, Properties(old), Properties(column)));
        }
        differences.AddRange(before.Columns.Where(c => after.FindColumn(c.Name) is null).Select(c => new SchemaDifference(c.Name, "", Whole(c), null)));
        return new([.. differences]);
    }

    private static IEnumerable<SchemaDifference> Compare(string column, List<(string Name, string Json)> before, List<(string Name, string Json)> after)
    {
        foreach (var name in after.Select(p => p.Name).Union(before.Select(p => p.Name)))
        {
            var (old, current) = (before.Find(p => p.Name == name).Json, after.Find(p => p.Name == name).Json);
            if (old != current)
                yield return new(column, name, old, current);
        }
    }

    private static List<(string Name, string Json)> Properties(ColumnExpectation column) =>
    [
        ("type", Json(json => json.WriteStringValue(column.Type.ToString()))),
        .. ColumnProperty.All.Where(p => p.IsSet(column)).Select(p => (p.Name, Json(json => p.Write(json, column)))),
    ];

    private static string Whole(ColumnExpectation column) => Json(json =>
    {
        json.WriteStartObject();
        foreach (var (name, value) in Properties(column))
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value);
        }
        json.WriteEndObject();
    });

    private static List<(string Name, string Json)> Properties(DataSchema schema)
    {
        using var document = JsonDocument.Parse(DataSchemaFile.ToJson(schema));
        var properties = new List<(string, string)>();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Name is "format" or "version" or "columns")
                continue;
            if (property.Name == "domains")
                properties.AddRange(schema.Domains.Select(d => ($"domains.{d.Name}", Json(json => WriteValues(json, d)))));
            else
                properties.Add((property.Name, Json(json => property.Value.WriteTo(json))));
        }
        return properties;
    }

    private static void WriteValues(Utf8JsonWriter json, TextDomain domain)
    {
        json.WriteStartArray();
        foreach (var value in domain.Values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, OneLine))
            write(json);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
