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

    private readonly string _path;

    private HeaderLine(string path, IReadOnlyList<string> names, char separator)
    {
        _path = path;
        Names = names;
        Separator = separator;
    }

    /// <summary>The names, by index.</summary>
    public IReadOnlyList<string> Names { get; }

    public char Separator { get; }

    /// <summary>Where a column is: that of its very name, else the one that differs by case and by what is neither letter nor digit (<c>PickupTime</c>, <c>pickup_time</c>).</summary>
    /// <returns>−1 when there is none.</returns>
    /// <exception cref="CannotEvaluateException">There are two.</exception>
    public int IndexOf(string name) => Find(name) switch
    {
        [] => -1,
        [var only] => only,
        [var first, var second, ..] => throw new CannotEvaluateException(
            $"The data '{_path}' has two columns for '{name}': '{Names[first]}' (number {first}) and '{Names[second]}' (number {second}). Say which is meant by --column \"{name}=NUMBER\"."),
    };

    /// <param name="path">The file.</param>
    /// <param name="separator">What separates its columns; null: whichever makes most of the columns that are looked for.</param>
    /// <param name="wanted">The columns that are looked for.</param>
    /// <exception cref="CannotEvaluateException">The file is empty.</exception>
    public static HeaderLine Read(string path, char? separator, IReadOnlyCollection<string> wanted)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        if (reader.ReadLine() is not { Length: > 0 } line)
            throw new CannotEvaluateException($"The data '{path}' is empty, or its first line is. It starts with a line of column names; --no-header says that it has none.");
        // A tie is the ending's: one column has no separator at all.
        var preferred = Path.GetExtension(path).ToLowerInvariant() is ".tsv" or ".txt" ? '\t' : ',';
        if (separator is { } given)
            return new HeaderLine(path, Split(line, given), given);
        return Separators.OrderByDescending(candidate => candidate == preferred)
            .Select(candidate => new HeaderLine(path, Split(line, candidate), candidate))
            .MaxBy(header => wanted.Count(name => header.Find(name).Count > 0))!;
    }

    /// <summary>Names that are known already, of a file without a separator of interest.</summary>
    public static HeaderLine Of(string path, IReadOnlyList<string> names) => new(path, names, ',');

    private List<int> Find(string name)
    {
        var same = Enumerable.Range(0, Names.Count).Where(i => Names[i] == name).ToList();
        if (same.Count > 0)
            return same;
        var plain = Plain(name);
        return plain.Length == 0 ? [] : [.. Enumerable.Range(0, Names.Count).Where(i => Plain(Names[i]) == plain)];
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

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
