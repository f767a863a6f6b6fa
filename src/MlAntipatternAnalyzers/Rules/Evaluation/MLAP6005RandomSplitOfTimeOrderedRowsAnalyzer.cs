using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6005: rows that have a time are split at random.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6005RandomSplitOfTimeOrderedRowsAnalyzer : ProgramRule
{
    /// <summary>A fact for the fix: the column that says when a row happened.</summary>
    public const string ColumnProperty = "column";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6005",
        "Rows that are ordered in time are split at random",
        "'{0}' puts rows at random on both sides, though {1} when each happened: the model is tested between days that it was trained on, and served on days that come after all of them; train on the older rows and test on the newest",
        Categories.Evaluation,
        DiagnosticSeverity.Warning,
        "Tomorrow's rows resemble today's more than next month's: a random split asks the model to fill gaps, and production asks it to foretell.");

    public MLAP6005RandomSplitOfTimeOrderedRowsAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var training in context.Flows.Trainings)
        {
            if (training.Task is not LearningTask.Binary and not LearningTask.Multiclass and not LearningTask.Regression and not LearningTask.Ranking)
                continue;
            foreach (var (call, rows) in SplitFacts.RandomSplitsOf(training, context.Flows))
            {
                if (!SplitFacts.HasSamplingKey(call) && TimeColumns.In(SplitFacts.SchemaBehind(rows, context.Symbols), out var isAttribute) is { } time)
                    Report(context, call, time.Name, isAttribute);
            }
        }

        foreach (var fit in context.Flows.Of(EventKind.Fit))
        {
            var series = fit.Estimator.Alternatives.OfType<EstimatorValue>().SelectMany(chain => chain.Steps).FirstOrDefault(step => step.Operator is { Kind: OperatorKind.TimeSeries } or { Task: LearningTask.Forecasting });
            if (series is null || !fit.View.Alternatives.All(view => RowSet.Of(view)?.LastSide is { Kind: ViewKind.TrainSide }))
                continue;
            if (RowSet.Of(fit.View.Alternatives.First())!.LastSide!.Value.Maker is SplitValue split && SplitFacts.EventOf(split, context.Flows) is { Method.Name: "TrainTestSplit" } call)
                context.Report(call.Node, call.Method.Name, $"{series.Operator!.Name} needs to know");
        }
    }

    private static void Report(RuleContext context, ProgramEvent call, string column, bool isAttribute)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(ColumnProperty, column);
        if (isAttribute)
            context.Suggest(call.Node, properties, call.Method.Name, $"'{column}' may say");
        else
            context.Report(call.Node, properties, call.Method.Name, $"'{column}' says");
    }
}
