using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Tool.Analysis;
using MlAntipatternAnalyzers.Tool.Contracts;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary><c>mlap contract write PATH</c></summary>
internal static class ContractWriteCommand
{
    public static Command Create(Terminal terminal)
    {
        var paths = CommandOptions.Paths();
        var output = new Option<string?>("--output")
        {
            Description = "The file to write; when not given, the project's own contract of that name, else a new one beside the project.",
            HelpName = "FILE",
        };
        var force = new Option<bool>("--force") { Description = "Write over a contract that differs: the lines that differ, the rest stays. A file that is no contract is written anew." };
        var format = ContractCommand.Format();
        var inputs = new ContractInputs();
        var command = new Command("write", "Write the contract that code has to its file. One that is there and differs stays as it is, and what differs is printed; --force updates it. " +
            "Exit code 0: the file says what the code does; 1: it differs and was not written; 2: could not write.")
        {
            paths, output, force, format,
        };
        inputs.AddTo(command, models: false);
        command.SetAction((parsed, cancellationToken) => EvaluationRun.GuardAsync(terminal, async () =>
        {
            var (projects, problems) = await Progress.RunAsync(
                terminal, progress => CodeContracts.ReadAsync(inputs.Reader(parsed, progress), parsed.GetValue(paths)!, cancellationToken)).ConfigureAwait(false);
            terminal.Write(problems);
            // Half a program has half a contract.
            if (problems.Any(problem => problem.IsFailure))
                return ExitCodes.Failed;

            // All are planned before any is written: one that cannot be leaves the others as they are.
            var writings = Targets(projects, parsed.GetValue(output)).ConvertAll(target => ContractWriting.Plan(target.Path, target.Contract, parsed.GetValue(force)));
            writings.ForEach(writing => writing.Apply());
            if (parsed.Chosen<ContractFormat>(format) == ContractFormat.Json)
                terminal.Out.WriteLine(ContractJson.Write(writings, problems));
            else
                ContractReport.Write(terminal.Out, writings);
            if (!writings.Exists(writing => writing.Outcome == ContractOutcome.Differs))
                return ExitCodes.Clean;
            terminal.Write([Problem.Note("nothing is written over; --force takes over what the code does.")]);
            return ExitCodes.Findings;
        }));
        return command;
    }

    /// <summary>Which contract goes into which file.</summary>
    private static List<(string Path, Contract Contract)> Targets(IReadOnlyList<ProjectContracts> projects, string? output)
    {
        var all = projects.SelectMany(project => project.Trained).ToArray();
        if (all.Length == 0)
            throw new CannotEvaluateException("No code here saves a trained model, so there is no contract to write.");
        if (output is not null)
        {
            if (!Contract.IsFile(output))
                throw new CannotEvaluateException($"The output '{output}' does not end in {Contract.FileExtension}, by which the analyzers and the library know a contract.");
            return all.Length == 1
                ? [(output, all[0].Source.Contract)]
                : throw new CannotEvaluateException($"The code has {all.Length} contracts ({string.Join(", ", all.Select(each => $"{each.Source.Name} in {each.Source.Where}"))}), and --output names one file. Name the project, or leave --output out.");
        }

        var targets = all.GroupBy(trained => trained.Committed ?? trained.NewFile).ToArray();
        if (targets.FirstOrDefault(same => same.Count() > 1) is { } doubles)
            throw new CannotEvaluateException($"Several models have the contract '{Contract.NameOf(doubles.Key)}' ({string.Join(", ", doubles.Select(each => each.Source.Place))}). Tell them apart by [FeatureContract(\"NAME\")] on the row class, or on the method that trains.");
        return [.. targets.Select(target => (target.Key, target.Single().Source.Contract))];
    }
}
