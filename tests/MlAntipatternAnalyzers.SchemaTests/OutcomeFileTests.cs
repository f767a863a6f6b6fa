using System.Linq;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.SchemaTests.Running;

namespace MlAntipatternAnalyzers.SchemaTests;

/// <summary>Outcomes.tsv remembers what ML.NET does with the mutants of today, and remembers it rightly.</summary>
public sealed class OutcomeFileTests
{
    private const int Sample = 40;

    [Fact]
    public async Task The_file_knows_every_mutant_and_no_other()
    {
        // After a run of all, what has just been written.
        await MutationRun.OutcomesAsync();
        var known = OutcomeFile.Read(OutcomeFile.Committed).Keys;
        var hashes = MutationRun.Mutants.Select(mutant => mutant.Hash).ToHashSet();
        var (missing, stale) = (hashes.Except(known).Count(), known.Except(hashes).Count());
        Assert.True(missing + stale == 0, $"Outcomes.tsv lacks {missing} mutants, and knows {stale} that are no more: run {MutationRun.RunAll}=1 dotnet test tests/MlAntipatternAnalyzers.SchemaTests, and commit it.");
    }

    [Fact]
    public async Task A_sample_of_the_mutants_ends_as_the_file_says()
    {
        await MutationRun.OutcomesAsync();
        var known = OutcomeFile.Read(OutcomeFile.Committed);
        var mutants = MutationRun.Mutants.Where(mutant => known.ContainsKey(mutant.Hash)).ToArray();
        var sample = mutants.Where((_, index) => index % (mutants.Length / Sample + 1) == 0).ToArray();
        Assert.NotEmpty(sample);

        var outcomes = await Task.WhenAll(sample.Select(async mutant => (Mutant: mutant, Outcome: await MutantRunner.RunAsync(mutant.Program, mutant.Text))));
        var lies = outcomes.Where(entry => entry.Outcome != known[entry.Mutant.Hash]).Select(entry => $"{entry.Mutant}\n    file: {known[entry.Mutant.Hash]}\n    now: {entry.Outcome}").ToArray();
        Assert.True(lies.Length == 0, string.Join("\n", lies));
    }
}
