using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tool.Analysis;

namespace MlAntipatternAnalyzers.Tool.Projects;

/// <summary>Restores a project or a solution by the .NET SDK; what is restored already costs a second.</summary>
internal static class DotNetRestore
{
    private const int ShownErrors = 3;

    /// <summary>Null when it is restored, else why it is not.</summary>
    public static async Task<Problem?> RunAsync(string path, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["restore", path, "-v:q", "-nologo"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(path)!,
        };
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception e)
        {
            return Problem.Failure($"{path} is not restored: the .NET SDK cannot be started ({e.Message}). Install it, or analyse the sources alone with --loose.");
        }

        using (process!)
        {
            process!.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            var text = await output.ConfigureAwait(false) + await error.ConfigureAwait(false);
            return process.ExitCode == 0 ? null : Problem.Failure($"{path} is not restored: {string.Join("; ", Errors(text))}");
        }
    }

    private static IEnumerable<string> Errors(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var errors = lines.Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct().ToArray();
        return (errors.Length > 0 ? errors : lines).Take(ShownErrors).DefaultIfEmpty("dotnet restore failed and did not say why.");
    }
}
