using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6020: what is chosen by the rows that the model is then evaluated on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6020TunedOnTestSetAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6020",
        "The test set tunes the model",
        "{0} on the rows that the model is evaluated on afterwards: the best of many attempts at one set is the luckiest there, too, so the metrics are too good; choose on a third set",
        Categories.Evaluation,
        DiagnosticSeverity.Warning,
        "A set that a choice was made by is part of the training; only rows that nothing was chosen by tell how the model does on new ones.",
        exploration: true);

    public MLAP6020TunedOnTestSetAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var evaluations = context.Flows.Of(EventKind.Evaluate).Where(evaluation => JudgedModels.IsSupervised(evaluation.Task)).ToList();
        if (evaluations.Count == 0)
            return;
        foreach (var fit in context.Flows.Of(EventKind.Fit))
        {
            if (fit is { Result: TransformerValue { Kind: TransformerKind.Experiment } model } && evaluations.Any(evaluation => JudgedModels.In(evaluation.View).Any(pair => pair.Model.Equals(model) && AreSame(fit.Validation, pair.Rows))))
                Report(context, fit.Node, fit.Validation, "The experiment chooses its best model");
            else if (CalibratorOf(fit) is { } calibrator && fit.View is ViewValue { Kind: ViewKind.Transformed } scored && evaluations.Any(evaluation => IsJudgedBy(evaluation, scored, fit.Result)))
                Report(context, fit.Node, fit.View, $"{calibrator.Operator!.Name} is fitted");
        }

        foreach (var change in context.Flows.Of(EventKind.ChangeThreshold))
        {
            if (change.Argument is not ConstantValue && RowsOfThreshold(context.Flows, change) is { } rows && evaluations.Any(evaluation => Judges(evaluation, change.Result, rows)))
                Report(context, change.Node, rows, "The threshold is chosen");
        }
    }

    private static void Report(RuleContext context, SyntaxNode node, Value rows, string what)
    {
        var split = RowSet.Of(rows.Alternatives.First())?.LastSide?.Maker is SplitValue made ? SplitFacts.EventOf(made, context.Flows) : null;
        context.Report(node, SplitPlace.Of(split, node), what);
    }

    private static Step? CalibratorOf(ProgramEvent fit) =>
        fit.Estimator is EstimatorValue { Steps: { Length: 1 } steps } && steps[0].Operator is { Name: "Platt" or "Isotonic" or "Naive" } ? steps[0] : null;

    /// <summary>Whether probabilities that come of a calibrator are judged on the rows that it was fitted on.</summary>
    private static bool IsJudgedBy(ProgramEvent evaluation, ViewValue scored, Value calibrator) =>
        Lineage.Ancestors(evaluation.View).Any(view => view is { Kind: ViewKind.Transformed, Model: { } model, Parent: { } parent } && Lineage.PartsOf(model).Any(part => part.Equals(calibrator)) && AreSame(scored, parent));

    private static bool Judges(ProgramEvent evaluation, Value model, Value rows) =>
        Lineage.Ancestors(evaluation.View).Any(view => view is { Kind: ViewKind.Transformed, Model: { } applied, Parent: { } parent } && Lineage.PartsOf(applied).Any(part => part.Equals(model)) && AreSame(rows, parent));

    /// <summary>The rows that a threshold was chosen by: the only ones that the model scored before, of which something was read.</summary>
    private static Value? RowsOfThreshold(Flows flows, ProgramEvent change)
    {
        var models = JudgedModels.TrainedIn(change.Model).ToList();
        Value? found = null;
        foreach (var root in flows.Roots.Where(root => root.Events.Contains(change)))
        {
            foreach (var read in root.Events.TakeWhile(recorded => recorded != change))
            {
                if (read.Kind is not EventKind.Evaluate and not EventKind.CreateEnumerable and not EventKind.ReadColumn)
                    continue;
                foreach (var (model, rows) in JudgedModels.In(read.View))
                {
                    if (!models.Contains(model))
                        continue;
                    if (found is not null && !AreSame(found, rows))
                        return null;
                    found = rows;
                }
            }
        }

        return found;
    }

    private static bool AreSame(Value one, Value other) => !one.IsUnknown && one.Alternatives.All(view => RowSet.Of(view) is { } mine && other.Alternatives.All(rows => RowSet.Of(rows) is { } theirs && mine.IsSameAs(theirs)));
}
