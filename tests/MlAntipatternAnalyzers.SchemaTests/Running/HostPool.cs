using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace MlAntipatternAnalyzers.SchemaTests.Running;

/// <summary>Runs compiled programs in child processes, a few at a time, and replaces a process that hangs, dies or has run many programs. They end with this process: their standard input does.</summary>
internal sealed class HostPool
{
    /// <summary>How long a program may run. The programs take well under a second.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    // A model trains on all processors: two at a time are enough.
    private const int Hosts = 2;

    // Programs stay loaded, and ML.NET keeps what it derived from their types.
    private const int RunsPerHost = 150;

    private readonly SemaphoreSlim _slots = new(Hosts);
    private readonly ConcurrentBag<HostProcess> _idle = [];

    /// <summary>Runs a program of this machine code.</summary>
    public async Task<Outcome> RunAsync(ProgramHost.Request program)
    {
        await _slots.WaitAsync();
        try
        {
            if (!_idle.TryTake(out var host))
                host = new HostProcess();
            using var deadline = new CancellationTokenSource(TimeLimit);
            try
            {
                if (await host.RunAsync(program, deadline.Token) is { } answer)
                {
                    if (host.Runs < RunsPerHost)
                        _idle.Add(host);
                    else
                        host.Dispose();
                    return Outcome.Of(answer);
                }

                host.Dispose();
                return new Outcome(OutcomeKind.Other, "crash", "The process died.", 0);
            }
            catch (OperationCanceledException)
            {
                host.Dispose();
                return new Outcome(OutcomeKind.Other, "timeout", $"The program ran longer than {TimeLimit.TotalSeconds} s.", 0);
            }
        }
        finally
        {
            _slots.Release();
        }
    }
}
