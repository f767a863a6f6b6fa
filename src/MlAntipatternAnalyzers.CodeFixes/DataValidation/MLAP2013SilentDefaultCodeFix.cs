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

/// <summary>Writes NaN where a default stood, and replaces it at the front of the chains that learn from it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP2013SilentDefaultCodeFix))]
public sealed class MLAP2013SilentDefaultCodeFix : CodeFixProvider
{
    public const string UseNaN = "MLAP2013.UseNaN";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP2013");

    public override FixAllProvider GetFixAllProvider() => new SolutionFixAllProvider(async (document, diagnostics, _, cancellationToken) =>
        await FixAsync(document, diagnostics.OrderBy(finding => finding.Location.SourceSpan.Start).ToList(), cancellationToken).ConfigureAwait(false) ?? document.Project.Solution);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FixAsync(context.Document, new[] { diagnostic }, context.CancellationToken).ConfigureAwait(false) is { } changed)
                context.RegisterCodeFix(CodeAction.Create("Make what is missing NaN, and replace it by the mean", _ => Task.FromResult(changed), UseNaN), diagnostic);
        }
    }

    private static async Task<Solution?> FixAsync(Document document, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (await MissingValuePlan.ForAsync(document, cancellationToken).ConfigureAwait(false) is not { } plan)
            return null;
        foreach (var diagnostic in diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(MLAP2013SilentDefaultAnalyzer.TypeProperty, out var type) || type is null || ChangeOf(plan.Root, diagnostic.Location.SourceSpan, type + ".NaN") is not { } change)
                continue;
            plan.Add(new[] { change });
            plan.Replace(diagnostic, MLAP2013SilentDefaultAnalyzer.RowProperty);
        }

        await plan.CompleteAsync(cancellationToken).ConfigureAwait(false);

        // A NaN that nothing replaces would be a new fault: the rows that have it are left out, and score NaN.
        if (plan.Changes.Count == 0 || plan.IsIncomplete)
            return null;
        var changed = document.WithText(plan.Text.WithChanges(plan.Changes));
        var errors = await Errors.CountAsync(document, cancellationToken).ConfigureAwait(false);
        return await Errors.CountAsync(changed, cancellationToken).ConfigureAwait(false) <= errors ? changed.Project.Solution : null;
    }

    /// <summary>NaN in place of the number, or a look at what <c>TryParse</c> answers.</summary>
    private static TextChange? ChangeOf(SyntaxNode root, TextSpan span, string nan)
    {
        var node = root.FindNode(span, getInnermostNodeForTie: true);
        if (node is SimpleNameSyntax && node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } parse)
        {
            var filled = parse.ArgumentList.Arguments.FirstOrDefault(argument => argument.RefKindKeyword.RawKind != 0)?.Expression;
            var name = filled switch
            {
                DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable } => variable.Identifier.ValueText,
                IdentifierNameSyntax variable => variable.Identifier.ValueText,
                _ => null,
            };
            return name is not null && parse.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { Parent: BlockSyntax } statement
                ? new TextChange(statement.Span, $"if (!{parse}){MlExpressions.NewLineOf(root.GetText())}{EditPlan.Indentation(statement)}    {name} = {nan};")
                : null;
        }

        return node is ExpressionSyntax ? new TextChange(node.Span, nan) : null;
    }
}
