using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <inheritdoc/>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP4002FeatureComputedDifferentlyCodeFix))]
public sealed class MLAP4002FeatureComputedDifferentlyCodeFix : SharedFeaturizerCodeFix
{
    public const string SharedMethod = "MLAP4002.SharedMethod";

    public MLAP4002FeatureComputedDifferentlyCodeFix()
        : base("MLAP4002", SharedMethod)
    {
    }
}
