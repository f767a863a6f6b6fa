using System;
using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>What correlations are made of.</summary>
/// <param name="Names">The columns.</param>
/// <param name="Pairs">Of each pair, (0, 1), (0, 2) … (1, 2) …, its sums.</param>
internal sealed record CorrelationSums(IReadOnlyList<string> Names, PairSums[] Pairs)
{
    public IEnumerable<ColumnCorrelation> ToCorrelations()
    {
        var at = 0;
        for (var i = 0; i < Names.Count; i++)
        {
            for (var j = i + 1; j < Names.Count; j++, at++)
                yield return new(Names[i], Names[j], Pairs[at].Pearson, Pairs[at].Rows);
        }
    }

    public static CorrelationSums Merge(CorrelationSums a, CorrelationSums b)
    {
        var pairs = new PairSums[a.Pairs.Length];
        for (var i = 0; i < pairs.Length; i++)
            pairs[i] = PairSums.Merge(a.Pairs[i], b.Pairs[i]);
        return new(a.Names, pairs);
    }
}

/// <summary>The sums of a pair of columns, over the rows in which both have a finite number.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Weight">Their weight.</param>
/// <param name="MeanX">The mean of the first.</param>
/// <param name="MeanY">The mean of the second.</param>
/// <param name="SquaresX">Σw(x − mean)².</param>
/// <param name="SquaresY">Σw(y − mean)².</param>
/// <param name="Products">Σw(x − mean)(y − mean).</param>
internal readonly record struct PairSums(long Rows, double Weight, double MeanX, double MeanY, double SquaresX, double SquaresY, double Products)
{
    // What rounding leaves of the spread of a constant.
    private const double Nothing = 1e-24;

    public double Pearson
    {
        get
        {
            var isSpread = Weight > 0 && SquaresX > Nothing * Weight * MeanX * MeanX && SquaresY > Nothing * Weight * MeanY * MeanY;
            return isSpread ? Math.Clamp(Products / (Math.Sqrt(SquaresX) * Math.Sqrt(SquaresY)), -1, 1) : double.NaN;
        }
    }

    /// <summary>After Chan, Golub and LeVeque, <i>Updating formulae and a pairwise algorithm for computing sample variances</i>, 1979.</summary>
    public static PairSums Merge(PairSums a, PairSums b)
    {
        if (a.Rows == 0)
            return b;
        if (b.Rows == 0)
            return a;
        var weight = a.Weight + b.Weight;
        if (!(weight > 0))
            return a with { Rows = a.Rows + b.Rows };
        var (shareB, dx, dy) = (b.Weight / weight, b.MeanX - a.MeanX, b.MeanY - a.MeanY);
        var between = a.Weight * shareB;
        return new(
            a.Rows + b.Rows, weight, a.MeanX + (dx * shareB), a.MeanY + (dy * shareB), a.SquaresX + b.SquaresX + (dx * dx * between), a.SquaresY + b.SquaresY + (dy * dy * between),
            a.Products + b.Products + (dx * dy * between));
    }
}
