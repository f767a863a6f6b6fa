using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Says how many values an array member holds, where the program tells.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1006VectorSizeUnknownCodeFix))]
public sealed class MLAP1006VectorSizeUnknownCodeFix : PlannedCodeFix
{
    public const string Size = "MLAP1006.Size";

    public MLAP1006VectorSizeUnknownCodeFix()
        : base("MLAP1006", "Say how many values there are with [VectorType]", Size)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(MLAP1006VectorSizeUnknownAnalyzer.SizesProperty, out var sizes) || string.IsNullOrEmpty(sizes))
            return null;
        var plan = new EditPlan();
        foreach (var size in sizes!.Split('\n').Select(line => line.Split(' ')))
        {
            if (await DeclaredMember.FindAsync(document, diagnostic, MLAP1006VectorSizeUnknownAnalyzer.RowProperty, size[0], cancellationToken).ConfigureAwait(false) is not { } member)
                return null;
            await member.AnnotateAsync(plan, "VectorType", size[1], cancellationToken).ConfigureAwait(false);
        }

        return plan;
    }
}
