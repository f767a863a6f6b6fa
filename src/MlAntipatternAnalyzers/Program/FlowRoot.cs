using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Where a flow begins: a body that nothing in the compilation calls with values of its own, on one class.</summary>
internal sealed class FlowRoot
{
    public FlowRoot(Body body, INamedTypeSymbol? thisType)
    {
        Body = body;
        ThisType = thisType;
    }

    public Body Body { get; }

    /// <summary>The class of <c>this</c>: a derived one, where the body's own is abstract.</summary>
    public INamedTypeSymbol? ThisType { get; }

    /// <summary>What the flow does, in order.</summary>
    public List<ProgramEvent> Events { get; } = new();

    /// <summary>The calls that it makes of methods that are neither ML.NET's nor .NET's, with what it gives them.</summary>
    public List<OwnCall> Calls { get; } = new();

    /// <summary>The calls of ML.NET's whose result it drops, though the result is all that they are for.</summary>
    public List<IInvocationOperation> Discarded { get; } = new();

    /// <summary>What it hands to code that is not followed, or returns to nobody who is known: whoever has it may do anything with it.</summary>
    public HashSet<Value> Exposed { get; } = new();

    /// <summary>The members that code reads which is never seen to run: a lambda that is kept for later.</summary>
    public HashSet<ISymbol> ReadUnseen { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Whether something happened to a view, a model or an estimator of which is not known which one it is, or was not looked at any more.</summary>
    public bool HasLostSight { get; set; }

    /// <summary>What becomes of what its evaluations answer, by where they are.</summary>
    public Dictionary<Origin, MetricUses> Metrics { get; } = new();

    /// <summary>The bodies that it runs through.</summary>
    public HashSet<Body> Visited { get; } = new();

    /// <summary>The members that it reads from what other flows assign.</summary>
    public HashSet<ISymbol> Fields { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>What it assigns to members, each value once.</summary>
    public Dictionary<ISymbol, List<Value>> Writes { get; } = new(SymbolEqualityComparer.Default);

    public Value Returns { get; set; } = Value.Unknown;

    /// <summary>Whether it begins where a caller should have come, but none did: a delegate that is stored, a budget that ran out.</summary>
    public bool IsDetached { get; set; }

    /// <summary>Whether it does nothing with ML.NET and gives nothing to anybody: no rule can have a question about it.</summary>
    public bool IsIdle => Events.Count == 0 && Calls.Count == 0 && Discarded.Count == 0;

    public void Write(ISymbol member, Value value)
    {
        if (!Writes.TryGetValue(member, out var values))
            Writes.Add(member, values = new List<Value>());
        foreach (var alternative in value.Alternatives)
        {
            if (!values.Contains(alternative))
                values.Add(alternative);
        }
    }
}
