using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Flows that belong together: what a rule asks its question of.</summary>
internal sealed class Flows
{
    public static readonly Flows None = new(null, ImmutableArray<FlowRoot>.Empty);

    private readonly ILookup<EventKind, ProgramEvent> byKind;
    private readonly Lazy<ImmutableArray<Training>> trainings;

    public Flows(ProgramModel? model, ImmutableArray<FlowRoot> roots)
    {
        Model = model;
        Roots = roots;
        Events = roots.SelectMany(root => root.Events).ToImmutableArray();
        byKind = Events.ToLookup(@event => @event.Kind);
        trainings = new Lazy<ImmutableArray<Training>>(() => Of(EventKind.Fit).Concat(Of(EventKind.CrossValidate)).SelectMany(Training.Of).ToImmutableArray());
    }

    public ProgramModel? Model { get; }

    public ImmutableArray<FlowRoot> Roots { get; }

    public ImmutableArray<ProgramEvent> Events { get; }

    /// <summary>Every trainer that is fitted, worked out once for all rules.</summary>
    public ImmutableArray<Training> Trainings => trainings.Value;

    /// <summary>What each step and event of the flows reads and writes; one alternative of a join each.</summary>
    public IEnumerable<SchemaUse> SchemaUses => Model is null ? Enumerable.Empty<SchemaUse>() : Roots.SelectMany(root => SchemasOf(root).Uses);

    /// <summary>The columns of the views of one flow.</summary>
    public Schemas SchemasOf(FlowRoot root) => Schemas.Of(root, Model!.Symbols);

    public IEnumerable<ProgramEvent> Of(EventKind kind) => byKind[kind];
}
