using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MlAntipatternAnalyzers.Tool.Analysis;
using Spectre.Console;

namespace MlAntipatternAnalyzers.Tool;

/// <summary>Where output goes. Results go to <see cref="Out"/>, everything about the run itself to <see cref="Error"/>.</summary>
internal sealed class Terminal
{
    // Wider than any line of source: a finding is not broken where the window ends, and a file gets what was written.
    private const int Unlimited = 100_000;


    public Terminal(TextWriter output, TextWriter error, bool outInteractive = false, bool errorInteractive = false)
    {
        Out = output;
        Error = error;
        IsErrorInteractive = errorInteractive;
        OutConsole = Create(output, outInteractive);
        ErrorConsole = Create(error, errorInteractive);
        LineConsole = Create(output, outInteractive);
        LineConsole.Profile.Width = Unlimited;
    }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public bool IsErrorInteractive { get; }

    public IAnsiConsole ErrorConsole { get; }

    /// <summary>As wide as the terminal: for tables.</summary>
    public IAnsiConsole OutConsole { get; }

    /// <summary>Breaks no line: for findings.</summary>
    public IAnsiConsole LineConsole { get; }

    public static Terminal OfProcess()
    {
        // The stream's own encoding stays where output is redirected on Windows, unless it is told otherwise.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal(Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected);
    }

    public void Write(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
            Error.WriteLine($"mlap: {(problem.IsFailure ? "error" : "note")}: {problem.Text}");
    }

    private static IAnsiConsole Create(TextWriter writer, bool interactive)
    {
        var coloured = interactive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = interactive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = coloured ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!interactive)
            console.Profile.Width = 160;
        return console;
    }
}
