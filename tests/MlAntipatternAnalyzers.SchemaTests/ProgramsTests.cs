using System.Linq;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.SchemaTests.Mutation;
using MlAntipatternAnalyzers.SchemaTests.Running;

namespace MlAntipatternAnalyzers.SchemaTests;

/// <summary>The programs that are mutated run as they are.</summary>
public sealed class ProgramsTests
{
    [Fact]
    public void There_are_at_least_sixty_programs() => Assert.True(SourceProgram.All.Length >= 60, $"{SourceProgram.All.Length} programs");

    [Fact]
    public async Task Every_program_runs()
    {
        using var hosts = new HostPool();
        var failures = await Task.WhenAll(SourceProgram.All.Select(async program =>
        {
            var executable = await Task.Run(() => (Request: Executable.Of(program.Compilation, out var errors), errors));
            if (executable.Request is not { } request)
                return $"{program.Name} does not compile: {executable.errors}";
            var outcome = await hosts.RunAsync(request);
            return outcome.Kind == OutcomeKind.Ran ? null : $"{program.Name}: {outcome}";
        }));
        Assert.True(failures.All(failure => failure is null), string.Join("\n", failures.OfType<string>()));
    }
}
