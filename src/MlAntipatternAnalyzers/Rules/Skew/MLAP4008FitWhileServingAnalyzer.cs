using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.Skew;

/// <summary>MLAP4008: a request or a prediction trains a model.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP4008FitWhileServingAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP4008",
        "A model is fitted while serving",
        "'{0}' runs on the path of {1}: whoever calls it waits for the training, calls that meet train side by side, and what they leave behind answers the next ones unevaluated; train in a job (a hosted service, a timer) and only predict here, or let only a role or policy in",
        Categories.Skew,
        DiagnosticSeverity.Warning,
        "Serving applies what training has learned and someone has judged. What is fitted on the path of a request is neither judged nor the same for two requests.");

    public MLAP4008FitWhileServingAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context) => context.Model.Ask(() =>
    {
        foreach (var fits in context.Flows.Of(EventKind.Fit).Where(fit => fit.Method.Name != "SetDataset").GroupBy(fit => fit.Node))
        {
            if (!fits.Any(fit => Learns(context.Flows, fit)))
                continue;
            var paths = context.Model.RequestPaths.To(fits.Key, fits.First().Body);
            if (paths.Where(path => Counts(context, path, fits.Key)).OrderBy(path => path.Entry is TypeDeclarationSyntax).ThenBy(path => path.Kind).FirstOrDefault() is { } path)
                context.Report(fits.Key, fits.First().Method.Name, Describe(path));
        }

        return true;
    });

    private static bool Counts(RuleContext context, RequestPath path, SyntaxNode fit)
    {
        if (path.IsRestricted || (path.IsAmbiguous && !IsFollowed(context.Flows, path, fit)))
            return false;
        return path.Kind switch
        {
            // Who has the key of a function that does nothing but train may be a scheduler.
            RequestPathKind.Request => path.Scores || !path.IsKeyed,
            RequestPathKind.Message => path.Scores && context.Model.Lifetimes.IsServer,
            RequestPathKind.Service => path.Scores && context.Model.Lifetimes.IsWeb && !context.Model.Lifetimes.IsDesktop,
            _ => false,
        };
    }

    /// <summary>Whether a flow is seen to go from where the path begins to the fit, though a call on the way could be of several classes.</summary>
    private static bool IsFollowed(Flows flows, RequestPath path, SyntaxNode fit) =>
        path.Way.Count > 0 && flows.Roots.Any(root => root.Visited.Contains(path.Way[path.Way.Count - 1]) && root.Events.Any(recorded => recorded.Kind == EventKind.Fit && recorded.Node == fit));

    /// <summary>Whether a fit learns something that is meant to be learned once.</summary>
    private static bool Learns(Flows flows, ProgramEvent fit) =>
        fit.Estimator.Alternatives.OfType<EstimatorValue>().Any(estimator =>
        {
            // A time series is forecast, and its outliers are found, by what was just seen of it.
            var learning = estimator.Steps.Where(step => step.Learning is Learning.Yes or Learning.Keys && step.Operator is { } known && known.Kind != OperatorKind.TimeSeries && known.Task != LearningTask.Forecasting).ToList();
            return learning.Any(step => step.Operator!.IsTrainer) || (learning.Count > 0 && IsScoredAfterwards(flows, fit));
        });

    /// <summary>Whether another model scores what a fitted preparation made: that model learned from another one's output.</summary>
    private static bool IsScoredAfterwards(Flows flows, ProgramEvent fit) =>
        flows.Of(EventKind.Transform).Any(transform =>
            Lineage.TransformersOf(transform.View).Any(applied => IsPart(applied, fit.Result))
            && transform.Model.Alternatives.Any(scorer => scorer is TransformerValue { Kind: TransformerKind.Loaded or TransformerKind.Opaque } && !IsPart(scorer, fit.Result)));

    private static bool IsPart(Value model, Value fitted) => Lineage.PartsOf(model).Any(part => part.Equals(fitted));

    private static string Describe(RequestPath path) =>
        path.Kind switch
        {
            RequestPathKind.Message => $"the message handler '{path.Name}'",
            RequestPathKind.Service => $"the service method '{path.Name}', which scores",
            _ when path.Entry is TypeDeclarationSyntax => $"every request to '{path.Name}', which is made anew for each",
            _ => $"requests to '{path.Name}'",
        };
}
