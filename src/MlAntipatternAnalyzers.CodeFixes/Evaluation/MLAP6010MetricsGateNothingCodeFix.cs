using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Saves a model only if it is better than a constant; or, where the runtime library is at hand, only if it passes a gate of thresholds in a file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP6010MetricsGateNothingCodeFix))]
public sealed class MLAP6010MetricsGateNothingCodeFix : CodeFixProvider
{
    public const string BeatConstant = "MLAP6010.BeatConstant";

    public const string UseGate = "MLAP6010.UseGate";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP6010");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var semantics = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || semantics is null || Edits.CallAt(root, context.Span) is not { } save || save.FirstAncestorOrSelf<StatementSyntax>() is not { } statement)
            return;
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (TrivialGate.Of(context.Diagnostics[0].Properties) is not { } gate || MetricsInScope(semantics, statement, gate, context.CancellationToken) is not { } metrics)
            return;

        if (statement.Parent is BlockSyntax or GlobalStatementSyntax)
        {
            var edits = new Edits(text);
            edits.InsertLineBefore(statement, string.Join(edits.LineEnd + edits.IndentationOf(statement), gate.Lines(metrics, semantics, statement.SpanStart)));
            await OfferAsync(context, edits, $"Save it only if '{metrics}.{gate.Metric}' is better than a constant's", BeatConstant).ConfigureAwait(false);
        }

        if (semantics.Compilation.GetTypeByMetadataName("MlAntipatternAnalyzers.Runtime.ModelGate") is not null
            && save.Expression is MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "Save" } name } && save.ArgumentList.Arguments.Count == 3)
        {
            var edits = new Edits(text);
            var isNamed = semantics.LookupNamespacesAndTypes(save.SpanStart, name: "ModelGate").Any();
            edits.Replace(name, "SaveIf");
            edits.InsertBefore(save.ArgumentList.Arguments[0], $"ModelGate.Load(\"gate.json\").Check({metrics}), ");
            if (!isNamed && root is CompilationUnitSyntax unit)
            {
                var added = UsingChanges.Add(unit, "MlAntipatternAnalyzers.Runtime", edits.LineEnd);
                edits.Replace(added.Span, added.NewText ?? "");
            }

            await OfferAsync(context, edits, "Save it only if it passes the gate of 'gate.json'", UseGate).ConfigureAwait(false);
        }
    }

    private static async Task OfferAsync(CodeFixContext context, Edits edits, string title, string key)
    {
        if (await edits.CompileAsync(context.Document, context.CancellationToken).ConfigureAwait(false))
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(edits.Apply(context.Document)), key), context.Diagnostics);
    }

    /// <summary>The one variable that holds metrics of the task where the model is saved.</summary>
    private static string? MetricsInScope(SemanticModel semantics, StatementSyntax statement, TrivialGate gate, CancellationToken cancellationToken)
    {
        var held = semantics.LookupSymbols(statement.SpanStart)
            .Where(symbol => symbol switch
            {
                ILocalSymbol local => gate.Fits(local.Type) && local.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer: not null } declared && declared.Span.End < statement.SpanStart),
                IParameterSymbol parameter => gate.Fits(parameter.Type),
                _ => false,
            })
            .ToList();
        return held.Count == 1 ? held[0].Name : null;
    }
}
