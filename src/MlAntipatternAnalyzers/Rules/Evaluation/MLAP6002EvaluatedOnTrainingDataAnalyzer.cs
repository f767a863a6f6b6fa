using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6002: a model is evaluated on the rows that it was fitted on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6002EvaluatedOnTrainingDataAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6002",
        "The model is evaluated on the data that it was trained on",
        "The metrics are computed on {0}, which the model was fitted on: they say how well it remembers, not how well it predicts; evaluate on rows that Fit has not seen",
        Categories.Evaluation,
        DiagnosticSeverity.Warning,
        "Metrics on training rows are too good, by an amount that nobody knows.",
        exploration: true);

    public MLAP6002EvaluatedOnTrainingDataAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var flow in context.Flows.Roots)
        {
            var evaluations = flow.Events.Where(@event => @event.Kind == EventKind.Evaluate).ToList();
            foreach (var evaluation in evaluations.Where(evaluation => JudgedModels.IsSupervised(evaluation.Task)))
            {
                var evaluated = JudgedModels.In(evaluation.View).ToList();
                if (evaluated.Count == 0 || !evaluated.All(pair => JudgedModels.WereFitted(pair.Model, pair.Rows)))
                    continue;
                var place = PlaceOf(flow, evaluation, evaluated[0].Model);

                // Both sides evaluated, to tell over-fitting from a poor model, is good practice.
                if (evaluations.Any(other => other != evaluation && JudgedModels.In(other.View).Any(pair => evaluated.Any(mine => mine.Model.Equals(pair.Model)) && JudgedModels.AreHeldOut(pair.Model, pair.Rows))))
                    continue;
                context.Report(place, Describe(evaluated[0].Model));
            }
        }
    }

    /// <summary>Where model and rows meet: the Evaluate, or the call of a helper that evaluates whatever it is given.</summary>
    private static SyntaxNode PlaceOf(FlowRoot flow, ProgramEvent evaluation, TransformerValue model) =>
        flow.Events.Any(fit => fit.Kind == EventKind.Fit && fit.Result.Equals(model)) ? evaluation.Origin.SeenFrom(model.Origin) : evaluation.Node;

    /// <summary>What the model was fitted on, as the code calls it.</summary>
    private static string Describe(TransformerValue model) =>
        (model.Origin.Node as InvocationExpressionSyntax)?.ArgumentList.Arguments.FirstOrDefault()?.Expression.ToString() is { Length: < 60 } text ? $"'{text}'" : "the rows";
}
