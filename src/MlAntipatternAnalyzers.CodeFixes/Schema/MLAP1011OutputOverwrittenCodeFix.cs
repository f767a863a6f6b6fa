using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Lets a second Concatenate take in what the first one made: the column becomes the first of its own inputs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1011OutputOverwrittenCodeFix))]
public sealed class MLAP1011OutputOverwrittenCodeFix : CodeFixProvider
{
    public const string AddInput = "MLAP1011.AddInput";

    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("MLAP1011");

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || !diagnostic.Properties.TryGetValue(MLAP1011OutputOverwrittenAnalyzer.ColumnProperty, out var column) || column is null
            || Edits.CallAt(root, diagnostic.Location.SourceSpan) is not { } call || FirstInput(call) is not { } first || call.ArgumentList.Arguments[0].Expression is not { } output || !ColumnPlace.Spells(output, column))
            return;
        var edits = new Edits(await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false));
        edits.InsertBefore(first, output + ", ");
        context.RegisterCodeFix(CodeAction.Create($"Concatenate '{column}' as well", _ => Task.FromResult(edits.Apply(context.Document)), AddInput), diagnostic);
    }

    /// <summary>The first input, where the inputs are written out one by one or in an array.</summary>
    private static ExpressionSyntax? FirstInput(InvocationExpressionSyntax call)
    {
        if (call.ArgumentList.Arguments is not { Count: > 1 } arguments || arguments.Any(argument => argument.NameColon is { Name.Identifier.ValueText: not "outputColumnName" and not "inputColumnNames" }))
            return null;
        return arguments[1].Expression switch
        {
            ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: { Count: > 0 } items } => items[0],
            ArrayCreationExpressionSyntax { Initializer.Expressions: { Count: > 0 } items } => items[0],
            LiteralExpressionSyntax literal => literal,
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } name => name,
            _ => null,
        };
    }
}
