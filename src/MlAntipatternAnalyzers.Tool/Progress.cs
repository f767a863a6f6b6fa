using System;
using System.Threading.Tasks;
using Spectre.Console;

namespace MlAntipatternAnalyzers.Tool;

/// <summary>Says what a long run is doing, on the error stream, and only to a person who watches.</summary>
internal sealed class Progress
{
    private volatile string _step = "Starting";

    private Progress()
    {
    }

    /// <summary>May be called from any thread.</summary>
    public void Report(string step) => _step = step;

    public static async Task<T> RunAsync<T>(Terminal terminal, Func<Progress, Task<T>> work)
    {
        var progress = new Progress();
        if (!terminal.IsErrorInteractive)
            return await work(progress).ConfigureAwait(false);

        return await terminal.ErrorConsole.Status().Spinner(Spinner.Known.Dots).StartAsync(Markup.Escape(progress._step), async context =>
        {
            var running = work(progress);
            while (await Task.WhenAny(running, Task.Delay(100)).ConfigureAwait(false) != running)
                context.Status(Markup.Escape(progress._step));
            return await running.ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
