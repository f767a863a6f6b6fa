using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;

namespace MlAntipatternAnalyzers.Rules.Skew;

/// <summary>The transforms whose output a fitted model reads, and which are not in the chain that it is used in.</summary>
internal sealed class MissingTransforms
{
    private MissingTransforms(TransformerValue model, ViewValue view, ImmutableArray<ViewValue> transforms, ImmutableArray<Step> steps, ImmutableArray<string> columns, bool areWhole)
    {
        Model = model;
        View = view;
        Transforms = transforms;
        Steps = steps;
        Columns = columns;
        AreWhole = areWhole;
    }

    public TransformerValue Model { get; }

    /// <summary>The view that the model was fitted on.</summary>
    public ViewValue View { get; }

    /// <summary>What the missing transformers made, the first one first.</summary>
    public ImmutableArray<ViewValue> Transforms { get; }

    /// <summary>Their steps that matter to the model.</summary>
    public ImmutableArray<Step> Steps { get; }

    /// <summary>The columns that those write and the model reads, as far as they are known.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>Whether each of the transformers is missing as a whole.</summary>
    public bool AreWhole { get; }

    /// <summary>What is missing of a model in a chain, or null.</summary>
    /// <param name="model">A part of the chain.</param>
    /// <param name="chain">The parts of the chain.</param>
    /// <param name="kept">Transformers that are at hand where the model is used: nothing of theirs is missing.</param>
    public static MissingTransforms? Of(TransformerValue model, IReadOnlyList<TransformerValue> chain, IReadOnlyCollection<TransformerValue> kept)
    {
        MissingTransforms? first = null;
        foreach (var alternative in model.View?.Alternatives ?? ImmutableArray<Value>.Empty)
        {
            // All views that it may have been fitted on must say so.
            if (alternative is not ViewValue view || Of(model, view, chain, kept) is not { } missing)
                return null;
            first ??= missing;
        }

        return first;
    }

    private static MissingTransforms? Of(TransformerValue model, ViewValue view, IReadOnlyList<TransformerValue> chain, IReadOnlyCollection<TransformerValue> kept)
    {
        var transforms = Lineage.Ancestors(view).Where(ancestor => ancestor.Kind == ViewKind.Transformed).Reverse().ToList();
        if (transforms.Count == 0 || Reads.Of(model, chain) is not { } reads)
            return null;

        var missing = ImmutableArray.CreateBuilder<ViewValue>();
        var steps = ImmutableArray.CreateBuilder<Step>();
        var areWhole = true;
        var present = kept.Where(part => part.Estimator is EstimatorValue { Trainer: null }).SelectMany(part => Lineage.StepsOf(part)).ToList();
        foreach (var transform in transforms)
        {
            var parts = Lineage.PartsOf(transform.Model!).ToList();
            var absent = parts.Where(part => part.Kind is TransformerKind.Fitted or TransformerKind.Experiment && !kept.Contains(part)).ToList();
            var needed = absent.SelectMany(part => Lineage.StepsOf(part)).Where(step => reads.Needs(step) && !present.Any(other => IsAlike(step, other))).ToList();
            if (needed.Count == 0)
                continue;
            steps.AddRange(needed);
            missing.Add(transform);
            areWhole &= absent.Count == parts.Count;
        }

        return missing.Count == 0 ? null : new MissingTransforms(model, view, missing.ToImmutable(), steps.ToImmutable(), steps.SelectMany(reads.Read).Distinct().ToImmutableArray(), areWhole);
    }

    /// <summary>The same step fitted a second time: <c>prep.Fit(view).Append(model)</c>.</summary>
    private static bool IsAlike(Step left, Step right) =>
        left.Equals(right)
        || (right.Operator is not null && left.Operator!.Name == right.Operator.Name && Outputs(left) is { Complete: true } outputs && outputs.Names.SequenceEqual(Outputs(right).Names));

    private static ColumnNames Outputs(Step step) => step.Column(ColumnRole.Output) ?? ColumnNames.Unknown;

    /// <summary>The columns that a model must be given to predict.</summary>
    private sealed class Reads
    {
        private readonly ImmutableArray<string> columns;
        private readonly bool complete;
        private readonly ImmutableArray<string> taught;

        private Reads(ImmutableArray<string> columns, bool complete, ImmutableArray<string> taught)
        {
            this.columns = columns;
            this.complete = complete;
            this.taught = taught;
        }

        public static Reads? Of(TransformerValue model, IReadOnlyList<TransformerValue> chain)
        {
            var estimators = model.Estimator?.Alternatives ?? ImmutableArray<Value>.Empty;
            if (estimators.IsEmpty || !estimators.All(estimator => estimator is EstimatorValue { Trainer: not null }))
                return null;

            var before = chain.TakeWhile(part => !part.Equals(model)).SelectMany(part => Lineage.StepsOf(part)).ToImmutableArray();
            var traces = estimators.Select(estimator => Trace(before.AddRange(((EstimatorValue)estimator).Steps))).ToList();
            return new Reads(
                traces.SelectMany(trace => trace.Features.Sources).Select(source => source.Column).Distinct().ToImmutableArray(),
                traces.All(trace => trace.Features.Complete),
                traces.SelectMany(trace => trace.Taught).Distinct().ToImmutableArray());
        }

        /// <summary>Whether the model reads what a step writes. A label that became a key, a weight, a group are needed for training alone.</summary>
        public bool Needs(Step step)
        {
            if (step.Operator is not { } known)
                return false;
            if (Read(step).Any())
                return true;
            var outputs = Outputs(step);
            if (known.IsTrainer || known.Learning == Learning.Keys || (complete && outputs.Complete))
                return false;
            return step.Columns.ContainsKey(ColumnRole.Output) && (outputs.Names.IsEmpty || !outputs.Names.All(taught.Contains));
        }

        /// <summary>The columns that a step writes and the model reads.</summary>
        public IEnumerable<string> Read(Step step) => (step.Operator!.IsTrainer ? Scores : Outputs(step).Names).Intersect(columns);

        private static ImmutableArray<string> Scores { get; } = ImmutableArray.Create("Score", "PredictedLabel", "Probability");

        private static (ColumnTrace Features, IEnumerable<string> Taught) Trace(ImmutableArray<Step> steps)
        {
            var trainer = steps.Last(step => step.Operator is { IsTrainer: true });
            var features = trainer.Column(ColumnRole.Feature) ?? trainer.Column(ColumnRole.Input) ?? ColumnNames.Unknown;
            var taught = new[] { ColumnRole.Label, ColumnRole.Weight, ColumnRole.Group }.SelectMany(role => trainer.Column(role)?.Names ?? ImmutableArray<string>.Empty);
            return (ColumnTrace.Of(steps, steps.LastIndexOf(trainer), features), taught);
        }
    }
}
