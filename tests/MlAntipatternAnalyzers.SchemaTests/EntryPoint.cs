using System;
using System.IO;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.SchemaTests.Judging;
using MlAntipatternAnalyzers.SchemaTests.Running;

namespace MlAntipatternAnalyzers.SchemaTests;

/// <summary>What the test assembly does when it is started as a program.</summary>
internal static class EntryPoint
{
    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case [ProgramHost.Switch]:
                return ProgramHost.Run();
            case ["--mutants"]:
                return await Report.OwnAsync();
            case ["--samples", var folder] when Directory.Exists(folder):
                return await Report.SamplesAsync(folder, null);
            case ["--samples", var folder, var outcomes] when Directory.Exists(folder):
                return await Report.SamplesAsync(folder, outcomes);
            case ["--samples", var folder, ..]:
                await Console.Error.WriteLineAsync($"There is no folder '{folder}'.");
                return 2;
            default:
                await Console.Error.WriteLineAsync("""
                    usage: dotnet run --project tests/MlAntipatternAnalyzers.SchemaTests -- --mutants
                           dotnet run --project tests/MlAntipatternAnalyzers.SchemaTests -- --samples FOLDER [OUTCOMES.tsv]
                    """);
                return 2;
        }
    }
}
