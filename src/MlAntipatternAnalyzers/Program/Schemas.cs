using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>
/// The columns of every view of a flow, and what each step of it does to them: worked out once a flow, and shared by all rules.
/// </summary>
internal sealed class Schemas
{
    private const int MaximalDepth = 64;

    private static readonly ConditionalWeakTable<FlowRoot, Schemas> Cache = new();

    private readonly MlNetSymbols ml;
    private readonly object gate = new();
    private readonly Dictionary<Value, Schema> views = new(ByIdentity.Instance);
    private ImmutableArray<SchemaUse> uses;
    private ImmutableArray<SchemaFinding> findings;
    private int depth;

    private Schemas(FlowRoot root, MlNetSymbols ml)
    {
        Root = root;
        this.ml = ml;
    }

    public FlowRoot Root { get; }

    /// <summary>Everything in the flow that reads or writes columns, in the order of its events; each alternative of a join by itself.</summary>
    public ImmutableArray<SchemaUse> Uses
    {
        get
        {
            lock (gate)
            {
                if (uses.IsDefault)
                    uses = SchemaUses.Of(this, ml).ToImmutableArray();
                return uses;
            }
        }
    }

    /// <summary>What the flow is sure to throw about.</summary>
    public ImmutableArray<SchemaFinding> Findings
    {
        get
        {
            lock (gate)
            {
                if (findings.IsDefault)
                    findings = SchemaFinding.Among(Uses).ToImmutableArray();
                return findings;
            }
        }
    }

    /// <summary>The schemas of one flow.</summary>
    public static Schemas Of(FlowRoot root, MlNetSymbols ml) => Cache.GetValue(root, root => new Schemas(root, ml));

    /// <summary>The columns of a view, as far as they are known.</summary>
    public Schema OfView(Value view)
    {
        lock (gate)
        {
            if (views.TryGetValue(view, out var known))
                return known;
            if (depth > MaximalDepth)
                return Schema.Unknown;
            depth++;
            known = Compute(view);
            depth--;
            views.Add(view, known);
            return known;
        }
    }

    /// <summary>The columns that a model gives to a view with the columns of <paramref name="input"/>.</summary>
    public Schema After(Value model, Schema input)
    {
        Schema? joined = null;
        foreach (var alternative in model.Alternatives)
        {
            var each = AfterOne(alternative, input);
            joined = joined is null ? each : Schema.Join(joined, each);
        }

        return joined ?? Schema.Unknown;
    }

    /// <summary>The columns after all steps of an estimator.</summary>
    public Schema After(IEnumerable<Step> steps, Schema input) => steps.Aggregate(input, (schema, step) => StepSchema.After(step, schema, ml));

    /// <summary>The columns before a step.</summary>
    /// <param name="steps">The estimator's.</param>
    /// <param name="index">The step's index.</param>
    /// <param name="view">What the estimator is fitted on.</param>
    public Schema Before(ImmutableArray<Step> steps, int index, Value view) => After(steps.Take(index), OfView(view));

    /// <summary>The columns of what an engine predicts: those of its input class, and what the model adds.</summary>
    public Schema OfEngine(EngineValue engine) => After(engine.Model, RowColumns.Of(engine.Input, RowUse.Read, ml) ?? Schema.Unknown);

    /// <summary>The model that a flow saves to a file and loads from it again; any other model as it is.</summary>
    public Value Saved(Value model) => Lineage.Saved(model, Root.Events);

    private Schema AfterOne(Value model, Schema input)
    {
        switch (Saved(model))
        {
            case TransformerValue { Kind: TransformerKind.Chain } chain:
                return After(chain.Second!, After(chain.First!, input));

            case TransformerValue { Kind: TransformerKind.Fitted or TransformerKind.Experiment, Estimator: { } estimator }:
                Schema? joined = null;
                foreach (var alternative in estimator.Alternatives)
                {
                    var each = alternative is EstimatorValue chain ? After(chain.Steps, input) : input.Opened();
                    joined = joined is null ? each : Schema.Join(joined, each);
                }

                return joined ?? input.Opened();

            case TransformerValue { Kind: TransformerKind.Part, First: TransformerValue { Kind: TransformerKind.Fitted, Estimator: EstimatorValue { Steps: { Length: > 0 } steps } } }:
                return StepSchema.After(steps[steps.Length - 1], input, ml);

            default:
                return input.Opened();
        }
    }

    private Schema Compute(Value value)
    {
        switch (value)
        {
            case JoinValue join:
                Schema? joined = null;
                foreach (var alternative in join.Alternatives)
                {
                    var each = OfView(alternative);
                    joined = joined is null ? each : Schema.Join(joined, each);
                }

                return joined ?? Schema.Unknown;

            case ViewValue { Kind: ViewKind.Transformed, Model: { } model, Parent: { } parent }:
                return After(model, OfView(parent));

            case ViewValue { Load: { Reader: "LoadFromBinary" } binary }:
                return OfBinary(binary);

            case ViewValue { Load: { } load }:
                return LoadedSchema.Of(load, ml);

            // Rows that were read out of a view and loaded again have the columns of their class.
            case ViewValue { Kind: ViewKind.Filtered, IsReloaded: true } reloaded:
                return RowColumns.Of(reloaded.ReloadedAs, RowUse.Read, ml) ?? Schema.Unknown;

            case ViewValue { Kind: not ViewKind.Opaque, Parent: { } source }:
                return OfView(source);

            default:
                return Schema.Unknown;
        }
    }

    /// <summary>What a binary file holds: the columns of the one view that the flow wrote into it.</summary>
    private Schema OfBinary(LoadInfo load)
    {
        Value? saved = null;
        foreach (var recorded in Root.Events)
        {
            if (recorded.Kind != EventKind.SaveData)
                continue;
            if (recorded.Medium is not { } medium || load.Medium is null)
                return Schema.Unknown;
            if (!medium.Equals(load.Medium))
                continue;
            if (saved is not null && !saved.Equals(recorded.View))
                return Schema.Unknown;
            saved = recorded.View;
        }

        return saved is null ? Schema.Unknown : OfView(saved);
    }

    private sealed class ByIdentity : IEqualityComparer<Value>
    {
        public static readonly ByIdentity Instance = new();

        public bool Equals(Value? left, Value? right) => ReferenceEquals(left, right);

        public int GetHashCode(Value value) => RuntimeHelpers.GetHashCode(value);
    }
}
