using System.Collections.Immutable;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules;

/// <summary>How rules report that a feature is filled in two ways.</summary>
internal static class DivergentFeatures
{
    /// <summary>Reports it where it is served; where it is trained is the additional location.</summary>
    public static void Report(RuleContext context, DivergentFeature feature) =>
        context.Report(
            feature.Serving.Node,
            new[] { feature.Training.Node },
            ImmutableDictionary<string, string?>.Empty,
            feature.Serving.Member.Name,
            feature.Serving.Text,
            feature.Training.Text);
}
