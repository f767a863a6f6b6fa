using System.Linq;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.SchemaTests.Mutation;
using MlAntipatternAnalyzers.SchemaTests.Running;

namespace MlAntipatternAnalyzers.SchemaTests;

/// <summary>The programs that are mutated run as they are, and leave no member of a prediction class unset.</summary>
public sealed class ProgramsTests
{
    [Fact]
    public void There_are_at_least_sixty_programs() => Assert.True(SourceProgram.All.Length >= 60, $"{SourceProgram.All.Length} programs");

    [Fact]
    public async Task Every_program_runs()
    {
        var outcomes = await Task.WhenAll(SourceProgram.All.Select(async program => (program.Name, Outcome: await MutantRunner.RunAsync(program, program.Text))));
        var failures = outcomes.Where(entry => entry.Outcome.Kind != OutcomeKind.Ran).Select(entry => $"{entry.Name}: {entry.Outcome}").ToArray();
        Assert.True(failures.Length == 0, string.Join("\n", failures));
    }
}
