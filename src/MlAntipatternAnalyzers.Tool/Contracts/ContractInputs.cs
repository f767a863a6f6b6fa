using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.ML;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Commands;
using MlAntipatternAnalyzers.Tool.Evaluation;
using MlAntipatternAnalyzers.Tool.Projects;

namespace MlAntipatternAnalyzers.Tool.Contracts;

/// <summary>What a command line names contracts by, and how they are read.</summary>
internal sealed class ContractInputs
{
    private static readonly string[] CodeExtensions = [".sln", ".slnx", ".slnf", ".csproj", ".cs"];

    private readonly Option<string[]> _assemblies = new("--assembly")
    {
        Description = "An assembly that a model needs: one with the factories of its custom mappings, or an ML.NET package that the tool does not carry; may be given again.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _noRestore = CommandOptions.NoRestore();
    private readonly Option<bool> _loose = CommandOptions.Loose();

    public void AddTo(Command command, bool models)
    {
        if (models)
            command.Options.Add(_assemblies);
        command.Options.Add(_noRestore);
        command.Options.Add(_loose);
    }

    public ProjectReader Reader(ParseResult parsed, Progress progress) => new(parsed.GetValue(_loose), !parsed.GetValue(_noRestore), progress);

    /// <summary>Reads all that is named: files and models in the given order, code in that of the projects' names.</summary>
    /// <exception cref="CannotEvaluateException">A file or a model cannot be read.</exception>
    public async Task<ContractSet> ReadAsync(ParseResult parsed, IReadOnlyList<string> paths, Progress progress, CancellationToken cancellationToken)
    {
        var files = paths.Where(IsContract).Select(path => ContractFile.Load(path).Require()).ToArray();
        var modelPaths = paths.Where(path => !IsContract(path) && IsModel(path)).ToArray();
        var models = modelPaths.Length == 0 ? [] : ReadModels(modelPaths, parsed.GetValue(_assemblies) ?? [], progress);
        var codePaths = paths.Where(path => !IsContract(path) && !IsModel(path)).ToArray();
        if (codePaths.Length == 0)
            return new(files, models, [], []);
        var (projects, problems) = await CodeContracts.ReadAsync(Reader(parsed, progress), codePaths, cancellationToken).ConfigureAwait(false);
        return new(files, models, projects, problems);
    }

    private static ContractSource[] ReadModels(string[] paths, string[] assemblyPaths, Progress progress)
    {
        progress.Report("Loading the models");
        var mlContext = new MLContext(seed: 1);
        using var assemblies = GivenAssemblies.Register(mlContext, assemblyPaths);
        return [.. paths.Select(path => ReadModel(ModelFile.Load(mlContext, path)))];
    }

    private static ContractSource ReadModel(ModelFile model)
    {
        // Nothing would differ from anything.
        if (model.InputSchema is null)
            throw new CannotEvaluateException($"The model '{model.Path}' was saved without the schema of its input, so that nothing of its contract can be told. Save it with that of the rows that its first step was fitted on.");
        try
        {
            return new(ContractOrigin.Model, model.Path, null, ModelContract.Of(model.Transformer, model.InputSchema));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException)
        {
            // ML.NET's own words: a step asks for a column that the schema beside it does not have.
            throw new CannotEvaluateException($"The model '{model.Path}' does not fit the input columns that are saved with it: {e.Message.ReplaceLineEndings(" ")} Save it with the schema of the rows that its first step was fitted on.");
        }
    }

    private static bool IsContract(string path) => Contract.IsFile(path) && !Directory.Exists(path);

    // What is no code is taken for a model, whatever its name: the one that reads it says what is wrong with it.
    private static bool IsModel(string path) =>
        Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase) || (File.Exists(path) && !CodeExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase));
}
