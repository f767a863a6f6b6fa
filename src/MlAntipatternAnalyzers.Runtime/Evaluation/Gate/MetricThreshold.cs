using System;
using System.Collections.Generic;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What one metric must reach, on all rows or on a slice of them. Limits are inclusive.</summary>
/// <param name="Metric">The metric's name, as in <see cref="SliceEvaluation.Metrics"/>: <c>AreaUnderRocCurve</c>, <c>NDCG@3</c>; case matters.</param>
public sealed record MetricThreshold(string Metric)
{
    /// <summary>
    /// The slice: <c>Overall</c> (when not given), a slice's name (<c>City=Rome</c>; <c>City=Rome, Day=1</c> of a cross), or each value of a column:
    /// <c>City=*</c>, <c>City=*, Day=1</c>.
    /// </summary>
    /// <remarks>A slice that is not there fails the gate, as does one that is named and too small to be evaluated. Those too small among <c>City=*</c> are listed, and fail nothing.</remarks>
    public string Slice { get; init; } = SliceEvaluation.OverallName;

    /// <summary>The smallest value that holds.</summary>
    public double? Lower { get; init; }

    /// <summary>The largest value that holds.</summary>
    public double? Upper { get; init; }

    /// <summary>
    /// The limit of candidate − baseline, in the metric's unit: the smallest change that holds where higher is better (−0.01: worse by at most 0.01;
    /// 0.01: better by at least that), the largest where lower is better (0.01: worse by at most 0.01).
    /// </summary>
    public double? AbsoluteChange { get; init; }

    /// <summary>The same for (candidate − baseline) / |baseline|. The baseline's size, not its sign, divides: better stays better where a metric is negative, as R² can be.</summary>
    /// <remarks>A baseline within 1e-9 of zero has no relative change: the check fails, and says so.</remarks>
    public double? RelativeChange { get; init; }

    /// <summary>Which way the metric is better, for the limits of change. Null: as <see cref="MetricDirections.Of"/> knows it.</summary>
    public MetricDirection? Direction { get; init; }

    /// <summary>
    /// Whether the confidence interval must hold too, not the point alone: its lower end at <see cref="Lower"/>, its upper end at <see cref="Upper"/>.
    /// Of a change, the worse end of its interval; where the two models were evaluated each by itself, that is the candidate's worse end against the baseline's better
    /// end, which asks for more than the interval of a <see cref="ModelComparison"/> does. A metric without an interval then fails.
    /// </summary>
    public bool UseInterval { get; init; }

    internal bool HasChange => (AbsoluteChange ?? RelativeChange) is not null;

    /// <summary>The direction in force; null only when there is no limit of change.</summary>
    internal MetricDirection? EffectiveDirection => Direction ?? MetricDirections.Of(Metric);

    internal bool IsPattern => Slice.EndsWith("=*", StringComparison.Ordinal) || Slice.Contains("=*, ", StringComparison.Ordinal);

    /// <summary>Whether a slice of this key is one that the threshold speaks of.</summary>
    internal bool Covers(IReadOnlyList<SliceKeyPart> key)
    {
        if (SliceEvaluation.NameOf(key) == Slice)
            return true;
        if (!IsPattern || key.Count == 0)
            return false;
        // The name is made from the key, never taken apart: a value may hold ", " and "=".
        for (var starred = 1; starred < 1 << key.Count; starred++)
        {
            if (string.Join(", ", key.Select((part, i) => (starred & (1 << i)) != 0 ? $"{part.Column}=*" : part.ToString())) == Slice)
                return true;
        }
        return false;
    }

    /// <summary>What is wrong with the threshold: the property, as the file spells it, and a sentence without a full stop; null when nothing is.</summary>
    internal (string Property, string Message)? Problem()
    {
        if (string.IsNullOrWhiteSpace(Metric))
            return ("metric", "a threshold names a metric");
        if (string.IsNullOrWhiteSpace(Slice))
            return ("slice", $"a slice has a name; leave it out for '{SliceEvaluation.OverallName}'");
        foreach (var (property, limit) in new[] { ("lower", Lower), ("upper", Upper), ("absoluteChange", AbsoluteChange), ("relativeChange", RelativeChange) })
        {
            if (limit is { } value && !double.IsFinite(value))
                return (property, "a limit is a finite number; leave it out for no limit");
        }
        if (Lower > Upper)
            return ("lower", "the smallest value that holds is above the largest, so no value would hold");
        if ((Lower ?? Upper) is null && !HasChange)
            return ("metric", "a threshold has at least one limit: lower, upper, absoluteChange or relativeChange");
        if (HasChange && EffectiveDirection is null)
            return (AbsoluteChange is null ? "relativeChange" : "absoluteChange", $"whether '{Metric}' is better higher or lower is not known; say so with the direction");
        if (Direction is not null && !HasChange)
            return ("direction", "a direction is for the limits of change, and there is none: lower and upper say themselves which side holds");
        return null;
    }
}
