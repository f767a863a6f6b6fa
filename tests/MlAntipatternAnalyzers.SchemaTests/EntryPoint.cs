using System;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.SchemaTests.Running;

namespace MlAntipatternAnalyzers.SchemaTests;

/// <summary>What the test assembly does when it is started as a program.</summary>
internal static class EntryPoint
{
    private static async Task<int> Main(string[] args)
    {
        if (args is [ProgramHost.Switch])
            return ProgramHost.Run();
        await Console.Error.WriteLineAsync("This is a test project: run it by dotnet test.");
        return 2;
    }
}
