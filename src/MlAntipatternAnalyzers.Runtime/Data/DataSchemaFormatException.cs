using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A file is not a data schema that this version can read. The message names the file, the place in it, and what was expected.</summary>
public sealed class DataSchemaFormatException : CommittedFileException
{
    /// <summary>Reports what is wrong with a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="position">The character in the line, from 1.</param>
    /// <param name="problem">What was expected there and what was found.</param>
    /// <param name="innerException">What a reader threw, if one did.</param>
    public DataSchemaFormatException(string path, long line, long position, string problem, Exception? innerException = null)
        : base(path, line, position, problem, innerException)
    {
    }
}
