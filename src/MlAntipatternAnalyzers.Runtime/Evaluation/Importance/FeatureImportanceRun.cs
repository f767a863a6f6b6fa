using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Measures a model once as it is, and again for each feature and draw.</summary>
internal sealed class FeatureImportanceRun(TaskMeasure measure, FeatureImportanceOptions options, IProgress<FeatureImportanceProgress>? progress, CancellationToken cancellationToken)
{
    public const string Permutations = "permutation";
    public const string Ablation = "ablation";

    private int _done;
    private int _total;

    public FeatureImportanceReport Permute(ITransformer model, IDataView testData, IEnumerable<string>? featureColumnNames, params string[] reserved)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(testData);
        var columns = Columns(testData.Schema, featureColumnNames, reserved);
        _total = 1 + columns.Count * options.Permutations;
        var reference = Measure(model.Transform(testData), null);
        var features = new List<FeatureImportance>();
        foreach (var column in columns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var values = PermutedColumn.Read(testData, column);
            var changed = new List<IReadOnlyList<MetricSeries>>();
            for (var draw = 0; draw < options.Permutations; draw++)
            {
                var view = new PermutedColumnView(testData, values, Permutation(values.Rows, unchecked(options.Seed + (column.Index * 1_000_003) + draw)));
                changed.Add(Measure(model.Transform(view), column.Name));
            }
            features.Add(Feature(column.Name, [reference], changed));
        }
        return Report(Permutations, reference, features);
    }

    public FeatureImportanceReport Ablate(
        IDataView trainData, IDataView testData, Func<IReadOnlyList<string>, IEstimator<ITransformer>> pipelineFactory, IEnumerable<string> featureColumnNames)
    {
        ArgumentNullException.ThrowIfNull(trainData);
        ArgumentNullException.ThrowIfNull(testData);
        ArgumentNullException.ThrowIfNull(pipelineFactory);
        ArgumentNullException.ThrowIfNull(featureColumnNames);
        string[] names = [.. featureColumnNames];
        if (names.Length < 2)
            throw new ArgumentException("To leave one feature out there have to be at least two.", nameof(featureColumnNames));
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"The feature '{twice.Key}' is named twice.", nameof(featureColumnNames));
        _total = (names.Length + 1) * options.Repetitions;

        var whole = Fits(names, null);
        return Report(Ablation, Mean(whole), [.. names.Select(name => Feature(name, whole, Fits([.. names.Where(other => other != name)], name)))]);

        List<IReadOnlyList<MetricSeries>> Fits(IReadOnlyList<string> kept, string? left) => [.. Enumerable.Range(0, options.Repetitions).Select(_ =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var pipeline = pipelineFactory(kept) ?? throw new InvalidOperationException($"The pipeline's factory gave null for the features {string.Join(", ", kept)}.");
            return Measure(pipeline.Fit(trainData).Transform(testData), left);
        })];
    }

    private IReadOnlyList<MetricSeries> Measure(IDataView predictions, string? feature)
    {
        var measured = measure.Run(predictions, cancellationToken);
        progress?.Report(new(++_done, _total, feature));
        return measured;
    }

    private FeatureImportance Feature(string name, IReadOnlyList<IReadOnlyList<MetricSeries>> before, IReadOnlyList<IReadOnlyList<MetricSeries>> after)
    {
        var changes = new OrderedMetrics(before[0].Select(series => KeyValuePair.Create(series.Name, measure.Change(series.Name, before, after))));
        var own = changes[measure.Metric];
        return new(name, measure.Direction == MetricDirection.LowerIsBetter || !own.IsDefined ? own : new(-own.Value, -own.Upper, -own.Lower), changes);
    }

    private FeatureImportanceReport Report(string method, IReadOnlyList<MetricSeries> reference, List<FeatureImportance> features) => new(
        measure.Task, method, measure.Metric, measure.Direction, options.ConfidenceLevel, new OrderedMetrics(reference.Select(series => KeyValuePair.Create(series.Name, series.Value(options.ConfidenceLevel)))), features);

    private static IReadOnlyList<MetricSeries> Mean(List<IReadOnlyList<MetricSeries>> fits) =>
        [.. fits[0].Select((series, i) => series with { Lanes = [.. series.Lanes.Select((_, lane) => fits.Average(fit => fit[i].Lanes[lane]))] })];

    private static List<DataViewSchema.Column> Columns(DataViewSchema schema, IEnumerable<string>? names, string[] reserved)
    {
        if (names is null)
            return [.. schema.Where(column => !column.IsHidden && !reserved.Contains(column.Name, StringComparer.Ordinal) && PermutedColumn.Supports(column.Type))];
        return [.. names.Distinct(StringComparer.Ordinal).Select(name =>
        {
            var column = schema.GetColumnOrNull(name)
                ?? throw new ArgumentException($"The test data has no column '{name}'; it has {string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => $"'{c.Name}'"))}.", "featureColumnNames");
            return PermutedColumn.Supports(column.Type)
                ? column
                : throw new ArgumentException($"Column '{name}' is a {ColumnType.From(column.Type)}, whose values cannot be kept in memory to be shuffled.", "featureColumnNames");
        })];
    }

    /// <summary>Fisher and Yates' shuffle.</summary>
    private static int[] Permutation(int rows, int seed)
    {
        var order = Enumerable.Range(0, rows).ToArray();
        new Random(seed).Shuffle(order);
        return order;
    }
}
