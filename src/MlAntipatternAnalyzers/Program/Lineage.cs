using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Where views and models come from: the questions that most rules begin with.</summary>
internal static class Lineage
{
    /// <summary>The view that was loaded, or of which nothing more is known, behind a view.</summary>
    public static ViewValue? BaseOf(Value value)
    {
        while (value is ViewValue view)
        {
            if (view.Parent is null || view.Parent.IsUnknown)
                return view;
            value = view.Parent;
        }

        return null;
    }

    /// <summary>The class that says which columns a view was loaded with; null where none does.</summary>
    public static INamedTypeSymbol? RowClassOf(Value value)
    {
        while (value is ViewValue view)
        {
            if (view.IsReloaded)
                return view.ReloadedAs as INamedTypeSymbol;
            if (view.Load is { } load)
                return load.HasDefinition ? null : load.RowType as INamedTypeSymbol;
            value = view.Parent ?? Value.Unknown;
        }

        return null;
    }

    /// <summary>A view and all that it was made from, itself first; where branches join, all of them.</summary>
    public static IEnumerable<ViewValue> Ancestors(Value value)
    {
        foreach (var alternative in value.Alternatives)
        {
            if (alternative is not ViewValue view)
                continue;
            yield return view;
            if (view.Parent is null)
                continue;
            foreach (var ancestor in Ancestors(view.Parent))
                yield return ancestor;
        }
    }

    /// <summary>The transformers that a view went through, the first one first; a join of several is one alternative each.</summary>
    public static IReadOnlyList<Value> TransformersOf(Value value)
    {
        var found = new List<Value>();
        while (value is ViewValue view)
        {
            if (view is { Kind: ViewKind.Transformed, Model: { } model })
                found.Insert(0, model);
            value = view.Parent ?? Value.Unknown;
        }

        return found;
    }

    /// <summary>The model that one of the events saves where another is loaded; any other model as it is, and one of which it is not known which was saved.</summary>
    public static Value Saved(Value model, IReadOnlyList<ProgramEvent> events)
    {
        if (model is not TransformerValue { Kind: TransformerKind.Loaded, Medium: { } medium })
            return model;
        Value? saved = null;
        foreach (var recorded in events)
        {
            if (recorded.Kind != EventKind.Save || !medium.Equals(recorded.Medium))
                continue;
            if (saved is not null && !saved.Equals(recorded.Model))
                return model;
            saved = recorded.Model;
        }

        return saved is TransformerValue { Kind: not TransformerKind.Loaded } ? saved : model;
    }

    /// <summary>The fitted parts of a transformer, a chain's one by one, in order.</summary>
    public static IEnumerable<TransformerValue> PartsOf(Value value)
    {
        switch (value)
        {
            case TransformerValue { Kind: TransformerKind.Chain } chain:
                return PartsOf(chain.First!).Concat(PartsOf(chain.Second!));
            case TransformerValue transformer:
                return new[] { transformer };
            case JoinValue join:
                return join.Alternatives.SelectMany(PartsOf);
            default:
                return Enumerable.Empty<TransformerValue>();
        }
    }

    /// <summary>The steps of a fitted transformer; a step without operator where they are not known.</summary>
    public static ImmutableArray<Step> StepsOf(Value transformer)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        var parts = PartsOf(transformer).ToList();
        foreach (var part in parts)
        {
            if (part is { Kind: TransformerKind.Fitted or TransformerKind.Experiment, Estimator: EstimatorValue estimator })
                steps.AddRange(estimator.Steps);
            else
                steps.Add(Unknown(part.Origin));
        }

        if (parts.Count == 0 && transformer is MadeValue made)
            steps.Add(Unknown(made.Origin));
        return steps.ToImmutable();
    }

    /// <summary>Everything that was done to the columns of a view since it was loaded.</summary>
    public static ImmutableArray<Step> StepsBehind(Value view)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var transformer in TransformersOf(view))
        {
            var known = StepsOf(transformer);
            if (known.IsEmpty && view is ViewValue made)
                steps.Add(Unknown(made.Origin));
            steps.AddRange(known);
        }

        return steps.ToImmutable();
    }

    private static Step Unknown(Origin origin) => new(origin, null, null, ImmutableDictionary<MlNet.ColumnRole, ColumnNames>.Empty);
}
