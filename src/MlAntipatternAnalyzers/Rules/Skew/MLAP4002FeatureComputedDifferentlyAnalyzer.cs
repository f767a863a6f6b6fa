using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>MLAP4002: one computation fills a feature for training, and another one for serving.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MLAP4002FeatureComputedDifferentlyAnalyzer : ProgramRule
{
    private static readonly DiagnosticDescriptor Rule = DiagnosticDescriptorHelper.Create(
        "MLAP4002",
        "A feature is computed differently in training and in serving",
        "'{0}' is '{1}' here, where it is served, and '{2}' where the model is trained: the model gets values that it has not learned; compute it in one method that both call",
        Categories.Skew,
        DiagnosticSeverity.Warning,
        "A model knows what its features meant when it was trained. Where serving computes one of them otherwise, it predicts from other quantities under the same name, and no error tells.");

    public MLAP4002FeatureComputedDifferentlyAnalyzer()
        : base(Rule)
    {
    }

    private protected override void Analyze(RuleContext context)
    {
        foreach (var feature in context.Flows.Divergent)
        {
            if (!feature.IsOneSided)
                DivergentFeatures.Report(context, feature);
        }
    }
}
