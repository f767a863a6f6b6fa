using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Tool.Tests.Samples;

/// <summary>Runs a built sample as a process, as a user would.</summary>
internal static class SampleProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The folder that holds the solution.</summary>
    public static string Repository { get; } = FindRepository();

    /// <param name="project">The project's folder below <c>samples</c>, and its name: <c>TaxiFare/Before/Training:TaxiFare.Training</c>.</param>
    public static async Task<ProgramRun> RunAsync(string project, params string[] arguments)
    {
        ProcessStartInfo start = StartInfo(project, arguments);
        string program = start.ArgumentList[0];
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using var limit = new CancellationTokenSource(Limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Limit.TotalMinutes} minutes. It said: {await output} {await error}");
        }
        return new ProgramRun(process.ExitCode, await output, await error);
    }

    /// <summary>How a built sample is started, its output and errors redirected.</summary>
    /// <param name="project">As of <see cref="RunAsync"/>.</param>
    public static ProcessStartInfo StartInfo(string project, params string[] arguments)
    {
        string[] parts = project.Split(':');
        // The sample is built with the tests, so it is beside them: the same configuration and framework.
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string program = Path.Combine(
            Repository, "samples", parts[0], "bin", framework.Parent!.Name, framework.Name, parts[1] + ".dll");
        Assert.True(File.Exists(program), $"{program} was not built.");
        return new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MlAntipatternAnalyzers.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds MlAntipatternAnalyzers.sln.");
    }
}
