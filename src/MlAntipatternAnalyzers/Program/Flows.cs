using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Flows that belong together: what a rule asks its question of.</summary>
internal sealed class Flows
{
    public static readonly Flows None = new(null, ImmutableArray<FlowRoot>.Empty);

    private readonly ILookup<EventKind, ProgramEvent> byKind;

    public Flows(ProgramModel? model, ImmutableArray<FlowRoot> roots)
    {
        Model = model;
        Roots = roots;
        Events = roots.SelectMany(root => root.Events).ToImmutableArray();
        byKind = Events.ToLookup(@event => @event.Kind);
    }

    public ProgramModel? Model { get; }

    public ImmutableArray<FlowRoot> Roots { get; }

    public ImmutableArray<ProgramEvent> Events { get; }

    public IEnumerable<ProgramEvent> Of(EventKind kind) => byKind[kind];
}
