using System;
using System.IO;
using System.Text;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

/// <summary>Writes and reads the states of sketches alone, as the statistics' file does inside.</summary>
internal static class SketchState
{
    public delegate T Reader<out T>(ref JsonCursor json);

    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    public static T Read<T>(string text, Reader<T> read)
    {
        var json = new JsonCursor("state.json", Encoding.UTF8.GetBytes(text), (path, line, position, problem, inner) =>
            new InvalidDataException($"{path}({line},{position}): {problem}", inner));
        json.Read();
        return read(ref json);
    }

    /// <summary>What is said of a state that is not to be believed.</summary>
    public static string Refusal<T>(string text, Reader<T> read) => Assert.Throws<InvalidDataException>(() => Read(text, read)).Message;
}
