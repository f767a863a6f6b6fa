using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6003: some of the rows that a model is evaluated on are among those that it was fitted on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6003TrainTestOverlapAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6003",
        "Training and test rows overlap",
        "{0}, so the metrics are too good by an amount that nobody knows; {1}",
        Categories.Evaluation,
        DiagnosticSeverity.Warning,
        "A test row that the model was fitted on, or a copy of one, tells how well it remembers, not how well it predicts.",
        exploration: true);

    public MLAP6003TrainTestOverlapAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var evaluation in context.Flows.Of(EventKind.Evaluate))
        {
            if (JudgedModels.IsSupervised(evaluation.Task))
                CheckEvaluation(context, evaluation);
        }

        foreach (var training in context.Flows.Trainings)
        {
            if (!JudgedModels.IsSupervised(training.Task))
                continue;
            foreach (var (call, rows) in SplitFacts.RandomSplitsOf(training, context.Flows))
            {
                if (Lineage.Ancestors(rows).Any(view => view.Repeats))
                    context.Report(training.Fit.Node, $"Rows are repeated before '{call.Method.Name}' sets the test rows apart: copies of test rows are trained on", "split first, and repeat rows of the train set alone");
            }
        }
    }

    private static void CheckEvaluation(RuleContext context, ProgramEvent evaluation)
    {
        var judged = JudgedModels.In(evaluation.View).ToList();
        if (judged.Count == 0 || !judged.All(pair => pair.Rows.Alternatives.All(rows => Overlaps(pair.Model, rows))))
            return;
        var (model, evaluated) = judged[0];
        var place = model.Origin.SeenFrom(evaluation.Origin);
        var fitted = ArgumentOf(place) is { } argument ? $"'{argument}'" : "the rows";
        var test = RowSet.Of(evaluated.Alternatives.First())!;
        if (test.IsSplitOf(RowSet.Of(model.View!)!))
        {
            var split = SplitFacts.EventOf((SplitValue)test.LastSide!.Value.Maker, context.Flows);
            context.Report(place, SplitPlace.Of(split, place), $"The model is fitted on all of {fitted}, of which '{split?.Method.Name ?? "TrainTestSplit"}' sets apart the rows that it is evaluated on", "fit it on the train set");
        }
        else
        {
            context.Report(place, $"{fitted} and the rows that the model is evaluated on are counted off so that some are in both", "let the one begin where the other ends");
        }
    }

    private static bool Overlaps(TransformerValue model, Value rows) =>
        RowSet.Of(rows) is { } judged && model.View is { } fitted && RowSet.Of(fitted) is { } seen && (judged.IsSplitOf(seen) || judged.Crosses(seen));

    private static string? ArgumentOf(SyntaxNode call) =>
        (call as InvocationExpressionSyntax)?.ArgumentList.Arguments.FirstOrDefault()?.Expression.ToString() is { Length: < 60 } text ? text : null;
}
