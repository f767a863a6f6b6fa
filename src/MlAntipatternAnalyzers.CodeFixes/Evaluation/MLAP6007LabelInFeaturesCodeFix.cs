using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Leaves the label out of the features.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6007LabelInFeaturesCodeFix))]
public sealed class MLAP6007LabelInFeaturesCodeFix : FeatureRemovalCodeFix
{
    public const string LeaveOut = "MLAP6007.LeaveOut";

    public MLAP6007LabelInFeaturesCodeFix()
        : base("MLAP6007", LeaveOut)
    {
    }
}
