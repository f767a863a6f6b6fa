using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Gives the <c>Random</c> that shuffles a seed, or declares one with a seed and draws from it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6017UnrepeatableShuffleCodeFix))]
public sealed class MLAP6017UnrepeatableShuffleCodeFix : PlannedCodeFix
{
    public const string DrawWithSeed = "MLAP6017.DrawWithSeed";

    public MLAP6017UnrepeatableShuffleCodeFix()
        : base("MLAP6017", "Shuffle by a Random with a seed", DrawWithSeed)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || model is null || MlExpressions.CallAt(root, diagnostic.Location.SourceSpan) is not { } call || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
            return null;

        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var plan = new EditPlan();
        var creation = NodeAt<BaseObjectCreationExpressionSyntax>(root, diagnostic, MLAP6017UnrepeatableShuffleAnalyzer.CreationProperty);
        if (creation is not null && (method.ContainingType.Name == "Random" || !call.Span.Contains(creation.Span)))
        {
            Seed(plan, document, creation);
            return plan;
        }

        if (method is { Name: "Shuffle", ContainingType.Name: "Random" })
        {
            if ((call.Expression as MemberAccessExpressionSyntax)?.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Shared" } shared)
                return null;
            plan.Replace(document, shared.Span, $"new {shared.Expression}(0)");
            return plan;
        }

        // A provider that translates queries cannot call a Random, and one Random does not serve several threads.
        if (method.ContainingType.Name != "Enumerable" || StatementsAround(call) is not { } statements)
            return null;
        var seeded = SeededBefore(call, statements);
        var random = seeded ?? new FreshNames(model, call).Next("random");
        var draw = NodeAt<InvocationExpressionSyntax>(root, diagnostic, MLAP6017UnrepeatableShuffleAnalyzer.DrawProperty);
        if (method.Name == "Shuffle" && call.Expression is MemberAccessExpressionSyntax { Name: var name } && call.ArgumentList.Arguments.Count == 0)
            plan.Replace(document, TextSpan.FromBounds(name.SpanStart, call.Span.End), $"OrderBy(_ => {random}.Next())");
        else if (draw is null || !call.ArgumentList.Span.Contains(draw.Span))
            return null;
        else if (creation is not null)
            plan.Replace(document, creation.Span, random);
        else if (draw.Expression is MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Shared" } shared })
            plan.Replace(document, shared.Span, random);
        else if (draw.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "NewGuid" } or IdentifierNameSyntax { Identifier.ValueText: "NewGuid" })
            plan.Replace(document, draw.Span, $"{random}.Next()");
        else
            return null;

        if (seeded is not null)
            return plan;

        // Findings of one method share the declaration: it stands before the first of their statements.
        var first = statements.First(statement => statement.Span.Contains(call.Span) || Draws(statement));
        plan.Insert(document, StartOf(first), $"var {random} = new Random(0);{MlExpressions.NewLineOf(text)}{EditPlan.Indentation(first)}");
        plan.Use(document, model, call.SpanStart, "Random", "System", MlExpressions.NewLineOf(text));
        return plan;
    }

    private static void Seed(EditPlan plan, Document document, BaseObjectCreationExpressionSyntax creation)
    {
        if (creation.ArgumentList is not { } list)
            plan.Insert(document, ((ObjectCreationExpressionSyntax)creation).Type.Span.End, "(0)");
        else if (list.Arguments.FirstOrDefault() is { } given)
            plan.Replace(document, given.Expression.Span, "0");
        else
            plan.Insert(document, list.OpenParenToken.Span.End, "0");
    }

    private static T? NodeAt<T>(SyntaxNode root, Diagnostic diagnostic, string property)
        where T : SyntaxNode =>
        diagnostic.Properties.TryGetValue(property, out var start) && start is not null
            ? root.FindToken(int.Parse(start, CultureInfo.InvariantCulture)).Parent?.AncestorsAndSelf().OfType<T>().FirstOrDefault()
            : null;

    /// <summary>The statements of the method or local function that a call stands in; null where an expression is all of it.</summary>
    private static IReadOnlyList<StatementSyntax>? StatementsAround(SyntaxNode call)
    {
        foreach (var outer in call.Ancestors())
        {
            switch (outer)
            {
                case LocalFunctionStatementSyntax function:
                    return function.Body?.Statements;
                case GlobalStatementSyntax:
                    return ((CompilationUnitSyntax)outer.Parent!).Members.OfType<GlobalStatementSyntax>().Select(global => global.Statement).ToList();
                case BaseMethodDeclarationSyntax method:
                    return method.Body?.Statements;
                case AccessorDeclarationSyntax accessor:
                    return accessor.Body?.Statements;
                case MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The last <c>Random</c> with a constant seed that the same statements have declared before.</summary>
    private static string? SeededBefore(SyntaxNode call, IReadOnlyList<StatementSyntax> statements) =>
        statements.TakeWhile(statement => statement.Span.End <= call.SpanStart)
            .OfType<LocalDeclarationStatementSyntax>()
            .SelectMany(statement => statement.Declaration.Variables)
            .LastOrDefault(variable => variable.Initializer?.Value is ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: "Random" }, ArgumentList.Arguments: { Count: 1 } arguments } && arguments[0].Expression is LiteralExpressionSyntax)
            ?.Identifier.ValueText;

    private static bool Draws(StatementSyntax statement) =>
        statement is not LocalFunctionStatementSyntax
        && statement.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call.Expression is MemberAccessExpressionSyntax access
            && access.Name.Identifier.ValueText switch
            {
                "NewGuid" => true,
                "Shuffle" => call.ArgumentList.Arguments.Count == 0,
                _ => access.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Shared" },
            });

    /// <summary>Where a statement begins, the comment above it included.</summary>
    private static int StartOf(StatementSyntax statement)
    {
        var comment = statement.GetLeadingTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
        return comment.RawKind == 0 ? statement.SpanStart : comment.SpanStart;
    }
}
