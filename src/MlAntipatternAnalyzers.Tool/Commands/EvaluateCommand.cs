using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.ML;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary><c>mlap evaluate MODEL DATA</c></summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = EvaluationOptions.Model("MODEL", "A model that mlContext.Model.Save wrote (.zip).");
        var data = EvaluationOptions.Data();
        var options = new EvaluationOptions();
        var gate = new Option<string?>("--gate") { Description = "Limits that the metrics must keep; else the exit code is 1.", HelpName = "FILE" };
        var baseline = new Option<string?>("--baseline") { Description = "The model before it, evaluated on the same rows, for the gate's limits of change.", HelpName = "MODEL" };
        var command = new Command("evaluate", "Measure a saved model on labelled rows, by slices and with confidence intervals, and hold it against a gate. " +
            "Exit code 0: the gate is passed, or there is none; 1: it failed; 2: could not evaluate.")
        {
            model, data, gate, baseline,
        };
        options.AddTo(command);
        command.SetAction((parsed, _) => EvaluationRun.GuardAsync(terminal, async () =>
        {
            var html = options.Html(parsed);
            var limits = parsed.GetValue(gate) is { } file ? GateFile.Load(file) : null;
            var report = await Progress.RunAsync(terminal, progress => Task.Run(() =>
                Run(options, parsed, parsed.GetValue(model)!, parsed.GetValue(data)!, limits, parsed.GetValue(baseline), progress))).ConfigureAwait(false);
            EvaluationRun.Write(terminal, report, options.Format(parsed), html);
            return report.Gate is { Passed: false } ? ExitCodes.Findings : ExitCodes.Clean;
        }));
        return command;
    }

    private static EvaluationReport Run(
        EvaluationOptions options, ParseResult parsed, string modelPath, string dataPath, ModelGate? gate, string? baselinePath, Progress progress)
    {
        var mlContext = new MLContext(seed: 1);
        using var assemblies = GivenAssemblies.Register(mlContext, options.Assemblies(parsed));
        var request = options.Request(parsed);
        progress.Report("Loading the model");
        var model = ModelFile.Load(mlContext, modelPath);
        var old = baselinePath is null ? null : ModelFile.Load(mlContext, baselinePath);
        progress.Report("Evaluating");
        var evaluator = new Evaluator(mlContext, dataPath, options.DataOptions(parsed), request) { WithPredictions = options.Html(parsed) is not null };
        var evaluation = evaluator.Evaluate(model);
        progress.Report("Evaluating the baseline");
        var baseline = old is null ? null : new Evaluator(mlContext, dataPath, options.DataOptions(parsed), request with { Task = evaluation.Task }).Evaluate(old);
        var facts = EvaluationRun.ModelFacts("model", "Model", model).ToList();
        if (old is not null)
            facts.AddRange(EvaluationRun.ModelFacts("baselineModel", "Baseline", old));
        facts.AddRange(EvaluationRun.Facts(dataPath, evaluation.Task, request));
        return new(
            $"Evaluation of {Path.GetFileName(modelPath)}", facts, evaluation, baseline, gate?.Check(evaluation, baseline), [.. EvaluationRun.Notes(evaluation)])
        {
            Predictions = evaluator.Predictions,
        };
    }
}
