using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6009: a trained model is saved, and nothing in the compilation evaluates it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6009SavedWithoutEvaluationAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6009",
        "The model is saved, and nothing evaluates it",
        "{0} is saved here, and nothing evaluates it or another fit of its pipeline: whether it predicts better than a constant would, nobody knows; keep test rows apart, evaluate it on them, and save it if it is good enough",
        Categories.Evaluation,
        DiagnosticSeverity.Warning,
        "A model that nobody measured goes wherever its file goes.");

    public MLAP6009SavedWithoutEvaluationAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var saved in context.Flows.Saved)
        {
            if (IsNotEvaluated(saved))
                context.Report(saved.Save.Node, new[] { saved.Model.Origin.Node }, FactsOf(saved), ModelNames.Of(saved.Save, context.Symbols));
        }
    }

    /// <summary>Whether it is certain that nothing judges it. Groups and anomalies are often judged by looking at them.</summary>
    internal static bool IsNotEvaluated(SavedModel saved) =>
        saved.Judgements.IsEmpty && !saved.MayBeJudged && saved.Task != LearningTask.Forecasting
        && (saved.Task is not LearningTask.Clustering and not LearningTask.AnomalyDetection || !saved.IsLookedAt);

    /// <summary>What a fix needs to know to evaluate it.</summary>
    internal static ImmutableDictionary<string, string?> FactsOf(SavedModel saved)
    {
        var facts = new Dictionary<string, string?> { ["Task"] = saved.Task.ToString() };
        if (saved.Trainer.Column(ColumnRole.Label)?.Single is { } label)
            facts["Label"] = label;
        if (saved.Trainer.Operator!.IsCalibrated)
            facts["Calibrated"] = "";
        return facts.ToImmutableDictionary();
    }
}
