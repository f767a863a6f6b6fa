using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime.Tests.Features;

/// <summary>Looks into a saved model, and makes of it what another machine could have saved.</summary>
internal static class ModelFile
{
    /// <summary>Whether the model names a text anywhere, such as the assembly of its mapping.</summary>
    public static bool Mentions(string path, string text)
    {
        using var archive = ZipFile.OpenRead(path);
        return archive.Entries.Any(e => Read(e).AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0);
    }

    /// <summary>Replaces a text by one of the same length, everywhere in the model.</summary>
    public static void Replace(string path, string from, string to)
    {
        Assert.Equal(from.Length, to.Length);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Update);
        var replaced = 0;
        foreach (var entry in archive.Entries)
        {
            var content = Read(entry);
            for (int at; (at = content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(from))) >= 0; replaced++)
                Encoding.Unicode.GetBytes(to).CopyTo(content, at);
            using var stream = entry.Open();
            stream.Write(content);
        }
        Assert.True(replaced > 0, $"the model does not mention '{from}'");
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
