using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>Brings a contract's file up to date: only the lines of facts that differ change; comments, empty lines, order and line ends stay.</summary>
internal static class ContractUpdate
{
    private const int MaximalRounds = 3;

    /// <summary>The text of the file such that it differs in nothing from what was found; as it is where it does not read as a contract.</summary>
    public static string Apply(string text, Contract found)
    {
        // An output that a step writes need not be listed: where that step goes, it comes to be one.
        for (var round = 0; round < MaximalRounds && ContractReader.Read(text).Contract is { } contract && ContractComparer.Compare(contract, found) is { Count: > 0 } differences; round++)
            text = Apply(text, differences);
        return text;
    }

    /// <summary>The text of the file with these differences taken over.</summary>
    /// <param name="text">The file, which reads as a contract.</param>
    /// <param name="differences">Between the contract that it is and what was found.</param>
    public static string Apply(string text, IReadOnlyList<ContractDifference> differences)
    {
        var newLine = NewLineOf(text);
        var changed = differences.Where(difference => difference.Expected is not null).ToDictionary(difference => difference.Line);
        var present = ContractReader.Read(text).Contract?.Facts ?? new List<ContractFact>();
        var added = differences.Where(difference => difference.Expected is null).ToLookup(difference => LineBefore(difference, present) ?? HeaderOf(text), difference => difference.Found!);
        var result = new StringBuilder();
        var number = 0;
        foreach (var line in LinesWithEnds(text))
        {
            number++;
            if (!changed.TryGetValue(number, out var difference))
                result.Append(line);
            else if (difference.Found is { } found)
                result.Append(line.Substring(0, line.Length - line.TrimStart().Length)).Append(Filled(found, difference.Expected!)).Append(EndOf(line));
            ContractFactKind? last = null;
            foreach (var fact in added[number])
            {
                if (result.Length > 0 && result[result.Length - 1] is not '\n' and not '\r')
                    result.Append(newLine);

                // A kind that the file does not have begins a group of its own.
                if (last != fact.Kind && !present.Any(other => other.Kind == fact.Kind))
                    result.Append(newLine);
                last = fact.Kind;
                result.Append(fact).Append(newLine);
            }
        }

        return result.ToString();
    }

    /// <summary>The line end that the file uses: that of its first line.</summary>
    public static string NewLineOf(string text)
    {
        var end = text.IndexOfAny(new[] { '\r', '\n' });
        return end < 0 || text[end] == '\n' ? "\n" : end + 1 < text.Length && text[end + 1] == '\n' ? "\r\n" : "\r";
    }

    /// <summary>The line that a new fact goes behind: that of the fact that it follows, or the one before the fact that it precedes.</summary>
    private static int? LineBefore(ContractDifference difference, IReadOnlyList<ContractFact> present)
    {
        var fact = difference.Found!;
        if (difference.After is { } step)
            return step.Line;
        var same = present.Where(other => other.Kind == fact.Kind).ToList();
        var earlier = fact is StepFact ? new List<ContractFact>() : same.Where(other => !other.IsOpen && string.CompareOrdinal(other.Name, fact.Name) < 0).ToList();
        if (earlier.Count > 0)
            return earlier.Max(other => other.Line);
        if (same.Count > 0)
            return same.Min(other => other.Line) - 1;
        var before = present.Where(other => other.Kind < fact.Kind).ToList();
        return before.Count > 0 ? before.Max(other => other.Line) : null;
    }

    /// <summary>The first line that is neither empty nor a comment.</summary>
    private static int HeaderOf(string text) => ContractReader.LinesOf(text).TakeWhile(line => line.Trim().Length == 0 || line.TrimStart()[0] == '#').Count() + 1;

    private static ContractFact Filled(ContractFact found, ContractFact expected) =>
        (found, expected) switch
        {
            (ColumnFact column, ColumnFact before) => new ColumnFact(column.Kind, column.Name, column.Type.Or(before.Type)),
            (StepFact step, StepFact before) => StepFacts.Filled(step, before),
            _ => found,
        };

    private static string EndOf(string line) => line.EndsWith("\r\n", System.StringComparison.Ordinal) ? "\r\n" : line.Length > 0 && line[line.Length - 1] is '\r' or '\n' ? line.Substring(line.Length - 1) : "";

    private static List<string> LinesWithEnds(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOfAny(new[] { '\r', '\n' }, start);
            end = end < 0 ? text.Length : end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
            lines.Add(text.Substring(start, end - start));
            start = end;
        }

        return lines;
    }
}
