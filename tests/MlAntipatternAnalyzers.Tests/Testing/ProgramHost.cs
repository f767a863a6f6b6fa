using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Tests.Testing;

/// <summary>
/// The test assembly's own entry point: the child process of <see cref="ProgramRunner"/>. It runs a compiled program among the test project's
/// dependencies, so that ML.NET and its native libraries are found as in any application.
/// </summary>
internal static class ProgramHost
{
    /// <summary>The exit code of a program that ended with an exception, which is then in the report file.</summary>
    public const int Threw = 113;

    private static async Task<int> Main(string[] args)
    {
        if (args.Length != 2)
        {
            await Console.Error.WriteLineAsync("usage: <program.dll> <report file>");
            return 2;
        }

        var (program, report) = (args[0], args[1]);
        // Where a program of its own would be deployed: files beside it are found by AppContext.BaseDirectory.
        AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", Environment.CurrentDirectory + Path.DirectorySeparatorChar);
        var entryPoint = AssemblyLoadContext.Default.LoadFromAssemblyPath(program).EntryPoint
            ?? throw new InvalidOperationException($"{program} has no entry point.");
        try
        {
            object?[] arguments = entryPoint.GetParameters().Length == 0 ? [] : [Array.Empty<string>()];
            return entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null) is int exitCode ? exitCode : 0;
        }
        catch (Exception exception)
        {
            await File.WriteAllTextAsync(report, $"{exception.GetType().FullName}\0{exception.Message}\0{exception}");
            return Threw;
        }
    }
}
