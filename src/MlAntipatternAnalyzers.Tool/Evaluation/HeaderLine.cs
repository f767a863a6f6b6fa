using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>The first line of a text file: the names of its columns.</summary>
internal sealed class HeaderLine
{
    private static readonly char[] Separators = [',', '\t', ';', '|'];

    private HeaderLine(IReadOnlyList<string> names, char separator)
    {
        Names = names;
        Separator = separator;
    }

    /// <summary>The names, by index.</summary>
    public IReadOnlyList<string> Names { get; }

    public char Separator { get; }

    /// <summary>Where a column is; −1 when there is none of that name.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name)
                return i;
        }
        return -1;
    }

    /// <param name="path">The file.</param>
    /// <param name="separator">What separates its columns; null: whichever makes most of the columns that are looked for.</param>
    /// <param name="wanted">The columns that are looked for.</param>
    /// <exception cref="CannotEvaluateException">The file is empty, or names a column twice that is looked for.</exception>
    public static HeaderLine Read(string path, char? separator, IReadOnlyCollection<string> wanted)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        if (reader.ReadLine() is not { Length: > 0 } line)
            throw new CannotEvaluateException($"The data '{path}' is empty, or its first line is. It starts with a line of column names; --no-header says that it has none.");
        // A tie is the ending's: one column has no separator at all.
        var preferred = Path.GetExtension(path).ToLowerInvariant() is ".tsv" or ".txt" ? '\t' : ',';
        var header = separator is { } given
            ? new HeaderLine(Split(line, given), given)
            : Separators.OrderByDescending(candidate => candidate == preferred)
                .Select(candidate => new HeaderLine(Split(line, candidate), candidate))
                .MaxBy(candidate => candidate.Names.Count(wanted.Contains))!;
        if (header.Names.GroupBy(name => name).FirstOrDefault(same => same.Skip(1).Any() && wanted.Contains(same.Key)) is { } twice)
            throw new CannotEvaluateException($"The data '{path}' has two columns named '{twice.Key}'. Rename one, or say which is meant by --column \"{twice.Key}=INDEX\".");
        return header;
    }

    private static List<string> Split(string line, char separator)
    {
        var names = new List<string>();
        var name = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && (quoted || name.Length == 0))
            {
                if (quoted && i + 1 < line.Length && line[i + 1] == '"')
                    name.Append(line[i++]);
                else
                    quoted = !quoted;
            }
            else if (line[i] == separator && !quoted)
            {
                names.Add(name.ToString().Trim());
                name.Clear();
            }
            else
            {
                name.Append(line[i]);
            }
        }
        names.Add(name.ToString().Trim());
        return names;
    }
}
