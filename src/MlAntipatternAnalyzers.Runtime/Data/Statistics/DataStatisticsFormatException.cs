using System;
using System.Globalization;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A file is no statistics that this version can read. The message names the file, the place in it, and what was expected.</summary>
public sealed class DataStatisticsFormatException : Exception
{
    /// <summary>Reports what is wrong with a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="position">The character in the line, from 1.</param>
    /// <param name="problem">What was expected there and what was found.</param>
    /// <param name="innerException">What a reader threw, if one did.</param>
    public DataStatisticsFormatException(string path, long line, long position, string problem, Exception? innerException = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"{path}({line},{position}): {problem}"), innerException)
    {
        Path = path;
        Line = line;
        Position = position;
    }

    /// <summary>The file, as it was given.</summary>
    public string Path { get; }

    /// <summary>The line, from 1.</summary>
    public long Line { get; }

    /// <summary>The character in the line, from 1.</summary>
    public long Position { get; }
}
