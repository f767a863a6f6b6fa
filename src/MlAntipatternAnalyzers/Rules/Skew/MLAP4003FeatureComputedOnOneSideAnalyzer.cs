using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP4003: a feature is computed on one side, and copied as it came on the other.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP4003FeatureComputedOnOneSideAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP4003",
        "A feature is computed on one side and copied on the other",
        "'{0}' is '{1}' here, where it is served, and '{2}' where the model is trained: one side changes what the other hands on as it came; compute it in one method that both call",
        Categories.Skew,
        DiagnosticSeverity.Warning,
        "Text that was trimmed or lower-cased for training, a number that was scaled or put into buckets: whoever serves the model must do the same to the raw value, or the model sees values that it has never seen.");

    public MLAP4003FeatureComputedOnOneSideAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var feature in context.Flows.Divergent)
        {
            if (feature.IsOneSided)
                DivergentFeatures.Report(context, feature);
        }
    }
}
