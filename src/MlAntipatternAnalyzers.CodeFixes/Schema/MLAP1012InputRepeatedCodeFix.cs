using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Leaves the second mention of a column out, or puts the column in its place that nothing uses.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1012InputRepeatedCodeFix))]
public sealed class MLAP1012InputRepeatedCodeFix : CodeFixProvider
{
    public const string UseUnused = "MLAP1012.UseUnused";
    public const string LeaveOut = "MLAP1012.LeaveOut";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP1012");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || !diagnostic.Properties.TryGetValue(MLAP1012InputRepeatedAnalyzer.ColumnProperty, out var column) || column is null
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax place || !ColumnPlace.Spells(place, column))
            return;

        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (diagnostic.Properties.TryGetValue(MLAP1012InputRepeatedAnalyzer.UnusedProperty, out var unused) && !string.IsNullOrEmpty(unused))
        {
            var replaced = new Edits(text);
            replaced.Replace(place, SymbolDisplay.FormatLiteral(unused!, quote: true));
            context.RegisterCodeFix(CodeAction.Create($"Concatenate '{unused}' in its place", _ => Task.FromResult(replaced.Apply(context.Document)), UseUnused), diagnostic);
        }

        if (WithSeparator(place) is not { } span)
            return;
        var removed = new Edits(text);
        removed.Replace(span, "");
        context.RegisterCodeFix(CodeAction.Create($"Leave the second '{column}' out", _ => Task.FromResult(removed.Apply(context.Document)), LeaveOut), diagnostic);
    }

    /// <summary>An element and the comma before it, where nothing but space lies between; null where a comment would go too.</summary>
    private static TextSpan? WithSeparator(ExpressionSyntax place)
    {
        SyntaxNode element = place.Parent is ArgumentSyntax argument ? argument : place;
        var comma = element.GetFirstToken().GetPreviousToken();
        var isPlain = comma.IsKind(SyntaxKind.CommaToken)
            && comma.TrailingTrivia.Concat(element.GetLeadingTrivia()).All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return isPlain ? TextSpan.FromBounds(comma.SpanStart, element.Span.End) : null;
    }
}
