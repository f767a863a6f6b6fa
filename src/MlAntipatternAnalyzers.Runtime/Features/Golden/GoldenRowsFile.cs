using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The file of golden rows, alone or in a saved model: its format, and writing it. <see cref="GoldenRowsReader"/> reads it.</summary>
internal static class GoldenRowsFile
{
    public const string FormatName = "mlgolden";
    public const int Version = 1;

    /// <summary>The entry of a model's archive. ML.NET reads its own entries by name and passes over others.</summary>
    public const string EntryName = "GoldenRows.json";

    // Far above a few rows; guards against a data file given by mistake.
    private const long MostBytes = 256L << 20;

    /// <param name="path">As the caller wrote it.</param>
    /// <param name="programDirectory">Where a relative path is looked for that the current directory does not have.</param>
    public static GoldenRows Load(string path, string programDirectory)
    {
        var file = ProgramFile.Find(
            path, programDirectory, "file of golden rows", name => $"Write it where the model is trained, with GoldenRows.Record(mlContext, model, testSet).Save(\"{name}\"), or .SaveInto(the model's file).");
        using var stream = file.OpenRead();
        Span<byte> start = stackalloc byte[4];
        var isArchive = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("PK\u0003\u0004"u8);
        stream.Position = 0;
        return isArchive ? LoadFromModel(path, stream) : Read(path, stream, stream.Length);
    }

    public static void Save(GoldenRows rows, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!path.EndsWith(GoldenRows.FileExtension, StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"The name of a file of golden rows ends in '{GoldenRows.FileExtension}', and '{path}' does not. To put them into a model's file, use SaveInto.", nameof(path));
        AtomicFile.Write(path, ToJson(rows));
    }

    public static void SaveInto(GoldenRows rows, string modelPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelPath);
        if (!File.Exists(modelPath))
            throw new FileNotFoundException($"There is no model '{modelPath}' (looked for '{Path.GetFullPath(modelPath)}'); save it before its golden rows.", modelPath);
        AtomicFile.Write(modelPath, stream =>
        {
            using (var model = File.OpenRead(modelPath))
                model.CopyTo(stream);
            try
            {
                using var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true);
                if (!archive.Entries.Any(e => e.FullName.Replace('\\', '/').StartsWith("TransformerChain/", StringComparison.Ordinal) || e.FullName.EndsWith("Model.key", StringComparison.Ordinal)))
                    throw new InvalidDataException("there is no model in it");
                archive.GetEntry(EntryName)?.Delete();
                using var entry = archive.CreateEntry(EntryName).Open();
                entry.Write(ToJson(rows));
            }
            catch (InvalidDataException e)
            {
                throw new ArgumentException($"'{modelPath}' is no model that ML.NET saved: {e.Message}", nameof(modelPath), e);
            }
        });
    }

    public static byte[] ToJson(GoldenRows rows) => Encoding.UTF8.GetBytes(SlicedEvaluationJson.Document(json =>
    {
        json.WriteString("format", FormatName);
        json.WriteNumber("version", Version);
        Write(json, "inputs", rows.Inputs);
        Write(json, "outputs", rows.Outputs);
        json.WriteStartArray("rows");
        var cell = new ArrayBufferWriter<byte>();
        for (var row = 0; row < rows.Count; row++)
        {
            json.WriteStartObject();
            Write(json, "inputs", rows.Inputs.Where(c => !c.IsTrainingOnly), row, cell);
            Write(json, "outputs", rows.Outputs, row, cell);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }));

    private static GoldenRows LoadFromModel(string path, Stream stream)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.GetEntry(EntryName) is not { } entry)
                throw new GoldenRowsFormatException(path, 1, 1, $"expected an entry '{EntryName}', found none: this model was saved without golden rows; put them in with SaveInto when it is trained");
            using var content = entry.Open();
            return Read($"{path}/{EntryName}", content, entry.Length);
        }
        catch (InvalidDataException e)
        {
            throw new GoldenRowsFormatException(path, 1, 1, $"expected golden rows or a saved model, found an archive that is damaged: {e.Message}", e);
        }
    }

    private static GoldenRows Read(string path, Stream stream, long length)
    {
        if (length > MostBytes)
            throw new GoldenRowsFormatException(path, 1, 1, $"expected golden rows of at most {MostBytes >> 20} MB, found {length >> 20} MB; is this a data file?");
        var content = new byte[length];
        stream.ReadExactly(content);
        return GoldenRowsReader.Read(path, content);
    }

    private static void Write(Utf8JsonWriter json, string property, IReadOnlyList<GoldenColumn> columns)
    {
        json.WriteStartArray(property);
        foreach (var column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type.ToString());
            if (column.IsTrainingOnly)
                json.WriteBoolean("trainingOnly", true);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // A value a line, a vector too: the indented writing has a line for each slot.
    private static void Write(Utf8JsonWriter json, string property, IEnumerable<GoldenColumn> columns, int row, ArrayBufferWriter<byte> cell)
    {
        json.WriteStartObject(property);
        foreach (var column in columns)
        {
            cell.ResetWrittenCount();
            using (var compact = new Utf8JsonWriter(cell, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
                column.Write(compact, row);
            json.WritePropertyName(column.Name);
            json.WriteRawValue(cell.WrittenSpan);
        }
        json.WriteEndObject();
    }
}
