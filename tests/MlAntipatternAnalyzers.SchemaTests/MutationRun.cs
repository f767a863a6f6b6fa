using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.SchemaTests.Judging;
using MlAntipatternAnalyzers.SchemaTests.Mutation;
using MlAntipatternAnalyzers.SchemaTests.Running;

namespace MlAntipatternAnalyzers.SchemaTests;

/// <summary>The mutants of this repository's programs, with what ML.NET and the rules say of them: worked out once for all tests.</summary>
internal static class MutationRun
{
    /// <summary>The environment variable that, when it is 1, has every mutant run again and Outcomes.tsv written anew.</summary>
    public const string RunAll = "MLAP_RUN_MUTANTS";

    private static readonly Lazy<Task<ImmutableArray<(Mutant, Outcome)>>> LazyOutcomes = new(RunAsync);
    private static readonly Lazy<Task<Judgement>> LazyJudgement = new(async () => await Judgement.OfAsync(await LazyOutcomes.Value));

    /// <summary>Every mutant.</summary>
    public static ImmutableArray<Mutant> Mutants { get; } = Mutation.Mutants.Of(SourceProgram.All);

    /// <summary>Every mutant with what ML.NET does with it; what Outcomes.tsv does not know of has been run.</summary>
    public static Task<ImmutableArray<(Mutant Mutant, Outcome Outcome)>> OutcomesAsync() => LazyOutcomes.Value!;

    /// <summary>Every mutant with both answers.</summary>
    public static Task<Judgement> JudgementAsync() => LazyJudgement.Value;

    private static async Task<ImmutableArray<(Mutant, Outcome)>> RunAsync()
    {
        var runAll = Environment.GetEnvironmentVariable(RunAll) == "1";
        var outcomes = await MutantRunner.RunAsync(Mutants, runAll ? new Dictionary<string, Outcome>() : OutcomeFile.Read(OutcomeFile.Committed));
        if (runAll)
            OutcomeFile.Write(OutcomeFile.Committed, outcomes);
        return outcomes;
    }
}
