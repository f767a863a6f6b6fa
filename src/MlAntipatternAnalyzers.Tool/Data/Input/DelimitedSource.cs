using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Data.Input;

/// <summary>Finds out what columns text files have and makes a view of them.</summary>
internal static class DelimitedSource
{
    // Enough to tell a number from a text; whatever comes later that is not as guessed is told.
    private const int SampledRows = 10_000;
    private const int SeparatorRows = 20;

    private static readonly char[] Separators = [',', '\t', ';', '|'];

    /// <param name="files">Files with the same columns.</param>
    /// <param name="row">The class that the program's rows are; null: not known.</param>
    /// <param name="schema">What columns are expected; null: not known.</param>
    /// <exception cref="CannotEvaluateException">A file is empty, no text, or has not the columns that are asked for.</exception>
    public static DelimitedView Open(IReadOnlyList<string> files, RowClass? row, DataSchema? schema, DelimitedOptions options, ReadingWatch watch)
    {
        var path = files[0];
        var separator = options.Separator ?? GuessSeparator(path, options, watch);
        var names = Names(path, separator, options, watch);
        if (options.HasHeader)
        {
            foreach (var other in files.Skip(1))
            {
                if (!Names(other, separator, options, watch).SequenceEqual(names))
                    throw new CannotEvaluateException($"The columns of '{other}' are not those of '{path}', and both are to be one data set.");
            }
        }
        var columns = row is null ? ByHeader(names, schema, options).ToList() : ByClass(path, row, names, options).ToList();
        if (options.Types.Keys.FirstOrDefault(name => columns.TrueForAll(column => column.Name != name)) is { } unknown)
            throw new CannotEvaluateException($"--type speaks of column '{unknown}', and '{path}' has no such column. It has {Listed(columns.Select(column => column.Name))}.");
        Guess(path, separator, columns, options, watch);
        return new(files, names.Count, separator, [.. columns.Select(column => new DelimitedColumn(column.Name, column.Type!, column.First, column.Last))], options, watch);
    }

    private static IEnumerable<Wanted> ByHeader(IReadOnlyList<string> names, DataSchema? schema, DelimitedOptions options)
    {
        var placed = new HashSet<int>();
        foreach (var (name, (first, last)) in options.Places)
        {
            placed.UnionWith(Enumerable.Range(first, last - first + 1));
            yield return new(name, TypeOf(name), first, last);
        }
        for (var i = 0; i < names.Count; i++)
        {
            if (!placed.Contains(i))
                yield return new(names[i], TypeOf(names[i]), i, i);
        }

        // What the schema has as a vector or a key is not that in a text file, unless a place says so; held against it, it is an anomaly.
        ColumnType? TypeOf(string name) => options.Types.TryGetValue(name, out var type) ? type
            : schema?.FindColumn(name)?.Type is { IsKey: false, Kind: not (ColumnKind.Other or ColumnKind.RowId) } expected && (!expected.IsVector || options.Places.ContainsKey(name)) ? expected
            : null;
    }

    private static IEnumerable<Wanted> ByClass(string path, RowClass row, IReadOnlyList<string> names, DelimitedOptions options)
    {
        var header = options.HasHeader ? HeaderLine.Of(path, names) : null;
        foreach (var column in row.Columns)
        {
            // As ML.NET's loader does, the attribute's place goes before the name.
            var place = options.Places.TryGetValue(column.Name, out var given) ? given
                : column.Place ?? (header?.IndexOf(column.Name) is >= 0 and var index ? (index, index) : null);
            if (place is not { } at)
            {
                throw new CannotEvaluateException(
                    $"The data '{path}' has no column '{column.Name}', which the class {row.Name} has without [LoadColumn]. It has {Listed(names)}. Say where it is by --column \"{column.Name}=INDEX\".");
            }
            if (at.Last >= names.Count && !options.AllowRagged)
                throw new CannotEvaluateException($"Column '{column.Name}' of the class {row.Name} is the field number {at.Last} (from 0), and the first line of '{path}' has {names.Count} fields. Is the separator right? --separator says another.");
            yield return new(column.Name, options.Types.GetValueOrDefault(column.Name, column.Type), at.First, at.Last);
        }
    }

    private static List<string> Names(string path, char separator, DelimitedOptions options, ReadingWatch watch)
    {
        using var reader = DelimitedReader.Open(path, separator, options.AllowQuoting, watch);
        if (!reader.Read())
            throw new CannotEvaluateException($"The data '{path}' is empty.{(options.HasHeader ? " It starts with a line of column names; --no-header says that it has none." : "")}");
        var names = Enumerable.Range(0, reader.FieldCount).Select(i => options.HasHeader ? reader.Field(i).Trim().ToString() : "").ToList();
        // As ML.NET's inference names what has no name.
        for (var i = 0; i < names.Count; i++)
            names[i] = names[i].Length == 0 ? $"col{i}" : names[i];
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new CannotEvaluateException($"The data '{path}' has two columns '{twice.Key}' in its first line. Give them different names{(options.HasHeader ? ", or, if the first line is a row, say so by --no-header" : "")}.");
        return names;
    }

    // The one that splits the first rows into most fields, as many in each.
    private static char GuessSeparator(string path, DelimitedOptions options, ReadingWatch watch)
    {
        var preferred = Path.GetExtension(path).ToLowerInvariant() is ".tsv" or ".txt" ? '\t' : ',';
        return Separators.OrderByDescending(candidate => candidate == preferred).MaxBy(candidate =>
        {
            using var reader = DelimitedReader.Open(path, candidate, options.AllowQuoting, watch);
            var counts = new List<int>();
            while (counts.Count < SeparatorRows && TryRead(reader))
                counts.Add(reader.FieldCount);
            return counts.Count == 0 || counts[0] == 1 ? 0 : counts.TrueForAll(count => count == counts[0]) ? 1000 + counts[0] : 1;
        });
    }

    private static bool TryRead(DelimitedReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (CannotEvaluateException)
        {
            // With another separator a quotation mark can stand where none may; the pass that counts says so.
            return false;
        }
    }

    private static void Guess(string path, char separator, List<Wanted> columns, DelimitedOptions options, ReadingWatch watch)
    {
        var unknown = columns.Where(column => column.Type is null).Select(column => (Column: column, Guess: new ColumnGuess(new FieldParser(options)))).ToList();
        if (unknown.Count == 0)
            return;
        using var reader = DelimitedReader.Open(path, separator, options.AllowQuoting, watch);
        if (options.HasHeader)
            reader.Read();
        for (var rows = 0; rows < SampledRows && reader.Read(); rows++)
        {
            foreach (var (column, guess) in unknown)
            {
                for (var i = column.First; i <= column.Last; i++)
                    guess.Add(reader.Field(i));
            }
        }
        foreach (var (column, guess) in unknown)
            column.Type = guess.Type;
    }

    private static string Listed(IEnumerable<string> names)
    {
        const int Most = 12;
        var list = names.ToList();
        return string.Join(", ", list.Take(Most).Select(name => $"'{name}'")) + (list.Count > Most ? $" and {list.Count - Most} more" : "");
    }

    private sealed class Wanted(string name, ColumnType? type, int first, int last)
    {
        public string Name { get; } = name;

        public ColumnType? Type { get; set; } = type;

        public int First { get; } = first;

        public int Last { get; } = last;
    }
}
