using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;

namespace MlAntipatternAnalyzers.Runtime.Tests.Data;

public sealed class DataDistanceTests
{
    private static readonly Gen<ValueCounts> AnyCounts =
        Gen.Dictionary(Gen.String[Gen.Char['a', 'f'], 0, 2], Gen.Double[0, 100])[0, 20].Select(counts => new ValueCounts(counts.Select(pair => new ValueCount(pair.Key, pair.Value))));

    private static readonly Gen<QuantileSketch> AnyNumbers = Gen.Select(
        Gen.OneOf(Gen.Int[-5, 5].Select(i => (double)i), Gen.Double[-100, 100], Gen.OneOf(Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(double.NegativeInfinity))),
        Gen.Double[0.1, 3]).Array[0, 40].Select(pairs =>
        {
            var sketch = new QuantileSketch();
            foreach (var (value, weight) in pairs)
                sketch.Add(value, weight);
            return sketch;
        });

    private static readonly Gen<Histogram> AnyHistogram = Gen.Select(AnyNumbers, Gen.Int[1, 12], Gen.Bool)
        .Select((sketch, buckets, equal) => equal ? Histogram.EqualWidth(sketch, buckets) : Histogram.Quantiles(sketch, buckets));

    [Fact]
    public void L_infinity_by_hand()
    {
        var distance = DataDistance.LInfinity(Counts(("x", 1), ("y", 3)), Counts(("x", 3), ("y", 1)));
        Assert.Equal((0.5, "y", 0), (distance.Value, distance.OffendingValue, distance.Error));

        // Shares, not counts: a thousand times the rows are the same.
        Assert.Equal(0, DataDistance.LInfinity(Counts(("x", 1), ("y", 3)), Counts(("x", 1000), ("y", 3000))).Value, 1e-15);
        distance = DataDistance.LInfinity(Counts(("x", 1), ("y", 3)), Counts(("x", 1), ("y", 2), ("new", 1)));
        Assert.Equal((0.25, "y"), (distance.Value, distance.OffendingValue));
    }

    [Fact]
    public void Normalized_absolute_difference_by_hand()
    {
        var distance = DataDistance.NormalizedAbsoluteDifference(Counts(("x", 1), ("y", 3)), Counts(("x", 4), ("y", 2)));
        Assert.Equal(0.3, distance.Value, 1e-12);
        Assert.Equal("x", distance.OffendingValue);
    }

    [Fact]
    public void Jensen_Shannon_of_counts_by_hand()
    {
        // P = (1/2, 1/2), Q = (1, 0), M = (3/4, 1/4).
        var expected = ((0.5 * Math.Log2(2.0 / 3)) + 0.5 + Math.Log2(4.0 / 3)) / 2;
        Assert.Equal(expected, DataDistance.JensenShannon(Counts(("x", 7), ("y", 7)), Counts(("x", 2))).Value, 1e-12);
        Assert.Equal(0.31127812445913283, expected, 1e-12);
        Assert.Equal(1, DataDistance.JensenShannon(Counts(("x", 7)), Counts(("y", 2))).Value);
    }

    [Fact]
    public void Jensen_Shannon_of_histograms_by_hand()
    {
        // Over [0, 1), [1, 2), [2, 3): (1/2, 1/2, 0) and (0, 1/2, 1/2).
        Assert.Equal(0.5, DataDistance.JensenShannon(new Histogram([new(0, 2, 2)]), new Histogram([new(1, 3, 8)])).Value, 1e-12);
        // With a gap between buckets on one side.
        Assert.Equal(0.5, DataDistance.JensenShannon(new Histogram([new(0, 1, 1), new(2, 3, 1)]), new Histogram([new(0, 1, 3), new(1, 2, 3)])).Value, 1e-12);
        // The number 1 holds half alone: (1/4, 1/4 | 1/2) and (1/2, 1/2 | 0).
        Assert.Equal(0.31127812445913283, DataDistance.JensenShannon(new Histogram([new(0, 1, 1), new(1, 1, 2), new(1, 2, 1)]), new Histogram([new(0, 2, 9)])).Value, 1e-12);
        // Two buckets of one number are one.
        Assert.Equal(0, DataDistance.JensenShannon(new Histogram([new(1, 1, 1), new(1, 1, 1)]), new Histogram([new(1, 1, 5)])).Value);
    }

    [Fact]
    public void Nan_and_infinities_have_no_counterpart_as_in_TensorFlow_Data_Validation()
    {
        HistogramBucket[] buckets = [new(0, 1, 1)];
        // (1/2 | 1/2, 0) and (1/2 | 0, 1/2), though both sides have the same.
        Assert.Equal(0.5, DataDistance.JensenShannon(new Histogram(buckets, nan: 1), new Histogram(buckets, nan: 1)).Value, 1e-12);
        Assert.Equal(0.5, DataDistance.JensenShannon(new Histogram(buckets, positiveInfinity: 1), new Histogram(buckets, positiveInfinity: 1)).Value, 1e-12);
        Assert.Equal(0.31127812445913283, DataDistance.JensenShannon(new Histogram(buckets, negativeInfinity: 1), new Histogram(buckets)).Value, 1e-12);
    }

    [Fact]
    public void Kolmogorov_Smirnov_by_hand()
    {
        var distance = DataDistance.KolmogorovSmirnov(Sketch(1, 2, 3, 4), Sketch(3, 4, 5, 6));
        Assert.Equal(0.5, distance.Value, 1e-12);
        // n·m / (n + m) = 2, so λ = (√2 + 0.12 + 0.11 / √2) / 2.
        Assert.Equal(KolmogorovDistribution.Tail((Math.Sqrt(2) + 0.12 + (0.11 / Math.Sqrt(2))) / 2), distance.PValue!.Value, 1e-12);

        // −∞ is the smallest number, NaN none.
        Assert.Equal(0.5, DataDistance.KolmogorovSmirnov(Sketch(1, double.NegativeInfinity), Sketch(1, 1, double.NaN)).Value, 1e-12);
        Assert.Equal(0.5, DataDistance.KolmogorovSmirnov(Sketch(1, double.PositiveInfinity), Sketch(1)).Value, 1e-12);
    }

    [Theory]
    [InlineData(0.5, 0.9639452436)]
    [InlineData(1, 0.2699996717)]
    [InlineData(1.358, 0.0500)]
    [InlineData(1.628, 0.0100)]
    [InlineData(2, 0.0006709253)]
    public void The_Kolmogorov_distribution_has_the_values_of_its_tables(double lambda, double tail) =>
        Assert.Equal(tail, KolmogorovDistribution.Tail(lambda), lambda is 1.358 or 1.628 ? 5e-5 : 1e-9);

    [Fact]
    public void Both_sums_of_the_Kolmogorov_distribution_agree_where_they_meet() =>
        Assert.Equal(KolmogorovDistribution.Tail(1 - 1e-12), KolmogorovDistribution.Tail(1), 1e-9);

    [Fact]
    public void Chi_squared_by_hand()
    {
        // Expected is 15 everywhere: 4 · 5² / 15.
        var distance = DataDistance.ChiSquared(Counts(("x", 10), ("y", 20)), Counts(("x", 20), ("y", 10)));
        Assert.Equal(100.0 / 15, distance.Value, 1e-9);
        Assert.Equal(0.00982327, distance.PValue!.Value, 1e-7);
        Assert.Equal("y", distance.OffendingValue);
    }

    [Fact]
    public void Rare_values_are_tested_together()
    {
        var (a, b) = (Enumerable.Range(0, 1000).Select(i => ($"a{i}", 1.0)).ToArray(), Enumerable.Range(0, 1000).Select(i => ($"b{i}", 1.0)).ToArray());
        // As many unique values as rows on both sides say nothing.
        Assert.Equal((0, 1), (DataDistance.ChiSquared(Counts(a), Counts(b)).Value, DataDistance.ChiSquared(Counts(a), Counts(b)).PValue!.Value));
    }

    [Fact]
    public void Population_stability_by_hand()
    {
        var expected = 0.25 * (Math.Log(1.5) + Math.Log(2));
        var distance = DataDistance.PopulationStability(Counts(("x", 1), ("y", 1)), Counts(("x", 3), ("y", 1)));
        Assert.Equal(expected, distance.Value, 1e-12);
        Assert.Equal("y", distance.OffendingValue);
        // A value that is new counts as one of share 0.0001.
        Assert.Equal((0.5 * Math.Log(2)) + ((0.5 - 1e-4) * Math.Log(0.5 / 1e-4)), DataDistance.PopulationStability(Counts(("x", 1)), Counts(("x", 1), ("y", 1))).Value, 1e-12);
        // Two bins at the median, 2: (1/2, 1/2) and (1/4, 3/4).
        distance = DataDistance.PopulationStability(Sketch(1, 2, 3, 4), Sketch(2, 30, 40, double.PositiveInfinity, double.NaN), bins: 2);
        Assert.Equal(0.25 * (Math.Log(2) + Math.Log(1.5)), distance.Value, 1e-12);
        Assert.Equal("<= 2", distance.OffendingValue);
    }

    [Fact]
    public void Wasserstein_by_hand()
    {
        Assert.Equal(5, DataDistance.Wasserstein(Sketch(0, 1, 3), Sketch(5, 6, 8)).Value, 1e-12);
        Assert.Equal(0.25, DataDistance.Wasserstein(Weighted([0, 1], [3, 1]), Weighted([0, 1], [2, 2])).Value, 1e-12);
        Assert.Equal(4.0781331438047861, DataDistance.Wasserstein(Weighted([3.4, 3.9, 7.5, 7.8], [1.4, 0.9, 3.1, 7.2]), Weighted([4.5, 1.4], [3.2, 3.5])).Value, 1e-12);
        Assert.Equal(double.PositiveInfinity, DataDistance.Wasserstein(Sketch(0, double.PositiveInfinity), Sketch(0, 1)).Value);
        Assert.Equal(0.5, DataDistance.Wasserstein(Sketch(0, double.PositiveInfinity), Sketch(1, double.PositiveInfinity)).Value, 1e-12);
    }

    [Fact]
    public void Counts_agree_with_other_formulas() => Gen.Select(AnyCounts, AnyCounts).Sample((a, b) =>
    {
        if (a.Total == 0 || b.Total == 0)
            return true;
        var names = a.Values.Concat(b.Values).Select(value => value.Value).Distinct().ToArray();
        var p = names.Select(name => a.CountOf(name) / a.Total).ToArray();
        var q = names.Select(name => b.CountOf(name) / b.Total).ToArray();
        var middle = p.Zip(q, (x, y) => (x + y) / 2).ToArray();
        var chi = new[] { a, b }.Sum(side => Tested(a, b).Sum(cell =>
        {
            // Observed and expected of a table of two rows.
            var expected = (cell.A + cell.B) * side.Total / (a.Total + b.Total);
            var observed = ReferenceEquals(side, a) ? cell.A : cell.B;
            return expected == 0 ? 0 : (observed - expected) * (observed - expected) / expected;
        }));
        return Near(DataDistance.LInfinity(a, b).Value, p.Zip(q, (x, y) => Math.Abs(x - y)).Max())
            && Near(DataDistance.NormalizedAbsoluteDifference(a, b).Value, names.Max(name => Math.Abs(a.CountOf(name) - b.CountOf(name)) / (a.Total + b.Total)))
            // The entropy of the mean less the mean of the entropies.
            && Near(DataDistance.JensenShannon(a, b).Value, Entropy(middle) - ((Entropy(p) + Entropy(q)) / 2))
            && Near(DataDistance.ChiSquared(a, b).Value, chi);
    });

    [Fact]
    public void Numbers_agree_with_other_formulas() => Gen.Select(Gen.Double[-10, 10], Gen.Int[-3, 3], (x, i) => i > 0 ? i : x).Array[1, 60].Select(values => values)
        .SelectMany(a => Gen.Double[-10, 10].Array[a.Length].Select(b => (a, b))).Sample((a, b) =>
    {
        var (left, right) = (Sketch(a), Sketch(b));
        var ks = a.Concat(b).Max(x => Math.Abs((double)a.Count(v => v <= x) - b.Count(v => v <= x)) / a.Length);
        // As many on both sides: the sorted numbers are moved to each other.
        var wasserstein = a.Order().Zip(b.Order(), (x, y) => Math.Abs(x - y)).Average();
        return Near(DataDistance.KolmogorovSmirnov(left, right).Value, ks) && Near(DataDistance.Wasserstein(left, right).Value, wasserstein);
    });

    [Fact]
    public void Histograms_agree_with_unit_cells()
    {
        // Bounds are whole numbers, so both lie over the cells between them.
        var histogram = Gen.Select(Gen.Int[0, 4], Gen.Double[0, 9]).Array[1, 6].Select(widths =>
        {
            var (at, buckets) = (0, new List<HistogramBucket>());
            foreach (var (width, count) in widths)
                buckets.Add(new(at, at += width, count));
            return new Histogram(buckets);
        });
        Gen.Select(histogram, histogram).Sample((a, b) =>
        {
            if (a.Count == 0 || b.Count == 0)
                return DataDistance.JensenShannon(a, b).Value == (a.Count == b.Count ? 0 : 1);
            var (p, q) = (Cells(a), Cells(b));
            var middle = p.Zip(q, (x, y) => (x + y) / 2).ToArray();
            return Near(DataDistance.JensenShannon(a, b).Value, Entropy(middle) - ((Entropy(p) + Entropy(q)) / 2));
        });

        static double[] Cells(Histogram histogram)
        {
            // The cells, then the whole numbers alone.
            var cells = new double[60];
            foreach (var (low, high, count) in histogram.Buckets)
            {
                if (low == high)
                    cells[30 + (int)low] += count / histogram.Count;
                for (var at = (int)low; at < high; at++)
                    cells[at] += count / histogram.Count / (high - low);
            }
            return cells;
        }
    }

    [Fact]
    public void Distances_of_counts_are_symmetric_within_their_bounds_and_zero_from_itself() => Gen.Select(AnyCounts, AnyCounts).Sample((a, b) =>
    {
        foreach (var (distance, most) in new (Func<ValueCounts, ValueCounts, DistanceResult>, double)[]
        {
            (DataDistance.LInfinity, 1),
            (DataDistance.NormalizedAbsoluteDifference, 1),
            (DataDistance.JensenShannon, 1),
            (DataDistance.ChiSquared, double.PositiveInfinity),
            (DataDistance.PopulationStability, 9.22 * (a.Values.Count + b.Values.Count)),
        })
        {
            var (there, back, itself) = (distance(a, b), distance(b, a), distance(a, a));
            Assert.True(there.Value == back.Value || Near(there.Value, back.Value), distance.Method.Name);
            Assert.InRange(there.Value, 0, most);
            Assert.InRange(itself.Value, 0, 1e-12);
            Assert.Null(itself.OffendingValue);
            if (there.PValue is { } p)
                Assert.InRange(p, 0, 1);
            Assert.True(itself.PValue is null or > 0.999999);
        }
    });

    [Fact]
    public void Distances_of_numbers_are_symmetric_within_their_bounds_and_zero_from_itself() => Gen.Select(AnyNumbers, AnyNumbers).Sample((a, b) =>
    {
        foreach (var (distance, most) in new (Func<QuantileSketch, QuantileSketch, DistanceResult>, double)[]
        {
            (DataDistance.KolmogorovSmirnov, 1),
            (DataDistance.Wasserstein, double.PositiveInfinity),
        })
        {
            var (there, back, itself) = (distance(a, b), distance(b, a), distance(a, a));
            Assert.True(there.Value == back.Value || Near(there.Value, back.Value), distance.Method.Name);
            Assert.InRange(there.Value, 0, most);
            Assert.Equal(0, itself.Value);
            if (there.PValue is { } p)
                Assert.InRange(p, 0, 1);
        }
        Assert.InRange(DataDistance.PopulationStability(a, b).Value, 0, 93);
        Assert.InRange(DataDistance.PopulationStability(a, a).Value, 0, 1e-12);
    });

    [Fact]
    public void The_divergence_of_histograms_is_symmetric_within_its_bounds_and_zero_from_its_finite_self() => Gen.Select(AnyHistogram, AnyHistogram).Sample((a, b) =>
    {
        var there = DataDistance.JensenShannon(a, b).Value;
        var finite = new Histogram(a.Buckets);
        Assert.Equal(there, DataDistance.JensenShannon(b, a).Value, 1e-12);
        Assert.InRange(there, 0, 1);
        Assert.InRange(DataDistance.JensenShannon(finite, finite).Value, 0, 1e-12);
    });

    [Fact]
    public void An_empty_side_is_as_far_away_as_can_be_and_two_are_the_same()
    {
        ValueCounts some = Counts(("x", 3), ("y", 1)), none = new([]);
        QuantileSketch numbers = Sketch(1, 2), missing = Sketch(double.NaN, double.NaN);
        Assert.Equal(0.75, DataDistance.LInfinity(some, none).Value);
        Assert.Equal(0.75, DataDistance.NormalizedAbsoluteDifference(none, some).Value);
        Assert.Equal(1, DataDistance.JensenShannon(some, none).Value);
        Assert.Equal((double.PositiveInfinity, null), (DataDistance.ChiSquared(none, some).Value, DataDistance.ChiSquared(none, some).PValue));
        Assert.InRange(DataDistance.PopulationStability(some, none).Value, 8, 10);
        Assert.Equal((1, null), (DataDistance.KolmogorovSmirnov(missing, numbers).Value, DataDistance.KolmogorovSmirnov(missing, numbers).PValue));
        Assert.Equal(double.PositiveInfinity, DataDistance.Wasserstein(numbers, new()).Value);
        Assert.InRange(DataDistance.PopulationStability(numbers, missing).Value, 9, 10);
        Assert.Equal(1, DataDistance.JensenShannon(new Histogram([]), Histogram.EqualWidth(numbers)).Value);

        Assert.All(
            (DistanceResult[])[
                DataDistance.LInfinity(none, none), DataDistance.NormalizedAbsoluteDifference(none, none), DataDistance.JensenShannon(none, none), DataDistance.ChiSquared(none, none),
                DataDistance.PopulationStability(none, none), DataDistance.KolmogorovSmirnov(missing, missing), DataDistance.Wasserstein(missing, new()),
                DataDistance.PopulationStability(missing, missing), DataDistance.JensenShannon(new Histogram([]), new Histogram([]))],
            distance => Assert.Equal((0, null), (distance.Value, distance.OffendingValue)));
    }

    [Theory]
    [InlineData("Kolmogorov-Smirnov", false)]
    [InlineData("chi-squared", false)]
    [InlineData("population stability", false)]
    [InlineData("Kolmogorov-Smirnov", true)]
    [InlineData("chi-squared", true)]
    public void Samples_of_the_same_are_significantly_apart_as_often_as_the_level_says(string measure, bool weighted)
    {
        const int Runs = 400;
        var random = new Random(5);
        var significant = Enumerable.Range(0, Runs).Count(_ =>
        {
            var (a, b, textsA, textsB) = (new QuantileSketch(), new QuantileSketch(), new TopValues(), new TopValues());
            for (var i = 0; i < 800; i++)
            {
                // Half as many on one side; weights make of 800 about 450.
                var weight = weighted ? random.NextDouble() < 0.5 ? 1 : 5 : 1;
                if (i % 2 == 0)
                    b.Add(random.NextDouble(), weight);
                a.Add(random.NextDouble(), weight);
                if (i % 2 == 0)
                    textsB.Add($"{random.Next(6)}", weight);
                textsA.Add($"{random.Next(6)}", weight);
            }
            var distance = measure switch
            {
                "chi-squared" => DataDistance.ChiSquared(textsA.ToValueCounts(), textsB.ToValueCounts()),
                "population stability" => DataDistance.PopulationStability(textsA.ToValueCounts(), textsB.ToValueCounts()),
                _ => DataDistance.KolmogorovSmirnov(a, b),
            };
            return distance.PValue < 0.05;
        });
        // 5 % of 400 are 20; four standard deviations are 17.
        Assert.InRange(significant, 3, 37);
    }

    [Fact]
    public void What_is_shifted_is_significantly_apart()
    {
        var random = new Random(1);
        var (a, b) = (new QuantileSketch(), new QuantileSketch());
        for (var i = 0; i < 1000; i++)
        {
            a.Add(random.NextDouble());
            b.Add(random.NextDouble() + 0.2);
        }
        Assert.InRange(DataDistance.KolmogorovSmirnov(a, b).PValue!.Value, 0, 1e-6);
        Assert.InRange(DataDistance.PopulationStability(a, b).PValue!.Value, 0, 1e-6);
        Assert.InRange(DataDistance.Wasserstein(a, b).Value, 0.17, 0.23);
    }

    [Fact]
    public void Sketches_that_are_not_exact_are_within_the_error_and_not_significant_by_it_alone()
    {
        var (a, b) = (new QuantileSketch(64), new QuantileSketch(64));
        for (var i = 0; i < 100_000; i++)
        {
            a.Add(i * 7919L % 100_000);
            b.Add(i);
        }
        var distance = DataDistance.KolmogorovSmirnov(a, b);
        Assert.InRange(distance.Value, 0, distance.Error!.Value);
        Assert.Equal(1, distance.PValue);
        var moved = DataDistance.Wasserstein(a, b);
        Assert.InRange(moved.Value, 0, moved.Error!.Value);

        var top = new TopValues(64);
        for (var i = 0; i < 10_000; i++)
            top.Add(i % 3 == 0 ? "heavy" : $"{i}");
        var (sketched, exact) = (top.ToValueCounts(), Counts(("heavy", 5000), ("light", 5000)));
        var error = DataDistance.LInfinity(sketched, exact).Error!.Value;
        Assert.InRange(DataDistance.LInfinity(sketched, exact).Value, 0.5 - error, 0.5 + error);
        Assert.Null(DataDistance.ChiSquared(sketched, exact).PValue);
        Assert.Null(DataDistance.PopulationStability(sketched, exact).PValue);
        Assert.InRange(DataDistance.JensenShannon(sketched, sketched).Value, 0, 1e-12);
    }

    private static ValueCounts Counts(params (string Value, double Count)[] counts) => new(counts.Select(pair => new ValueCount(pair.Value, pair.Count)));

    // The categories that the test keeps apart, and the rest.
    private static List<(double A, double B)> Tested(ValueCounts a, ValueCounts b)
    {
        var cells = a.Values.Concat(b.Values).Select(value => value.Value).Distinct().Select(name => (A: a.CountOf(name), B: b.CountOf(name))).ToList();
        var rare = cells.ToLookup(cell => (cell.A + cell.B) * Math.Min(a.Total, b.Total) / (a.Total + b.Total) < 5);
        return [.. rare[false], (rare[true].Sum(cell => cell.A), rare[true].Sum(cell => cell.B))];
    }

    private static QuantileSketch Sketch(params double[] values)
    {
        var sketch = new QuantileSketch();
        sketch.Add(values);
        return sketch;
    }

    private static QuantileSketch Weighted(double[] values, double[] weights)
    {
        var sketch = new QuantileSketch();
        for (var i = 0; i < values.Length; i++)
            sketch.Add(values[i], weights[i]);
        return sketch;
    }

    private static double Entropy(double[] shares) => -shares.Where(share => share > 0).Sum(share => share * Math.Log2(share));

    private static bool Near(double x, double y) => Math.Abs(x - y) <= 1e-9 * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(y)));
}
