using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What simple models reach on the test rows: the mark that a complex one has to pass.</summary>
public sealed class BaselineComparison
{
    internal BaselineComparison(EvaluationTask task, string metric, double? confidenceLevel, IReadOnlyList<Baseline> baselines)
    {
        Task = task;
        Metric = metric;
        ConfidenceLevel = confidenceLevel;
        Baselines = baselines;
        Best = BestBy(metric);
    }

    /// <summary>The kind of model.</summary>
    public EvaluationTask Task { get; }

    /// <summary>The metric that <see cref="Best"/> is best by.</summary>
    public string Metric { get; }

    /// <summary>How sure the intervals are; null where none were computed.</summary>
    public double? ConfidenceLevel { get; }

    /// <summary>The baselines, the simplest first.</summary>
    public IReadOnlyList<Baseline> Baselines { get; }

    /// <summary>The one to beat.</summary>
    public Baseline Best { get; }

    /// <summary>The one to beat by another metric. Of equal ones the simplest.</summary>
    /// <param name="metric">Its name, as in <see cref="SliceEvaluation.Metrics"/>.</param>
    /// <exception cref="ArgumentException">It is not measured, has no better side, or is not defined for any baseline.</exception>
    public Baseline BestBy(string metric)
    {
        var direction = Direction(metric);
        var defined = Baselines.Where(baseline => Value(baseline, metric).IsDefined).ToList();
        if (defined.Count == 0)
            throw new ArgumentException($"'{metric}' is not defined for any baseline on these rows; choose another metric.", nameof(metric));
        return direction == MetricDirection.HigherIsBetter ? defined.MaxBy(b => Value(b, metric).Value)! : defined.MinBy(b => Value(b, metric).Value)!;
    }

    /// <summary>Whether a model is better than every baseline.</summary>
    /// <param name="value">The model's metric, on the same test rows.</param>
    /// <param name="metric">Which one it is; null for <see cref="Metric"/>.</param>
    public bool IsBeatenBy(double value, string? metric = null)
    {
        metric ??= Metric;
        var mark = Value(BestBy(metric), metric).Value;
        return Direction(metric) == MetricDirection.HigherIsBetter ? value > mark : value < mark;
    }

    /// <summary>A text table, with the best value of each metric marked, and the baseline to beat.</summary>
    public override string ToString()
    {
        var metrics = Baselines[0].Evaluation.Metrics.Keys.Where(metric => MetricDirections.Of(metric) is not null).ToList();
        var best = metrics.ToDictionary(metric => metric, metric => Baselines.Any(b => Value(b, metric).IsDefined) ? BestBy(metric) : null);
        var table = new StringBuilder();
        SlicedEvaluationText.Table(table, [["Baseline", .. metrics], .. Baselines.Select(baseline => (string[])
        [
            baseline.Name,
            .. metrics.Select(metric => Value(baseline, metric) is { IsDefined: true } value ? $"{value}{(ReferenceEquals(best[metric], baseline) ? " *" : "  ")}" : "undefined  "),
        ])]);
        var text = new StringBuilder();
        foreach (var line in table.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            text.Append(line.TrimEnd()).Append('\n');
        text.Append("*: the best by this metric.\n");
        if (ConfidenceLevel is { } level)
            text.Append(CultureInfo.InvariantCulture, $"In brackets: {level * 100:0.##} % confidence intervals.\n");
        return text.Append(CultureInfo.InvariantCulture, $"To beat: {Best.Name}, {Metric} = {Value(Best, Metric)}.\n").ToString();
    }

    private static MetricValue Value(Baseline baseline, string metric) => baseline.Evaluation.Metrics.TryGetValue(metric, out var value)
        ? value
        : throw new ArgumentException($"'{metric}' is not measured; there are {string.Join(", ", baseline.Evaluation.Metrics.Keys)}.", nameof(metric));

    private static MetricDirection Direction(string metric) => MetricDirections.Of(metric)
        ?? throw new ArgumentException($"'{metric}' has no better and no worse side that is known; choose one of {string.Join(", ", MetricDirections.Known.Keys)}.", nameof(metric));
}

/// <summary>A simple model and what it reaches.</summary>
/// <param name="Name">What it does, in a word or two: <c>mean</c>, <c>last value</c>.</param>
/// <param name="Evaluation">Its metrics on the test rows.</param>
/// <param name="Model">The fitted model, to predict with, or to evaluate by slices.</param>
public sealed record Baseline(string Name, SliceEvaluation Evaluation, ITransformer Model);
