using System;
using System.Linq;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>A metric of the sample (lane 0) and of each bootstrap replicate.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Lanes">Its values; NaN where it is not defined.</param>
/// <param name="WhyUndefined">Why it is not, where lane 0 is NaN.</param>
internal sealed record MetricSeries(string Name, double[] Lanes, string WhyUndefined)
{
    /// <summary>The smallest value that the metric can have.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>The largest value that the metric can have.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// The sample's value and its confidence interval: value ± t · s, where s is the standard deviation of the replicates (n − 1 in the denominator) and t
    /// the two-sided quantile of Student's distribution with n − 1 degrees of freedom, as TensorFlow Model Analysis takes it from its Poisson bootstrap.
    /// With 20 replicates there is no 2.5 % percentile to be had, and s is itself uncertain, which is what t (2.09 in place of 1.96) makes up for.
    /// </summary>
    public MetricValue Value(double level)
    {
        var value = Lanes[0];
        if (double.IsNaN(value))
            return MetricValue.Undefined(WhyUndefined);
        double[] defined = [.. Lanes.Skip(1).Where(double.IsFinite)];
        // Replicates that lose the only row of a class are not defined. From fewer than half of them nothing can be said.
        if (!double.IsFinite(value) || defined.Length < 2 || defined.Length * 2 < Lanes.Length - 1)
            return new(value);
        var mean = defined.Average();
        var deviation = Math.Sqrt(defined.Sum(x => (x - mean) * (x - mean)) / (defined.Length - 1));
        var half = StudentT.TwoSided(level, defined.Length - 1) * deviation;
        return new(value, Math.Max(Min, value - half), Math.Min(Max, value + half));
    }

    /// <summary>This less another, lane by lane: both saw the same replicates, so that what moves both alike falls out.</summary>
    public MetricSeries Less(MetricSeries other) => new(
        Name,
        [.. Lanes.Zip(other.Lanes, (mine, others) => mine - others)],
        double.IsNaN(Lanes[0]) ? WhyUndefined : double.IsNaN(other.Lanes[0]) ? other.WhyUndefined : "both are infinite");
}
