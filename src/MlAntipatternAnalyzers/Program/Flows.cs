using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Flows that belong together: what a rule asks its question of.</summary>
internal sealed class Flows
{
    public static readonly Flows None = new(null, ImmutableArray<FlowRoot>.Empty);

    private readonly Dictionary<EventKind, List<ProgramEvent>> byKind = new();
    private readonly Lazy<ImmutableArray<Training>> trainings;
    private readonly Lazy<ImmutableArray<SavedModel>> saved;
    private readonly Lazy<ImmutableArray<DivergentFeature>> divergent;

    public Flows(ProgramModel? model, ImmutableArray<FlowRoot> roots)
    {
        Model = model;
        Roots = roots;
        Events = roots.SelectMany(root => root.Events).ToImmutableArray();
        foreach (var @event in Events)
        {
            if (!byKind.TryGetValue(@event.Kind, out var same))
                byKind.Add(@event.Kind, same = new List<ProgramEvent>());
            same.Add(@event);
        }

        trainings = new Lazy<ImmutableArray<Training>>(() => Of(EventKind.Fit).Concat(Of(EventKind.CrossValidate)).SelectMany(Training.Of).ToImmutableArray());
        saved = new Lazy<ImmutableArray<SavedModel>>(() => SavedModel.Of(this));
        divergent = new Lazy<ImmutableArray<DivergentFeature>>(() => DivergentFeature.Of(this, CancellationToken.None).ToImmutableArray());
    }

    public ProgramModel? Model { get; }

    public ImmutableArray<FlowRoot> Roots { get; }

    public ImmutableArray<ProgramEvent> Events { get; }

    /// <summary>Every trainer that is fitted, worked out once for all rules.</summary>
    public ImmutableArray<Training> Trainings => trainings.Value;

    /// <summary>Every trained model that is saved, and what judges it, worked out once for all rules.</summary>
    public ImmutableArray<SavedModel> Saved => saved.Value;

    /// <summary>The features that these flows compute for a prediction otherwise than their model's training did, worked out once for both rules.</summary>
    public ImmutableArray<DivergentFeature> Divergent => divergent.Value;

    /// <summary>What each step and event of the flows reads and writes; one alternative of a join each.</summary>
    public IEnumerable<SchemaUse> SchemaUses => Model is null ? Enumerable.Empty<SchemaUse>() : Roots.SelectMany(root => SchemasOf(root).Uses);

    /// <summary>The columns of the views of one flow.</summary>
    public Schemas SchemasOf(FlowRoot root) => Schemas.Of(root, Model!.Symbols);

    public IReadOnlyList<ProgramEvent> Of(EventKind kind) => byKind.TryGetValue(kind, out var events) ? events : Array.Empty<ProgramEvent>();
}
