using System;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tool.Analysis;
using MlAntipatternAnalyzers.Tool.Commands;
using MlAntipatternAnalyzers.Tool.Data.Commands;

namespace MlAntipatternAnalyzers.Tool;

/// <summary>The command line <c>mlap</c>.</summary>
internal static class EntryPoint
{
    public static Task<int> Main(string[] arguments) => RunAsync(arguments, Terminal.OfProcess(), AnalyzerSet.All, CancellationToken.None);

    /// <summary>Runs a command line as the process would; Ctrl+C cancels it, as does <paramref name="cancellationToken"/>.</summary>
    /// <returns>0 clean, 1 findings, 2 could not analyse, 130 cancelled.</returns>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, AnalyzerSet set, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Finds machine-learning production anti-patterns in ML.NET code.")
        {
            CheckCommand.Create(terminal, set),
            ExplainCommand.Create(terminal),
            RulesCommand.Create(terminal, set),
            EvaluateCommand.Create(terminal),
            CompareCommand.Create(terminal),
            ContractCommand.Create(terminal),
            DataCommand.Create(terminal),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                terminal.Error.WriteLine($"mlap: error: {error.Message}");
            terminal.Error.WriteLine("'mlap --help' tells what can be asked.");
            return ExitCodes.Failed;
        }

        try
        {
            var configuration = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false };
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("mlap: cancelled.");
            return ExitCodes.Cancelled;
        }
    }
}
