using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Lists that hold the same row more than once: rows copied to balance classes, or drawn with replacement.</summary>
internal sealed partial class Interpreter
{
    /// <summary>Whether one sequence is the other, or holds all or some of its elements; two selections of one sequence may be its parts.</summary>
    private static bool HasRowsOf(SequenceValue left, SequenceValue right) => IsTakenFromAllOf(left, right) || IsTakenFromAllOf(right, left);

    private static bool IsTakenFromAllOf(SequenceValue taken, SequenceValue whole)
    {
        for (var all = whole; all is not null; all = all.IsSelection || all.Shrinks ? null : all.From)
        {
            for (var part = taken; part is not null; part = part.From)
            {
                if (ReferenceEquals(part, all))
                    return !all.Shrinks && (all.Items.Count > 0 || all.View is not null || !all.Exact);
            }
        }

        return false;
    }

    /// <summary>What becomes of a list that the elements of another are put into.</summary>
    private void AddRange(IInvocationOperation invocation, SequenceValue list, SequenceValue range)
    {
        var isEmpty = list.Items.Count == 0 && list.View is null && list.Exact;
        list.Repeats |= range.Repeats || IsTakenFromAllOf(range, list) || (frame.Loops > 0 && !range.Shrinks && IsMadeOutsideLoop(invocation, range.Origin.Node));
        Mix(list, range);
        MixIn(list);
        if (isEmpty)
            list.View = range.View;
        else if (list.View is { } mine && range.View is { } other && !mine.Equals(other))
            list.View = JoinValue.Of(mine, other);
    }

    /// <summary>Whether a loop around a call does not make anew what it is given.</summary>
    private static bool IsMadeOutsideLoop(IOperation call, SyntaxNode made) =>
        LoopAround(call) is { } loop && made.SyntaxTree == loop.Syntax.SyntaxTree && !loop.Syntax.FullSpan.Contains(made.Span) && MethodOf(made) == MethodOf(loop.Syntax);

    private static ILoopOperation? LoopAround(IOperation call)
    {
        for (var outer = call.Parent; outer is not null and not IAnonymousFunctionOperation and not ILocalFunctionOperation; outer = outer.Parent)
        {
            if (outer is ILoopOperation loop)
                return loop;
        }

        return null;
    }

    private static SyntaxNode? MethodOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<SyntaxNode>(ancestor => ancestor is MemberDeclarationSyntax or LocalFunctionStatementSyntax);

    /// <summary>
    /// Whether a loop adds a row that it does not come to itself: the row of a loop around it, again and again, or one that is drawn by a random number.
    /// </summary>
    private static bool AddsAgain(IInvocationOperation add)
    {
        if (add.Arguments.Length == 0)
            return false;
        var row = add.Arguments[0].Value;
        while (row is IConversionOperation conversion)
            row = conversion.Operand;
        return row switch
        {
            ILocalReferenceOperation { Local: var local } => LoopAround(add) is { } loop && IsKeptBy(loop, local),
            IPropertyReferenceOperation { Property.IsIndexer: true, Arguments.Length: 1 } item => IsDrawn(item.Arguments[0].Value),
            IArrayElementReferenceOperation { Indices.Length: 1 } item => IsDrawn(item.Indices[0]),
            _ => false,
        };
    }

    /// <summary>Whether a variable is declared before a loop, holds a row of a collection, and is left alone in it.</summary>
    private static bool IsKeptBy(ILoopOperation loop, ILocalSymbol local) =>
        local.DeclaringSyntaxReferences is { Length: 1 } references
            && !loop.Syntax.Span.Contains(references[0].Span)
            && references[0].GetSyntax() is ForEachStatementSyntax
            && !loop.Syntax.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => RootOf(assignment.Left) == local.Name);

    private static string RootOf(ExpressionSyntax target)
    {
        while (target is MemberAccessExpressionSyntax access)
            target = access.Expression;
        return target.ToString();
    }

    private static bool IsDrawn(IOperation index) =>
        index.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call => call.TargetMethod is { Name: "Next", ContainingType: { Name: "Random", ContainingNamespace.Name: "System" } });
}
