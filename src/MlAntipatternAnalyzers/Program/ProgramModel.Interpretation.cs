using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <content>Interpreting: which flows there are, each once, and what members hold in them.</content>
internal sealed partial class ProgramModel
{
    /// <summary>What the compilation assigns to a field or auto-property, from all flows.</summary>
    public Value MemberValue(ISymbol member, CancellationToken cancellationToken)
    {
        if (members.TryGetValue(member, out var known))
            return known;

        var carries = Cargoes.Of(member);
        if (carries == Cargo.Nothing)
            return members[member] = Value.Unknown;

        var outer = cycle;
        cycle = int.MaxValue;
        var values = new List<Value>();
        var writers = code.WritersOf(member).ToList();
        var complete = writers.Count <= MaximalWriters && (carries == Cargo.Values || writers.All(writer => writer.IsInitializer));
        foreach (var writer in complete ? writers : Enumerable.Empty<Body>())
        {
            foreach (var root in Interpret(writer, cancellationToken))
            {
                if (root.Writes.TryGetValue(member, out var written))
                    values.AddRange(written.Where(value => !IsItself(value, member)));
            }
        }

        var value = !complete ? Value.Unknown : writers.Count == 0 ? IsSettableOutside(member) ? Value.Unknown : ConstantValue.Null : JoinValue.Of(OneSequence(member, OnePerPlace(values)).ToList());
        if (cycle == int.MaxValue)
            members[member] = value;
        cycle = System.Math.Min(cycle, outer);
        return value;
    }

    /// <summary>Whether a value is what the member held before (<c>model ??= Load()</c>), which is one of the others.</summary>
    private static bool IsItself(Value value, ISymbol member) =>
        value is MadeValue { Origin: { Path: null, Node: var node } } && member.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == node.SyntaxTree && reference.Span == node.Span);

    private static bool IsSettableOutside(ISymbol member) =>
        member.DeclaredAccessibility is not Accessibility.Private
        && member switch
        {
            IFieldSymbol field => !field.IsReadOnly,
            IPropertySymbol property => property.SetMethod is { DeclaredAccessibility: not Accessibility.Private },
            _ => true,
        };

    /// <summary>A value that several instances of a class made at one place is one, seen from inside the class.</summary>
    private static IEnumerable<Value> OnePerPlace(IEnumerable<Value> values)
    {
        var seen = new HashSet<(System.Type, SyntaxNode)>();
        return values.Where(value => value is not MadeValue made || seen.Add((made.GetType(), made.Origin.Node)));
    }

    /// <summary>The collections that a member holds or that were added to it, as one.</summary>
    private static IEnumerable<Value> OneSequence(ISymbol member, IEnumerable<Value> values)
    {
        var all = values.ToList();
        var sequences = all.OfType<SequenceValue>().ToList();
        if (sequences.Count == 0)
            return all;
        var isArray = ((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type) is IArrayTypeSymbol;
        var exact = isArray && sequences.Count == 1 && sequences[0].Exact;
        var merged = new SequenceValue(sequences[0].Origin, sequences.SelectMany(sequence => sequence.Items).Distinct(), exact, sequences[0].Literal) { View = sequences[0].View, Shuffles = sequences.SelectMany(sequence => sequence.Shuffles).Distinct().ToImmutableArray() };
        return all.Where(value => value is not SequenceValue).Append(merged);
    }

    private Flows Collect(IEnumerable<Body> bodies, CancellationToken cancellationToken)
    {
        var roots = new List<FlowRoot>();
        var asked = new HashSet<Body>();
        var fields = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Queue<Body>(bodies);
        while (pending.Count > 0 && roots.Count < RootSearch.Maximal)
        {
            var body = pending.Dequeue();
            if (!asked.Add(body))
                continue;
            foreach (var root in RootsThrough(body, cancellationToken))
            {
                if (roots.Contains(root))
                    continue;
                roots.Add(root);
                foreach (var field in root.Fields.Concat(root.Writes.Keys))
                {
                    if (!fields.Add(field) || !Cargoes.HoldsMl(field))
                        continue;
                    foreach (var other in code.UsersOf(field))
                        pending.Enqueue(other);
                }
            }
        }

        return FlowsOf(Needed(roots).Where(root => !root.IsIdle));
    }

    /// <summary>The flows of these roots: the same object for the same roots, so that what is worked out about them is worked out once for all their files.</summary>
    private Flows FlowsOf(IEnumerable<FlowRoot> roots)
    {
        var ordered = roots.OrderBy(root => Order(root.Body)).ThenBy(root => root.Body.Node.SpanStart).ToImmutableArray();
        if (ordered.IsEmpty)
            return Flows.None;
        if (!flowsByFirst.TryGetValue(ordered[0], out var sharing))
            flowsByFirst.Add(ordered[0], sharing = new List<Flows>());
        foreach (var shared in sharing)
        {
            if (shared.Roots.SequenceEqual(ordered))
                return shared;
        }

        var made = new Flows(this, ordered);
        sharing.Add(made);
        return made;
    }

    /// <summary>The flows that run through a body, asked while none is being interpreted.</summary>
    private IReadOnlyList<FlowRoot> RootsThrough(Body body, CancellationToken cancellationToken)
    {
        if (!rootsThrough.TryGetValue(body, out var known))
            rootsThrough.Add(body, known = Interpret(body, cancellationToken));
        return known;
    }

    private int Order(Body body) => code.OrderOf(body.Node.SyntaxTree);

    /// <summary>The flows that run through a body.</summary>
    private IReadOnlyList<FlowRoot> Interpret(Body body, CancellationToken cancellationToken)
    {
        var result = new List<FlowRoot>();
        var complete = true;
        foreach (var start in search.Of(body))
        {
            foreach (var type in search.TypesOf(start))
            {
                var root = Interpret(start, type, cancellationToken);
                complete &= root is not null;
                if (root is not null && !result.Contains(root))
                    result.Add(root);
            }
        }

        if (!complete || result.Any(root => root.Visited.Contains(body)))
            return result;

        // A caller may have been given up on as well, and begin a flow of its own that comes here.
        if (traced.Add(body))
        {
            var through = code.CallersOf(body).Where(caller => !traced.Contains(caller)).SelectMany(caller => Interpret(caller, cancellationToken)).Where(root => root.Visited.Contains(body)).Distinct().ToList();
            traced.Remove(body);
            if (through.Count > 0)
                return result.Union(through).ToList();
        }

        // No caller's flow came here: a call that cannot be resolved, a budget that ran out. It begins a flow of its own.
        foreach (var type in search.TypesOf(body))
        {
            if (Interpret(body, type, cancellationToken) is { } root)
            {
                root.IsDetached = true;
                result.Add(root);
            }
        }

        return result;
    }

    /// <summary>Leaves out flows that begin where no caller came, when a flow comes there all the same: through a delegate, a <c>Lazy</c>, a derived class's constructor.</summary>
    private static IEnumerable<FlowRoot> Needed(IReadOnlyCollection<FlowRoot> roots) =>
        roots.Where(root => !(root.IsDetached || root.Body.Method is { MethodKind: MethodKind.Constructor }) || !roots.Any(other => other != root && !other.IsDetached && other.Visited.Contains(root.Body)));

    private FlowRoot? Interpret(Body body, INamedTypeSymbol? type, CancellationToken cancellationToken)
    {
        if (interpreted.TryGetValue((body, type), out var known))
            return known;

        var running = inProgress.IndexOf((body, type));
        if (running >= 0)
        {
            cycle = System.Math.Min(cycle, running);
            return unfinished.TryGetValue((body, type), out var earlier) ? earlier : null;
        }

        var position = inProgress.Count;
        var root = Run(body, type, cancellationToken);

        // A flow that reads what it assigns itself (a model loaded on first use) is run again with what it assigned.
        if (cycle == position)
        {
            unfinished.Add((body, type), root);
            root = Run(body, type, cancellationToken);
            unfinished.Remove((body, type));
        }

        // What was worked out while a flow further out was still unfinished is worked out again when that one is done.
        if (cycle >= position || Attempts(body, type) > MaximalAttempts)
        {
            cycle = int.MaxValue;
            interpreted.Add((body, type), root);
        }

        return root;
    }

    private FlowRoot Run(Body body, INamedTypeSymbol? type, CancellationToken cancellationToken)
    {
        var root = new FlowRoot(body, type);
        inProgress.Add((body, type));
        try
        {
            Interpreter.Interpret(this, root, cancellationToken);
        }
        finally
        {
            inProgress.RemoveAt(inProgress.Count - 1);
        }

        return root;
    }

    private int Attempts(Body body, INamedTypeSymbol? type)
    {
        attempts.TryGetValue((body, type), out var count);
        return attempts[(body, type)] = count + 1;
    }
}
