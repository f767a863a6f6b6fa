using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Prints, below the accuracy, what it hides.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6014AccuracyAloneCodeFix))]
public sealed class MLAP6014AccuracyAloneCodeFix : CodeFixProvider
{
    public const string PrintMore = "MLAP6014.PrintMore";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP6014");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is null || diagnostic.AdditionalLocations.Count == 0 || diagnostic.AdditionalLocations[0] is not { } read || read.SourceTree != root.SyntaxTree)
                continue;
            if (root.FindNode(read.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is not { Expression: IdentifierNameSyntax metrics, Name.Identifier.ValueText: var metric })
                continue;
            var statement = read.SourceTree is null ? null : metrics.Ancestors().OfType<ExpressionStatementSyntax>().FirstOrDefault();
            if (statement is not { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WriteLine", Expression: IdentifierNameSyntax { Identifier.ValueText: "Console" } } print }, Parent: BlockSyntax or GlobalStatementSyntax })
                continue;

            var edits = new Edits(await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false));
            var more = metric == "Accuracy"
                ? $"Area under the ROC curve: {{{metrics}.AreaUnderRocCurve:0.###}}, F1: {{{metrics}.F1Score:0.###}}"
                : $"Macro accuracy: {{{metrics}.MacroAccuracy:0.###}}, log-loss: {{{metrics}.LogLoss:0.###}}";
            edits.InsertLineAfter(statement, $"{print}($\"{more}\");");
            if (await edits.CompileAsync(context.Document, context.CancellationToken).ConfigureAwait(false))
                context.RegisterCodeFix(CodeAction.Create("Print what accuracy hides too", _ => Task.FromResult(edits.Apply(context.Document)), PrintMore), diagnostic);
        }
    }
}
