using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Whether several threads come to one object. To be asked inside <see cref="ProgramModel.Ask{T}"/>.</summary>
internal static class Sharing
{
    private const int MaximalDepth = 3;

    /// <summary>Why the program has one object of a class, which everything uses; null where it has several, or nobody can tell.</summary>
    public static string? Of(ProgramModel model, INamedTypeSymbol type, int depth = 0)
    {
        foreach (var candidate in model.Code.ConcreteTypes(type).Prepend(type.OriginalDefinition))
        {
            var registered = model.Lifetimes.Of(candidate).ToList();
            if (registered.Any(registration => registration.Lifetime == Lifetime.Singleton))
                return $"'{candidate.Name}' is registered as a singleton";
            if (registered.Count > 0 || depth == MaximalDepth)
                continue;

            foreach (var maker in model.Code.Mentioning(candidate.Name, candidate))
            {
                foreach (var creation in model.Code.OperationOf(maker)?.DescendantsAndSelf().OfType<IObjectCreationOperation>() ?? Enumerable.Empty<IObjectCreationOperation>())
                {
                    if (SymbolEqualityComparer.Default.Equals(creation.Type?.OriginalDefinition, candidate) && OfHolder(model, creation.Syntax, maker, depth) is { } reason)
                        return reason;
                }
            }
        }

        return null;
    }

    private static string? OfHolder(ProgramModel model, SyntaxNode creation, Body body, int depth)
    {
        if (Disposal.Of(model.Code.SemanticsOf(creation.SyntaxTree), creation, body) is not { Kind: DisposalKind.Member, Member: { } member })
            return null;
        return member.IsStatic ? $"the static '{member.Name}' of '{member.ContainingType.Name}' holds it" : Of(model, member.ContainingType, depth + 1);
    }

    /// <summary>
    /// The call that runs a prediction on several threads at once with an engine that was made before it: <c>Parallel.ForEach</c>, PLINQ, <c>Task.Run</c> in a loop.
    /// </summary>
    public static SyntaxNode? ConcurrentCall(ProgramEvent prediction, EngineValue engine)
    {
        for (var path = prediction.Origin.Path; path is not null; path = path.Caller)
        {
            if (!path.Concurrent || IsMadeWithin(engine, path))
                continue;
            var isTask = path.Call is InvocationExpressionSyntax call && Repetitions.NameOf(call) is "Run" or "StartNew";
            if (!isTask || (path.InLoop && !IsAwaited(path.Call) && !IsMadeForEach(engine, path.Call)))
                return path.Call;
        }

        return null;
    }

    private static bool IsMadeWithin(EngineValue engine, CallPath concurrent)
    {
        for (var path = engine.Origin.Path; path is not null; path = path.Caller)
        {
            if (path.Call == concurrent.Call)
                return true;
        }

        return false;
    }

    /// <summary>One task after the other.</summary>
    private static bool IsAwaited(SyntaxNode call) =>
        call.Parent is AwaitExpressionSyntax
        || call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" or "Wait" or "GetAwaiter" or "ConfigureAwait" };

    /// <summary>Whether each iteration has an engine of its own.</summary>
    private static bool IsMadeForEach(EngineValue engine, SyntaxNode call) =>
        call.Ancestors().FirstOrDefault(node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax) is { } repeated
        && repeated.SyntaxTree == engine.Origin.Node.SyntaxTree && repeated.Span.Contains(engine.Origin.Node.Span);
}
