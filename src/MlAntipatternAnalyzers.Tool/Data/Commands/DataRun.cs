using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Analysis;
using MlAntipatternAnalyzers.Tool.Commands;
using MlAntipatternAnalyzers.Tool.Data.Html;
using MlAntipatternAnalyzers.Tool.Data.Input;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Data.Commands;

/// <summary>What the <c>mlap data</c> commands have in common around the work itself.</summary>
internal static class DataRun
{
    /// <summary>Reads data on another thread, shows how far it is, and turns what cannot be done into a message and exit code 2.</summary>
    public static Task<int> ReadAsync(
        Terminal terminal, ParseResult parsed, DataInputOptions input, CancellationToken cancellationToken, Func<DataSession, DataOutcome> work) => GuardAsync(terminal, async () =>
    {
        var outcome = await Progress.RunAsync(terminal, progress => Task.Run(
            () =>
            {
                using var session = input.Open(parsed, progress, cancellationToken);
                return work(session);
            },
            cancellationToken)).ConfigureAwait(false);
        return Tell(terminal, outcome);
    });

    /// <summary>Prints what was found; the files that were asked for are written after it.</summary>
    public static int Tell(Terminal terminal, DataOutcome outcome)
    {
        outcome.Print(terminal);
        terminal.Write(outcome.Notes.Select(Problem.Note));
        return outcome.ExitCode;
    }

    public static Task<int> GuardAsync(Terminal terminal, Func<Task<int>> run) => EvaluationRun.GuardAsync(terminal, async () =>
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (Exception e) when (e is DataSchemaFormatException or DataStatisticsFormatException or DataStatisticsException)
        {
            throw new CannotEvaluateException(e.Message);
        }
    });

    /// <summary>Writes the page, and says where it is.</summary>
    public static IEnumerable<string> Page(string? path, Func<DataReport> report)
    {
        if (path is null)
            return [];
        DataPage.Write(path, report());
        return [$"the page is in {path}."];
    }

    /// <summary>What of the fields was not what its column is.</summary>
    public static IEnumerable<string> UnreadNotes(LoadedData data) => data.Unread.Select(each =>
        $"{each.Values.Count} {(each.Values.Count == 1 ? "field" : "fields")} of column '{each.Column}' of {data.Name} {(each.Values.Count == 1 ? "is" : "are")} no {each.Type}, as {string.Join(", ", each.Values.Examples.Select(example => $"'{example}'"))} " +
        $"in row {string.Join(", ", each.Values.FirstRows)}{(each.Values.Count > each.Values.FirstRows.Count() ? " …" : "")}, and taken for missing, as ML.NET's text loader does or throws. --type \"{each.Column}=Text\" reads them as texts.");

    public static IEnumerable<Fact> Facts(string key, string name, LoadedData data, DataStatistics statistics)
    {
        yield return new(key, name, data.Name);
        yield return new(key + "Rows", $"Rows{(key == "data" ? "" : $" of {name.ToLowerInvariant()}")}", Numbers.Count(statistics.Rows));
        yield return new(key + "Columns", $"Columns{(key == "data" ? "" : $" of {name.ToLowerInvariant()}")}", Numbers.Count(statistics.Columns.Count));
        if (statistics.WeightColumn is { } weight)
            yield return new(key + "Weight", "Weights", weight);
        if (statistics.LabelColumn is { } label)
            yield return new(key + "Label", "Label", label);
    }

    /// <summary>A file's name with the ending by which it is known, checked before the data is read.</summary>
    /// <exception cref="CannotEvaluateException">It has another ending, or cannot be written.</exception>
    public static string? Output(ParseResult parsed, Option<string?> option, string ending)
    {
        var path = OptionValues.Writable(parsed, option);
        return path is null || path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
            ? path
            : throw new CannotEvaluateException($"{option.Name} '{path}' does not end in {ending}, by which such a file is known.");
    }
}

/// <summary>What a command has to say, once it is done.</summary>
/// <param name="ExitCode">Of the process.</param>
/// <param name="Print">Writes the result to standard output.</param>
internal sealed record DataOutcome(int ExitCode, Action<Terminal> Print)
{
    /// <summary>For standard error.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
