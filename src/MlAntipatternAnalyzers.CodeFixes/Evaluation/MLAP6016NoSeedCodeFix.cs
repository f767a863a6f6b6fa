using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Gives the context a seed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6016NoSeedCodeFix))]
public sealed class MLAP6016NoSeedCodeFix : CodeFixProvider
{
    public const string AddSeed = "MLAP6016.AddSeed";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP6016");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } creation || Seeded(creation) is not { } seeded)
            return;
        context.RegisterCodeFix(
            CodeAction.Create("Give the context a seed", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(creation, seeded))), AddSeed),
            context.Diagnostics);
    }

    /// <summary>The same creation with a seed; null where what it is given may be one at times.</summary>
    private static BaseObjectCreationExpressionSyntax? Seeded(BaseObjectCreationExpressionSyntax creation)
    {
        var seed = SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(1));
        switch (creation.ArgumentList?.Arguments.Count ?? 0)
        {
            case 0:
                var named = SyntaxFactory.Argument(SyntaxFactory.NameColon("seed").WithTrailingTrivia(SyntaxFactory.Space), default, seed);
                if (creation.ArgumentList is { } empty)
                    return creation.WithArgumentList(empty.AddArguments(named));
                if (creation is not ObjectCreationExpressionSyntax { Type: var type } full)
                    return null;
                var list = SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(named)).WithTrailingTrivia(type.GetTrailingTrivia());
                return full.WithType(type.WithoutTrailingTrivia()).WithArgumentList(list);

            case 1 when creation.ArgumentList!.Arguments.First() is { Expression: var given } argument
                && given.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression:
                return creation.ReplaceNode(given, seed.WithTriviaFrom(given));

            default:
                return null;
        }
    }
}
