using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MlAntipatternAnalyzers.SchemaTests.Mutation;

namespace MlAntipatternAnalyzers.SchemaTests.Running;

/// <summary>
/// What ML.NET did with each mutant, remembered by content: a line a mutant, with tabs between the hash of its text and of ML.NET's version, the
/// outcome, the line of the program, the exception, its message, and what the mutant is (for people; not read).
/// </summary>
internal static class OutcomeFile
{
    /// <summary>The outcomes of this repository's mutants.</summary>
    public static string Committed { get; } = Build.PathOf("Outcomes.tsv");

    /// <summary>The outcomes in a file, by hash; none when there is no such file.</summary>
    /// <exception cref="InvalidDataException">A line is not one of an outcome.</exception>
    public static Dictionary<string, Outcome> Read(string path) => File.Exists(path)
        ? File.ReadLines(path).Select((line, index) => Parse(line, path, index + 1)).ToDictionary(entry => entry.Hash, entry => entry.Outcome)
        : [];

    public static void Write(string path, IEnumerable<(Mutant Mutant, Outcome Outcome)> outcomes) => File.WriteAllText(path, string.Concat(outcomes.Select(entry =>
        $"{entry.Mutant.Hash}\t{entry.Outcome.Kind}\t{entry.Outcome.Line}\t{entry.Outcome.ExceptionType}\t{entry.Outcome.Message}\t{entry.Mutant.ToString().ReplaceLineEndings(" ").Replace('\t', ' ')}\n")));

    private static (string Hash, Outcome Outcome) Parse(string line, string path, int number)
    {
        if (line.Split('\t') is [var hash, var kind, var place, var type, var message, _] && Enum.TryParse<OutcomeKind>(kind, out var known) && int.TryParse(place, out var programLine))
            return (hash, new Outcome(known, type, message, programLine));
        throw new InvalidDataException($"{path}({number}): not a line of an outcome file: hash, outcome, line, exception, message, mutant.");
    }
}
