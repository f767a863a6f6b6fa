using System;
using System.Globalization;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A file that a program relies on is not what it should be: damaged, of a later format version, or something else. The message names the file, the place in it, and what was expected.</summary>
/// <remarks>The base of what the readers throw: of data schemas, statistics, gates, feature contracts and golden rows. A program that does not start with any of them catches this one.</remarks>
public abstract class CommittedFileException : Exception
{
    private protected CommittedFileException(string path, long line, long position, string problem, Exception? innerException)
        : base(string.Create(CultureInfo.InvariantCulture, $"{path}({line},{position}): {problem}"), innerException)
    {
        Path = path;
        Line = line;
        Position = position;
    }

    /// <summary>The file, as it was given.</summary>
    public string Path { get; }

    /// <summary>The (first) line that is wrong, from 1.</summary>
    public long Line { get; }

    /// <summary>The character in the line, from 1.</summary>
    public long Position { get; }
}
