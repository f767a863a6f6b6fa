using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A model's metrics on all rows and on each slice of them, so that what is good on average cannot hide what is bad for some.</summary>
public sealed class SlicedEvaluation
{
    /// <summary>Makes an evaluation of its slices.</summary>
    /// <param name="task">What kind of model was evaluated.</param>
    /// <param name="slices">The slice of all rows first, then the others.</param>
    /// <param name="leftOut">The slices that were too small.</param>
    /// <exception cref="ArgumentException">The first slice is not the one of all rows, or two have one name.</exception>
    public SlicedEvaluation(EvaluationTask task, IReadOnlyList<SliceEvaluation> slices, IReadOnlyList<LeftOutSlice>? leftOut = null)
    {
        ArgumentNullException.ThrowIfNull(slices);
        if (slices.Count == 0 || slices[0].Key.Count > 0)
            throw new ArgumentException("The first slice of an evaluation is the one of all rows: it has an empty key.", nameof(slices));
        if (slices.GroupBy(slice => slice.Name).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            throw new ArgumentException($"There are two slices '{twice.Key}'.", nameof(slices));
        Task = task;
        Slices = slices;
        LeftOut = leftOut ?? [];
    }

    /// <summary>What kind of model was evaluated.</summary>
    public EvaluationTask Task { get; }

    /// <summary>The slice of all rows.</summary>
    public SliceEvaluation Overall => Slices[0];

    /// <summary>All slices: <see cref="Overall"/> first, then those of each slice column or cross, in the order in which these were asked for, largest slice first.</summary>
    public IReadOnlyList<SliceEvaluation> Slices { get; }

    /// <summary>The slices that have fewer rows than the smallest that is evaluated, in the same order.</summary>
    public IReadOnlyList<LeftOutSlice> LeftOut { get; }

    /// <summary>How sure the intervals are, 0 … 1 (0.95); null where none were computed.</summary>
    public double? ConfidenceLevel { get; init; }

    /// <summary>A slice by its name.</summary>
    /// <param name="sliceName"><c>Overall</c>, <c>City=Rome</c>, <c>City=Rome, Day=1</c>; case matters.</param>
    /// <returns>Null when there is no such slice, or it was too small.</returns>
    public SliceEvaluation? Find(string sliceName) => Slices.FirstOrDefault(slice => slice.Name == sliceName);

    /// <summary>A text table: a row for each slice, a column for each metric; then what was left out, and what is not defined, with the reason.</summary>
    public override string ToString() => SlicedEvaluationText.Write(this);

    /// <summary>The evaluation as JSON, with everything in it; the format is versioned.</summary>
    /// <remarks>A metric's value is a number, <c>"Infinity"</c> or <c>"-Infinity"</c>, or null with the reason in <c>undefined</c>.</remarks>
    public string ToJson() => SlicedEvaluationJson.Write(this);
}
