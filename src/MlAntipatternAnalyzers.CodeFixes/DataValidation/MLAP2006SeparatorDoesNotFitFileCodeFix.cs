using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules.DataValidation;

namespace MlAntipatternAnalyzers.CodeFixes.DataValidation;

/// <summary>Gives the loader the separator that the file's name says: where commas are said, semicolons are the other choice.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP2006SeparatorDoesNotFitFileCodeFix))]
public sealed class MLAP2006SeparatorDoesNotFitFileCodeFix : CodeFixProvider
{
    public const string CommaKey = "MLAP2006.Comma";

    public const string SemicolonKey = "MLAP2006.Semicolon";

    public const string TabKey = "MLAP2006.Tab";

    private const string Parameter = "separatorChar";

    private static readonly (string Key, char Separator, string Literal)[] Choices = { (CommaKey, ',', "','"), (SemicolonKey, ';', "';'"), (TabKey, '\t', "'\\t'") };

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP2006");

    public override FixAllProvider GetFixAllProvider() => new SolutionFixAllProvider(FixAsync);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var (key, _, literal) in Choices)
            {
                if (await ChangesAsync(document, diagnostic, key, context.CancellationToken).ConfigureAwait(false) is { Count: > 0 })
                    context.RegisterCodeFix(CodeAction.Create($"Separate fields by {literal}", token => FixAsync(document, ImmutableArray.Create(diagnostic), key, token), key), diagnostic);
            }
        }
    }

    private static async Task<Solution> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellationToken)
    {
        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics)
        {
            // Two loads may share their options.
            if (await ChangesAsync(document, diagnostic, key, cancellationToken).ConfigureAwait(false) is { } more)
                changes.AddRange(more.Except(changes).ToList());
        }

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.Project.Solution.WithDocumentText(document.Id, text.WithChanges(changes.OrderBy(change => change.Span.Start)));
    }

    private static async Task<IReadOnlyList<TextChange>?> ChangesAsync(Document document, Diagnostic diagnostic, string? key, CancellationToken cancellationToken)
    {
        var (_, separator, literal) = Choices.First(choice => choice.Key == key);
        if (!diagnostic.Properties.TryGetValue(MLAP2006SeparatorDoesNotFitFileAnalyzer.SeparatorsProperty, out var fitting) || fitting!.IndexOf(separator) < 0
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || MlExpressions.CallAt(root, diagnostic.Location.SourceSpan) is not { } call
            || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
            return null;
        if (MlExpressions.ArgumentOf(call, method, Parameter) is { } given)
            return new[] { new TextChange(given.Expression.Span, literal) };
        return method.Parameters.FirstOrDefault(parameter => parameter.Name == Parameter) is { } missing
            ? new[] { Add(call.ArgumentList, missing, $"{Parameter}: {literal}") }
            : TextLoaderRewriter.Rewrite(model, call, await document.GetTextAsync(cancellationToken).ConfigureAwait(false), "Separators", $"new[] {{ {literal} }}", cancellationToken);
    }

    /// <summary>Puts a named argument before those that come after it, as they are named themselves; else at the end.</summary>
    private static TextChange Add(ArgumentListSyntax list, IParameterSymbol parameter, string argument)
    {
        var next = list.Arguments.FirstOrDefault(other => other.NameColon is not null && parameter.ContainingSymbol is IMethodSymbol method
            && method.Parameters.FirstOrDefault(declared => declared.Name == other.NameColon.Name.Identifier.ValueText)?.Ordinal > parameter.Ordinal);
        if (next is not null)
            return new TextChange(new TextSpan(next.SpanStart, 0), argument + ", ");
        return list.Arguments.Count == 0
            ? new TextChange(new TextSpan(list.OpenParenToken.Span.End, 0), argument)
            : new TextChange(new TextSpan(list.Arguments.Last().Span.End, 0), ", " + argument);
    }
}
