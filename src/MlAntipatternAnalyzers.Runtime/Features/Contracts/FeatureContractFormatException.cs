namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A file is not a feature contract that this version can read. The message names the file, each place in it that is wrong, and what was expected there.</summary>
public sealed class FeatureContractFormatException : CommittedFileException
{
    /// <summary>Reports what is wrong with a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The first line that is wrong, from 1.</param>
    /// <param name="position">The character in the line, from 1.</param>
    /// <param name="problem">What was expected there and what was found; where more lines are wrong, they follow.</param>
    public FeatureContractFormatException(string path, long line, long position, string problem)
        : base(path, line, position, problem, null)
    {
    }
}
