using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6001: preprocessing learns from rows that a split sets apart afterwards.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6001FitBeforeSplitAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6001",
        "Preprocessing is fitted before the split",
        "'{0}' is fitted here on rows that '{1}' splits afterwards: it has seen the rows that the model is evaluated on, so the metrics are too good; split first and append the trainer to it, so that it is fitted on training rows alone",
        Categories.Evaluation,
        DiagnosticSeverity.Warning,
        "A normaliser, a vocabulary or a selection of features that has seen the test rows tells the model about them.",
        exploration: true);

    public MLAP6001FitBeforeSplitAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var evaluated in context.Flows.Of(EventKind.Evaluate).Select(evaluation => evaluation.View).Concat(JudgedByHand(context.Flows)))
        {
            foreach (var part in PreparationsOf(context, evaluated))
            {
                foreach (var split in Lineage.Ancestors(evaluated).Select(view => view.Split).OfType<SplitValue>().Distinct())
                    Check(context, part, split.Parent, split, NameOf(context.Flows, split));
            }
        }

        foreach (var validation in context.Flows.Of(EventKind.CrossValidate).Where(IsSupervised))
        {
            foreach (var part in PreparationsOf(context, validation.View))
                Check(context, part, validation.View, null, validation.Method.Name);
        }
    }

    private static void Check(RuleContext context, TransformerValue part, Value rows, SplitValue? split, string name)
    {
        // Where a side of the split comes before it, it stands in a field that is written again: nobody knows in which order.
        if (split is not null && Lineage.Ancestors(rows).Any(view => split.Equals(view.Split)))
            return;
        if (part.View is { } fitted && HasSeen(fitted, rows))
            context.Report(part.Origin.Node, string.Join(", ", Learners(part).Distinct()), name);
    }

    /// <summary>Test rows that a trained model predicts although no <c>Evaluate</c> follows: what is computed from them is a metric too.</summary>
    private static IEnumerable<Value> JudgedByHand(Flows flows) =>
        flows.Of(EventKind.Transform)
            .Where(transform => Lineage.Ancestors(transform.View).Any(view => view.Kind is ViewKind.TestSide or ViewKind.ValidationSide) && Lineage.PartsOf(transform.Model).Any(part => TrainerOf(part) is { } trainer && IsSupervised(trainer.Operator!.Task)))
            .Select(transform => transform.Result);

    private static bool IsSupervised(ProgramEvent validation)
    {
        var trainers = validation.Estimator.Alternatives.OfType<EstimatorValue>().Select(chain => chain.Trainer).OfType<Step>().ToList();
        return IsSupervised(validation.Task) && trainers.All(trainer => IsSupervised(trainer.Operator!.Task));
    }

    private static bool IsSupervised(LearningTask task) => task is not LearningTask.Clustering and not LearningTask.AnomalyDetection and not LearningTask.Forecasting;

    /// <summary>What was fitted, learned something, is no model, and has gone over a view.</summary>
    private static IEnumerable<TransformerValue> PreparationsOf(RuleContext context, Value view) =>
        Lineage.Ancestors(view)
            .Where(ancestor => ancestor is { Kind: ViewKind.Transformed, Model: not null })
            .SelectMany(ancestor => Lineage.PartsOf(ancestor.Model!))
            .Distinct()
            .Where(part => part.Kind == TransformerKind.Fitted && TrainerOf(part) is null && Learners(part).Any());

    private static Step? TrainerOf(TransformerValue part) => part.Estimator?.Alternatives.OfType<EstimatorValue>().Select(chain => chain.Trainer).FirstOrDefault(trainer => trainer is not null);

    /// <summary>What learns from rows; keys alone, a label's as a rule, tell a metric nothing.</summary>
    private static IEnumerable<string> Learners(TransformerValue part) =>
        part.Estimator!.Alternatives.OfType<EstimatorValue>().SelectMany(chain => chain.Steps).Where(step => step.Learning == Learning.Yes && step.Operator!.Kind == OperatorKind.Transform).Select(step => step.Operator!.Name);

    /// <summary>Whether what was fitted on one view has seen all rows of another.</summary>
    private static bool HasSeen(Value fitted, Value rows) =>
        rows.Alternatives.Any(alternative => RowSet.Of(alternative) is { } split && fitted.Alternatives.Any(view => RowSet.Of(view) is { } seen && seen.Contains(split)))
        || IsMadeOf(rows, fitted);

    /// <summary>The same where branches join: a view is made of another one without a split between.</summary>
    private static bool IsMadeOf(Value rows, Value fitted) =>
        rows.Equals(fitted)
        || (rows is ViewValue { IsSide: false, Parent: { IsUnknown: false } parent } && IsMadeOf(parent, fitted));

    private static string NameOf(Flows flows, SplitValue split) =>
        flows.Of(EventKind.Split).FirstOrDefault(recorded => recorded.Result.Equals(split))?.Method.Name ?? "TrainTestSplit";
}
