using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>One position at which a file's header is not what its columns are loaded by.</summary>
/// <param name="Position">The position of the field, from 0, as <c>[LoadColumn]</c> counts.</param>
/// <param name="Expected">The name that was expected there; null where any would do but the one that is there, as it is another column's.</param>
/// <param name="Found">What is there; null where the header has no such field.</param>
/// <param name="Elsewhere">Where the header has the expected name; null where it has it nowhere.</param>
public sealed record HeaderMismatch(int Position, string? Expected, string? Found, int? Elsewhere);

/// <summary>The header of a text file is not what its columns are loaded by. The message lists every position that differs.</summary>
public sealed class HeaderMismatchException : Exception
{
    private const int MostShown = 20;

    /// <summary>Reports the differences of one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">What says where columns are loaded from: "class 'Trip'".</param>
    /// <param name="mismatches">What differs, by position.</param>
    public HeaderMismatchException(string path, string source, IReadOnlyList<HeaderMismatch> mismatches)
        : base(Describe(path, source, mismatches))
    {
        Path = path;
        Mismatches = mismatches;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What differs, by position.</summary>
    public IReadOnlyList<HeaderMismatch> Mismatches { get; }

    private static string Describe(string path, string source, IReadOnlyList<HeaderMismatch> mismatches)
    {
        ArgumentNullException.ThrowIfNull(mismatches);
        var text = new StringBuilder($"The header of '{path}' is not the one that {source} is loaded by:");
        foreach (var mismatch in mismatches.Take(MostShown))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  position {mismatch.Position}: expected {(mismatch.Expected is { } name ? $"'{name}'" : "no other column's name")}, found ")
                .Append(mismatch.Found is { } found ? TextFormats.Quote(found) : "the end of the line");
            if (mismatch.Elsewhere is { } elsewhere)
                text.Append(CultureInfo.InvariantCulture, $" ('{mismatch.Expected}' is at position {elsewhere})");
        }
        if (mismatches.Count > MostShown)
            text.Append(CultureInfo.InvariantCulture, $"\n  and {mismatches.Count - MostShown} more");
        if (mismatches.All(m => m.Position > 0 && m.Found is null))
            text.Append("\nIs this the separator of the file?");
        return text.Append("\nML.NET binds columns by position, and would load others without an error. Correct the file, or the positions in the code; "
            + "where the file calls a column otherwise, say so with [LoadColumnName(\"…\")] at the member.").ToString();
    }
}
