using System;
using System.Diagnostics;

namespace MlAntipatternAnalyzers.Benchmarks;

/// <summary>Milliseconds that pass, and that processors work: of a busy machine the latter say more.</summary>
internal readonly record struct Cost(double Elapsed, double Processor)
{
    public static Cost Most { get; } = new(double.MaxValue, double.MaxValue);

    public static Cost Of(Action action)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        action();
        var elapsed = watch.Elapsed.TotalMilliseconds;
        process.Refresh();
        return new(elapsed, (process.TotalProcessorTime - before).TotalMilliseconds);
    }

    public Cost Least(Cost other) => new(Math.Min(Elapsed, other.Elapsed), Math.Min(Processor, other.Processor));
}
