using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP6007: the label, or something made of it, is among the features.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP6007LabelInFeaturesAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP6007",
        "The label is among the features",
        "{0} takes '{1}' into the features, but {2}: the model learns to copy the answer, its metrics are too good, and when it is served the answer is not there; leave '{1}' out",
        Categories.Evaluation,
        DiagnosticSeverity.Warning,
        "A model that is given the answer has nothing to learn, and when it is served nobody knows the answer.",
        exploration: true);

    public MLAP6007LabelInFeaturesAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        var leaks = new Dictionary<SyntaxNode, (Step Step, string Label, SortedSet<string> Names)>();
        foreach (var training in Training.Of(context.Flows).Where(training => HasLabel(training.Task)))
        {
            foreach (var label in training.Label.Sources.Where(source => source.IsCertain))
            {
                foreach (var feature in training.Features.Sources.Where(source => source.Column == label.Column && source.IsCertain))
                {
                    // Where the way to the features leaves the way to the label.
                    var path = new FeaturePath(feature, training.Trainer, label.Via.ToList());
                    if (!leaks.TryGetValue(path.Reader.Origin.Node, out var known))
                        leaks.Add(path.Reader.Origin.Node, known = (path.Reader, label.Column, new SortedSet<string>(System.StringComparer.Ordinal)));
                    known.Names.UnionWith(path.Names);
                }
            }
        }

        foreach (var leak in leaks.OrderBy(leak => leak.Key.SpanStart))
        {
            var (step, label, names) = leak.Value;
            var what = names.Contains(label) ? "it is the label" : $"it is made from the label '{label}'";
            context.Report(leak.Key, FeaturePath.Properties(names), step.Operator!.Name, string.Join("', '", names), what);
        }
    }

    private static bool HasLabel(LearningTask task) => task is LearningTask.Binary or LearningTask.Multiclass or LearningTask.Regression or LearningTask.Ranking or LearningTask.None;
}
