using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6004: the test set chooses among several models, and nothing judges the one that is chosen.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6004TestSetChoosesModelAnalyzer : ProgramRule
{
    /// <summary>One model against the one before it is a gate; from here on it is a choice.</summary>
    private const int Several = 3;

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6004",
        "The test set chooses the model",
        "{0} by the test set, and no other rows judge the one that is chosen: it is the luckiest of them on these rows, so its metric is too good; choose on a validation set, and keep the test set for the model that was chosen",
        Categories.Evaluation,
        DiagnosticSeverity.Info,
        "The best metric of several models on one set is better than that model is on new rows.");

    public MLAP6004TestSetChoosesModelAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var root in context.Flows.Roots)
        {
            var evaluations = root.Events.Where(recorded => recorded.Kind == EventKind.Evaluate && JudgedModels.IsSupervised(recorded.Task))
                .Select(evaluation => (Event: evaluation, Judged: JudgedModels.In(evaluation.View).ToList())).ToList();
            foreach (var set in evaluations.Where(evaluation => SplitOf(evaluation.Judged) is not null).GroupBy(evaluation => SplitOf(evaluation.Judged)!).ToList())
            {
                var models = set.SelectMany(evaluation => evaluation.Judged).Select(pair => pair.Model).Distinct().ToList();
                var isChoice = models.Count >= Several
                    || set.Any(evaluation => evaluation.Event.InLoop && evaluation.Judged.All(pair => root.Events.Any(fit => fit is { Kind: EventKind.Fit, InLoop: true } && fit.Result.Equals(pair.Model))));
                if (isChoice && set.Any(evaluation => evaluation.Event.Result is MetricsValue { Uses: var uses } && (uses.Fate & MetricFate.Compared) != 0) && !IsJudgedElsewhere(context.Flows, root, models, set.Key))
                    Report(context, set.First().Event.Node, set.Key, "Several models are compared");
            }

            foreach (var fit in root.Events.Where(recorded => recorded is { Kind: EventKind.Fit, Method.Name: "Execute", Result: TransformerValue { Kind: TransformerKind.Experiment } }))
            {
                // SetDataset takes both sides of a split made for it, and calls the second the validation set.
                if (fit.Validation.Alternatives.All(rows => rows is ViewValue) && SideOf(fit.Validation) is { } split && !context.Flows.Of(EventKind.Evaluate).Any(evaluation => JudgedModels.In(evaluation.View).Any(pair => pair.Model.Equals(fit.Result))))
                    Report(context, fit.Node, split, "The experiment chooses its best model");
            }
        }
    }

    private static void Report(RuleContext context, SyntaxNode node, SplitValue split, string what) =>
        context.Report(node, SplitPlace.Of(SplitFacts.EventOf(split, context.Flows), node), what);

    /// <summary>The split whose test set is evaluated; null where other rows are.</summary>
    private static SplitValue? SplitOf(List<(TransformerValue Model, Value Rows)> judged) =>
        judged.Count > 0 && judged.All(pair => SideOf(pair.Rows) is { } split && split.Equals(SideOf(judged[0].Rows))) ? SideOf(judged[0].Rows) : null;

    /// <summary>The split that rows are the test set of, where nothing else was split before: the test set of a train set is a validation set.</summary>
    private static SplitValue? SideOf(Value rows)
    {
        SplitValue? found = null;
        foreach (var view in rows.Alternatives)
        {
            var sides = RowSet.Of(view)?.Parts.Where(part => part.Kind != ViewKind.Filtered).ToList();
            if (sides is not { Count: 1 } || sides[0] is not { Kind: ViewKind.TestSide, Maker: SplitValue { Folds: false } split } || (found is not null && !found.Equals(split)))
                return null;
            found = split;
        }

        return found;
    }

    /// <summary>Whether one of the models, any other in the same flow, or one that nobody knows is judged by rows that are neither these nor its own.</summary>
    private static bool IsJudgedElsewhere(Flows flows, FlowRoot root, IReadOnlyCollection<TransformerValue> models, SplitValue split)
    {
        if (root.Events.Any(recorded => recorded.Kind == EventKind.CrossValidate))
            return true;
        foreach (var evaluation in flows.Of(EventKind.Evaluate))
        {
            var judged = JudgedModels.In(evaluation.View).ToList();
            if (judged.Count == 0 || judged.Any(pair => (models.Contains(pair.Model) || root.Events.Contains(evaluation)) && !split.Equals(SideOf(pair.Rows)) && !JudgedModels.WereFitted(pair.Model, pair.Rows)))
                return true;
        }

        return false;
    }
}
