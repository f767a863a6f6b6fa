using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6021: rows are split by their label, as if that stratified them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6021SamplingKeyIsLabelAnalyzer : ProgramRule
{
    private const string Parameter = "samplingKeyColumnName";

    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6021",
        "The sampling key is the label",
        "'{0}' is the label, and {1} keeps rows of one sampling key together: all rows of a label land on one side, so that the model is tested on what it never saw; a sampling key does not stratify, leave it out",
        Categories.Evaluation,
        DiagnosticSeverity.Warning,
        "A sampling key groups: it is for rows that belong together, those of one user or one query.",
        exploration: true);

    public MLAP6021SamplingKeyIsLabelAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var split in context.Flows.Of(EventKind.Split).Where(HasKey))
        {
            var trainings = context.Flows.Trainings.Where(training => Lineage.Ancestors(training.View).Any(view => split.Result.Equals(view.Split))).ToList();
            if (trainings.Any(training => IsLabel(split, training)) || (trainings.Count == 0 && KeyOf(split) == DefaultLabel))
                Report(context, split);
        }

        foreach (var training in context.Flows.Trainings.Where(training => training.Fit.Kind == EventKind.CrossValidate && HasKey(training.Fit)))
        {
            if (IsLabel(training.Fit, training))
                Report(context, training.Fit);
        }
    }

    /// <summary>What ML.NET calls the label everywhere: where no trainer is seen that calls it otherwise, it is that.</summary>
    private static string DefaultLabel => "Label";

    private static bool HasKey(ProgramEvent split) => KeyOf(split) is not null;

    private static string? KeyOf(ProgramEvent split) => split.Arguments?.Constant(Parameter) as string;

    /// <summary>Whether the key and the label are made of one column of the data.</summary>
    private static bool IsLabel(ProgramEvent split, Training training)
    {
        if (training.Task is LearningTask.Clustering or LearningTask.AnomalyDetection or LearningTask.Forecasting or LearningTask.Recommendation)
            return false;
        var steps = Lineage.StepsBehind(split.View);
        var key = ColumnTrace.Of(steps, steps.Length, new ColumnNames(System.Collections.Immutable.ImmutableArray.Create(KeyOf(split)!), true));
        return key.Sources.Count == 1 && training.Label.Sources.Count == 1 && key.Sources[0].IsCertain && training.Label.Sources[0].IsCertain && key.Sources[0].Column == training.Label.Sources[0].Column;
    }

    private static void Report(RuleContext context, ProgramEvent split)
    {
        var argument = (split.Operation as IInvocationOperation)?.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == Parameter && !argument.IsImplicit);
        context.Report(argument?.Syntax ?? split.Node, KeyOf(split)!, split.Method.Name);
    }
}
