using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6011: a model is evaluated by an evaluator that is made for other models.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6011WrongEvaluatorAnalyzer : ProgramRule
{
    /// <summary>Facts for the fix: the catalog that has the right evaluator, where it is another one.</summary>
    public const string CatalogProperty = "catalog";

    /// <summary>Facts for the fix: the right evaluator.</summary>
    public const string MethodProperty = "method";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6011",
        "The evaluator does not fit the model",
        "{0}, {1}; use {2}",
        Categories.Evaluation,
        DiagnosticSeverity.Warning,
        "An evaluator reads the columns that the models of its task write: it throws where one is missing, and leaves out, or computes without sense, what the model was not made for.",
        exploration: true);

    public MLAP6011WrongEvaluatorAnalyzer()
        : base(Rule)
    {
    }

    /// <summary>What throws throws in tests too.</summary>
    private protected override bool SpeaksInTests => true;

    private protected override void Analyze(RuleContext context)
    {
        foreach (var wrong in WrongEvaluator.In(context.Flows).Values.OrderBy(wrong => wrong.Evaluation.Node.SpanStart))
        {
            var (method, trainer) = (wrong.Evaluation.Method.Name, wrong.Trainer);
            var right = trainer.Task == LearningTask.Binary && !trainer.IsCalibrated ? "EvaluateNonCalibrated" : "Evaluate";
            var properties = ImmutableDictionary<string, string?>.Empty.Add(MethodProperty, right);
            if (wrong.IsOfAnotherTask)
            {
                var catalog = CatalogOf(trainer.Task);
                context.Report(
                    wrong.Evaluation.Node,
                    properties.Add(CatalogProperty, catalog),
                    $"'{method}' of {CatalogOf(wrong.Evaluation.Task)} is given the predictions of {trainer.Name}",
                    $"a trainer of {catalog}: it throws, or its metrics mean nothing",
                    $"'{catalog}.{right}'");
            }
            else if (trainer.IsCalibrated)
            {
                context.Report(wrong.Evaluation.Node, properties, $"'{method}' leaves out what can be said of probabilities (LogLoss)", $"which the model of {trainer.Name} gives", $"'{right}'");
            }
            else
            {
                // A curve is drawn by probabilities only.
                context.Report(
                    wrong.Evaluation.Node,
                    method == "Evaluate" ? properties : ImmutableDictionary<string, string?>.Empty,
                    $"'{method}' reads the column 'Probability'",
                    $"which the model of {trainer.Name} does not write, and ML.NET throws",
                    $"'{right}', or append a calibrator to the trainer");
            }
        }
    }

    private static string CatalogOf(LearningTask task) =>
        task switch
        {
            LearningTask.Binary => "BinaryClassification",
            LearningTask.Multiclass => "MulticlassClassification",
            LearningTask.Recommendation => "Regression",
            _ => task.ToString(),
        };
}
