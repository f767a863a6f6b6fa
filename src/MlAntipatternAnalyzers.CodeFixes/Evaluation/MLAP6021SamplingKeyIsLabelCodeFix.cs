using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Leaves the sampling key out, and names the arguments that came after it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6021SamplingKeyIsLabelCodeFix))]
public sealed class MLAP6021SamplingKeyIsLabelCodeFix : CodeFixProvider
{
    public const string LeaveOut = "MLAP6021.LeaveOut";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP6021");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null
            || root.FindNode(context.Span).FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } argument
            || model.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol method)
            return;

        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var index = list.Arguments.IndexOf(argument);
        var changes = new Edits(text);

        // From the end of what stands before it, its comma with it; a comment on the way stays.
        var from = index > 0 ? list.Arguments.GetSeparator(index - 1).SpanStart : argument.SpanStart;
        var until = index > 0 ? argument.Span.End : list.Arguments.Count > 1 ? list.Arguments[1].SpanStart : argument.Span.End;
        var removed = Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(from, until);
        if (root.DescendantTrivia(removed).Any(trivia => removed.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
            return;
        changes.Replace(removed, "");
        for (var i = index + 1; argument.NameColon is null && i < list.Arguments.Count; i++)
        {
            if (list.Arguments[i].NameColon is null && i < method.Parameters.Length)
                changes.InsertBefore(list.Arguments[i], method.Parameters[i].Name + ": ");
        }

        if (!await changes.CompileAsync(context.Document, context.CancellationToken).ConfigureAwait(false))
            return;
        context.RegisterCodeFix(CodeAction.Create("Leave the sampling key out", _ => Task.FromResult(changes.Apply(context.Document)), LeaveOut), context.Diagnostics);
    }
}
