using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// What a model must reach before it is saved or served: limits of metrics, and of their change against the model before it, on all rows and on
/// slices. Written down once, reviewed, committed as a file, and checked in the training job and by <c>mlap evaluate</c>.
/// </summary>
/// <example>
/// <code>
/// var evaluation = mlContext.BinaryClassification.EvaluateSliced(model.Transform(test), "City");
/// var result = ModelGate.Load("Tips.mlgate.json").Check(evaluation, baseline);
/// if (!mlContext.Model.SaveIf(result, model, train.Schema, "Tips.zip"))
///     throw new InvalidOperationException(result.ToString());
/// </code>
/// </example>
/// <remarks>
/// Immutable and safe to share between threads. A metric or a slice that is missing, and a metric that is undefined, fail. The definitions are those of
/// TensorFlow Model Analysis (<c>metrics_validator.py</c>), except that a relative change is taken over the baseline's size, not its signed value.
/// </remarks>
public sealed class ModelGate
{
    private readonly ImmutableArray<MetricThreshold> _thresholds;

    /// <summary>Makes a gate.</summary>
    /// <param name="thresholds">What is asked for; at least one.</param>
    /// <param name="withoutBaseline">What limits of change mean when there is no baseline yet.</param>
    /// <exception cref="ArgumentException">There is no threshold, or one contradicts itself; the message names it.</exception>
    public ModelGate(IEnumerable<MetricThreshold> thresholds, NoBaselineRule withoutBaseline = NoBaselineRule.Fail)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        _thresholds = [.. thresholds];
        if (_thresholds.IsEmpty)
            throw new ArgumentException("A gate has at least one threshold: without any, it would pass every model.", nameof(thresholds));
        foreach (var threshold in _thresholds)
        {
            if (threshold is null)
                throw new ArgumentException("A threshold is null.", nameof(thresholds));
            if (threshold.Problem() is { } problem)
                throw new ArgumentException($"The threshold for '{threshold.Metric}' ({problem.Property}): {problem.Message}.", nameof(thresholds));
        }
        if (!Enum.IsDefined(withoutBaseline))
            throw new ArgumentOutOfRangeException(nameof(withoutBaseline), withoutBaseline, "Not a rule for a missing baseline.");
        WithoutBaseline = withoutBaseline;
    }

    /// <summary>Makes a gate that fails when it has limits of change and there is no baseline.</summary>
    /// <param name="thresholds">What is asked for; at least one.</param>
    /// <exception cref="ArgumentException">There is no threshold, or one contradicts itself; the message names it.</exception>
    public ModelGate(params MetricThreshold[] thresholds)
        : this((IEnumerable<MetricThreshold>)thresholds)
    {
    }

    /// <summary>What is asked for, in the order of the file.</summary>
    public IReadOnlyList<MetricThreshold> Thresholds => _thresholds;

    /// <summary>What limits of change mean when there is no baseline yet.</summary>
    public NoBaselineRule WithoutBaseline { get; }

    /// <summary>Reads a gate's file.</summary>
    /// <param name="path">Absolute, or relative to the current directory or else to the program's own (where the build copies content files).</param>
    /// <exception cref="System.IO.FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelGateFormatException">The file is damaged, of a later format version, or something else than a gate; the message says where and what was expected.</exception>
    public static ModelGate Load(string path) => ModelGateFile.Load(path, AppContext.BaseDirectory);

    /// <summary>Writes the gate's file: indented, in stable order, the same bytes for the same gate on every system.</summary>
    /// <param name="path">A file that is there is replaced in one step: a reader sees the old one or the new one.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToJson()));
    }

    /// <summary>The gate as its file has it.</summary>
    public string ToJson() => ModelGateFile.ToJson(this);

    /// <summary>Checks an evaluation by slices.</summary>
    /// <param name="candidate">The model that wants to pass.</param>
    /// <param name="baseline">The model before it, evaluated on the same rows; null when there is none yet.</param>
    /// <exception cref="ArgumentException">The two are evaluations of different tasks.</exception>
    public GateResult Check(SlicedEvaluation candidate, SlicedEvaluation? baseline = null)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        if (baseline is not null && baseline.Task != candidate.Task)
            throw new ArgumentException($"The candidate was evaluated for {candidate.Task} and the baseline for {baseline.Task}: they cannot be compared.", nameof(baseline));
        return Check(new GateChecker(candidate, baseline), baseline is null ? GateBaseline.None : GateBaseline.Given);
    }

    /// <summary>Checks a candidate that was compared with its baseline row by row: limits of change that ask for the interval get that of the change itself.</summary>
    /// <param name="comparison">What <see cref="ModelComparer"/> gives.</param>
    public GateResult Check(ModelComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return Check(new GateChecker(comparison.Candidate, comparison.Baseline, comparison), GateBaseline.Given);
    }

    /// <summary>Checks what ML.NET's own <c>Evaluate</c> gives. It knows no slices: a threshold for one fails.</summary>
    /// <param name="candidate">The model that wants to pass; its metrics have the names of the properties. Those of probabilities are there for <see cref="CalibratedBinaryClassificationMetrics"/> only.</param>
    /// <param name="baseline">The model before it, evaluated on the same rows; null when there is none yet.</param>
    public GateResult Check(BinaryClassificationMetrics candidate, BinaryClassificationMetrics? baseline = null) =>
        Check(MLNetMetrics.Of(candidate), baseline is null ? null : MLNetMetrics.Of(baseline));

    /// <inheritdoc cref="Check(BinaryClassificationMetrics, BinaryClassificationMetrics?)"/>
    /// <param name="candidate">The model that wants to pass. Its metrics are <c>MicroAccuracy</c>, <c>MacroAccuracy</c>, <c>LogLoss</c>, <c>LogLossReduction</c>, and <c>TopKAccuracy@k</c> for each k that was evaluated.</param>
    /// <param name="baseline">The model before it, evaluated on the same rows; null when there is none yet.</param>
    public GateResult Check(MulticlassClassificationMetrics candidate, MulticlassClassificationMetrics? baseline = null) =>
        Check(MLNetMetrics.Of(candidate), baseline is null ? null : MLNetMetrics.Of(baseline));

    /// <inheritdoc cref="Check(BinaryClassificationMetrics, BinaryClassificationMetrics?)"/>
    /// <param name="candidate">The model that wants to pass; its metrics have the names of the properties.</param>
    /// <param name="baseline">The model before it, evaluated on the same rows; null when there is none yet.</param>
    public GateResult Check(RegressionMetrics candidate, RegressionMetrics? baseline = null) =>
        Check(MLNetMetrics.Of(candidate), baseline is null ? null : MLNetMetrics.Of(baseline));

    /// <inheritdoc cref="Check(BinaryClassificationMetrics, BinaryClassificationMetrics?)"/>
    /// <param name="candidate">The model that wants to pass. Its metrics are <c>NDCG@1</c>, <c>NDCG@2</c>, … and <c>DCG@1</c>, …, as many as ranks were evaluated.</param>
    /// <param name="baseline">The model before it, evaluated on the same rows; null when there is none yet.</param>
    public GateResult Check(RankingMetrics candidate, RankingMetrics? baseline = null) =>
        Check(MLNetMetrics.Of(candidate), baseline is null ? null : MLNetMetrics.Of(baseline));

    private GateResult Check(GateChecker checker, GateBaseline baseline) => new(baseline, WithoutBaseline, _thresholds.SelectMany(checker.Check).ToImmutableArray());
}
