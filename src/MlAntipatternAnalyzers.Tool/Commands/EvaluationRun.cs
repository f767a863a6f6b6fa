using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;
using MlAntipatternAnalyzers.Tool.Evaluation.Html;

namespace MlAntipatternAnalyzers.Tool.Commands;

/// <summary>What evaluating and comparing have in common around the work itself.</summary>
internal static class EvaluationRun
{
    /// <summary>Turns what cannot be done into a message and exit code 2.</summary>
    public static async Task<int> GuardAsync(Terminal terminal, Func<Task<int>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (CannotEvaluateException e)
        {
            terminal.Write([Analysis.Problem.Failure(e.Message)]);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            terminal.Write([Analysis.Problem.Failure(e.Message)]);
        }
        return ExitCodes.Failed;
    }

    public static void Write(Terminal terminal, EvaluationReport report, EvaluationFormat format, string? html)
    {
        if (format == EvaluationFormat.Json)
            terminal.Out.WriteLine(EvaluationJson.Write(report));
        else
            EvaluationText.Write(terminal, report);
        // After the report: a full disk takes the page and not the numbers.
        if (html is null)
            return;
        EvaluationPage.Write(html, report);
        terminal.Write([Analysis.Problem.Note($"the page is in {html}.")]);
    }

    public static IEnumerable<Fact> ModelFacts(string key, string name, ModelFile model) => [new(key, name, model.Path), new(key + "Sha256", name + "'s SHA-256", model.Fingerprint)];

    public static IEnumerable<Fact> Facts(string dataPath, EvaluationTask task, EvaluationRequest request)
    {
        yield return new("data", "Data", dataPath);
        yield return new("task", "Task", task.ToString().ToLowerInvariant());
        yield return new("label", "Label", request.Label);
        if (request.Weight is { } weight)
            yield return new("weight", "Weights", weight);
        if (request.Group is { } group)
            yield return new("group", "Groups", group);
    }

    public static IEnumerable<string> Notes(SlicedEvaluation evaluation)
    {
        if (evaluation.Overall.IgnoredRows is > 0 and var ignored)
        {
            yield return $"{ignored} {(ignored == 1 ? "row is" : "rows are")} in no metric, for want of a label, a score or a weight. " +
                "A model that does not expect missing numbers gives no score for them: --missing zero reads them as 0, as ML.NET's text loader does unless it is told otherwise.";
        }
    }
}
