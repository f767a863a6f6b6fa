using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Whether code that looks at many predictions computes one thing of them: a count of hits, a mean error.</summary>
internal static class HandMetrics
{
    /// <summary>Whether the code that makes predictions, that called it, or that names their class, sums something up.</summary>
    public static bool AreComputed(FlowRoot root, ProgramEvent predicted, ProgramModel model) =>
        model.Ask(() => root.Visited.Any(body => IsNear(body, predicted) && model.OperationOf(body) is { } operation && SumsUp(operation, model)));

    private static bool IsNear(Body body, ProgramEvent predicted)
    {
        if (body == predicted.Body)
            return true;
        for (var path = predicted.Origin.Path; path is not null; path = path.Caller)
        {
            if (body.Node.Span.Contains(path.Call.Span) && body.Node.SyntaxTree == path.Call.SyntaxTree)
                return true;
        }

        var row = predicted.Kind == EventKind.Predict
            ? predicted.Model.Alternatives.OfType<EngineValue>().Select(engine => engine.Output).FirstOrDefault()
            : predicted.Method.TypeArguments.FirstOrDefault();
        return row is not null && body.Entry.Mentions(TreeIndex.Hash(row.Name));
    }

    private static bool SumsUp(IOperation body, ProgramModel model)
    {
        foreach (var operation in body.Descendants())
        {
            switch (operation)
            {
                case ICompoundAssignmentOperation { Target.Type.SpecialType: not SpecialType.System_String } or IIncrementOrDecrementOperation when IsRepeated(operation):
                case IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable" or "Queryable" or "ParallelEnumerable", Name: "Average" or "Sum" or "Zip" or "Aggregate" } }:
                case IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable" or "ParallelEnumerable", Name: "Count" or "Max" or "Min", Parameters.Length: > 0 }, Arguments.Length: > 1 }:
                case IInvocationOperation { TargetMethod: { ContainingType.Name: "Math" or "MathF", Name: "Abs" or "Pow" or "Sqrt" or "Log" } }:
                    return true;

                // What is so and what was predicted, given to a function of some library.
                case IInvocationOperation { Arguments: { Length: > 1 } arguments } when arguments.Count(argument => IsNumbers(argument.Value.Type, model)) > 1:
                case IInvalidOperation when operation.ChildOperations.Count(child => IsNumbers(child.Type, model)) > 1:
                    return true;
            }
        }

        return false;
    }

    private static bool IsNumbers(ITypeSymbol? type, ProgramModel model) => model.FactsOf(type).Element is { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Double };


    /// <summary>Whether it happens again and again, and does not only count the rounds.</summary>
    private static bool IsRepeated(IOperation operation)
    {
        for (var outer = operation; outer is not null; outer = outer.Parent)
        {
            if (outer.Parent is IForLoopOperation counted && counted.AtLoopBottom.Contains(outer))
                return false;
            if (outer.Parent is ILoopOperation)
                return true;
        }

        return false;
    }
}
