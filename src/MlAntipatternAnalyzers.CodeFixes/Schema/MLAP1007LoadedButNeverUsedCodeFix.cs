using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Removes the member that nothing reads, and what object initializers give it; or the column from the list of those that are loaded.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1007LoadedButNeverUsedCodeFix))]
public sealed class MLAP1007LoadedButNeverUsedCodeFix : PlannedCodeFix
{
    public const string Remove = "MLAP1007.Remove";

    public MLAP1007LoadedButNeverUsedCodeFix()
        : base("MLAP1007", "Do not load it", Remove)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var plan = new EditPlan();
        if (diagnostic.Properties.TryGetValue(MLAP1007LoadedButNeverUsedAnalyzer.MemberProperty, out var name))
        {
            var given = new List<(Document Home, AssignmentExpressionSyntax Assignment)>();
            if (await DeclaredMember.FindAsync(document, diagnostic, MLAP1007LoadedButNeverUsedAnalyzer.RowProperty, name, cancellationToken).ConfigureAwait(false) is not { } member
                || !PlanMember(plan, member) || !await FindUsesAsync(given, document.Project.Solution, member, cancellationToken).ConfigureAwait(false))
                return null;
            foreach (var home in given.GroupBy(use => use.Home.Id))
            {
                var file = home.First().Home;
                if (!ListRemoval.Plan(plan, file, await file.GetTextAsync(cancellationToken).ConfigureAwait(false), home.Select(use => use.Assignment), mayBeEmpty: true))
                    return null;
            }

            return plan;
        }

        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is { } column && ListRemoval.Plan(plan, document, text, new[] { column }) ? plan : null;
    }

    private static bool PlanMember(EditPlan plan, DeclaredMember member)
    {
        if (Removal.LinesOf(member.Declaration, isMember: true) is { } lines)
        {
            plan.Replace(member.Home, lines, "");
            return true;
        }

        // Beside others on its line it goes with the space behind it.
        var declared = member.Declaration;
        if (Removal.HasComment(declared) || declared.GetLeadingTrivia().Concat(declared.GetTrailingTrivia()).Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia)))
            return false;
        plan.Replace(member.Home, TextSpan.FromBounds(declared.SpanStart, declared.FullSpan.End), "");
        return true;
    }

    /// <summary>Finds the object initializers that give the member a plain value; whatever else mentions it stays in the way.</summary>
    private static async Task<bool> FindUsesAsync(List<(Document Home, AssignmentExpressionSyntax Assignment)> given, Solution solution, DeclaredMember member, CancellationToken cancellationToken)
    {
        var semantics = await member.Home.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode declared = member.Declaration is FieldDeclarationSyntax field ? field.Declaration.Variables[0] : member.Declaration;
        if (semantics?.GetDeclaredSymbol(declared, cancellationToken) is not { } symbol)
            return false;
        foreach (var use in (await SymbolFinder.FindReferencesAsync(symbol, solution, cancellationToken).ConfigureAwait(false)).SelectMany(found => found.Locations))
        {
            var root = await use.Document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
            if (root?.FindNode(use.Location.SourceSpan, findInsideTrivia: true) is not IdentifierNameSyntax { Parent: AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment } name || assignment.Left != name || !IsPlain(assignment.Right))
                return false;
            given.Add((use.Document, assignment));
        }

        return true;
    }

    /// <summary>Whether nothing is lost when a value is not computed.</summary>
    private static bool IsPlain(ExpressionSyntax value) => !value.DescendantNodesAndSelf().Any(node => node is InvocationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax or BaseObjectCreationExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression } or PrefixUnaryExpressionSyntax { OperatorToken.RawKind: (int)SyntaxKind.PlusPlusToken or (int)SyntaxKind.MinusMinusToken });
}
