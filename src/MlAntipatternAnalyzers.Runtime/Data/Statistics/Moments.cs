using System;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// The sums that mean and deviation are made of. They are kept to twice a double's precision, so that parts add up to the whole whatever their order, and so that the difference
/// Σx² − (Σx)²/n keeps 12 digits of the deviation even of numbers whose mean is 10⁹ times as large.
/// </summary>
/// <param name="Weights">Σw: how many numbers there are when all weigh 1.</param>
/// <param name="Sum">Σwx.</param>
/// <param name="Squares">Σwx².</param>
internal readonly record struct Moments(ExactSum Weights, ExactSum Sum, ExactSum Squares)
{
    public double Weight => Weights.Value;

    /// <summary>NaN where there is no weight.</summary>
    public double Mean => Weight > 0 ? Sum.Value / Weight : double.NaN;

    /// <summary>Of the population; NaN where there is no weight, infinite where a square was beyond the largest double.</summary>
    public double StandardDeviation
    {
        get
        {
            if (!(Weight > 0))
                return double.NaN;
            var squares = Squares - (Sum * Sum / Weights);
            return double.IsFinite(squares.Value) && double.IsFinite(Squares.High) && double.IsFinite(Sum.High)
                ? Math.Sqrt(Math.Max(0, squares.Value) / Weight)
                : double.PositiveInfinity;
        }
    }

    public static Moments operator +(Moments a, Moments b) => new(a.Weights + b.Weights, a.Sum + b.Sum, a.Squares + b.Squares);

    /// <summary>One number more.</summary>
    public Moments With(double value, double weight)
    {
        var weighted = ExactSum.Product(value, weight);
        return new(Weights + weight, Sum + weighted, Squares + (weighted * new ExactSum(value, 0)));
    }
}
