using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.SchemaTests.Judging;
using MlAntipatternAnalyzers.SchemaTests.Mutation;
using MlAntipatternAnalyzers.SchemaTests.Running;
using Xunit.Abstractions;

namespace MlAntipatternAnalyzers.SchemaTests;

/// <summary>A fix of the schema band turns a program that throws into one that runs, and leaves one that runs running.</summary>
public sealed class FixTests(ITestOutputHelper output)
{
    /// <summary>How many programs each fix is tried on.</summary>
    private const int ProgramsPerFix = 8;

    /// <summary>The rules of the band that have a fix. A rule that gets one is added here, so that none is left out unnoticed.</summary>
    private static readonly string[] RulesWithFix = ["MLAP1001", "MLAP1002", "MLAP1003", "MLAP1004", "MLAP1005", "MLAP1006", "MLAP1007", "MLAP1008", "MLAP1009", "MLAP1010", "MLAP1011", "MLAP1012", "MLAP1013"];

    /// <summary>
    /// What the fix of a rule undoes. A misspelled name has one right spelling, and the fix must find it; where a column was exchanged for another, or a step is gone,
    /// a program that runs may need more than the rule's fix.
    /// </summary>
    private static readonly ImmutableDictionary<string, MutationKind[]> Undoes = new Dictionary<string, MutationKind[]>
    {
        ["MLAP1001"] = [MutationKind.UnknownName],
        ["MLAP1002"] = [MutationKind.MemberType],
        ["MLAP1003"] = [MutationKind.PredictionName, MutationKind.PredictionType],
        ["MLAP1004"] = [MutationKind.DroppedAppend],
        ["MLAP1005"] = [MutationKind.DroppedAttribute],
        ["MLAP1006"] = [MutationKind.DroppedAttribute],
        ["MLAP1013"] = [MutationKind.MemberName],
    }.ToImmutableDictionary();

    private static IEnumerable<(string Id, DiagnosticAnalyzer Analyzer, CodeFixProvider Fix)> Fixes =>
        from analyzer in SchemaRules.Analyzers
        let id = SchemaRules.IdOf(analyzer)
        from fix in SchemaRules.Fixes
        where fix.FixableDiagnosticIds.Contains(id)
        select (id, analyzer, fix);

    [Fact]
    public void The_rules_with_a_fix_are_known() => Assert.Equal(RulesWithFix, Fixes.Select(fix => fix.Id).Distinct());

    [Fact]
    public async Task A_fixed_program_runs()
    {
        var failures = new List<string>();
        foreach (var (id, analyzer, fix) in Fixes)
        {
            var programs = await ProgramsForAsync(id);
            var runs = new List<FixedProgramRun>();
            foreach (var (program, text, name) in Spread(programs))
            {
                if (await FixedMutants.RunAsync(program, text, analyzer, fix) is not { } run)
                {
                    output.WriteLine($"{id}: {fix.GetType().Name} offers nothing for {name}");
                    continue;
                }

                runs.Add(run);
                if (run.Outcome.Kind != OutcomeKind.Ran)
                    failures.Add($"{id}: {fix.GetType().Name}: {name}\n    ML.NET after the fix: {run.Outcome}\n{run.Text}");
            }

            output.WriteLine($"{id}: {fix.GetType().Name}: {runs.Count(run => run.Outcome.Kind == OutcomeKind.Ran)} of {runs.Count} fixed programs run; the rule speaks of {programs.Length}");
            if (!runs.Any(run => run.Outcome.Kind == OutcomeKind.Ran) && SchemaRules.WillThrow.Contains(id))
                failures.Add($"{id}: {fix.GetType().Name} repairs none of the {programs.Length} programs that the rule speaks of.");
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    /// <summary>
    /// For a rule that says that ML.NET will throw, the mutants that it alone is right about, of the kinds that its fix undoes. For another, whatever runs and it speaks of.
    /// A misspelled name only where it is read: misspelled where the column is made, all its readers would have to follow, those by default names too.
    /// </summary>
    private static async Task<ImmutableArray<(SourceProgram Program, string Text, string Name)>> ProgramsForAsync(string id)
    {
        var judgement = await MutationRun.JudgementAsync();
        var throwing = SchemaRules.WillThrow.Contains(id);
        return [.. judgement.Mutants
            .Where(mutant => mutant.Findings.Any(finding => finding.Id == id))
            .Where(mutant => throwing
                ? (mutant.IsHit || mutant.IsUnsetHit) && mutant.Claims.All(finding => finding.Id == id) && Undoes[id].Contains(mutant.Mutant.Kind) && IsUndone(mutant)
                : mutant.Outcome.Kind == OutcomeKind.Ran)
            .Select(mutant => (mutant.Mutant.Program, mutant.Mutant.Text, mutant.Mutant.ToString()))];
    }

    private static bool IsUndone(JudgedMutant mutant) => mutant.Mutant.Kind != MutationKind.UnknownName
        || mutant.Claims.All(finding => finding.Location.GetLineSpan().StartLinePosition.Line + 1 == mutant.Mutant.Line);

    private static IEnumerable<T> Spread<T>(ImmutableArray<T> all) => all.Where((_, index) => index % (all.Length / ProgramsPerFix + 1) == 0);
}
