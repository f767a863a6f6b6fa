using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Names the column that was meant: one of those that exist and are spelled much the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1001ColumnNotFoundCodeFix))]
public sealed class MLAP1001ColumnNotFoundCodeFix : CodeFixProvider
{
    public const string UseNearest = "MLAP1001.UseNearest";
    public const string UseSecond = "MLAP1001.UseSecond";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP1001");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        if (!diagnostic.Properties.TryGetValue(MLAP1001ColumnNotFoundAnalyzer.ColumnProperty, out var column) || column is null
            || !diagnostic.Properties.TryGetValue(MLAP1001ColumnNotFoundAnalyzer.NearestProperty, out var nearest) || string.IsNullOrEmpty(nearest))
            return;
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return;

        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (SpelledColumn.Find(Edits.CallAt(root, diagnostic.Location.SourceSpan) is { } call && !node.Span.Equals(call.Span) && node.Parent == call.Expression ? call : node, column, model, context.CancellationToken) is not { } place)
            return;
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var names = nearest!.Split('\n');
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i];
            var edits = new Edits(text);
            edits.Replace(place, SpelledColumn.Spell(place, name, model, context.CancellationToken));
            context.RegisterCodeFix(CodeAction.Create($"Read '{name}'", _ => Task.FromResult(edits.Apply(context.Document)), i == 0 ? UseNearest : UseSecond), diagnostic);
        }
    }
}
