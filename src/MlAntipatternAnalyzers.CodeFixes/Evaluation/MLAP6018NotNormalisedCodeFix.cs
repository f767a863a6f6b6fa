using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Normalises the features in front of the trainer: by their extremes, or by mean and variance.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6018NotNormalisedCodeFix))]
public sealed class MLAP6018NotNormalisedCodeFix : CodeFixProvider
{
    public const string ByMinMax = "MLAP6018.ByMinMax";
    public const string ByMeanVariance = "MLAP6018.ByMeanVariance";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP6018");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || !diagnostic.Properties.TryGetValue(MLAP6018NotNormalisedAnalyzer.FeaturesProperty, out var features) || features is null
            || Edits.CallAt(root, context.Span) is not { } trainer || ContextOf(trainer) is not { } ml)
            return;

        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var (method, key, title) in new[] { ("NormalizeMinMax", ByMinMax, "Normalise the features by their smallest and largest values"), ("NormalizeMeanVariance", ByMeanVariance, "Normalise the features by mean and variance") })
        {
            var changes = new Edits(text);
            var step = $"{ml}.Transforms.{method}({SymbolDisplay.FormatLiteral(features, quote: true)})";
            if (trainer.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Append" } append } } })
                changes.Replace(new Microsoft.CodeAnalysis.Text.TextSpan(append.Expression.Span.End, 0), $"{Gap(append, text)}.Append({step})");
            else if (trainer.Parent is not ArgumentSyntax)
                changes.Replace(new Microsoft.CodeAnalysis.Text.TextSpan(trainer.SpanStart, trainer.Span.Length), $"{step}.Append({trainer})");
            if (changes.IsEmpty || !await changes.CompileAsync(context.Document, context.CancellationToken).ConfigureAwait(false))
                continue;
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changes.Apply(context.Document)), key), diagnostic);
        }
    }

    /// <summary>How the chain is broken into lines before the trainer's own Append.</summary>
    private static string Gap(MemberAccessExpressionSyntax append, Microsoft.CodeAnalysis.Text.SourceText text)
    {
        var gap = text.ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(append.Expression.Span.End, append.OperatorToken.SpanStart));
        return string.IsNullOrWhiteSpace(gap) ? gap : "";
    }

    /// <summary>The context that a trainer is made on: what stands before its catalog.</summary>
    private static ExpressionSyntax? ContextOf(InvocationExpressionSyntax trainer) =>
        trainer.Expression is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Trainers", Expression: MemberAccessExpressionSyntax { Expression: var context } } }
            && context is IdentifierNameSyntax or MemberAccessExpressionSyntax
            ? context
            : null;
}
