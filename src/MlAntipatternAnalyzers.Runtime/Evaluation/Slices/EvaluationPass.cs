using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Leads the rows past the meters, once.</summary>
internal sealed class EvaluationPass(SliceIndex slices, IReadOnlyList<TaskMeter> meters, SlicedEvaluationOptions options)
{
    private DataViewSchema.Column? _weightColumn;
    private Func<double>? _weightOf;
    private long _read;
    private long _counted;

    /// <summary>Measures a view of predictions.</summary>
    public static SlicedEvaluation Run(
        EvaluationTask task, IDataView predictions, IEnumerable<string> sliceColumns, SlicedEvaluationOptions options, Func<DataViewSchema, int, TaskMeter> meterOf)
    {
        var schema = predictions.Schema;
        var index = new SliceIndex(name => SliceColumn.Create(schema, name, options.Buckets.GetValueOrDefault(name)), sliceColumns, options);
        var meter = meterOf(schema, index.PerRow);
        var pass = new EvaluationPass(index, [meter], options);
        List<DataViewSchema.Column> columns = [.. meter.Columns, .. index.Columns.Select(column => column.Column)];
        if (pass.FindWeight(schema) is { } weight)
            columns.Add(weight);
        using (var cursor = predictions.GetRowCursor(columns.DistinctBy(column => column.Index)))
        {
            pass.BindWeight(cursor);
            meter.Bind(cursor);
            foreach (var column in index.Columns)
                column.Bind(cursor);
            while (cursor.MoveNext())
                pass.AddRow();
        }
        meter.Finish();
        return pass.Evaluation(task, meter);
    }

    public DataViewSchema.Column? FindWeight(DataViewSchema schema) =>
        _weightColumn = options.WeightColumnName is { } name ? EvaluationColumns.FindNumber(schema, name, "the rows' weights", EvaluationAdvice.Weight) : null;

    public void BindWeight(DataViewRow row) => _weightOf = _weightColumn is { } column ? EvaluationColumns.Number(row, column) : null;

    /// <summary>Measures the current row.</summary>
    /// <returns>The row's slices; empty when it does not count.</returns>
    public ReadOnlySpan<int> AddRow()
    {
        _read++;
        var weight = _weightOf is null ? 1 : Weight(_weightOf());
        var current = slices.Read();
        // All of them: a row that one of two models cannot score is left out for both.
        var counts = double.IsFinite(weight);
        foreach (var meter in meters)
            counts &= meter.Read();
        foreach (var number in current)
        {
            var slice = slices.Slices[number];
            if (!counts)
            {
                slice.IgnoredRows++;
                continue;
            }
            slice.Rows++;
            slice.WeightedRows += weight;
        }
        if (!counts)
            return [];
        foreach (var meter in meters)
            meter.Add(current, weight, _counted);
        _counted++;
        return current;
    }

    /// <summary>What makes a slice, and its rows that count.</summary>
    public (IReadOnlyList<SliceKeyPart> Key, long Rows, double WeightedRows) Slice(int number) =>
        (slices.KeyOf(number), slices.Slices[number].Rows, slices.Slices[number].WeightedRows);

    /// <summary>The slices that are large enough, in the order in which they are shown, and those that are not.</summary>
    public (IReadOnlyList<int> Shown, IReadOnlyList<LeftOutSlice> LeftOut) Slices()
    {
        var bySize = slices.Ordered().ToLookup(slice => slice == 0 || slices.Slices[slice].Rows >= options.MinRows);
        return ([.. bySize[true]], [.. bySize[false].Select(slice => new LeftOutSlice(slices.KeyOf(slice), slices.Slices[slice].Rows, slices.Slices[slice].WeightedRows))]);
    }

    /// <summary>What one of the meters measured.</summary>
    public SlicedEvaluation Evaluation(EvaluationTask task, TaskMeter meter)
    {
        var (shown, leftOut) = Slices();
        return new(task, [.. shown.Select(slice => Evaluation(slice, meter))], leftOut)
        {
            ConfidenceLevel = options.BootstrapReplicates > 0 ? options.ConfidenceLevel : null,
        };
    }

    private SliceEvaluation Evaluation(int number, TaskMeter meter)
    {
        var slice = slices.Slices[number];
        var metrics = new OrderedMetrics(meter.Measure(number).Select(series => KeyValuePair.Create(series.Name, series.Value(options.ConfidenceLevel))));
        return new(slices.KeyOf(number), slice.Rows, slice.WeightedRows, metrics)
        {
            IgnoredRows = slice.IgnoredRows,
            Calibration = meter.Calibration(number),
            Confusion = meter.Confusion(number),
        };
    }

    private double Weight(double weight) => weight < 0
        ? throw new EvaluationException(string.Create(CultureInfo.InvariantCulture, $"Row {_read} has the weight {weight} in column '{options.WeightColumnName}'. A weight is not negative: correct it, or leave such rows out."))
        : weight;
}
