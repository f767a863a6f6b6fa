using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>An <c>MLContext</c>, and each catalog or experiment that was got from it: they draw random numbers from one source.</summary>
internal sealed class ContextValue : MadeValue
{
    public ContextValue(Origin origin, Value seed)
        : base(origin) => Seed = seed;

    public ContextValue(Origin origin, ISymbol member)
        : base(origin)
    {
        Seed = Unknown;
        Member = member;
    }

    /// <summary>The seed that its constructor is given; null where it is given none.</summary>
    public Value Seed { get; }

    /// <summary>The field or property that holds it, where another flow has put it there.</summary>
    public ISymbol? Member { get; }

    /// <summary>Whether its random numbers are others each time that the program runs.</summary>
    public bool IsUnseeded => Seed.Alternatives.Any(seed => seed is ConstantValue { Content: null });

    /// <summary>The contexts that a value may be, as they were made; what a member holds is asked only here, since only few ask who made a context.</summary>
    public static IEnumerable<ContextValue> In(Value value, ProgramModel model, CancellationToken cancellationToken)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<Value>(value.Alternatives);
        while (pending.Count > 0)
        {
            if (pending.Pop() is not ContextValue context)
                continue;
            if (context.Member is null)
            {
                yield return context;
            }
            else if (seen.Add(context.Member))
            {
                foreach (var held in model.Ask(() => model.MemberValue(context.Member, cancellationToken)).Alternatives)
                    pending.Push(held);
            }
        }
    }
}
