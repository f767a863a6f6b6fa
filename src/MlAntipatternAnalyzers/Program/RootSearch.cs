using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Follows calls upwards, from a body to where the flows through it begin.</summary>
internal sealed class RootSearch
{
    /// <summary>No more flows than this are followed at a time.</summary>
    public const int Maximal = 96;

    private readonly CodeIndex code;
    private readonly Cargoes cargoes;
    private readonly bool isLibrary;
    private readonly Dictionary<Body, ImmutableArray<Body>> roots = new();

    public RootSearch(CodeIndex code, Cargoes cargoes, Compilation compilation)
    {
        this.code = code;
        this.cargoes = cargoes;
        isLibrary = compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary;
    }

    /// <summary>Where the flows through a body begin: itself, where nothing calls it.</summary>
    public ImmutableArray<Body> Of(Body body)
    {
        if (roots.TryGetValue(body, out var known))
            return known;

        var direct = CallersThatCount(body);
        known = direct.IsEmpty ? ImmutableArray.Create(body) : Above(body, direct);
        roots.Add(body, known);
        return known;
    }

    /// <summary>The classes of <c>this</c> that a flow begins with: the derived ones of an abstract class.</summary>
    public IEnumerable<INamedTypeSymbol?> TypesOf(Body body)
    {
        if (body.Type is not { } type || body.Symbol.IsStatic || body.IsTopLevel)
            return new INamedTypeSymbol?[] { null };
        if (!type.IsAbstract)
            return new[] { type };
        var concrete = code.ConcreteTypes(type).Take(JoinValue.Limit).ToList();
        return concrete.Count == 0 ? new[] { type } : concrete;
    }

    private ImmutableArray<Body> Above(Body body, ImmutableArray<Body> direct)
    {
        var found = new List<Body>();
        var seen = new HashSet<Body> { body };
        var pending = new Stack<Body>();
        pending.Push(body);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            var callers = current == body ? direct : CallersThatCount(current);
            if (callers.IsEmpty || IsOpen(current))
                found.Add(current);

            foreach (var caller in callers)
            {
                if (seen.Add(caller))
                    pending.Push(caller);
            }
        }

        return found.Count == 0 ? ImmutableArray.Create(body) : found.Take(Maximal).ToImmutableArray();
    }

    /// <summary>The callers of a body that give it anything of interest.</summary>
    private ImmutableArray<Body> CallersThatCount(Body body) =>
        body.Method is { } method && cargoes.IsBoundary(method) ? ImmutableArray<Body>.Empty : code.CallersOf(body);

    /// <summary>Whether code outside the compilation may call a body with views, models or estimators of its own.</summary>
    private bool IsOpen(Body body)
    {
        if (!isLibrary || body.Method is not { } method || !cargoes.TakesMl(method))
            return false;
        for (ISymbol? symbol = method; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not Accessibility.Public and not Accessibility.Protected and not Accessibility.ProtectedOrInternal)
                return false;
        }

        return true;
    }
}
