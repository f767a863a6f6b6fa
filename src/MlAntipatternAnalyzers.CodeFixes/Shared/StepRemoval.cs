using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MlAntipatternAnalyzers.CodeFixes.Shared;

/// <summary>Takes one step out of a chain of estimators.</summary>
internal static class StepRemoval
{
    /// <summary>The edits, or null where it is not plain how, or a comment would go.</summary>
    /// <param name="document">The document.</param>
    /// <param name="text">Its text.</param>
    /// <param name="step">The call that makes the step.</param>
    public static EditPlan? Plan(Document document, SourceText text, InvocationExpressionSyntax step)
    {
        var plan = new EditPlan();
        if (step.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Append" } access } append } })
        {
            // Nothing is left of a statement that only appends the step.
            if (append.Parent is AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } assignment && SyntaxFactory.AreEquivalent(assignment.Left, access.Expression))
            {
                if (Removal.LinesOf(statement) is not { } lines)
                    return null;
                plan.Replace(document, lines, "");
                return plan;
            }

            var appended = TextSpan.FromBounds(access.Expression.Span.End, append.Span.End);
            if (Removal.HasComment(append, appended))
                return null;
            plan.Replace(document, appended, "");
            return plan;
        }

        // The first step: what is appended to it begins the chain.
        if (step.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Append", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } next })
            return null;
        var head = TextSpan.FromBounds(step.SpanStart, arguments[0].Expression.SpanStart);
        var tail = TextSpan.FromBounds(arguments[0].Span.End, next.Span.End);
        if (Removal.HasComment(next, head) || Removal.HasComment(next, tail))
            return null;
        plan.Replace(document, head, "");
        plan.Replace(document, tail, "");
        return plan;
    }
}
