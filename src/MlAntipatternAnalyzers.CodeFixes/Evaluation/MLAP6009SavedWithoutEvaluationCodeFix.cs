using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Keeps rows apart, evaluates the fitted model on them, and goes on to the save only if it is better than a constant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6009SavedWithoutEvaluationCodeFix))]
public sealed class MLAP6009SavedWithoutEvaluationCodeFix : CodeFixProvider
{
    public const string EvaluateFirst = "MLAP6009.EvaluateFirst";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP6009");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Find(root, diagnostic) is not var (save, fit) || await EditAsync(context.Document, save, fit, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } edits)
                continue;
            if (await edits.CompileAsync(context.Document, context.CancellationToken).ConfigureAwait(false))
                context.RegisterCodeFix(CodeAction.Create("Evaluate the model on rows that it has not seen, before it is saved", _ => Task.FromResult(edits.Apply(context.Document)), EvaluateFirst), diagnostic);
        }
    }

    /// <summary>The save and the fit, where they stand in one method of one file.</summary>
    private static (InvocationExpressionSyntax Save, InvocationExpressionSyntax Fit)? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        if (diagnostic.AdditionalLocations.Count == 0 || diagnostic.AdditionalLocations[0] is not { SourceTree: { } tree } location || tree != diagnostic.Location.SourceTree)
            return null;
        var save = Edits.CallAt(root, diagnostic.Location.SourceSpan);
        var fit = root.FindNode(location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>();
        return save is null || fit is null || MethodOf(save) != MethodOf(fit) || fit.SpanStart > save.SpanStart ? null : (save, fit);
    }

    private static async Task<Edits?> EditAsync(Document document, InvocationExpressionSyntax save, InvocationExpressionSyntax fit, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var semantics = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (semantics is null || TrivialGate.Of(diagnostic.Properties) is not { } gate || !diagnostic.Properties.TryGetValue("Label", out var label) || FittedVariable(fit) is not { } variable)
            return null;
        var statement = fit.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>()!;
        if (!Saves(save, variable)
            || MlExpressions.Catalog(semantics, save, gate.Catalog + "Catalog", gate.Catalog, cancellationToken) is not { } catalog
            || MlExpressions.Catalog(semantics, save, "DataOperationsCatalog", "Data", cancellationToken) is not { } data)
            return null;

        var edits = new Edits(await document.GetTextAsync(cancellationToken).ConfigureAwait(false));
        var rows = fit.ArgumentList.Arguments[0].Expression;
        string test;
        if (rows is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TrainSet", Expression: IdentifierNameSyntax sides })
        {
            test = sides + ".TestSet";
        }
        else if (rows is IdentifierNameSyntax && !IsSide(rows, semantics, cancellationToken))
        {
            var split = Edits.UniqueName(semantics, statement.SpanStart, "split");
            edits.InsertLineBefore(statement, $"var {split} = {data}.TrainTestSplit({rows}, testFraction: 0.2);");
            edits.Replace(rows, split + ".TrainSet");
            test = split + ".TestSet";
        }
        else
        {
            return null;
        }

        var metrics = Edits.UniqueName(semantics, statement.SpanStart, "metrics");
        var named = label == "Label" ? "" : $", labelColumnName: {SymbolDisplay.FormatLiteral(label!, quote: true)}";
        var evaluation = $"var {metrics} = {catalog}.{gate.Evaluate}({variable}.Transform({test}){named});";
        edits.InsertLineAfter(statement, string.Join(edits.LineEnd + edits.IndentationOf(statement), new[] { evaluation }.Concat(gate.Lines(metrics, semantics, statement.SpanStart))));
        return edits;
    }

    /// <summary>The variable of <c>var model = pipeline.Fit(rows);</c>.</summary>
    private static string? FittedVariable(InvocationExpressionSyntax fit) =>
        fit is
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Fit" },
            ArgumentList.Arguments.Count: 1,
            Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } } } variable },
        }
            ? variable.Identifier.ValueText
            : null;

    /// <summary>Rows that were set apart already, under another name: to split them again would leave the test rows unused.</summary>
    private static bool IsSide(ExpressionSyntax rows, SemanticModel semantics, CancellationToken cancellationToken) =>
        semantics.GetSymbolInfo(rows, cancellationToken).Symbol is not { } symbol
        || symbol.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TrainSet" or "TestSet" } });

    private static bool Saves(InvocationExpressionSyntax save, string variable) =>
        save.ArgumentList.Arguments.Any(argument => argument.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == variable)
        || save.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var receiver } } && receiver == variable;

    private static SyntaxNode? MethodOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(ancestor => ancestor is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax);
}
