using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.SchemaTests.Mutation;

namespace MlAntipatternAnalyzers.SchemaTests.Running;

/// <summary>Runs programs and mutants on ML.NET.</summary>
internal static class MutantRunner
{
    private static readonly HostPool Hosts = new();

    /// <summary>How a text ends in the place of a program's file.</summary>
    /// <exception cref="InvalidOperationException">It does not compile.</exception>
    public static async Task<Outcome> RunAsync(SourceProgram program, string text)
    {
        var outcome = await RunAsIsAsync(program, text);
        if (outcome.Kind == OutcomeKind.SchemaError || StrictEngines.In(program.CompilationOf(text)) is not { } strict)
            return outcome;
        var told = await RunAsIsAsync(program, strict);
        return told.Kind == OutcomeKind.SchemaError ? told with { Kind = outcome.Kind == OutcomeKind.Ran ? OutcomeKind.Unset : OutcomeKind.UnsetThenFailed } : outcome;
    }

    private static async Task<Outcome> RunAsIsAsync(SourceProgram program, string text)
    {
        var executable = await Task.Run(() => Executable.Of(program.CompilationOf(text), out var errors) ?? throw new InvalidOperationException($"{program.Name} does not compile:\n{errors}"));
        return await Hosts.RunAsync(executable);
    }

    /// <summary>How the mutants end: what is remembered of them, and for the others the truth.</summary>
    public static async Task<ImmutableArray<(Mutant Mutant, Outcome Outcome)>> RunAsync(
        IEnumerable<Mutant> mutants, IReadOnlyDictionary<string, Outcome> known, Action<int>? progress = null)
    {
        var done = 0;
        // A few at a time, so that not all of them are compiled and waiting at once.
        var results = new List<(Mutant, Outcome)>();
        foreach (var batch in mutants.Chunk(32))
        {
            results.AddRange(await Task.WhenAll(batch.Select(async mutant =>
                (mutant, known.TryGetValue(mutant.Hash, out var outcome) ? outcome : await RunAsync(mutant.Program, mutant.Text)))));
            progress?.Invoke(done += batch.Length);
        }

        return [.. results];
    }
}
