using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.SchemaTests.Running;

/// <summary>A running <see cref="ProgramHost"/>, seen from outside. It runs one program at a time.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;

    public HostProcess()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(HostProcess).Assembly.Location, ProgramHost.Switch])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // The runtime that runs the tests runs the programs, wherever it is installed.
        if (Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet")
            start.FileName = host;
        // What programs print, and ML.NET's messages, must not depend on the machine.
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
    }

    /// <summary>How many programs it has run.</summary>
    public int Runs { get; private set; }

    /// <summary>Runs a program. Null when the process died of it.</summary>
    /// <exception cref="OperationCanceledException">The program did not end in time: this process is of no use any more.</exception>
    public async Task<ProgramHost.Answer?> RunAsync(ProgramHost.Request request, CancellationToken cancellationToken)
    {
        Runs++;
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request).AsMemory(), cancellationToken);
            await _process.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            return null;
        }

        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            var marker = line.IndexOf(ProgramHost.Marker, StringComparison.Ordinal);
            if (marker >= 0)
                return JsonSerializer.Deserialize<ProgramHost.Answer>(line[(marker + ProgramHost.Marker.Length)..]);
        }

        return null;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
