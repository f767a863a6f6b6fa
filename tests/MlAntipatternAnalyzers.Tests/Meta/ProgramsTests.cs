using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Tests.Testing;
using static MlAntipatternAnalyzers.Tests.Meta.Failures;

namespace MlAntipatternAnalyzers.Tests.Meta;

/// <summary>The programs that the other tests damage are sound to begin with.</summary>
public sealed class ProgramsTests
{
    [Fact]
    public Task Every_realistic_program_compiles() => NoneAsync(Programs.Realistic, async program =>
    {
        using var workspace = new AdhocWorkspace();
        var compilation = await TestProject.Create(workspace, [program], Programs.References).GetCompilationAsync();
        var errors = compilation!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        return errors.Length == 0 ? null : string.Join("\n", errors.Select(error => error.ToString()));
    });
}
