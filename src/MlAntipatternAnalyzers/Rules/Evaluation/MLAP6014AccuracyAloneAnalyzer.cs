using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6014: of all that an evaluation of a classifier tells, accuracy is the one thing that is read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6014AccuracyAloneAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6014",
        "Accuracy is the only metric that is read",
        "'{0}' is all that is read of this evaluation: where one class is rare, a model that never predicts it has a high accuracy; read {1} too",
        Categories.Evaluation,
        DiagnosticSeverity.Info,
        "Accuracy hides what becomes of the rare class, and how sure the model is.");

    public MLAP6014AccuracyAloneAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var judgements = context.Flows.Roots.SelectMany(root => Judgement.In(root, context.Model)).Where(judgement => judgement.Uses is not null).ToList();
        foreach (var place in judgements.GroupBy(judgement => judgement.Event.Node))
        {
            var first = place.First();
            if (first.Event.Task is not LearningTask.Binary and not LearningTask.Multiclass || !place.All(IsAccuracyAlone))
                continue;

            // What another evaluation of the same pipeline tells is known as well.
            if (judgements.Any(other => other.Event.Node != place.Key && !IsAccuracyAlone(other) && place.Any(other.SharesTrainerWith)))
                continue;
            var uses = place.Select(judgement => judgement.Uses!).FirstOrDefault(known => known.Reads.Count > 0);
            if (uses is null)
                continue;
            context.Report(
                place.Key,
                uses.ReadAt is { } read ? new[] { read } : System.Array.Empty<SyntaxNode>(),
                ImmutableDictionary<string, string?>.Empty,
                string.Join("', '", uses.Reads),
                first.Event.Task == LearningTask.Binary ? "AreaUnderRocCurve and F1Score" : "MacroAccuracy and LogLoss");
        }
    }

    /// <summary>The mean over classes is left alone: it does not hide the rare ones.</summary>
    private static bool IsAccuracyAlone(Judgement judgement) =>
        judgement.Uses!.FateOfWhole == MetricFate.None && judgement.Uses.Reads.All(metric => metric is "Accuracy" or "MicroAccuracy" or "AccuracyMicro");
}
