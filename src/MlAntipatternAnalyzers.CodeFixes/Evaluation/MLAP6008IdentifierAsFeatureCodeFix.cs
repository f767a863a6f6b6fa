using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Leaves the identifier of rows out of the features.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6008IdentifierAsFeatureCodeFix))]
public sealed class MLAP6008IdentifierAsFeatureCodeFix : FeatureRemovalCodeFix
{
    public const string LeaveOut = "MLAP6008.LeaveOut";

    public MLAP6008IdentifierAsFeatureCodeFix()
        : base("MLAP6008", LeaveOut)
    {
    }
}
