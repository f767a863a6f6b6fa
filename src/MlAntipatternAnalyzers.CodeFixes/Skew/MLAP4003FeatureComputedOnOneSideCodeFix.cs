using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <inheritdoc/>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP4003FeatureComputedOnOneSideCodeFix))]
public sealed class MLAP4003FeatureComputedOnOneSideCodeFix : SharedFeaturizerCodeFix
{
    public const string SharedMethod = "MLAP4003.SharedMethod";

    public MLAP4003FeatureComputedOnOneSideCodeFix()
        : base("MLAP4003", SharedMethod)
    {
    }
}
