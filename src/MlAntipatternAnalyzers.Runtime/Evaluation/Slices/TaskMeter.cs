using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Measures what one kind of model predicts, row by row, in every slice and every bootstrap replicate at once.</summary>
internal abstract class TaskMeter(SlicedEvaluationOptions options)
{
    protected const string NoRow = "no row counts";

    protected SlicedEvaluationOptions Options { get; } = options;

    protected BootstrapWeights Weights { get; } = new(options.BootstrapReplicates, options.Seed);

    /// <summary>What the meter reads.</summary>
    public abstract IEnumerable<DataViewSchema.Column> Columns { get; }

    public abstract void Bind(DataViewRow row);

    /// <summary>Reads the current row.</summary>
    /// <returns>Whether it counts: its label and its score are there.</returns>
    public abstract bool Read();

    /// <summary>Adds the row that was read last.</summary>
    /// <param name="slices">Its slices.</param>
    /// <param name="weight">Its weight, not negative.</param>
    /// <param name="row">How many rows counted before it.</param>
    public abstract void Add(System.ReadOnlySpan<int> slices, double weight, long row);

    /// <summary>What the model says of the row that was read last, as one number; NaN where it is more than one.</summary>
    public virtual double Prediction => double.NaN;

    /// <summary>The class that the row that was read last is of, by its number; −1 where there are no classes.</summary>
    public virtual int ActualClass => -1;

    /// <summary>Whether the model takes the row that was read last for its class.</summary>
    public virtual bool IsRight => false;

    /// <summary>After the last row.</summary>
    public virtual void Finish()
    {
    }

    /// <summary>The metrics of a slice, in the order in which they are shown.</summary>
    public abstract IEnumerable<MetricSeries> Measure(int slice);

    public virtual IReadOnlyList<CalibrationBucket> Calibration(int slice) => [];

    public virtual ConfusionTable? Confusion(int slice) => null;

    /// <summary>A metric, computed lane by lane.</summary>
    protected MetricSeries Series(string name, System.Func<int, double> ofLane, string whyUndefined, double min = double.NegativeInfinity, double max = double.PositiveInfinity) =>
        new(name, [.. Enumerable.Range(0, Weights.Used).Select(ofLane)], whyUndefined) { Min = min, Max = max };
}
