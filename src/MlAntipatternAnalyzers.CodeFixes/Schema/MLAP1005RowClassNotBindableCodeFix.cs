using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Makes a member of a row class one that ML.NET can bind: says where it is loaded from, hides it if it is not, or gives it a type that columns have.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1005RowClassNotBindableCodeFix))]
public sealed class MLAP1005RowClassNotBindableCodeFix : PlannedCodeFix
{
    public const string Bind = "MLAP1005.Bind";

    public MLAP1005RowClassNotBindableCodeFix()
        : base("MLAP1005", "Make the member one that ML.NET can bind", Bind)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(MLAP1005RowClassNotBindableAnalyzer.EditProperty, out var planned) || planned?.Split(new[] { ' ' }, 3) is not { } edit
            || await DeclaredMember.FindAsync(document, diagnostic, MLAP1005RowClassNotBindableAnalyzer.RowProperty, edit[0], cancellationToken).ConfigureAwait(false) is not { } member
            || !Enum.TryParse<MLAP1005RowClassNotBindableAnalyzer.Edit>(edit[1], out var kind))
            return null;
        var plan = new EditPlan();
        switch (kind)
        {
            case MLAP1005RowClassNotBindableAnalyzer.Edit.Load:
                await member.AnnotateAsync(plan, "LoadColumn", edit[2], cancellationToken).ConfigureAwait(false);
                break;

            case MLAP1005RowClassNotBindableAnalyzer.Edit.Renumber:
                if (member.Attribute("LoadColumn") is not { ArgumentList.Arguments: { Count: 1 } index })
                    return null;
                plan.Replace(member.Home, index[0].Expression.Span, edit[2]);
                break;

            case MLAP1005RowClassNotBindableAnalyzer.Edit.Type:
                plan.Replace(member.Home, member.Type.Span, edit[2]);
                break;

            default:
                if (member.Declaration.Modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.PublicKeyword)) is not { RawKind: not 0 } access)
                    return null;
                plan.Replace(member.Home, access.Span, edit[2]);
                break;
        }

        return plan;
    }
}
