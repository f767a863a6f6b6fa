using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.SchemaTests.Mutation;
using MlAntipatternAnalyzers.SchemaTests.Running;

namespace MlAntipatternAnalyzers.SchemaTests.Judging;

/// <summary>The commands of the test project (README.md): they print what the tests demand thresholds of.</summary>
internal static class Report
{
    /// <summary>Judges this repository's mutants.</summary>
    public static async Task<int> OwnAsync()
    {
        await PrintAsync(SourceProgram.All, OutcomeFile.Committed, write: false);
        return 0;
    }

    /// <summary>Judges mutants of other people's programs: the files of a folder that have a static method <c>Example()</c>.</summary>
    /// <param name="folder">The folder, searched with its subfolders.</param>
    /// <param name="outcomes">A file to remember in what ML.NET did; null for none.</param>
    public static async Task<int> SamplesAsync(string folder, string? outcomes)
    {
        var samples = Samples.In(folder);
        var compiled = samples.Where(sample => Executable.Of(sample.Compilation, out _) is not null).ToArray();
        Console.WriteLine($"{samples.Length} programs, {compiled.Length} of them compile here");
        var working = new List<SourceProgram>();
        foreach (var sample in compiled)
        {
            var outcome = await MutantRunner.RunAsync(sample, sample.Text);
            if (outcome.Kind == OutcomeKind.Ran)
                working.Add(sample);
            else
                Console.WriteLine($"{sample.Name} does not run: {outcome}");
        }

        await PrintAsync(working, outcomes, write: true);
        return 0;
    }

    private static async Task PrintAsync(IReadOnlyCollection<SourceProgram> programs, string? path, bool write)
    {
        foreach (var program in programs)
        {
            foreach (var finding in (await SchemaRules.FindingsAsync(program.Compilation)).Where(SchemaRules.IsClaim))
                Console.WriteLine($"FALSE ALARM on the unmutated program: {finding}");
        }

        var mutants = Mutants.Of(programs);
        Console.WriteLine($"{programs.Count} programs run; {mutants.Length} mutants");
        var outcomes = await MutantRunner.RunAsync(mutants, path is null ? new Dictionary<string, Outcome>() : OutcomeFile.Read(path), done =>
        {
            if (done % 320 == 0)
                Console.WriteLine($"{done} of {mutants.Length} run");
        });
        if (write && path is not null)
            OutcomeFile.Write(path, outcomes);

        var judgement = await Judgement.OfAsync(outcomes);
        Console.WriteLine($"\nFAILED FOR OTHER REASONS\n{judgement.List(mutant => mutant.Outcome.Kind == OutcomeKind.Other)}");
        Console.WriteLine($"\nMISSES\n{judgement.List(mutant => mutant.IsMiss || mutant.IsUnsetMiss)}\n\nFALSE ALARMS\n{judgement.List(mutant => mutant.IsFalseAlarm)}\n");
        Console.WriteLine(judgement.Table());
    }
}
