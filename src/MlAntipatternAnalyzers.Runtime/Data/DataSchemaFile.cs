using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The schema's file: its format, and writing it. <see cref="DataSchemaReader"/> reads it.</summary>
internal static class DataSchemaFile
{
    public const string FormatName = "mlschema";
    public const int Version = 1;

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
        json.WriteNumber("version", Version);
        if (schema.MinRows > 0)
            json.WriteNumber("minRows", schema.MinRows);
        if (schema.MaxRows is { } maxRows)
            json.WriteNumber("maxRows", maxRows);
        if (schema.AllowNewColumns)
            json.WriteBoolean("allowNewColumns", true);
        if (schema.Severities.Count > 0)
        {
            json.WriteStartObject("severities");
            foreach (var (code, severity) in schema.Severities)
                json.WriteString(code, severity.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }
        json.WriteStartArray("columns");
        foreach (var column in schema.Columns)
            Write(json, column);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // What is at its default is left out: the file says what is expected, and nothing else.
    private static void Write(Utf8JsonWriter json, ColumnExpectation column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("type", column.Type.ToString());
        if (!column.Required)
            json.WriteBoolean("required", false);
        if (column.MinFraction is { } minFraction)
            json.WriteNumber("minFraction", minFraction);
        if (column.MinCount > 0)
            json.WriteNumber("minCount", column.MinCount);
        if (column.MinValues is { } minValues)
            json.WriteNumber("minValues", minValues);
        if (column.MaxValues is { } maxValues)
            json.WriteNumber("maxValues", maxValues);
        if (column.Format != ValueFormat.Any)
            json.WriteString("format", column.Format.ToString().ToLowerInvariant());
        if (column.Min is { } min)
            json.WriteNumber("min", min);
        if (column.Max is { } max)
            json.WriteNumber("max", max);
        if (!column.AllowNaN)
            json.WriteBoolean("allowNaN", false);
        if (!column.AllowInfinity)
            json.WriteBoolean("allowInfinity", false);
        if (column.Domain is { } domain)
        {
            json.WriteStartObject("domain");
            if (domain.MinShare < 1)
                json.WriteNumber("minShare", domain.MinShare);
            json.WriteStartArray("values");
            foreach (var value in domain.Values)
                json.WriteStringValue(value);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
