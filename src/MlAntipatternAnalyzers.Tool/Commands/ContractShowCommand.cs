using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using MlAntipatternAnalyzers.Tool.Analysis;
using MlAntipatternAnalyzers.Tool.Contracts;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary><c>mlap contract show SOURCE…</c></summary>
internal static class ContractShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var sources = new Argument<string[]>("SOURCE")
        {
            Description = "A project, a solution, a folder or a C# file, whose code is asked; a saved model (.zip); or a contract (.mlcontract).",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = ContractCommand.Format();
        var inputs = new ContractInputs();
        var command = new Command("show", "Print the contract that code, a saved model or a file has. Exit code 0: printed; 2: could not tell.") { sources, format };
        inputs.AddTo(command, models: true);
        command.SetAction((parsed, cancellationToken) => EvaluationRun.GuardAsync(terminal, async () =>
        {
            var set = await Progress.RunAsync(terminal, progress => inputs.ReadAsync(parsed, parsed.GetValue(sources)!, progress, cancellationToken)).ConfigureAwait(false);
            ContractSource[] found = [.. set.Files, .. set.Models, .. set.Code];
            List<Problem> problems = [.. set.Problems];
            if (found.Length == 0 && !set.Failed)
                problems.Add(Problem.Failure("No code here saves a trained model, so there is no contract to tell."));
            if (parsed.Chosen<ContractFormat>(format) == ContractFormat.Json)
                terminal.Out.WriteLine(ContractJson.Show(found, problems));
            else
                ContractReport.Write(terminal.Out, found);
            terminal.Write(problems);
            return problems.Any(problem => problem.IsFailure) ? ExitCodes.Failed : ExitCodes.Clean;
        }));
        return command;
    }
}
