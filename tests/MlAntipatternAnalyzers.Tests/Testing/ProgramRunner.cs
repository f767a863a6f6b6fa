using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Tests.Testing;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">What the program returned; <see cref="ProgramHost.Threw"/> after an exception.</param>
/// <param name="Output">Standard output, with line feeds.</param>
/// <param name="Error">Standard error, with line feeds.</param>
/// <param name="ExceptionType">The full name of the exception that ended the program, or null.</param>
/// <param name="ExceptionMessage">The message of that exception, or null.</param>
internal sealed record ProgramResult(int ExitCode, string Output, string Error, string? ExceptionType, string? ExceptionMessage)
{
    /// <summary>The program's output, when it ended well.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public string OutputOrThrow() => ExitCode == 0
        ? Output
        : throw new InvalidOperationException($"The program ended with {ExitCode}: {ExceptionType}: {ExceptionMessage}\n{Output}\n{Error}");
}

/// <summary>Compiles a program and runs it on the real ML.NET, in a process and a directory of its own.</summary>
internal static class ProgramRunner
{
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(180);

    // A model trains on all processors: two at a time are enough.
    private static readonly SemaphoreSlim Slots = new(2);

    /// <summary>Runs a program of one file.</summary>
    /// <inheritdoc cref="RunAsync(IEnumerable{ValueTuple{string, string}}, Setup, IEnumerable{ValueTuple{string, string}}, TimeSpan?)"/>
    public static Task<ProgramResult> RunAsync(string text, Setup? setup = null, IEnumerable<(string Name, string Text)>? inputs = null, TimeSpan? timeLimit = null) =>
        RunAsync([("/0/Program.cs", text)], setup ?? new Setup(), inputs ?? [], timeLimit);

    /// <summary>Runs a program that a fix has changed.</summary>
    /// <inheritdoc cref="RunAsync(IEnumerable{ValueTuple{string, string}}, Setup, IEnumerable{ValueTuple{string, string}}, TimeSpan?)"/>
    public static Task<ProgramResult> RunAsync(FixedProgram program, Setup? setup = null, IEnumerable<(string Name, string Text)>? inputs = null, TimeSpan? timeLimit = null) =>
        RunAsync(program.Files.Select(file => (file.Key, file.Value)), (setup ?? new Setup()) with { Sources = [] }, inputs ?? [], timeLimit);

    /// <param name="files">The source files.</param>
    /// <param name="setup">References and further source files.</param>
    /// <param name="inputs">Files that the program finds in its working directory, such as data.</param>
    /// <param name="timeLimit">How long it may take; <see cref="TimeLimit"/> when null.</param>
    /// <exception cref="InvalidOperationException">The program does not compile: the message lists the errors.</exception>
    /// <exception cref="TimeoutException">It ran longer than the limit, and was stopped.</exception>
    public static async Task<ProgramResult> RunAsync(
        IEnumerable<(string Name, string Text)> files, Setup setup, IEnumerable<(string Name, string Text)> inputs, TimeSpan? timeLimit)
    {
        var root = Directory.CreateTempSubdirectory("mlap-test-");
        try
        {
            var program = Path.Combine(root.FullName, "TestProject.dll");
            await CompileAsync(files, setup, program);
            var working = root.CreateSubdirectory("work");
            foreach (var (name, text) in inputs)
                await File.WriteAllTextAsync(Path.Combine(working.FullName, name), Sources.Normalize(text));
            return await RunAsync(program, Path.Combine(root.FullName, "exception.txt"), working.FullName, timeLimit ?? TimeLimit);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static async Task CompileAsync(IEnumerable<(string Name, string Text)> files, Setup setup, string path)
    {
        using var workspace = new AdhocWorkspace();
        var project = TestProject.Create(workspace, files, setup with { Output = setup.Output ?? OutputKind.ConsoleApplication });
        var compilation = await project.GetCompilationAsync();
        await using var image = File.Create(path);
        var result = compilation!.Emit(image);
        if (!result.Success)
        {
            var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException("The program does not compile:\n" + string.Join("\n", errors));
        }
    }

    private static async Task<ProgramResult> RunAsync(string program, string report, string workingDirectory, TimeSpan timeLimit)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ProgramRunner).Assembly.Location, program, report])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // The runtime that runs the tests runs the program, wherever it is installed.
        if (Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet")
            start.FileName = host;

        await Slots.WaitAsync();
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            using var deadline = new CancellationTokenSource(timeLimit);
            try
            {
                await process.WaitForExitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"The program ran longer than {timeLimit.TotalSeconds} s. Its output so far:\n{await output}\n{await error}");
            }

            var exception = File.Exists(report) ? (await File.ReadAllTextAsync(report)).Split('\0') : null;
            return new ProgramResult(process.ExitCode, Sources.Normalize(await output), Sources.Normalize(await error), exception?[0], exception?[1]);
        }
        finally
        {
            Slots.Release();
        }
    }
}
