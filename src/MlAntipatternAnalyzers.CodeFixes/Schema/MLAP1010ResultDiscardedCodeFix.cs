using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.CodeFixes;

/// <summary>Assigns the result back to the view or pipeline that was meant to change, where it may be assigned; the model that is fitted gets a variable.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MLAP1010ResultDiscardedCodeFix))]
public sealed class MLAP1010ResultDiscardedCodeFix : PlannedCodeFix
{
    public const string Assign = "MLAP1010.Assign";

    public MLAP1010ResultDiscardedCodeFix()
        : base("MLAP1010", "Assign the result", Assign)
    {
    }

    private protected override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var semantics = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || semantics is null || Edits.CallAt(root, diagnostic.Location.SourceSpan) is not { Parent: ExpressionStatementSyntax statement } call
            || MlNetSymbols.TryCreate(semantics.Compilation) is not { } ml || semantics.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
            return null;

        var plan = new EditPlan();
        if (ml.ApiOf(method) == Api.Fit)
        {
            plan.Insert(document, statement.SpanStart, $"var {Edits.UniqueName(semantics, statement.SpanStart, "model")} = ");
            return plan;
        }

        if (Changed(call, ml, semantics, cancellationToken) is not { } changed)
            return null;
        plan.Insert(document, statement.SpanStart, $"{changed} = ");
        return plan;
    }

    /// <summary>The variable or member that was meant to change: the chain that is appended to, or the view that is given.</summary>
    private static ExpressionSyntax? Changed(InvocationExpressionSyntax call, MlNetSymbols ml, SemanticModel semantics, CancellationToken cancellationToken)
    {
        if (call.Expression is MemberAccessExpressionSyntax { Expression: var receiver } && IsAssignable(receiver) && ml.TypeOf(semantics.GetTypeInfo(receiver, cancellationToken).Type) == MlType.Estimator)
            return receiver;
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (IsAssignable(argument.Expression) && ml.IsView(semantics.GetTypeInfo(argument.Expression, cancellationToken).Type))
                return argument.Expression;
        }

        return null;
    }

    private static bool IsAssignable(ExpressionSyntax expression) => expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };
}
