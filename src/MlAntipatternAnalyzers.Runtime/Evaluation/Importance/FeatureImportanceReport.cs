using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What each feature is worth to a model, measured on the rows that it is evaluated on.</summary>
public sealed class FeatureImportanceReport
{
    internal FeatureImportanceReport(EvaluationTask task, string method, string metric, MetricDirection direction, double confidenceLevel, IReadOnlyDictionary<string, MetricValue> reference, IEnumerable<FeatureImportance> features)
    {
        Task = task;
        Method = method;
        Metric = metric;
        Direction = direction;
        ConfidenceLevel = confidenceLevel;
        Reference = reference;
        // Not a number sorts as the smallest.
        Features = [.. features.OrderByDescending(feature => feature.Importance.Value).ThenBy(feature => feature.Feature, StringComparer.Ordinal)];
    }

    /// <summary>What kind of model was measured.</summary>
    public EvaluationTask Task { get; }

    /// <summary><c>permutation</c> or <c>ablation</c>.</summary>
    public string Method { get; }

    /// <summary>The metric that <see cref="FeatureImportance.Importance"/> is of.</summary>
    public string Metric { get; }

    /// <summary>Which way it gets better.</summary>
    public MetricDirection Direction { get; }

    /// <summary>How sure the intervals are (0.95).</summary>
    public double ConfidenceLevel { get; }

    /// <summary>The metrics of the model with all of its features.</summary>
    public IReadOnlyDictionary<string, MetricValue> Reference { get; }

    /// <summary>The features, the most important first.</summary>
    public IReadOnlyList<FeatureImportance> Features { get; }

    /// <summary>The feature of this name; null when it was not measured.</summary>
    public FeatureImportance? Find(string feature) => Features.FirstOrDefault(found => found.Feature == feature);

    /// <summary>A text table, the most important feature first.</summary>
    public override string ToString()
    {
        var text = new StringBuilder()
            .Append(Method == FeatureImportanceRun.Ablation ? "Without the feature " : "With the feature shuffled ")
            .Append(CultureInfo.InvariantCulture, $"{Metric} = {Reference[Metric]} {(Direction == MetricDirection.HigherIsBetter ? "falls" : "rises")} by:\n");
        SlicedEvaluationText.Table(text, [["Feature", "Importance", "From", "To"], .. Features.Select(feature => (string[])
        [
            feature.Feature,
            feature.Importance.IsDefined ? Number(feature.Importance.Value) : feature.Importance.ToString(),
            feature.Importance.Lower is { } lower ? Number(lower) : "",
            feature.Importance.Upper is { } upper ? Number(upper) : "",
        ])]);
        if (Features.Any(feature => feature.Importance.Lower is not null))
            text.Append(CultureInfo.InvariantCulture, $"From … To: {ConfidenceLevel * 100:0.##} % confidence interval; where it holds 0, the rows do not tell.\n");
        return text.ToString();
    }

    // Zero has no sign for people, which is what the addition is for.
    private static string Number(double value) => (Math.Round(value, 4) + 0.0).ToString("0.0000", CultureInfo.InvariantCulture);
}

/// <summary>What one feature is worth.</summary>
/// <param name="Feature">The column's name.</param>
/// <param name="Importance">How much worse the report's metric is without it: above 0 the feature helps, below 0 the model is better off without it. Where the interval holds 0, the rows do not tell.</param>
/// <param name="Changes">For each metric: its value without the feature less that with it, as ML.NET's <c>PermutationFeatureImportance</c> gives it.</param>
public sealed record FeatureImportance(string Feature, MetricValue Importance, IReadOnlyDictionary<string, MetricValue> Changes);
