using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.Tool.Loose;

/// <summary>Reads each source file once, and remembers in words what was wrong with it.</summary>
internal sealed class SourceReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ConcurrentDictionary<string, SourceText?> _texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _complaints = new(StringComparer.Ordinal);

    /// <summary>One sentence a file that could not be read as it is, in the order of their paths.</summary>
    public IEnumerable<string> Complaints => _complaints.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);

    /// <summary>The text of a file, or null when it cannot be read.</summary>
    public SourceText? Read(string path) => _texts.GetOrAdd(path, Load);

    private SourceText? Load(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _complaints[path] = $"{path} cannot be read and is left out: {e.Message}";
            return null;
        }

        if (HasUtf16Mark(bytes))
            return SourceText.From(new MemoryStream(bytes));
        if (Array.IndexOf(bytes, (byte)0) >= 0)
        {
            _complaints[path] = $"{path} is not text (it holds zero bytes) and is left out.";
            return null;
        }

        try
        {
            // The mark, where there is one, is taken off by SourceText.
            return SourceText.From(new MemoryStream(bytes), Strict);
        }
        catch (DecoderFallbackException)
        {
            _complaints[path] = $"{path} is not UTF-8; it is read as Latin-1, so text in it may differ. Save it as UTF-8.";
            return SourceText.From(new MemoryStream(bytes), Encoding.Latin1);
        }
    }

    private static bool HasUtf16Mark(byte[] bytes) =>
        bytes.Length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF));
}
