using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules.Skew;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <summary>Saves or serves <c>preprocess.Append(model)</c> in place of <c>model</c>; gives the fitted preprocessing a name where it has none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP4001SavedModelMissesTransformsCodeFix))]
public sealed class MLAP4001SavedModelMissesTransformsCodeFix : CodeFixProvider
{
    public const string AppendKey = "MLAP4001.Append";

    private static readonly InTurnFixAllProvider Provider = new(Targets, FixAsync);

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP4001");

    public override FixAllProvider GetFixAllProvider() => Provider;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await Provider.FixOneAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } changed)
                context.RegisterCodeFix(CodeAction.Create("Append the model to the transforms before it", _ => Task.FromResult(changed), AppendKey), diagnostic);
        }
    }

    /// <summary>The call that saves or serves, and the calls of <c>Transform</c> that are missing in it.</summary>
    private static ImmutableArray<SyntaxNode> Targets(SyntaxNode root, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(MLAP4001SavedModelMissesTransformsAnalyzer.TransformsProperty, out var spans) || spans is null)
            return ImmutableArray<SyntaxNode>.Empty;
        var nodes = ImmutableArray.CreateBuilder<SyntaxNode>();
        nodes.Add(root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>()!);
        foreach (var span in spans.Split(','))
        {
            var plus = span.IndexOf('+');
            var place = new TextSpan(int.Parse(span.Substring(0, plus), CultureInfo.InvariantCulture), int.Parse(span.Substring(plus + 1), CultureInfo.InvariantCulture));
            nodes.Add(root.FindNode(place).DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(call => call.Span == place)!);
        }

        return nodes.Contains(null!) ? ImmutableArray<SyntaxNode>.Empty : nodes.ToImmutable();
    }

    private static async Task<Document?> FixAsync(Document document, ImmutableArray<SyntaxNode> targets, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var semantics = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var use = (InvocationExpressionSyntax)targets[0];
        if (semantics.GetOperation(use, cancellationToken) is not IInvocationOperation operation
            || operation.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.Name == "ITransformer")?.Syntax is not ArgumentSyntax { Expression: var model })
            return null;

        var editor = await DocumentEditor.CreateAsync(document, cancellationToken).ConfigureAwait(false);
        var names = new FreshNames(semantics, use);
        string? chain = null;
        foreach (var transform in targets.Skip(1).Cast<InvocationExpressionSyntax>())
        {
            if (transform.Expression is not MemberAccessExpressionSyntax { Expression: var transformer } access)
                return null;
            var held = Holder.IsStable(transformer, semantics, use, cancellationToken) ? transformer.WithoutTrivia().ToString() : Name(editor, access, use, names);
            if (held is null)
                return null;
            chain = chain is null ? held : $"{chain}.Append({held})";
        }

        editor.ReplaceNode(model, SyntaxFactory.ParseExpression($"{chain}.Append({model.WithoutTrivia().ToFullString()})").WithTriviaFrom(model));
        return editor.GetChangedDocument();
    }

    /// <summary>Makes <c>estimator.Fit(view).Transform(view)</c> two statements; returns the name of the transformer, or null where that cannot be done.</summary>
    private static string? Name(DocumentEditor editor, MemberAccessExpressionSyntax transform, SyntaxNode use, FreshNames names)
    {
        if (transform.Expression is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Fit" } fit } fitted)
            return null;

        // What is evaluated only sometimes, or elsewhere, cannot be taken out.
        var statement = transform.Ancestors().TakeWhile(node => node is not AnonymousFunctionExpressionSyntax and not ConditionalExpressionSyntax and not ConditionalAccessExpressionSyntax
            and not SwitchExpressionArmSyntax and not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression })
            .OfType<StatementSyntax>().FirstOrDefault();
        if (statement is not (LocalDeclarationStatementSyntax or ExpressionStatementSyntax))
            return null;

        // A label or a loop without braces has no room for a second statement; what is declared in a block is not known outside it.
        var container = statement.Parent is GlobalStatementSyntax global ? global.Parent : statement.Parent as BlockSyntax;
        if (container is null || !container.Span.Contains(use.Span) || use.SpanStart < statement.SpanStart)
            return null;

        var name = names.Next(fit.Expression is IdentifierNameSyntax estimator ? "fitted" + Capitalized(estimator.Identifier.ValueText) : "preprocess");
        var lineEnd = statement.SyntaxTree.GetText().ToString().Contains("\r\n") ? SyntaxFactory.CarriageReturnLineFeed : SyntaxFactory.LineFeed;
        var declaration = SyntaxFactory.ParseStatement($"var {name} = {fitted.WithoutTrivia().ToFullString()};")
            .WithLeadingTrivia(statement.GetLeadingTrivia())
            .WithTrailingTrivia(lineEnd);
        var rest = transform.WithExpression(SyntaxFactory.IdentifierName(name).WithLeadingTrivia(fitted.GetLeadingTrivia()).WithTrailingTrivia(Comments(fitted.GetTrailingTrivia())));
        if (!Comments(rest.OperatorToken.LeadingTrivia).Any())
            rest = rest.WithOperatorToken(rest.OperatorToken.WithLeadingTrivia());
        var remaining = statement.ReplaceNode(transform, rest).WithLeadingTrivia(Indentation(statement));
        if (statement.Parent is GlobalStatementSyntax outer)
        {
            editor.InsertBefore(outer, SyntaxFactory.GlobalStatement(declaration));
            editor.ReplaceNode(outer, SyntaxFactory.GlobalStatement(remaining));
        }
        else
        {
            editor.InsertBefore(statement, declaration);
            editor.ReplaceNode(statement, remaining);
        }

        return name;
    }

    private static SyntaxTriviaList Comments(SyntaxTriviaList trivia) =>
        trivia.Any(item => !item.IsKind(SyntaxKind.WhitespaceTrivia) && !item.IsKind(SyntaxKind.EndOfLineTrivia)) ? trivia : SyntaxTriviaList.Empty;

    private static SyntaxTriviaList Indentation(SyntaxNode statement)
    {
        var last = statement.GetLeadingTrivia().LastOrDefault();
        return last.IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(last) : SyntaxTriviaList.Empty;
    }

    private static string Capitalized(string name) => char.ToUpperInvariant(name.TrimStart('_')[0]) + name.TrimStart('_').Substring(1);
}
