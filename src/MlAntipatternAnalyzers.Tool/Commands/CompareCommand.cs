using System.CommandLine;
using System.IO;
using System.Threading.Tasks;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary><c>mlap compare OLD NEW DATA</c></summary>
internal static class CompareCommand
{
    public static Command Create(Terminal terminal)
    {
        var old = EvaluationOptions.Model("OLD", "The model that is in use: the baseline (.zip).");
        var @new = EvaluationOptions.Model("NEW", "The model that is to replace it: the candidate (.zip).");
        var data = EvaluationOptions.Data();
        var options = new EvaluationOptions();
        var gate = new Option<string?>("--gate") { Description = "Limits that the candidate's metrics, and their change, must keep; else the exit code is 1.", HelpName = "FILE" };
        var command = new Command("compare", "Measure two saved models on the same labelled rows: what changes, on all rows and by slices, and how sure that is. " +
            "Exit code 0: the gate is passed, or there is none; 1: it failed; 2: could not compare.")
        {
            old, @new, data, gate,
        };
        options.AddTo(command);
        command.SetAction((parsed, _) => EvaluationRun.GuardAsync(terminal, async () =>
        {
            var html = options.Html(parsed);
            var limits = parsed.GetValue(gate) is { } file ? GateFile.Load(file) : null;
            var report = await Progress.RunAsync(terminal, progress => Task.Run(() =>
                Run(options, parsed, parsed.GetValue(old)!, parsed.GetValue(@new)!, parsed.GetValue(data)!, limits, progress))).ConfigureAwait(false);
            EvaluationRun.Write(terminal, report, options.Format(parsed), html);
            return report.Gate is { Passed: false } ? ExitCodes.Findings : ExitCodes.Clean;
        }));
        return command;
    }

    private static EvaluationReport Run(
        EvaluationOptions options, ParseResult parsed, string oldPath, string newPath, string dataPath, ModelGate? gate, Progress progress)
    {
        var mlContext = new MLContext(seed: 1);
        using var assemblies = GivenAssemblies.Register(mlContext, options.Assemblies(parsed));
        var request = options.Request(parsed);
        progress.Report("Loading the models");
        var baseline = ModelFile.Load(mlContext, oldPath);
        var candidate = ModelFile.Load(mlContext, newPath);
        var evaluator = new Evaluator(mlContext, dataPath, options.DataOptions(parsed), request) { WithPredictions = options.Html(parsed) is not null };
        progress.Report("Comparing");
        var comparison = evaluator.Compare(baseline, candidate);
        return new(
            $"{Path.GetFileName(oldPath)} against {Path.GetFileName(newPath)}",
            [.. EvaluationRun.ModelFacts("baselineModel", "Baseline", baseline), .. EvaluationRun.ModelFacts("model", "Candidate", candidate), .. EvaluationRun.Facts(dataPath, comparison.Task, request)],
            comparison.Candidate,
            comparison.Baseline,
            gate?.Check(comparison),
            [.. EvaluationRun.Notes(comparison.Candidate)])
        {
            Comparison = comparison,
            Predictions = evaluator.Predictions,
        };
    }
}
