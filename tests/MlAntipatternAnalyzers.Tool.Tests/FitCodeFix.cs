using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MlAntipatternAnalyzers.Tool.Tests;

/// <summary>Offers one plain fix and one with choices.</summary>
public sealed class FitCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["MLAP9001"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        context.RegisterCodeFix(CodeAction.Create("Fit later", _ => Task.FromResult(document), "later"), context.Diagnostics);
        var choices = ImmutableArray.Create(CodeAction.Create("once", _ => Task.FromResult(document), "once"), CodeAction.Create("never", _ => Task.FromResult(document), "never"));
        context.RegisterCodeFix(CodeAction.Create("Fit", choices, isInlinable: false), context.Diagnostics);
        return Task.CompletedTask;
    }
}
