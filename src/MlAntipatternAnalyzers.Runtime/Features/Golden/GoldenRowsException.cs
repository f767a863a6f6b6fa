using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A model does not compute what was recorded when it was trained. The message lists the rows and columns.</summary>
public sealed class GoldenRowsException : Exception
{
    // A model of ten thousand slots can differ in all of them; the list stays whole in Differences.
    private const int MostOfOneColumn = 5;
    private const int MostLines = 50;

    /// <summary>Reports what differs.</summary>
    /// <param name="differences">All of it.</param>
    /// <param name="summary">What was done, and what to do about it.</param>
    /// <param name="innerException">The first exception that the model threw, if it did.</param>
    public GoldenRowsException(IReadOnlyList<GoldenRowDifference> differences, string summary, Exception? innerException = null)
        : base(Describe(differences, summary), innerException) => Differences = differences;

    /// <summary>Everything that differs, by row, then by column.</summary>
    public IReadOnlyList<GoldenRowDifference> Differences { get; }

    private static string Describe(IReadOnlyList<GoldenRowDifference> differences, string summary)
    {
        ArgumentNullException.ThrowIfNull(differences);
        var text = new StringBuilder(summary);
        var lines = differences
            .GroupBy(d => (d.Row, d.Column))
            .SelectMany(cell => cell.Take(MostOfOneColumn).Select(d => d.ToString()).Concat(cell.Count() > MostOfOneColumn ? [$"  … and {cell.Count() - MostOfOneColumn} more slots of it"] : []))
            .ToList();
        foreach (var line in lines.Take(MostLines))
            text.Append("\n  ").Append(line);
        if (lines.Count > MostLines)
            text.Append("\n  … and ").Append(lines.Count - MostLines).Append(" more lines");
        return text.ToString();
    }
}
