using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>The data cannot be split as it was asked for. The message says which rows are the reason, and what to do.</summary>
public sealed class DataSplitException : Exception
{
    /// <summary>Reports why a split is not possible.</summary>
    /// <param name="problem">What kind of reason it is.</param>
    /// <param name="message">The reason, and what to do.</param>
    public DataSplitException(DataSplitProblem problem, string message)
        : base(message) => Problem = problem;

    /// <summary>What kind of reason it is.</summary>
    public DataSplitProblem Problem { get; }

    /// <summary>The first row whose time cannot be read, the data's first row being 1; null for other problems.</summary>
    public long? Row { get; init; }

    /// <summary>What stands there in place of a time; empty for a missing one; null for other problems.</summary>
    public string? Value { get; init; }
}

/// <summary>Why data cannot be split.</summary>
public enum DataSplitProblem
{
    /// <summary>A part would have no rows.</summary>
    EmptySide,

    /// <summary>Rows have no time, or one that cannot be read as a time.</summary>
    UnreadableTime,

    /// <summary>All rows of a part that is evaluated have the same label, or none: no metric could tell a good model from a bad one.</summary>
    OneClass,
}
