using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The schema's file: its format, and writing it. <see cref="DataSchemaReader"/> reads it.</summary>
internal static class DataSchemaFile
{
    public const string FormatName = "mlschema";
    public const int Version = 2;

    // Far above any schema; guards against a data file given by mistake.
    private const long MostBytes = 64L << 20;

    /// <param name="path">As the caller wrote it.</param>
    /// <param name="programDirectory">Where a relative path is looked for that the current directory does not have.</param>
    public static DataSchema Load(string path, string programDirectory)
    {
        var file = ProgramFile.Find(
            path, programDirectory, "data schema", name => $"Create it once with DataSchema.Infer(data).Save(\"{name}\"), review it, commit it, and have it copied to the output directory.");
        if (file.Length > MostBytes)
            throw new DataSchemaFormatException(path, 1, 1, $"expected a data schema of at most {MostBytes >> 20} MB, found {file.Length >> 20} MB; is this a data file?");
        return DataSchemaReader.Read(path, File.ReadAllBytes(file.FullName));
    }

    public static void Save(DataSchema schema, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!path.EndsWith(DataSchema.FileExtension, StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"The name of a data schema's file ends in '{DataSchema.FileExtension}', and '{path}' does not.", nameof(path));
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToJson(schema)));
    }

    public static string ToJson(DataSchema schema)
    {
        using var buffer = new MemoryStream();
        // People read this: other scripts than Latin stay what they are.
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, schema);
        // The writer breaks lines as the system does. A line end inside a string is written \r\n, so these are all its own.
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length).Replace("\r\n", "\n", StringComparison.Ordinal) + "\n";
    }

    private static void Write(Utf8JsonWriter json, DataSchema schema)
    {
        json.WriteStartObject();
        json.WriteString("format", FormatName);
        json.WriteNumber("version", VersionOf(schema));
        if (schema.Environments.Count > 0)
        {
            json.WritePropertyName("environments");
            SchemaJson.Write(json, schema.Environments);
        }
        if (schema.MinRows > 0)
            json.WriteNumber("minRows", schema.MinRows);
        if (schema.MaxRows is { } maxRows)
            json.WriteNumber("maxRows", maxRows);
        if (schema.MinRowsRatio is { } minRatio)
            json.WriteNumber("minRowsRatio", minRatio);
        if (schema.MaxRowsRatio is { } maxRatio)
            json.WriteNumber("maxRowsRatio", maxRatio);
        if (schema.AllowNewColumns)
            json.WriteBoolean("allowNewColumns", true);
        if (schema.Severities.Count > 0)
        {
            json.WriteStartObject("severities");
            foreach (var (code, severity) in schema.Severities)
                json.WriteString(code, CamelCase.Of(severity));
            json.WriteEndObject();
        }
        if (schema.Domains.Count > 0)
        {
            json.WriteStartArray("domains");
            foreach (var domain in schema.Domains)
            {
                json.WriteStartObject();
                json.WriteString("name", domain.Name);
                SchemaJson.WriteValues(json, domain);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteStartArray("columns");
        foreach (var column in schema.Columns)
            Write(json, column);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // The first version that says it all: a schema that uses nothing new stays readable for older releases, and unchanged in a review.
    private static int VersionOf(DataSchema schema) =>
        schema.Environments.Count > 0 || schema.Domains.Count > 0 || (schema.MinRowsRatio ?? schema.MaxRowsRatio) is not null
        || schema.Severities.Keys.Any(code => !DataAnomalyCode.IsOfVersion1(code))
        || schema.Columns.Any(column => ColumnProperty.All.Any(p => p.Version > 1 && p.IsSet(column)))
            ? Version
            : 1;

    // What is at its default is left out: the file says what is expected, and nothing else.
    private static void Write(Utf8JsonWriter json, ColumnExpectation column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("type", column.Type.ToString());
        foreach (var property in ColumnProperty.All.Where(p => p.IsSet(column)))
        {
            json.WritePropertyName(property.Name);
            property.Write(json, column);
        }
        json.WriteEndObject();
    }
}
