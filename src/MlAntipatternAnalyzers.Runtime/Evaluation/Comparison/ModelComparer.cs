using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Compares a candidate with the model that is in use, on the same rows.</summary>
public static class ModelComparer
{
    /// <summary>Measures two models row by row: their metrics, what changes from the one to the other and how sure that is, and which rows are gained and lost.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="task">What kind of models they are.</param>
    /// <param name="data">Labelled rows that neither was trained on. They are read once, by both models side by side.</param>
    /// <param name="baseline">The model that is in use.</param>
    /// <param name="candidate">The model that is to replace it. Its classes may be in another order, and its features others.</param>
    /// <param name="options">The columns, slices, weights and intervals; null for the defaults.</param>
    /// <returns>
    /// The metrics are those of <see cref="SlicedEvaluationCatalog"/>, with its memory. A row that one of the two cannot be measured on (no label, no score) is left out for both. The intervals of
    /// the changes come from a paired Poisson bootstrap: in each replicate both models see the same sample.
    /// </returns>
    /// <exception cref="EvaluationException">A column is missing or of the wrong type, a weight is negative, there are too many slices, or a model leaves out or turns rows, so that they are not the same.</exception>
    public static ModelComparison Compare(
        MLContext mlContext, EvaluationTask task, IDataView data, ITransformer baseline, ITransformer candidate, ModelComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        options ??= new();
        var (before, after) = (baseline.Transform(data), candidate.Transform(data));
        var index = new SliceIndex(name => SliceColumn.Create(after.Schema, name, options.Evaluation.Buckets.GetValueOrDefault(name)), options.SliceColumnNames, options.Evaluation);
        var old = Meter(task, before.Schema, index.PerRow, options);
        var now = Meter(task, after.Schema, index.PerRow, options);
        var difference = new DifferenceMeter(old, now, options.Evaluation);
        var pass = new EvaluationPass(index, [old, now, difference], options.Evaluation);
        Run(pass, index, (before, old), (after, now));
        old.Finish();
        now.Finish();
        return new(
            pass.Evaluation(task, old),
            pass.Evaluation(task, now),
            [.. pass.Slices().Shown.Select(slice => Compare(slice, pass, old, now, difference, options.Evaluation.ConfidenceLevel))]);
    }

    private static void Run(EvaluationPass pass, SliceIndex index, (IDataView Rows, TaskMeter Meter) before, (IDataView Rows, TaskMeter Meter) after)
    {
        List<DataViewSchema.Column> columns = [.. after.Meter.Columns, .. index.Columns.Select(column => column.Column)];
        if (pass.FindWeight(after.Rows.Schema) is { } weight)
            columns.Add(weight);
        using var old = before.Rows.GetRowCursor(before.Meter.Columns.DistinctBy(column => column.Index));
        using var now = after.Rows.GetRowCursor(columns.DistinctBy(column => column.Index));
        pass.BindWeight(now);
        before.Meter.Bind(old);
        after.Meter.Bind(now);
        foreach (var column in index.Columns)
            column.Bind(now);
        // A filter in a model keeps the numbers of the rows that it lets through.
        var (oldId, nowId) = (old.GetIdGetter(), now.GetIdGetter());
        DataViewRowId id = default, other = default;
        while (now.MoveNext())
        {
            if (!old.MoveNext())
                throw NotTheSame();
            oldId(ref id);
            nowId(ref other);
            if (!id.Equals(other))
                throw NotTheSame();
            pass.AddRow();
        }
        if (old.MoveNext())
            throw NotTheSame();
    }

    private static EvaluationException NotTheSame() => new(
        "The models do not give the same rows in the same order, so they cannot be compared row by row: one of them filters or shuffles. Do that to the data, before the models.");

    private static TaskMeter Meter(EvaluationTask task, DataViewSchema schema, int slicesPerRow, ModelComparisonOptions options) => task switch
    {
        EvaluationTask.Binary => new BinaryMeter(
            schema, options.LabelColumnName, options.ScoreColumnName, SlicedEvaluationCatalog.ProbabilityOf(schema, options.ProbabilityColumnName), slicesPerRow, options.Evaluation),
        EvaluationTask.Multiclass => new MulticlassMeter(schema, options.LabelColumnName, options.ScoreColumnName, options.Evaluation),
        EvaluationTask.Regression => new RegressionMeter(schema, options.LabelColumnName, options.ScoreColumnName, options.Evaluation),
        EvaluationTask.Ranking => new RankingMeter(schema, options.LabelColumnName, options.RowGroupColumnName, options.ScoreColumnName, slicesPerRow, options.Evaluation),
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "Not a task."),
    };

    private static SliceComparison Compare(int slice, EvaluationPass pass, TaskMeter old, TaskMeter now, DifferenceMeter difference, double level)
    {
        var before = old.Measure(slice).ToDictionary(series => series.Name);
        // A metric that only one of them has (a loss, of a model with probabilities against one without) does not change.
        var changes = now.Measure(slice).Where(series => before.ContainsKey(series.Name)).Select(series => KeyValuePair.Create(series.Name, series.Less(before[series.Name]).Value(level)));
        var (key, rows, weightedRows) = pass.Slice(slice);
        return new(key, rows, weightedRows, new OrderedMetrics(changes), difference.Measure(slice).Single().Value(level), difference.Flips(slice));
    }
}
