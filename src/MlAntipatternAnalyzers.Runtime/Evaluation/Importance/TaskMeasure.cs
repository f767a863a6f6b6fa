using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Measures a task's predictions on all rows at once, with the bootstrap's replicates still apart, so that two models' can be compared one by one.</summary>
/// <param name="Task">The kind of model.</param>
/// <param name="Metric">The metric that counts.</param>
/// <param name="Options">Replicates, seed, confidence.</param>
/// <param name="MeterOf">Makes the meter for a view's schema.</param>
internal sealed record TaskMeasure(EvaluationTask Task, string Metric, SlicedEvaluationOptions Options, Func<DataViewSchema, TaskMeter> MeterOf)
{
    private const int RowsBetweenChecks = 256;

    public MetricDirection Direction { get; } = MetricDirections.Of(Metric)
        ?? throw new ArgumentException($"'{Metric}' is no metric with a better and a worse side; those are {string.Join(", ", MetricDirections.Known.Keys)}.", nameof(Metric));

    public static TaskMeasure Binary(string labelColumnName, string scoreColumnName, string? probabilityColumnName, FeatureImportanceOptions options)
    {
        var sliced = options.ForSlices([]);
        return new(EvaluationTask.Binary, options.Metric ?? "AreaUnderRocCurve", sliced, schema =>
            new BinaryMeter(schema, labelColumnName, scoreColumnName, SlicedEvaluationCatalog.ProbabilityOf(schema, probabilityColumnName), 1, sliced));
    }

    public static TaskMeasure Multiclass(string labelColumnName, string scoreColumnName, FeatureImportanceOptions options)
    {
        var sliced = options.ForSlices([]);
        return new(EvaluationTask.Multiclass, options.Metric ?? "LogLoss", sliced, schema => new MulticlassMeter(schema, labelColumnName, scoreColumnName, sliced));
    }

    public static TaskMeasure Regression(string labelColumnName, string scoreColumnName, FeatureImportanceOptions options)
    {
        var sliced = options.ForSlices([]);
        return new(EvaluationTask.Regression, options.Metric ?? "RootMeanSquaredError", sliced, schema => new RegressionMeter(schema, labelColumnName, scoreColumnName, sliced));
    }

    public static TaskMeasure Ranking(string labelColumnName, string rowGroupColumnName, string scoreColumnName, FeatureImportanceOptions options)
    {
        var metric = options.Metric ?? "NDCG@10";
        var rank = metric.IndexOf('@', StringComparison.Ordinal) is var at and >= 0 && int.TryParse(metric.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var k) ? k : 10;
        var sliced = options.ForSlices([rank]);
        return new(EvaluationTask.Ranking, metric, sliced, schema => new RankingMeter(schema, labelColumnName, rowGroupColumnName, scoreColumnName, 1, sliced));
    }

    /// <summary>Reads the predictions once.</summary>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public IReadOnlyList<MetricSeries> Run(IDataView predictions, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var meter = MeterOf(predictions.Schema);
        using (var cursor = predictions.GetRowCursor(meter.Columns.DistinctBy(column => column.Index)))
        {
            meter.Bind(cursor);
            ReadOnlySpan<int> all = [0];
            long counted = 0;
            for (long row = 1; cursor.MoveNext(); row++)
            {
                if (row % RowsBetweenChecks == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                if (meter.Read())
                    meter.Add(all, 1, counted++);
            }
        }
        meter.Finish();
        var measured = meter.Measure(0).ToList();
        return measured.Any(series => series.Name == Metric)
            ? measured
            : throw new ArgumentException($"'{Metric}' is not measured on this model; it has {string.Join(", ", measured.Select(series => series.Name))}.", nameof(Metric));
    }

    /// <summary>How a metric changes from a model, fitted once or several times, to others that stand for the same change of it, drawn several times.</summary>
    /// <param name="name">The metric.</param>
    /// <param name="before">The metrics of the unchanged model, of each fit.</param>
    /// <param name="after">Those of the changed one, of each draw.</param>
    /// <returns>
    /// The mean after less the mean before, ± t · s: s² is the variance of the paired bootstrap replicates of that difference, plus, where there are at least two draws, their variance
    /// divided by their number; t is Student's quantile for the smaller number of degrees of freedom.
    /// </returns>
    public MetricValue Change(string name, IReadOnlyList<IReadOnlyList<MetricSeries>> before, IReadOnlyList<IReadOnlyList<MetricSeries>> after)
    {
        MetricSeries[] old = Named(before, name), changed = Named(after, name);
        if (old.Concat(changed).FirstOrDefault(series => !double.IsFinite(series.Lanes[0])) is { } undefined)
            return MetricValue.Undefined(double.IsNaN(undefined.Lanes[0]) ? undefined.WhyUndefined : "infinite");

        double[] lanes = [.. old[0].Lanes.Select((_, lane) => changed.Average(series => series.Lanes[lane]) - old.Average(series => series.Lanes[lane]))];
        double[] replicates = [.. lanes.Skip(1).Where(double.IsFinite)];
        // As for a metric's own interval: from fewer than half of the replicates nothing can be said.
        if (lanes.Length > 1 && (replicates.Length < 2 || replicates.Length * 2 < lanes.Length - 1))
            return new(lanes[0]);
        var (variance, freedom) = lanes.Length > 1 ? (Variance(replicates), replicates.Length - 1) : (0.0, int.MaxValue);
        // The rows' chance and the draws' are independent of each other, so their variances add up.
        foreach (var draws in new[] { old, changed })
        {
            if (draws.Length < 2)
                continue;
            variance += Variance([.. draws.Select(series => series.Lanes[0])]) / draws.Length;
            freedom = Math.Min(freedom, draws.Length - 1);
        }
        if (freedom == int.MaxValue)
            return new(lanes[0]);
        var half = StudentT.TwoSided(Options.ConfidenceLevel, freedom) * Math.Sqrt(variance);
        return new(lanes[0], lanes[0] - half, lanes[0] + half);
    }

    private static MetricSeries[] Named(IReadOnlyList<IReadOnlyList<MetricSeries>> measured, string name) => [.. measured.Select(metrics => metrics.First(series => series.Name == name))];

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(x => (x - mean) * (x - mean)) / (values.Length - 1);
    }
}
