using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6010: a model is evaluated and saved, and the one does not depend on the other.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6010MetricsGateNothingAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6010",
        "The model is saved whatever its metrics are",
        "{0} is saved however bad it is: its metrics are {1}, and nothing is decided by them; save it only if it beats what is served now, or at least a constant",
        Categories.Evaluation,
        DiagnosticSeverity.Info,
        "A metric that is only printed keeps no bad model from being served, once nobody watches the run.");

    public MLAP6010MetricsGateNothingAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var saved in context.Flows.Saved)
        {
            if (!IsGatedByNothing(saved))
                continue;
            var read = saved.Judgements.Any(judgement => judgement.Uses!.Reads.Count > 0);
            var evaluation = saved.Judgements.FirstOrDefault(judgement => judgement.Event.Kind == EventKind.Evaluate) ?? saved.Judgements[0];
            context.Report(
                saved.Save.Node,
                new[] { evaluation.Event.Node },
                MLAP6009SavedWithoutEvaluationAnalyzer.FactsOf(saved),
                ModelNames.Of(saved.Save, context.Symbols),
                read ? "only printed" : "computed and not even read");
        }
    }

    /// <summary>Whether all that judges it is known, and nothing becomes of any metric but a line of text.</summary>
    internal static bool IsGatedByNothing(SavedModel saved) =>
        !saved.Judgements.IsEmpty && !saved.MayBeJudged && saved.Judgements.All(judgement => judgement.Uses is { Fate: MetricFate.None });
}
