using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Tool.Analysis;
using MlAntipatternAnalyzers.Tool.Contracts;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary><c>mlap contract check SOURCE… [CONTRACT]</c></summary>
internal static class ContractCheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var sources = new Argument<string[]>("SOURCE")
        {
            Description = "What is compared: projects, solutions, folders or C# files; saved models (.zip); contracts (.mlcontract). All are held against the first contract; " +
                "without one, projects against their own, and models against the code.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = ContractCommand.Format();
        var inputs = new ContractInputs();
        var command = new Command("check", "Compare code, saved models and a contract. Exit code 0: they say the same; 1: they differ; 2: could not compare.") { sources, format };
        inputs.AddTo(command, models: true);
        command.SetAction((parsed, cancellationToken) => EvaluationRun.GuardAsync(terminal, async () =>
        {
            var set = await Progress.RunAsync(terminal, progress => inputs.ReadAsync(parsed, parsed.GetValue(sources)!, progress, cancellationToken)).ConfigureAwait(false);
            var problems = set.Problems.ToList();
            var comparisons = Compare(set, problems);
            if (comparisons.Count == 0 && !problems.Exists(problem => problem.IsFailure))
                problems.Add(Problem.Failure("There is nothing to compare: name a contract (.mlcontract) and a project or a model."));
            if (parsed.Chosen<ContractFormat>(format) == ContractFormat.Json)
                terminal.Out.WriteLine(ContractJson.Check(comparisons, problems));
            else
                ContractReport.Write(terminal.Out, comparisons);
            terminal.Write(problems);
            if (problems.Exists(problem => problem.IsFailure))
                return ExitCodes.Failed;
            return comparisons.Exists(comparison => comparison.Differences.Count > 0) ? ExitCodes.Findings : ExitCodes.Clean;
        }));
        return command;
    }

    private static List<ContractComparison> Compare(ContractSet set, List<Problem> problems) =>
        set.Files is [var first, .. var files] ? Against(first, files, set) : AgainstTheirOwn(set, problems);

    private static List<ContractComparison> Against(ContractSource contract, ContractSource[] files, ContractSet set)
    {
        // Of a project with several models, those that the contract is not of have one of their own.
        var code = set.Code.ToArray();
        var named = code.Where(each => Is(contract, each.Name)).ToArray();
        var others = (IEnumerable<ContractSource>)[.. files, .. named.Length > 0 ? named : code, .. set.Models];
        var served = set.Projects.SelectMany(project => project.Served).Where(classes => classes.Name is null || Is(contract, classes.Name));
        return [.. others.Select(other => ContractComparison.Of(contract, other)), .. served.Select(classes => ContractComparison.Of(contract, classes))];
    }

    private static List<ContractComparison> AgainstTheirOwn(ContractSet set, List<Problem> problems)
    {
        var comparisons = new List<ContractComparison>();
        var references = new List<ContractSource>();
        foreach (var project in set.Projects)
        {
            foreach (var (code, file, _) in project.Trained)
            {
                var committed = file is null ? null : ContractFile.Load(file).Require();
                references.Add(committed ?? code);
                if (committed is not null)
                    comparisons.Add(ContractComparison.Of(committed, code));
                else if (set.Models.Length == 0)
                    problems.Add(Problem.Failure($"{project.Project} has no contract '{code.Name}' among its additional files for the model that is trained at {code.Place}. 'mlap contract write' makes one, and <AdditionalFiles Include=\"{code.Name}{Contract.FileExtension}\" /> adds one from elsewhere."));
            }

            foreach (var served in project.Served)
            {
                if (served.Committed is { } file)
                    comparisons.Add(ContractComparison.Of(ContractFile.Load(file).Require(), served));
            }
        }

        foreach (var model in set.Models)
        {
            if (ContractFor(model, references) is { } reference)
                comparisons.Add(ContractComparison.Of(reference, model));
            else if (references.Count > 0)
                problems.Add(Problem.Failure($"The code has {references.Count} contracts, and none has the name of '{model.Where}': name the contract's file."));
        }

        return comparisons;
    }

    private static bool Is(ContractSource contract, string? name) => string.Equals(contract.Name, name, StringComparison.OrdinalIgnoreCase);

    private static ContractSource? ContractFor(ContractSource model, List<ContractSource> references) =>
        references.Find(reference => Is(reference, Path.GetFileNameWithoutExtension(model.Where)))
            ?? (references.Count == 1 ? references[0] : null);
}
