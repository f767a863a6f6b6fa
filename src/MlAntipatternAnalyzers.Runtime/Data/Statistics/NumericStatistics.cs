using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// The distribution of a column's numbers. Integers of 64 bits are taken as the nearest <see cref="double"/>. Mean, deviation, extremes and quantiles are those of the finite numbers, NaN where there is
/// none; NaN and the infinities are counted apart.
/// </summary>
public sealed class NumericStatistics
{
    internal NumericStatistics(NumericTally tally, QuantileSketch sketch, StatisticsShape shape)
    {
        Tally = tally;
        Sketch = sketch;
        Histogram = Histogram.EqualWidth(sketch, shape.HistogramBuckets);
        QuantileHistogram = Histogram.Quantiles(sketch, shape.QuantileBuckets);
        Median = sketch.Quantile(0.5);
    }

    /// <summary>How many finite numbers there are.</summary>
    public long Count => (long)Tally.Moments.Weight;

    /// <summary>The arithmetic mean.</summary>
    public double Mean => Tally.Moments.Mean;

    /// <summary>The population standard deviation: √(Σ(x − mean)² / n). Infinite where a square is beyond the largest <see cref="double"/>.</summary>
    public double StandardDeviation => Tally.Moments.StandardDeviation;

    /// <summary>How many are 0.</summary>
    public long Zeros => Tally.Zeros;

    /// <summary>How many are 1: numbers that are all 0 or 1 are Booleans.</summary>
    public long Ones => Tally.Ones;

    /// <summary>The smallest.</summary>
    public double Min => Tally.Moments.Weight > 0 ? Tally.Min : double.NaN;

    /// <summary>The smallest number at which half of them are reached (one of the numbers; within <see cref="QuantileSketch.RankError"/> of the rank where the sketch is not exact).</summary>
    public double Median { get; }

    /// <summary>The largest.</summary>
    public double Max => Tally.Moments.Weight > 0 ? Tally.Max : double.NaN;

    /// <summary>How many are NaN.</summary>
    public long NaN => Tally.NaN;

    /// <summary>How many are +∞.</summary>
    public long PositiveInfinity => Tally.PositiveInfinity;

    /// <summary>How many are −∞.</summary>
    public long NegativeInfinity => Tally.NegativeInfinity;

    /// <summary>Buckets of equal width (10 unless the options say otherwise).</summary>
    public Histogram Histogram { get; }

    /// <summary>Buckets of equal frequency (10 unless the options say otherwise).</summary>
    public Histogram QuantileHistogram { get; }

    /// <summary>For other quantiles and histograms.</summary>
    public QuantileSketch Sketch { get; }

    /// <summary>The same with each number weighted by its row; null without a weight column.</summary>
    public WeightedNumericStatistics? Weighted { get; internal init; }

    internal NumericTally Tally { get; }
}

/// <summary>The distribution of numbers that count as much as their rows weigh.</summary>
public sealed class WeightedNumericStatistics
{
    internal WeightedNumericStatistics(Moments moments, QuantileSketch sketch, StatisticsShape shape)
    {
        Moments = moments;
        Sketch = sketch;
        Histogram = Histogram.EqualWidth(sketch, shape.HistogramBuckets);
        QuantileHistogram = Histogram.Quantiles(sketch, shape.QuantileBuckets);
        Median = sketch.Quantile(0.5);
    }

    /// <summary>The weight of the finite numbers.</summary>
    public double Count => Moments.Weight;

    /// <summary>Σwx / Σw.</summary>
    public double Mean => Moments.Mean;

    /// <summary>√(Σw(x − mean)² / Σw).</summary>
    public double StandardDeviation => Moments.StandardDeviation;

    /// <summary>The smallest number at which half of the weight is reached.</summary>
    public double Median { get; }

    /// <inheritdoc cref="NumericStatistics.Histogram"/>
    public Histogram Histogram { get; }

    /// <inheritdoc cref="NumericStatistics.QuantileHistogram"/>
    public Histogram QuantileHistogram { get; }

    /// <inheritdoc cref="NumericStatistics.Sketch"/>
    public QuantileSketch Sketch { get; }

    internal Moments Moments { get; }
}
