using System;
using System.Diagnostics;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.Tool.Tests.Samples;

/// <summary>A sample's web service, running as a process on a free loopback port.</summary>
internal sealed class SampleServer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private SampleServer(Process process, HttpClient client)
    {
        _process = process;
        Client = client;
    }

    public HttpClient Client { get; }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="project">As of <see cref="SampleProgram.RunAsync"/>.</param>
    public static async Task<SampleServer> StartAsync(string project, params string[] arguments)
    {
        Process process = Process.Start(SampleProgram.StartInfo(project, [.. arguments, "--port", "0"])) ?? throw new InvalidOperationException($"{project} did not start.");
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Read to the end of its life: a full pipe would stop it.
        Task errors = process.StandardError.ReadToEndAsync().ContinueWith(read => listening.TrySetException(new InvalidOperationException($"{project} ended: {read.Result}")), TaskScheduler.Default);
        process.OutputDataReceived += (_, line) =>
        {
            if (Regex.Match(line.Data ?? "", @"Now listening on: (http://127\.0\.0\.1:\d+)") is { Success: true } match)
                listening.TrySetResult(match.Groups[1].Value);
        };
        process.BeginOutputReadLine();
        try
        {
            return new(process, new HttpClient { BaseAddress = new Uri(await listening.Task.WaitAsync(Limit)) });
        }
        catch
        {
            End(process);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        End(_process);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
    }
}
